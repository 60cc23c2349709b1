//! A study's protocol, from its file to the list of its versions.

use crate::desk::Desk;

/// The example's protocol as a second version, in which the exit opens after 400 days.
fn second(desk: &Desk) {
    let text = desk.reads("protocol.toml").replacen("version = 1", "version = 2", 1);
    desk.writes("protocol.toml", text.replacen("opens_after = 365\n", "opens_after = 400\n", 1));
}

#[test]
fn a_protocol_is_checked_with_every_fault_where_it_stands() {
    let desk = Desk::empty("protocol-check");
    desk.copies("protocol.toml");
    desk.types("protocol check protocol.toml")
        .done()
        .says("protocol.toml: no faults, 3 waves, 16 steps");

    let text = desk.reads("protocol.toml").replacen("day = 3\n", "day = 1\n", 1);
    let text = text.replacen("hours_between", "hours_betwen", 1);
    let line =
        |words: &str| text.lines().position(|line| line.starts_with(words)).expect("the line") + 1;
    let (misspelt, soon) = (line("hours_betwen"), line("day = 1"));
    desk.writes("protocol.toml", &text);

    desk.types("protocol check protocol.toml").refused(&format!(
        "protocol.toml:{misspelt}:1: a protocol has no field “hours_betwen”; did you mean “hours_between”?\n\
         protocol.toml:{soon}:7: “four-month”, “reminder”: it may come 29 hours after “invitation”, and would be put off; \
         choose a later day, or other days of the week"
    ));
    desk.types("protocol check nowhere.toml").refused_with("nowhere.toml: the file cannot be read");
}

#[test]
fn a_protocol_is_published_with_a_reason_and_shown_as_it_can_be_published_again() {
    let desk = Desk::with_study("protocol-publish");
    second(&desk);

    let publish = "protocol publish protocol.toml --study bridgeway";
    desk.types(publish).refused_with("say why the protocol changes, with --reason");
    desk.types(&format!("{publish} --reason later"))
        .done()
        .says_also("bridgeway: protocol 2 published, and holds from now on, SHA-256 ");
    desk.types(publish).done().says_also("protocol 2 holds already, just like this");
    let listed = desk.types("protocol list --study bridgeway").done().out;
    let lines: Vec<_> = listed.lines().collect();
    assert!(lines[0].starts_with("protocol 2, published ") && lines[0].ends_with(": later"));
    assert!(lines[1].starts_with("protocol 1, published ") && lines[1].contains(" by study load"));

    let shown = desk.types("protocol show --study bridgeway").done().out;
    desk.writes("protocol.toml", shown);
    desk.types(publish).done().says_also("protocol 2 holds already, just like this");
    let first = desk.types("protocol show --study bridgeway --version 1").done().out;
    assert!(first.contains("opens_after = 365"), "{first}");
    desk.types("protocol show --study bridgeway --json").done().says_also("\"opens_after\": 400");
    desk.types("protocol show --study bridgeway --version 3")
        .refused("the study's protocol has no version 3");
}

#[test]
fn a_study_is_loaded_with_the_protocol_beside_it_and_says_why_that_changed() {
    let desk = Desk::with_study("protocol-load");
    second(&desk);

    desk.types("study load study.toml").refused_with("say why the protocol changes, with --reason");
    desk.types("study load study.toml --reason later")
        .done()
        .says_also("bridgeway is loaded with its changes: 3 waves");
    desk.types("pack --study bridgeway --out pack").done();
    let pack = desk.reads("pack/pack.html");
    assert!(pack.contains("As version 2 of the protocol says."), "{pack}");
    assert!(pack.contains("Exit: opens 400 days after randomisation"), "{pack}");
    assert!(pack.contains("3 days after “invitation”"), "{pack}");
}

#[test]
fn a_study_says_the_name_of_its_protocol_where_that_is_another() {
    let desk = Desk::empty("protocol-named");
    desk.copies("study.toml");
    desk.writes("contacts.toml", desk.reads("protocol.toml"));
    desk.writes("protocol.toml", "nothing");
    let study =
        desk.reads("study.toml").replacen("key =", "protocol = \"contacts.toml\"\nkey =", 1);
    desk.writes("study.toml", study);

    desk.types("study load study.toml").done().says_also("bridgeway is loaded: 3 waves");
}

#[test]
fn waves_in_the_studys_own_file_are_told_to_move() {
    let desk = Desk::empty("protocol-waves");
    desk.copies("study.toml");
    let study =
        desk.reads("study.toml").replacen("[consent]", "[[waves]]\nkey = \"w\"\n\n[consent]", 1);
    desk.writes("study.toml", study);

    desk.types("study load study.toml")
        .refused_with("move them into protocol.toml beside this file");
}
