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
        .says(
            "protocol.toml: no faults, 3 waves, 18 steps, 20 messages; without study.toml beside it, nobody knows whether \
             these are true",
        );
    desk.copies("study.toml");
    desk.types("protocol check protocol.toml")
        .done()
        .says("protocol.toml: no faults, 3 waves, 18 steps, 20 messages");

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
    desk.writes(
        "protocol.toml",
        desk.reads("protocol.toml").replacen("version = 2", "version = 3", 1),
    );
    desk.types(&format!("{publish} --reason again"))
        .refused_with("protocol 2 holds, and says the same: there is nothing to publish");
    let first = desk.types("protocol show --study bridgeway --version 1").done().out;
    assert!(first.contains("opens_after = 365"), "{first}");
    desk.types("protocol show --study bridgeway --json").done().says_also("\"opens_after\": 400");
    desk.types("protocol show --study bridgeway --version 3")
        .refused("the study's protocol has no version 3");
}

#[test]
fn what_a_protocol_would_do_to_whom_is_told_before_it_is_published() {
    let desk = Desk::with_study("protocol-compare");
    second(&desk);

    desk.types("protocol compare protocol.toml --study bridgeway --days")
        .done()
        .says(
            "Nobody of 0 people would be sent a message more or less, or on another day, nor find a survey open on other days.",
        );

    let text = desk.reads("protocol.toml").replacen("hours_between", "hours_betwen", 1);
    desk.writes("protocol.toml", text);
    desk.types("protocol compare protocol.toml --study bridgeway")
        .refused_with("a protocol has no field “hours_betwen”");
    let listed = desk.types("protocol list --study bridgeway").done().out;
    assert!(listed.starts_with("protocol 1, ") && listed.lines().count() == 1, "{listed}");
}

#[test]
fn for_how_many_of_the_demos_people_something_changes_is_told_and_for_whom_where_that_is_asked() {
    let desk = Desk::empty("protocol-compare-people");
    desk.types("demo --no-serve").done();
    desk.copies("study.toml");
    second(&desk);
    let compare = "protocol compare protocol.toml --study bridgeway --data-dir throughline-demo";

    let sums = desk.types(compare).done().out;
    let each = desk.types(&format!("{compare} --people")).done().out;

    let affected = sums.strip_prefix("It changes something for ").expect("there are people");
    let (affected, rest) = affected.split_once(" of 40 people: ").expect("of how many");
    let affected: usize = affected.parse().expect("a number");
    assert!(affected > 0 && rest.contains(" move") && !sums.contains("DEMO-"), "{sums}");
    let listed = each.strip_prefix(&sums).expect("the sums come first");
    let people = listed.lines().filter(|line| line.starts_with("  DEMO-"));
    assert_eq!(people.count(), affected, "{listed}");
    let sends = listed.lines().filter(|line| line.contains(" → "));
    assert!(sends.count() >= affected, "each has something that moves: {listed}");
    assert!(listed.lines().all(|line| !line.contains("Four months")), "{listed}");
}

#[test]
fn the_words_are_part_of_the_version_and_come_back_as_a_file() {
    let desk = Desk::with_study("protocol-words");
    second(&desk);
    let before = desk.types("protocol show --study bridgeway --json").done().out;
    assert!(before.contains("\"sender\": \"Bridgeway Study\""), "{before}");
    let words = desk.reads("messages.en.toml");
    desk.writes("messages.en.toml", words.replace("Dear {first_name},", "Hello {first_name},"));

    desk.types("protocol publish protocol.toml --study bridgeway --reason Plainer").done();

    desk.types("protocol show --study bridgeway --version 1 --out first").done();
    desk.types("protocol show --study bridgeway --out second").done();
    assert!(desk.reads("first/messages.en.toml").contains("\nDear {first_name},\n"));
    assert!(!desk.reads("second/messages.en.toml").contains("Dear {first_name}"));
    assert!(desk.reads("second/protocol.toml").contains("# bridgeway: protocol 2, published "));
    let shown = desk.types("protocol show --study bridgeway").done().out;
    assert!(shown.contains("\n# messages.en.toml:\n#\n# language = \"en\"\n"), "{shown}");
    desk.types("protocol publish second/protocol.toml --study bridgeway")
        .done()
        .says_also("protocol 2 holds already, just like this");
}

#[test]
fn a_protocol_whose_words_are_missing_or_untrue_is_not_published_and_the_place_is_told() {
    let desk = Desk::with_study("protocol-untrue");
    second(&desk);
    let (own, words) = (desk.reads("protocol.toml"), desk.reads("messages.en.toml"));
    let publish = "protocol publish protocol.toml --study bridgeway --reason later";
    let line = |text: &str, part: &str| {
        text.lines().position(|line| line.contains(part)).expect("the line") + 1
    };

    let other = own.replacen("message = \"why-it-matters\"", "message = \"why\"", 1);
    desk.writes("protocol.toml", &other);
    desk.types(publish).refused(&format!(
        "protocol.toml:{}:51: “why” is not there, and is sent, at “why-it-matters” of “four-month”; write it under \
         [[messages]], or name another",
        line(&other, "\"why\"")
    ));
    desk.writes("protocol.toml", &own);
    let untrue =
        words.replace("about {minutes} minutes, on a phone", "about 3 minutes, on a phone");
    desk.writes("messages.en.toml", &untrue);
    desk.types(publish).refused_with(&format!(
        "messages.en.toml:{}:",
        line(&untrue, "about 3 minutes, on a phone")
    ));
    let silent = words.replacen(" Text STOP to opt out", "", 1);
    desk.writes("messages.en.toml", &silent);
    desk.types(publish).refused_with("does not say how to be sent no more texts");
    std::fs::remove_file(desk.folder().join("messages.en.toml")).expect("it was there");
    let lacking = "this sends a message, and there are no messages beside the protocol";
    desk.types(publish).refused_with(lacking);
    desk.types("protocol check protocol.toml").refused_with(lacking);
    desk.types("study load study.toml --reason later").refused_with(lacking);

    let listed = desk.types("protocol list --study bridgeway").done().out;
    assert_eq!(listed.lines().count(), 1, "nothing was published: {listed}");
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
