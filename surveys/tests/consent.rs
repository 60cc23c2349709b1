//! Consent: what somebody agrees to after they changed their mind.

use surveys::{
    authoring::File,
    consent::{
        Answer, ConsentProblem, Decision, Event, Form, Mode, Permission, State, first_given,
    },
    study::Study,
    typed::Typed,
};

fn form() -> Form {
    let text = include_str!("../../examples/study/study.toml").to_owned();
    Study::read(&File { name: "study.toml".to_owned(), text }).expect("the example").consent
}

fn typed(fields: &str) -> Typed {
    let pairs = fields.split('&').filter_map(|field| field.split_once('='));
    Typed::from_pairs(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())))
}

/// What Anna agrees to who said yes to everything, and wants texts and emails.
fn anna() -> State {
    let all =
        "C1=yes&C2=yes&C3=yes&C4=contact_sms&C4=contact_email&C5=yes&C6=yes&C7=yes&C8=yes&C9=yes";
    let mut state = State::default();
    for decision in form().parse(&typed(all)).expect("she agrees") {
        state.follow(1, &decision);
    }
    state
}

fn changed(fields: &str) -> Vec<(String, Option<Permission>, Answer)> {
    let decisions = form().parse_change(&typed(fields), &anna()).expect("each is said");
    let told = |Decision { statement, permission, answer }| (statement, permission, answer);
    decisions.into_iter().map(told).collect()
}

#[test]
fn what_stays_as_it_was_is_no_new_decision() {
    assert_eq!(changed("C4=contact_sms&C4=contact_email&C5=yes&C6=yes&C7=yes&C8=yes"), []);
}

#[test]
fn a_no_to_what_was_agreed_to_is_a_withdrawal_and_a_new_yes_a_yes() {
    let changed = changed("C4=contact_email&C4=contact_post&C5=yes&C6=no&C7=yes&C8=yes");

    let c4 = |permission, answer| ("C4".to_owned(), Some(permission), answer);
    assert_eq!(
        changed,
        [
            c4(Permission::ContactSms, Answer::Withdrawn),
            c4(Permission::ContactPost, Answer::Yes),
            ("C6".to_owned(), Some(Permission::LinkNhs), Answer::Withdrawn),
        ]
    );
}

#[test]
fn a_statement_that_is_left_open_is_asked_about() {
    let open = form().parse_change(&typed("C4=contact_sms&C5=yes&C6=yes&C7=yes"), &anna());

    assert_eq!(open, Err(vec![("C8".to_owned(), ConsentProblem::Undecided)]));
}

#[test]
fn who_stops_every_way_of_contact_still_takes_part() {
    let mut state = anna();
    for permission in [Permission::ContactSms, Permission::ContactEmail] {
        let statement = "C4".to_owned();
        let stops = Decision { statement, permission: Some(permission), answer: Answer::Withdrawn };
        state.follow(1, &stops);
    }

    assert!(state.is_current(&form()));
    assert!(!state.permissions.contains(&Permission::ContactEmail));
}

#[test]
fn a_changed_form_asks_again() {
    let next = Form { version: 2, ..form() };

    assert!(anna().is_current(&form()));
    assert!(!anna().is_current(&next));
}

/// What staff wrote down: `C5 yes 2` is that it was agreed to on 2 March.
fn written_down(lines: &str) -> Vec<Event> {
    let event = |line: &str| {
        let words: Vec<_> = line.split_whitespace().collect();
        let answer = match words[1] {
            "yes" => Answer::Yes,
            "no" => Answer::No,
            _ => Answer::Withdrawn,
        };
        Event {
            form_version: 1,
            decision: Decision { statement: words[0].to_owned(), permission: None, answer },
            at: format!("2026-03-{:0>2}T12:00:00Z", words[2]).parse().expect("a day in March"),
            mode: Mode::Paper,
            witness: Some("II".to_owned()),
        }
    };
    lines.lines().map(event).collect()
}

fn first(lines: &str) -> Option<String> {
    first_given(&written_down(lines)).map(|event| event.at.date_naive().to_string())
}

#[test]
fn a_day_that_was_put_right_is_the_day_of_consent_and_a_change_of_mind_is_not() {
    assert_eq!(first(""), None);
    assert_eq!(first("C1 yes 9\nC5 yes 9\nC1 yes 2\nC5 yes 2").as_deref(), Some("2026-03-02"));
    let late = "C1 yes 2\nC5 yes 2\nC1 yes 5\nC5 yes 5\nC1 yes 9\nC5 yes 9";
    assert_eq!(first(late).as_deref(), Some("2026-03-09"), "twice");
    assert_eq!(first("C5 no 2\nC5 yes 9").as_deref(), Some("2026-03-02"));
    assert_eq!(first("C5 yes 2\nC5 withdrawn 5\nC5 yes 9").as_deref(), Some("2026-03-02"));
}
