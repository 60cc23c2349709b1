//! What is true only on some days, and what each contact needs.

use super::{errors, found, sentences};

/// With this instead of that in the protocol.
fn told(from: &str, to: &str) -> Vec<String> {
    sentences(&found(&[], &[(from, to)]).errors)
}

#[test]
fn last_week_is_said_when_it_is_the_last_week() {
    let untrue = "and may be sent 21 days before the last, at “last-week” of “four-month”; say it in other words, or \
                  send it 7 days before the last or later; of the past, not “last week” but “a week ago”";

    assert_eq!(
        told("day = 49", "day = 35"),
        [
            format!("“last-week-text.sms” says “last week”, {untrue}"),
            format!("“last-week-letter.letter” says “last week”, {untrue}"),
        ]
    );
    // Of the weeks that a survey asks about nothing is said.
    assert_eq!(
        errors(&[(
            "It takes about {minutes} minutes, and",
            "It asks about the last two weeks, and"
        )]),
        [""; 0]
    );
    // On a Wednesday only, it may come later, and never sooner.
    assert_eq!(told("day = 49", "day = 49, on = [\"Wed\"]"), [""; 0]);
    assert_eq!(told("day = 49", "day = 48"), told("day = 49", "day = 48, on = [\"Wed\"]"));
}

#[test]
fn a_wave_without_a_last_day_has_no_last_week() {
    let told = told("open_for = 56\ngrace = 84", "grace = 84");

    let last_day = told.iter().filter(|one| one.contains("{last_day}, and there is none"));
    assert_eq!(last_day.count(), 4, "{told:?}");
    let last_week =
        told.iter().filter(|one| one.contains("“last week”, and the survey has no last day"));
    assert_eq!(last_week.count(), 2, "{told:?}");
}

#[test]
fn nobody_is_promised_a_last_reminder_before_the_last() {
    assert_eq!(
        errors(&[(
            "your survey is open. Save and return any time",
            "last reminder. Save and return"
        )]),
        [
            "“reminder-text.sms” says “last reminder”, and others follow, at “reminder” of “four-month”; leave it \
             out, or send it last"
        ]
    );
    assert_eq!(errors(&[("last week, {first_name}", "last reminder, {first_name}")]), [""; 0]);
}

#[test]
fn minutes_and_money_are_those_of_the_survey() {
    assert_eq!(
        errors(&[(
            "It takes about {minutes} minutes, and you",
            "It takes about 5 minutes, and you"
        )]),
        [
            "“why-it-matters.body” says 5 minutes, and the survey takes 12, at “why-it-matters” of “four-month”; \
             write {minutes}, or write how long it takes as minutes of the message"
        ]
    );
    // The short version says how long it takes itself.
    assert_eq!(
        errors(&[(
            "tell us most, and takes about {minutes} minutes",
            "tell us most, and takes about 3 minutes"
        )]),
        [""; 0]
    );
    assert_eq!(
        errors(&[("You still get the {voucher} voucher", "You still get the £20 voucher")]),
        [
            "“short-version.body” says £20, and £10 is given, at “short-version” of “four-month”; write {voucher}, or \
             put the amount right under [vouchers]"
        ]
    );
    let named = [
        ("four-month = \"£10\"", "four-month = \"£10 shopping\""),
        ("the {voucher} voucher as", "the £10 voucher as"),
    ];
    assert_eq!(errors(&named), [""; 0]);
    let none = errors(&[("four-month = \"£10\"\n", "")]);
    assert_eq!(
        none[0],
        "“invitation.body” has {voucher}, and there is none, at “invitation” of “four-month”; take it out, or write \
         the wave under [vouchers]"
    );
}

#[test]
fn a_link_is_there_when_the_survey_is_open_and_not_before() {
    assert_eq!(
        told("day = 0, on", "day = -1, on")[..2],
        [
            "“invitation.body” has {link}, and the survey is not open yet, at “invitation” of “four-month”; take it \
             out, or send it on a later day",
            "“invitation-text.sms” has {link}, and the survey is not open yet, at “invitation” of “four-month”; take \
             it out, or send it on a later day",
        ]
    );
    assert_eq!(
        told("day = -7", "day = 0"),
        [
            "“coming-soon.body” does not lead to the survey, at “coming-soon” of “four-month”; add {link}; on paper, \
             {code_page} and {code}",
            "“coming-soon-letter.letter” does not lead to the survey, at “coming-soon” of “four-month”; add {link}; \
             on paper, {code_page} and {code}",
        ]
    );
}

#[test]
fn each_contact_has_a_message_for_the_way_in_which_it_goes() {
    assert_eq!(
        told("message = \"why-it-matters\"", "message = \"why\"")[0],
        "“why” is not there, and is sent, at “why-it-matters” of “four-month”; write it under [[messages]], or name \
         another"
    );
    assert_eq!(
        told(
            "{ way = \"email\", at = \"10:00:00\", message = \"short-version\" }",
            "{ way = \"post\", at = \"10:00:00\", message = \"short-version\" }"
        )[0],
        "“short-version” has no words for a letter, and is sent so, at “short-version” of “four-month”; write them as \
         letter"
    );
    assert_eq!(
        told("message = \"short-version\"", "message = \"thank-you\"")[0],
        "“thank-you” goes when somebody does something, and is sent, at “short-version” of “four-month”; name another \
         message"
    );
}

#[test]
fn who_answers_a_text_is_answered_and_who_sends_a_survey_is_thanked() {
    assert_eq!(
        errors(&[("key = \"stop-reply\"", "key = \"stopped\"")])[0],
        "who texts STOP is not answered: there is no “stop-reply”; write a message with key = \"stop-reply\""
    );
    let thanked = found(&[("key = \"thank-you-voucher\"", "key = \"thanks\"")], &[]);
    assert_eq!(
        sentences(&thanked.warnings),
        [
            "who sends a survey for a voucher hears nothing: there is no “thank-you-voucher”; write a message with \
             key = \"thank-you-voucher\"",
            "“thanks” is not sent by any contact; name it in a contact of the protocol, or take it out",
        ]
    );
}

#[test]
fn what_nobody_is_sent_is_told() {
    let idle = found(
        &[(
            "key = \"reminder-text\"",
            "key = \"reminder-text\"\nletter = \"{sender}: call {team_phone}.\"",
        )],
        &[],
    );
    assert_eq!(
        sentences(&idle.warnings),
        [
            "“reminder-text” has “letter”, and it is never sent in this way; take it out, if nobody needs it"
        ]
    );
    assert_eq!(sentences(&idle.errors), [""; 0]);
}

#[test]
fn a_call_is_announced_only_where_there_is_one() {
    let words =
        [("we may ring you in the next few days from", "we may ring you {call_window} from")];
    let calls = "  { key = \"calls\", day = 24, sends = [{ way = \"phone\", at = \"12:00:00\", message = \"call\" }] },\n";
    let before = ("day = 24", "day = 19");

    assert_eq!(
        sentences(&found(&words, &[(calls, "")]).errors),
        [
            "“before-calls-text.sms” has {call_window}, and there is none, at “before-calls” of “four-month”; take it \
             out, or add a contact by phone on this day or a later one"
        ]
    );
    assert_eq!(found(&words, &[before]).errors.len(), 1, "a call of before is none");
    assert_eq!(sentences(&found(&words, &[]).errors), [""; 0]);
}
