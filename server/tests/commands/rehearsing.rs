//! Rehearsing a protocol at the command line.

use std::fs;

use crate::desk::Desk;

#[test]
fn a_study_that_sends_nothing_is_not_rehearsed_and_no_folder_stays() {
    let desk = Desk::with_people("rehearse-nothing");
    let protocol = desk.reads("protocol.toml").replace("version = 1", "version = 2");
    let (first, steps) = protocol.split_once("[[waves.steps]]").expect("it has contacts");
    let (_, exit) = steps.split_once("[[waves]]").expect("there is a last wave");
    let (exit, _) = exit.split_once("[[waves.steps]]").expect("it has contacts, too");
    desk.writes("protocol.toml", format!("{first}[[waves]]{exit}"));
    fs::remove_file(desk.folder().join("messages.en.toml")).expect("the words go");
    desk.types("protocol publish protocol.toml --study bridgeway --reason Silence").done();

    let refused = desk.types("rehearse --study bridgeway --participants 3");

    refused.refused_with("the protocol of the study has no messages");
}

#[test]
fn nobody_is_no_number_of_people() {
    let desk = Desk::with_people("rehearse-nobody");

    let refused = desk.types("rehearse --study bridgeway --participants 0");

    assert_ne!(refused.code, 0);
    assert!(refused.err.contains("0 is not in 1..=10000"), "{}", refused.err);
}
