//! Rehearsing a protocol at the command line.

use std::{collections::BTreeSet, fs};

use chrono::{Days, NaiveDate};
use serde_json::Value;

use crate::desk::Desk;

/// The lines of a rehearsal's timeline, as JSON has them: what happened.
fn happened(rehearsed: &Value) -> Vec<&str> {
    let lines = rehearsed["timeline"].as_array().expect("a list");
    lines.iter().map(|line| line["what"].as_str().expect("a text")).collect()
}

#[test]
fn the_example_goes_by_in_400_days_and_its_json_accounts_for_every_message() {
    let desk = Desk::with_study("rehearse-example");
    let words = "rehearse --study bridgeway --participants 8 --seed 1 --days 400 --json";

    let told = desk.types(words).done().out;

    let rehearsed: Value = serde_json::from_str(&told).expect("JSON");
    let (balance, lines) = (&rehearsed["balance"], rehearsed["timeline"].as_array());
    let number = |name: &str| balance[name].as_u64().expect("a number");
    let not_sent = balance["not_sent"].as_object().expect("by reason").values();
    let not_sent: u64 = not_sent.map(|many| many.as_u64().expect("a number")).sum();
    let ways = ["sent", "in_doubt", "waiting", "later"].map(number);
    assert_eq!(number("planned"), ways.iter().sum::<u64>() + not_sent, "{balance}");
    // Each of the eight has every send of the protocol, and beside them what answers and thanks them.
    assert_eq!((number("planned") - number("beside")) % 8, 0, "{balance}");
    assert_eq!(number("twice"), 0, "{balance}");
    assert!(number("sent") > 30, "{balance}");
    let happened = happened(&rehearsed);
    let sent = happened.iter().filter(|what| what.ends_with(", sent")).count();
    assert_eq!(sent as u64, number("sent"), "each by name");
    assert!(happened.iter().any(|what| what.starts_with("exit: ") && what.ends_with(", sent")));
    let whose = |line: &Value| line["who"].as_str().expect("a text").to_owned();
    let people: BTreeSet<_> = lines.expect("a list").iter().map(whose).collect();
    assert_eq!(people.len(), 8, "{people:?}");
    let day = |name: &str| rehearsed[name].as_str().expect("a day").parse::<NaiveDate>();
    let [from, to] = [day("from"), day("to")].map(|day| day.expect("a day"));
    assert!([399, 400, 401].map(|days| from + Days::new(days)).contains(&to), "{from} to {to}");
    assert_eq!(rehearsed["study"], "bridgeway");
    assert_eq!(desk.types("outbox").err.trim_end(), "The outbox is empty.", "nobody real");
}

#[test]
fn a_rehearsal_is_told_in_order_and_then_summed_up() {
    let desk = Desk::with_study("rehearse-told");

    let told = desk.types("rehearse --study bridgeway --participants 2 --seed 1 --days 30");

    let told = told.done().says_also("\n2 invented people from ").out;
    let (happened, sum) = told.split_once("\n\n").expect("what happened, and the sum");
    assert!(happened.lines().all(|line| line.contains(" UTC  DEMO-")), "{happened}");
    assert!(happened.lines().is_sorted_by_key(|line| &line[..16]), "{happened}");
    for row in [" planned, by email, text and post", " sent", "       0 sent twice"] {
        assert!(sum.lines().any(|line| line.ends_with(row)), "{row}: {sum}");
    }
}

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
