//! A protocol that would break its promises is told what is wrong with it before anybody is sent anything.

use surveys::protocol::Protocol;

use super::PROTOCOL;

/// The protocol with these words in the place of others.
fn changed(changes: &[(&str, &str)]) -> Protocol {
    let change = |text: String, (from, to): &(&str, &str)| {
        assert!(text.contains(from), "{from} is not there");
        text.replacen(from, to, 1)
    };
    let text = changes.iter().fold(PROTOCOL.to_owned(), change);
    toml::from_str(&text).expect("the protocol reads")
}

/// What is said of it.
fn told(changes: &[(&str, &str)]) -> Vec<String> {
    changed(changes).check().iter().map(ToString::to_string).collect()
}

fn is_told(changes: &[(&str, &str)], sentence: &str) {
    assert_eq!(told(changes), [sentence]);
}

#[test]
fn a_protocol_that_keeps_its_own_rules_is_told_nothing() {
    assert_eq!(told(&[]), [""; 0]);
}

#[test]
fn nobody_can_allow_more_contacts_or_less_time_between_them_than_was_promised() {
    is_told(
        &[("hours_between = 48", "hours_between = 24")],
        "24 hours lie between two contacts; write hours_between = 48 or more",
    );
    is_told(
        &[("most_contacts = 10", "most_contacts = 12")],
        "a wave may have 12 contacts; write most_contacts = 10 or fewer",
    );
    is_told(
        &[("most_contacts = 10", "most_contacts = 2")],
        "“four-month” has 3 contacts, and may have fewer; take some out, or write more as most_contacts",
    );
    is_told(
        &[("hours_late = 48", "hours_late = 0")],
        "what is late by a moment is not sent; write hours_late = 24, or how late it may be",
    );
}

#[test]
fn a_reminder_too_near_to_the_one_before_is_named_whatever_day_the_wave_opens_on() {
    // The invitation waits for a Tuesday, up to four days and until noon; the reminder does not.
    is_told(
        &[("day = 7", "day = 5")],
        "“four-month”, “reminder”: it may come 21 hours after “invitation”, and would be put off; choose a later \
         day, or other days of the week",
    );
    // The invitation at noon of the fourth day, the reminder at nine of a day four hundred days before the opening.
    is_told(
        &[("opens_after = 122", "opens_after = 500"), ("day = 7", "day = -400")],
        "“four-month”, “reminder”: it may come 404 days before “invitation”, which stands above it; choose a later \
         day, or other days of the week",
    );
}

#[test]
fn a_contact_that_can_never_be_made_is_named() {
    is_told(
        &[("day = 12", "day = 57")],
        "“four-month”, “why-it-matters”: the wave may be over by then; choose an earlier day",
    );
    is_told(
        &[("at = \"17:00:00\"", "at = \"21:00:00\"")],
        "“four-month”, “reminder”: nobody is contacted by text at 21:00 on its days; choose an hour that is open",
    );
    is_told(
        &[("post = { weekdays", "phone = { weekdays")],
        "“four-month”, “reminder”: nothing says when people may be contacted by letter; add post to the hours",
    );
    is_told(
        &[("sends = [{ way = \"email\", at = \"10:00:00\", message = \"why\" }]", "sends = []")],
        "“four-month”, “why-it-matters”: nothing is sent; say what, or take it out",
    );
    is_told(
        &[
            (
                "anchor = \"randomisation\"\nopens_after = 122",
                "anchor = \"consent\"\nopens_after = 0",
            ),
            ("day = 0\non = [\"Tue\", \"Wed\", \"Thu\"]", "day = -7"),
        ],
        "“four-month”, “invitation”: on this day nobody has consented yet; choose a day from the opening on",
    );
}

#[test]
fn a_reminder_whose_time_is_open_on_sundays_alone_is_worth_a_look() {
    let remarks = |changes: &[(&str, &str)]| -> Vec<String> {
        let found = changed(changes).remarks_in_place().into_iter();
        found.map(|(_, one)| one.to_string()).collect()
    };
    let late = [
        (
            "saturday = { from = \"10:00:00\", to = \"18:00:00\" }",
            "sunday = { from = \"10:00:00\", to = \"23:00:00\" }",
        ),
        ("at = \"17:00:00\"", "at = \"21:00:00\""),
    ];
    let meant = ("key = \"reminder\"", "key = \"reminder\"\non = [\"Sun\"]");

    assert_eq!(told(&late), [""; 0], "nothing is wrong with it");
    assert_eq!(
        remarks(&late),
        [
            "“four-month”, “reminder”: at 21:00 texts may go on Sunday alone, for which it waits up to six days; \
             choose another time, or write on = [\"Sun\"] if that is meant"
        ]
    );
    assert_eq!(remarks(&[late[0], late[1], meant]), [""; 0], "Anna is reminded on Sundays");
    assert_eq!(remarks(&[]), [""; 0]);
}

#[test]
fn mondays_are_days_like_others_whichever_of_them_is_a_bank_holiday() {
    let on_mondays = ("key = \"reminder\"", "key = \"reminder\"\non = [\"Mon\"]");

    let told = told(&[on_mondays]);

    assert!(told.iter().all(|one| !one.contains("nobody is contacted")), "{told:?}");
}

#[test]
fn what_names_one_thing_names_no_other() {
    is_told(
        &[("key = \"why-it-matters\"", "key = \"reminder\"")],
        "“four-month”, “reminder”: the wave has two of this key; give one another",
    );
    is_told(
        &[("{ way = \"sms\", at = \"12:00:00\"", "{ way = \"email\", at = \"12:00:00\"")],
        "“four-month”, “invitation”: two messages go by email; give one a contact of its own",
    );
    is_told(
        &[("message = \"why\" }", "message = \"why\", to_begun = \"finish\" }")],
        "“four-month”, “why-it-matters”: it has other words for who has begun, and goes to them only or not at all; \
         take to_begun out",
    );
}

const EXIT: &str = "\n[[waves]]\nkey = \"exit\"\nprefix = \"w2\"\ntitle = \"Exit\"\nsurvey = \"exit\"\n\
                    anchor = \"randomisation\"\nopens_after = 365\ncohorts = [{ cohort = 2, opens_after = 200 }]\n";

#[test]
fn a_wave_does_not_open_while_answers_to_the_one_before_are_taken() {
    let with = |exit: &str, grace: &str| {
        let text = PROTOCOL.replace("open_for = 56", grace) + exit;
        let protocol: Protocol = toml::from_str(&text).expect("the protocol reads");
        protocol.check().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(with(EXIT, "open_for = 56"), [""; 0]);
    assert_eq!(
        with(EXIT, "open_for = 56\ngrace = 84"),
        [
            "“exit” opens for cohort 2 while answers to “four-month” are still taken; open it later, or shorten the grace of “four-month”"
        ],
    );
    assert_eq!(with(&EXIT.replace("= 200", "= 213"), "open_for = 56\ngrace = 84"), [""; 0]);
    assert_eq!(
        with("", "open_for = 56\ngrace = 50"),
        [
            "answers to “four-month” are taken for fewer days than it is open; count grace from the opening, too"
        ],
    );
    assert_eq!(
        with(&EXIT.replace("\"w2\"", "\"w1\""), "open_for = 56"),
        ["two waves are called “w1”; give one another key or prefix"],
    );
}

#[test]
fn both_arms_are_asked_for_outcomes_at_the_same_time() {
    let counted_from =
        |anchor: &str| told(&[("anchor = \"randomisation\"", &format!("anchor = \"{anchor}\""))]);
    for anchor in ["support_start", "support_end", "support_stopped"] {
        let mend = "write anchor = \"randomisation\", or outcomes = false where its answers are not compared between arms";
        let problem = format!(
            "“four-month” is counted from {anchor}, which only one arm can have, and asks for outcomes"
        );
        assert_eq!(counted_from(anchor), [format!("{problem}; {mend}")]);
    }
    assert_eq!(counted_from("job_start"), [""; 0], "anybody can find a job");
    let aside = [
        ("anchor = \"randomisation\"", "anchor = \"support_end\""),
        ("open_for = 56", "open_for = 56\noutcomes = false"),
    ];
    assert_eq!(told(&aside), [""; 0]);
    is_told(
        &[("anchor = \"randomisation\"", "anchor = \"death\"")],
        "“four-month” is counted from a death, after which nobody answers; write another anchor",
    );
    is_told(
        &[
            ("anchor = \"randomisation\"", "anchor = \"job_start\""),
            ("opens_after = 122", "opens_after = 5"),
            ("day = 0\non = [\"Tue\", \"Wed\", \"Thu\"]", "day = -7"),
        ],
        "“four-month”, “invitation”: on this day job_start has not happened yet; choose a day from the opening on",
    );
}

#[test]
fn a_step_counts_from_one_that_stands_before_it_and_goes_to_somebody() {
    let after = |key: &str| format!("key = \"reminder\"\nafter = \"{key}\"");
    assert_eq!(
        told(&[("key = \"reminder\"", &after("invitation")), ("day = 7", "day = 3")]),
        [""; 0]
    );
    for key in ["reminder", "why-it-matters", "nothing"] {
        is_told(
            &[("key = \"reminder\"", &after(key))],
            &format!(
                "“four-month”, “reminder”: it comes after “{key}”, and no such step stands before it; name a step that does"
            ),
        );
    }
    is_told(
        &[("to = \"not_begun\"", "to = \"not_begun\"\nunless = [\"email\"]")],
        "“four-month”, “why-it-matters”: it goes by email only to who cannot be reached by email; take email out of \
         unless, or of what is sent",
    );
}
