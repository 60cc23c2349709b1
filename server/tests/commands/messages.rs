//! What an evaluator sees of the messages that they write.

use crate::desk::Desk;

/// A folder with the messages of the example.
fn with_messages(test: &str) -> Desk {
    let desk = Desk::empty(test);
    for name in ["study.toml", "messages.en.toml"] {
        desk.copies(name);
    }
    desk
}

#[test]
fn each_message_is_shown_as_somebody_reads_it_with_what_it_costs() {
    let desk = with_messages("messages");

    let told = desk.types("messages check messages.en.toml --out seen").done().out;

    let text = "reminder-text, by text: 144 of 160 places, 1 part\n  to somebody called Siân: 143 of 201 places, 3 parts, \
                in the wide alphabet\n  sent as “reminder” of “four-month”, from day 3 on\n";
    assert!(told.contains(text), "{told}");
    assert!(
        told.contains(
            "why-it-matters, by email\n  sent as “why-it-matters” of “four-month”, from day 7 on\n"
        ),
        "{told}"
    );
    assert!(told.contains("messages.en.toml: no faults, 20 messages"), "{told}");
    assert!(desk.reads("seen/invitation.email.en.html").contains("<p>Hello Aisha,</p>"));
    assert!(desk.reads("seen/last-week-letter.post.en.txt").starts_with("Dear Aisha,\n"));
    assert!(!desk.has("throughline-data"), "looking makes no database");
}

#[test]
fn what_is_wrong_is_told_where_it_stands_and_what_is_worth_a_look_beside_it() {
    let desk = with_messages("messages-wrong");
    let text = desk.reads("messages.en.toml");
    let text = text.replace("Finish it here: {link} Text STOP to opt out", "It’s here: {link}");
    desk.writes("messages.en.toml", text);

    let told = desk.types("messages check messages.en.toml");

    assert_eq!(told.code, 1, "{told:?}");
    let error = ": “finish-text.sms” does not say how to be sent no more texts; end it with “Text STOP to opt out”";
    assert!(told.err.contains(error), "{told:?}");
    let (_, warnings) = told.err.split_once("Worth a look:\n").expect("warnings");
    assert!(warnings.starts_with("messages.en.toml:"), "{told:?}");
    assert!(warnings.contains("cost twice as much or more; write ' for ’"), "{told:?}");
    assert!(told.out.contains("finish-text, by text"), "it is shown all the same: {told:?}");
}

#[test]
fn a_translator_gets_a_file_and_what_is_not_translated_is_told() {
    let desk = with_messages("messages-translate");

    desk.types("messages translate messages.en.toml --language cy").done().says(
        "messages.cy.toml: 0 of 32 texts translated, 0 changed since, 32 to translate, 0 put aside",
    );
    let told = desk.types("messages check messages.en.toml");
    desk.types("messages translate messages.en.toml --language en").refused(
        "messages.en.toml is written in en: name the language that it is to be translated into",
    );

    assert!(told.err.contains("“stop-reply.sms” is not translated"), "{told:?}");
}

#[test]
fn beside_a_protocol_a_claim_is_held_against_the_day() {
    let desk = with_messages("messages-protocol");
    let text = desk.reads("protocol.toml");
    let last = "key = \"last-week\"\nday = 49";
    assert!(text.contains(last));
    desk.writes("protocol.toml", text.replace(last, "key = \"last-week\"\nday = 40"));

    let told = desk.types("messages check messages.en.toml");

    let untrue = "“last-week-text.sms” says “last week”, and may be sent 16 days before the last, at “last-week” of “four-month”";
    assert!(told.err.contains(untrue), "{told:?}");
    assert!(told.out.contains("  sent as “last-week” of “exit”, from day 40 on"), "{told:?}");
}
