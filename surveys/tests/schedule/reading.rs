//! A protocol is a file: all that is wrong with it is told at once, each where it stands and with what would be right.

use std::{fs, path::Path};

use surveys::{authoring::File, protocol::Protocol};

use super::PROTOCOL;

/// The faults of the protocol with these words in the place of others, and a line of it where each of them stands.
fn told(changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let change = |text: String, (from, to): &(&str, &str)| {
        assert!(text.contains(from), "{from} is not there");
        text.replacen(from, to, 1)
    };
    let text = changes.iter().fold(PROTOCOL.to_owned(), change);
    let file = File { name: "protocol.toml".to_owned(), text: text.clone() };
    let faults = Protocol::read(&file).err().unwrap_or_default().into_iter();
    let stands = |line: usize, column: usize| {
        let line = text.lines().nth(line - 1).unwrap_or_default();
        line.chars().skip(column - 1).take(12).collect()
    };
    let told = faults.map(|fault| {
        (stands(fault.line, fault.column), format!("{}; {}", fault.problem, fault.mend))
    });
    told.collect()
}

fn check(changes: &[(&str, &str)], expected: &[(&str, &str)]) {
    let told = told(changes);
    let told: Vec<_> = told.iter().map(|(at, said)| (at.as_str(), said.as_str())).collect();
    assert_eq!(told, expected);
}

#[test]
fn a_protocol_that_keeps_its_own_rules_is_read() {
    check(&[], &[]);
}

#[test]
fn the_examples_are_read_and_what_is_written_of_them_reads_as_the_same() {
    for example in ["study", "safeguarding"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples").join(example);
        let text = fs::read_to_string(path.join("protocol.toml")).expect("an example");
        let read = |text: String| Protocol::read(&File { name: "protocol.toml".to_owned(), text });
        let protocol = read(text).expect("the example is in order");

        let written = protocol.written();

        assert_eq!(read(written.clone()).expect("what is written is in order"), protocol);
        let json = serde_json::to_string(&protocol).expect("JSON");
        assert_eq!(serde_json::from_str::<Protocol>(&json).expect("a protocol"), protocol);
        assert_eq!(protocol.written(), written);
    }
}

#[test]
fn everything_that_there_is_is_written_and_read_again() {
    let changes = [
        (
            "[[waves]]",
            "[holidays]\nregion = \"none\"\nalso = [\"2027-05-07\"]\nexcept = [\"2027-05-03\"]\n\n[[waves]]",
        ),
        (
            "open_for = 56",
            "batch = \"monthly on day 28\"\nopen_for = 56\ngrace = 84\nhorizon = 100\noutcomes = false\nuntil_randomised = true",
        ),
        (
            "anchor = \"randomisation\"",
            "anchor = \"support_end\"\ncohorts = [{ cohort = 2, opens_after = 99 }]",
        ),
        (
            "to = \"not_begun\"",
            "to = \"begun\"\nafter = \"reminder\"\nunless = [\"post\", \"sms\"]",
        ),
        ("day = 12", "day = 5"),
        ("at = \"17:00:00\"", "at = \"17:00:30\""),
    ];
    let text = changes.iter().fold(PROTOCOL.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from} is not there");
        text.replacen(from, to, 1)
    });
    let read = |text: String| Protocol::read(&File { name: "protocol.toml".to_owned(), text });
    let protocol = read(text).expect("it is in order");

    assert_eq!(read(protocol.written()).expect("what is written is in order"), protocol);
    let none = Protocol { hours: [].into(), waves: [].into(), ..protocol };
    assert_eq!(read(none.written()).expect("what is written is in order"), none);
}

#[test]
fn all_faults_are_told_at_once_each_where_it_stands() {
    check(
        &[
            ("hours_between = 48", "hours_betwen = 48"),
            (
                "at = \"10:00:00\", message = \"invitation\"",
                "at = \"10am\", message = \"invitation\"",
            ),
            ("at = \"17:00:00\"", "at = \"21:00:00\""),
            ("day = 12", "day = 57"),
            ("key = \"why-it-matters\"", "key = \"why\""),
            ("prefix = \"w1\"", "prefix = \"wave1\""),
        ],
        &[
            (
                "hours_betwen",
                "a protocol has no field “hours_betwen”; did you mean “hours_between”?",
            ),
            (
                "\"wave1\"",
                "“wave1” does not do as the prefix of a wave's columns; write a small letter and then up to two more or \
                 digits, such as w1",
            ),
            ("\"10am\", mess", "“at” is a time, and here it is “10am”; write it as at = \"10:00\""),
            (
                "\"21:00:00\", ",
                "“four-month”, “reminder”: nobody is contacted by text at 21:00 on its days; choose an hour that is open",
            ),
            ("57", "“four-month”, “why”: the wave may be over by then; choose an earlier day"),
        ],
    );
}

#[test]
fn what_cannot_be_read_is_told_with_what_was_meant() {
    check(
        &[("\"Tue\", \"Wed\"", "\"tue\", \"Wed\""), ("way = \"post\"", "way = \"letter\"")],
        &[
            (
                "\"tue\", \"Wed\"",
                "“on” is one of Mon, Tue, Wed, Thu, Fri, Sat, Sun, and here it is “tue”; did you mean “Tue”?",
            ),
            (
                "\"letter\", at",
                "“way” is one of email, sms, post, phone, and here it is “letter”; write way = \"email\", or another of \
                 them",
            ),
        ],
    );
}

#[test]
fn a_word_or_a_time_that_is_none_is_told_with_those_that_there_are() {
    check(
        &[
            ("anchor = \"randomisation\"", "anchor = \"death\""),
            ("at = \"17:00:00\"", "at = 17:00:00"),
        ],
        &[
            (
                "\"death\"",
                "“anchor” is one of randomisation, consent, support_start, support_end, support_stopped, job_start, and \
                 here it is “death”; write anchor = \"randomisation\", or another of them",
            ),
            (
                "17:00:00, me",
                "“at” is a time, and here it is one without quotation marks; write it in quotation marks: at = \"17:00:00\"",
            ),
        ],
    );
    check(
        &[("key = \"reminder\"", "key = \"First reminder\""), ("opens_after = 122\n", "")],
        &[
            (
                "[[waves]]",
                "“four-month” needs “opens_after”; write { key = \"four-month\", prefix = \"w1\", title = \"Four months\", \
                 survey = \"four-month\", anchor = \"randomisation\", opens_after = 122 }",
            ),
            (
                "\"First remin",
                "“key” is a key of at most 20 small letters, digits and hyphens, and here it is “First reminder”; write it \
                 as key = \"invitation\"",
            ),
        ],
    );
}

#[test]
fn what_breaks_a_cap_is_told_where_the_number_stands() {
    check(
        &[("hours_between = 48", "hours_between = 24"), ("hours_late = 48", "hours_late = 0")],
        &[
            ("24", "24 hours lie between two contacts; write hours_between = 48 or more"),
            (
                "0",
                "what is late by a moment is not sent; write hours_late = 24, or how late it may be",
            ),
        ],
    );
    check(
        &[("sms = {", "sms = { sunday = { from = \"18:00\", to = \"10:00\" },")],
        &[(
            "{ from = \"18",
            "the hours of texts on Sunday end before they begin; write the earlier time as “from”, or leave the day out",
        )],
    );
    check(
        &[(
            "open_for = 56",
            "open_for = 56\ncohorts = [{ cohort = 2, opens_after = 1 }, { cohort = 2, opens_after = 2 }]",
        )],
        &[("2, opens_aft", "“four-month” has two openings for cohort 2; take one of them out")],
    );
}

#[test]
fn of_a_day_that_is_closed_in_words_nothing_else_is_told_than_how_hours_are_written() {
    check(
        &[("saturday = { from = \"10:00:00\", to = \"18:00:00\" }", "saturday = \"closed\"")],
        &[(
            "\"closed\" }",
            "“saturday” is the hours of a day in braces, and here it is text; write saturday = { from = \"09:00\", \
             to = \"20:00\" }",
        )],
    );
}

#[test]
fn a_holiday_that_is_no_date_is_told_how_one_of_a_list_is_written() {
    check(
        &[("[[waves]]", "[holidays]\nalso = [\"2027-02-30\"]\n\n[[waves]]")],
        &[(
            "\"2027-02-30\"",
            "“also” is a list, each of it a date, and here is “2027-02-30”; write it as \"2027-05-03\"",
        )],
    );
}

#[test]
fn of_a_text_that_was_emptied_each_field_is_told_as_a_protocol_has_it() {
    let file = File { name: "protocol.toml".to_owned(), text: String::new() };

    let faults = Protocol::read(&file).expect_err("there is nothing in it");

    let mends: Vec<_> = faults.iter().map(|fault| fault.mend.as_str()).collect();
    assert!(mends.contains(&"write hours_late = 48"), "{mends:?}");
    assert!(mends.contains(&"write most_contacts = 10"), "{mends:?}");
    assert!(
        mends.contains(
            &"write hours = { email = { weekdays = { from = \"07:00\", to = \"20:00\" } } }"
        ),
        "{mends:?}"
    );
}

#[test]
fn what_only_follows_from_another_fault_is_not_told() {
    // Its day is lost, so nothing is said of how near it is to the invitation.
    check(
        &[("day = 7", "day = \"soon\"")],
        &[(
            "\"soon\"",
            "“day” is a whole number, and here it is text; write day = 1, or what it is",
        )],
    );
    // What a line that is no TOML was to say nobody knows.
    let slipped = told(&[("version = 1", "version = "), ("day = 12", "day = 57")]);
    assert!(slipped.iter().all(|(_, said)| !said.contains("over by then")), "{slipped:?}");
    assert_eq!(slipped.len(), 1, "{slipped:?}");
}

#[test]
fn a_protocol_is_drawn_whatever_its_rules_find_wrong_and_not_what_cannot_be_read() {
    let drawn = |from: &str, to: &str| {
        assert!(PROTOCOL.contains(from), "{from} is not there");
        let text = PROTOCOL.replacen(from, to, 1);
        Protocol::glimpse(&File { name: "protocol.toml".to_owned(), text })
    };
    assert!(drawn("", "").is_some());
    let close = drawn("day = 7", "day = 4").expect("too near to another, and drawn all the same");
    assert!(!close.check().is_empty());
    assert_eq!(drawn("day = 7", "day = \"seven\""), None);
    assert_eq!(drawn("day = 7", "days = 7"), None);
    assert_eq!(drawn("[[waves]]", "[[waves]"), None);
}
