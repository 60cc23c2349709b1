//! An evaluator who clicks says from what a wave is counted, and adds another.

use surveys::{
    authoring::File,
    editing::{Filled, NotPlanned, add_contact, add_wave, planned, set_wave},
    protocol::Protocol,
    typed::Typed,
    waves::Anchor,
};

use super::{
    contacts::{protocol, sent, wave},
    lines_apart,
};

/// A wave six months after a job began, with what was typed into one box instead.
fn six_months(but: &[(&str, &str)]) -> Typed {
    let boxes = [
        ("wave-key", "six-month"),
        ("prefix", "w3"),
        ("title", "Six months in work"),
        ("survey", "four-month"),
        ("anchor", "job_start"),
        ("opens_after", "183"),
        ("open_for", ""),
        ("follows", "four-month"),
    ];
    let own = |(name, typed): (&str, &str)| {
        let other = but.iter().find(|(at, _)| *at == name);
        (name.to_owned(), other.map_or(typed, |(_, typed)| *typed).to_owned())
    };
    Typed::from_pairs(boxes.map(own))
}

fn unfit(boxes: &[(&str, &str)]) -> Result<(String, String), NotPlanned> {
    let own = |(name, typed): &(&str, &str)| ((*name).to_owned(), (*typed).to_owned());
    Err(NotPlanned::Unfit(boxes.iter().map(own).collect()))
}

#[test]
fn a_wave_is_counted_from_another_day_and_its_answers_are_not_compared() {
    let text = protocol();
    let boxes = [("anchor", "randomisation", "support_end"), ("outcomes", "yes", "untick")];

    let changed = set_wave(&text, "four-month", Filled::of(&sent(&boxes), 0)).unwrap();
    let back = [("anchor", "support_end", "randomisation"), ("outcomes", "", "yes")];
    let back = set_wave(&changed, "four-month", Filled::of(&sent(&back), 0)).unwrap();
    let nobody = sent(&[("anchor", "randomisation", "death")]);
    let nobody = set_wave(&text, "four-month", Filled::of(&nobody, 0));

    assert_eq!(lines_apart(&text, &changed), ["anchor = \"randomisation\""]);
    let new = ["anchor = \"support_end\"", "outcomes = false"];
    assert_eq!(lines_apart(&changed, &text), new);
    assert!(!wave(&changed, "four-month").is_compared && wave(&text, "four-month").is_compared);
    assert_eq!(back, text, "and back again");
    let unfit = vec![("anchor".to_owned(), "death".to_owned())];
    assert_eq!(nobody, Err(NotPlanned::Unfit(unfit)));
}

#[test]
fn every_anchor_that_is_offered_is_one_in_the_file() {
    for anchor in Anchor::ALL {
        let boxes = [("anchor", "randomisation", anchor.name())];
        let text = set_wave(&protocol(), "four-month", Filled::of(&sent(&boxes), 0)).unwrap();
        let file = File { name: "protocol.toml".to_owned(), text };
        let read = Protocol::glimpse(&file).expect("it can be read");
        assert_eq!(read.waves[1].wave.anchor, anchor);
    }
}

#[test]
fn a_wave_that_is_added_stands_after_the_one_that_was_chosen_and_gets_contacts() {
    let text = protocol();
    let typed = six_months(&[]);

    let (changed, key) = add_wave(&text, Filled::of(&typed, 0)).unwrap();

    assert_eq!(key, "six-month");
    assert_eq!(lines_apart(&text, &changed), [] as [&str; 0]);
    let keys: Vec<_> = planned(&changed).unwrap().into_iter().map(|wave| wave.key).collect();
    assert_eq!(keys, ["baseline", "four-month", "six-month", "exit"]);
    let new = "\n[[waves]]\nkey = \"six-month\"\nprefix = \"w3\"\ntitle = \"Six months in work\"\nsurvey = \"four-month\"\nanchor = \"job_start\"\nopens_after = 183\n";
    assert!(changed.contains(new), "{changed}");
    for own in ["baseline", "four-month", "exit"] {
        assert_eq!(wave(&changed, own), wave(&text, own), "{own} is as it was");
    }
    let boxes = [
        ("key", "", "welcome"),
        ("day", "", "1"),
        ("way", "", "email"),
        ("at", "", "10:00"),
        ("message", "", "invitation"),
    ];
    let (with, _) = add_contact(&changed, "six-month", Filled::of(&sent(&boxes), 0)).unwrap();
    assert_eq!(wave(&with, "six-month").contacts.len(), 1);
    assert_eq!(wave(&with, "four-month"), wave(&text, "four-month"));
}

#[test]
fn a_wave_comes_last_where_nothing_else_is_chosen_and_may_be_the_first_of_all() {
    let last = six_months(&[("follows", ""), ("open_for", "56")]);

    let (changed, _) = add_wave(&protocol(), Filled::of(&last, 0)).unwrap();
    let (only, _) = add_wave("version = 1\n", Filled::of(&last, 0)).unwrap();
    let (first, _) = add_wave("waves = [] # none yet\n", Filled::of(&last, 0)).unwrap();

    let waves = planned(&changed).unwrap();
    let own = waves.last().unwrap();
    assert_eq!((own.key.as_str(), own.open_for.as_str()), ("six-month", "56"));
    assert!(only.starts_with("version = 1\n\n[[waves]]\nkey = \"six-month\"\n"), "{only}");
    assert_eq!(planned(&first).unwrap().len(), 1);
    assert!(first.contains("# none yet"), "{first}");
}

#[test]
fn of_a_wave_all_that_cannot_be_taken_is_told_at_once() {
    let add = |but: &[(&str, &str)]| add_wave(&protocol(), Filled::of(&six_months(but), 0));

    let empty = add_wave(&protocol(), Filled::of(&Typed::default(), 0));
    let names = ["wave-key", "prefix", "title", "survey", "anchor", "opens_after"];
    assert_eq!(empty, unfit(&names.map(|name| (name, ""))));
    let taken = [("wave-key", "exit"), ("prefix", "w1")];
    assert_eq!(add(&taken), unfit(&taken), "another wave has them");
    let wrong = [("wave-key", "Six months"), ("anchor", "death"), ("open_for", "long")];
    assert_eq!(add(&wrong), unfit(&wrong));
}
