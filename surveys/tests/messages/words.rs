//! What may not stand in a message, and what is better said otherwise.

use super::{errors, found, sentences, warnings};

/// How the example's text to who has begun begins.
const FINISH: &str =
    "you have started your survey, thank you. Finish it here: {link} Text STOP to opt out";

fn finish(words: &str) -> Vec<String> {
    errors(&[(FINISH, words)])
}

#[test]
fn whoever_picks_up_annas_phone_learns_nothing_of_her_health() {
    assert_eq!(
        finish("please finish your health survey: {link} Text STOP to opt out"),
        [
            "“finish-text.sms” says “health”, and others may see it: that is a word about health; say it without"
        ]
    );
    assert_eq!(
        errors(&[("why your answers count", "how is your wellbeing?")]),
        [
            "“why-it-matters.subject” says “wellbeing”, and others may see it: that is a word about health; say it \
             without"
        ]
    );
    assert_eq!(
        errors(&[("sender = \"Bridgeway Study\"", "sender = \"Patient Study\"")]),
        [
            "the sender says “Patient”: that is a word about health, and begins every text; choose a neutral name",
            // The subject of each email begins with it, and what is left on a voicemail.
            "“coming-soon.subject” says “Patient”, and others may see it: that is a word about health; say it without",
            "“invitation.subject” says “Patient”, and others may see it: that is a word about health; say it without",
            "“why-it-matters.subject” says “Patient”, and others may see it: that is a word about health; say it \
             without",
            "“call.voicemail” says “Patient”, and others may see it: that is a word about health; say it without",
            "“short-version.subject” says “Patient”, and others may see it: that is a word about health; say it \
             without",
        ]
    );
}

#[test]
fn every_planned_text_says_who_writes_and_how_to_be_sent_no_more() {
    assert_eq!(
        finish("finish it here: {link}"),
        [
            "“finish-text.sms” does not say how to be sent no more texts; end it with “Text STOP to opt out”"
        ]
    );
    assert_eq!(
        errors(&[(
            "{sender}: Hi {first_name}, your survey is open",
            "Hi {first_name}, your survey is open"
        )]),
        ["“reminder-text.sms” does not begin with who writes; begin it with “Bridgeway Study”"]
    );
}

#[test]
fn replies_and_receipts_may_name_help_and_need_no_way_out_and_are_signed() {
    // The example's reply to what nobody reads names NHS 111, and has no STOP.
    assert_eq!(errors(&[]), [""; 0]);
    assert_eq!(
        errors(&[("{sender}: this inbox is not checked", "This inbox is not checked")]),
        ["“unknown-reply.sms” does not begin with who writes; begin it with “Bridgeway Study”"]
    );
}

#[test]
fn research_offers_nothing_and_thanks_with_a_voucher() {
    assert_eq!(
        finish("an exclusive survey: {link} Text STOP to opt out"),
        [
            "“finish-text.sms” says “exclusive”: that is a word of advertising; say what it is, without praise"
        ]
    );
    // In an email a word like this may be harmless.
    assert_eq!(
        warnings(&[(
            "We know that a survey can be too much.",
            "We know that a survey is a good deal of work."
        )]),
        [
            "“short-version.body” says “deal”: that is a word of advertising; say what it is, without praise"
        ]
    );
}

#[test]
fn an_email_says_whom_to_ask() {
    let ask = "Call {team_phone} ({team_hours}) or write to {team_email}.\n\nChange how we contact you, or stop: \
               {choices}\n\n{organisation}\n\nWe do not";

    assert_eq!(
        errors(&[(ask, "We do not")]),
        ["“invitation.body” does not say whom to ask; write {team_phone} or {team_email} into it"]
    );
    // The number itself does as well.
    assert_eq!(errors(&[(ask, "Call 0114 496 0000. We do not")]), [""; 0]);
}

#[test]
fn an_email_and_a_letter_say_who_writes_and_do_not_name_the_programme() {
    let unsigned = [
        (
            "Thank you for being part of {study}. Your next survey opens in about a week. We will send you a link then.",
            "Your next survey opens in about a week.",
        ),
        (
            "at any time.\n\nChange how we contact you, or stop: {choices}\n\n{organisation}\n",
            "at any time.\n",
        ),
    ];
    assert_eq!(
        errors(&unsigned),
        ["“coming-soon.body” does not say who writes; write {organisation} or {study} into it"]
    );
    // Only one of the two groups was offered it.
    assert_eq!(
        warnings(&[(
            "We would like to hear from everybody in {study}:",
            "How was Bridgeway Support? We ask in {study}:"
        )]),
        ["“why-it-matters.body” names Bridgeway Support, and goes to both groups; name the study"]
    );
}

#[test]
fn a_text_that_costs_more_than_was_meant_is_told_and_so_is_the_name_from_which_on() {
    assert_eq!(
        finish(&format!("{} {{link}} Text STOP to opt out", "come and finish it now ".repeat(4))),
        [
            "“finish-text.sms” takes 175 places and goes in 2 parts, and may go in one part; shorten it, or \
             write the parts that you pay for as parts"
        ]
    );
    assert_eq!(
        errors(&[
            (
                FINISH,
                &format!("{} {{link}} Text STOP to opt out", "come and finish it now ".repeat(4))
            ),
            ("key = \"finish-text\"", "key = \"finish-text\"\nparts = 2"),
        ]),
        [""; 0]
    );
    assert_eq!(
        warnings(&[(
            FINISH,
            "you have started your survey, thank you very much. Finish it here: {link} Text STOP to opt out"
        )]),
        [
            "“finish-text.sms” goes in 2 parts to who has a first name of more than 15 letters; shorten it, if you do \
             not want to pay for that"
        ]
    );
}

#[test]
fn one_curly_apostrophe_that_doubles_the_price_is_named_with_what_would_do() {
    let wide = found(&[(FINISH, "it’s open: {link} Text STOP to opt out")], &[]);

    assert_eq!(
        sentences(&wide.errors),
        [
            "“finish-text.sms” takes 94 places, in the wide alphabet, and goes in 2 parts, and may go in one \
             part; shorten it, or write the parts that you pay for as parts"
        ]
    );
    assert_eq!(
        sentences(&wide.warnings),
        ["“finish-text.sms” has letters that make it cost twice as much or more; write ' for ’"]
    );
    let Some(fault) = wide.warnings.first() else { panic!("it was told") };
    let line = super::messages(&[(FINISH, "it’s open: {link} Text STOP to opt out")]).text;
    let line = line.lines().nth(fault.line - 1).expect("a line").to_owned();
    assert_eq!(line.chars().nth(fault.column - 1), Some('’'), "it is pointed at");
}

#[test]
fn what_is_filled_in_is_known_and_stands_where_it_can() {
    assert_eq!(
        finish("{firstname}: {link} {nickname} Text STOP to opt out"),
        [
            "“finish-text.sms” has {firstname}, and nothing is called so; did you mean {first_name}?",
            "“finish-text.sms” has {nickname}, and nothing is called so; there are first_name, sender, study, \
             organisation, link, code, code_page, minutes, voucher, voucher_code, use_by, last_day, call_window, team_phone, team_email, \
             team_hours, helplines, choices",
        ]
    );
    assert_eq!(
        finish("{programme}: {link} {helplines} Text STOP to opt out"),
        [
            "“finish-text.sms” has {programme}, and nothing is called so; write {study}: messages go to both groups, \
             and name the study",
            "“finish-text.sms” has {helplines}, which cannot stand there; write the numbers themselves",
        ]
    );
    assert_eq!(
        errors(&[("this inbox is not checked", "{link} is not checked")]),
        ["“unknown-reply.sms” has {link}, and is about no survey that it could be of; take it out"]
    );
    assert_eq!(
        errors(&[("It takes about {minutes} minutes, and you", "Go to {link}, and you")]),
        [
            "“why-it-matters.body” has {link} within a line; put it on a line of its own: it becomes a button"
        ]
    );
    assert_eq!(
        errors(&[("button = \"Open your survey\"\n", "")]),
        [
            "“invitation” has {link}, and nothing says what stands on its button; write it as button",
            "“why-it-matters” has {link}, and nothing says what stands on its button; write it as button",
        ]
    );
}

#[test]
fn an_empty_text_and_half_an_email_are_no_message() {
    assert_eq!(
        errors(&[("subject = \"{sender}: why your answers count\"", "subject = \" \"")]),
        ["“why-it-matters.subject” is empty; write it, or take the line out"]
    );
    assert_eq!(
        errors(&[("subject = \"{sender}: why your answers count\"\n", "")]),
        [
            "“why-it-matters” has no “subject”, and an email needs both; write it",
            "“why-it-matters” has no words for an email, and is sent so, at “why-it-matters” of “four-month”; write \
             them as subject and body",
        ]
    );
}

#[test]
fn what_is_hard_to_read_or_shouts_is_worth_a_look() {
    assert_eq!(
        warnings(&[(
            "Thank you. We have your answers. There is",
            "THANK YOU!! We have your answers. There is"
        )]),
        [
            "“thank-you.body” shouts: “THANK YOU!!”; write it in small letters",
            "“thank-you.body” shouts: “YOU!!”; write it in small letters",
        ]
    );
    assert_eq!(
        warnings(&[(
            "There is nothing else to do now.",
            &format!("There is nothing{} now.", " more".repeat(24))
        )]),
        ["“thank-you.body” has a sentence of 28 words: “There is nothing more…”; make two of it"]
    );
    assert_eq!(
        warnings(&[(
            "why your answers count",
            "why your answers count in whichever of the groups you are in"
        )]),
        [
            "“why-it-matters.subject” has 77 letters, and a phone shows about 60; put first what matters, or shorten it"
        ]
    );
}

#[test]
fn a_fault_points_at_its_word() {
    let found = found(&[(FINISH, "your health survey: {link} Text STOP to opt out")], &[]);

    let Some(fault) = found.errors.first() else { panic!("it was told") };
    let text = super::messages(&[(FINISH, "your health survey: {link} Text STOP to opt out")]).text;
    let line = text.lines().nth(fault.line - 1).expect("a line");
    assert!(line.chars().skip(fault.column - 1).collect::<String>().starts_with("health survey"));
    assert_eq!(fault.file, "messages.en.toml");
}

#[test]
fn a_message_that_is_to_bring_a_voucher_has_its_code() {
    let told = |letter: &str| {
        let own = "Dear {first_name},\n\nThank you for answering our questions. Here is your {voucher} voucher. Its \
                   code is:\n\n{voucher_code}\n\nPlease use it by {use_by}.";
        errors(&[(own, letter)])
    };

    assert_eq!(told("Here is your {voucher}: {voucher_code}, until {use_by}."), [""; 0]);
    let without = "“voucher.letter” brings a voucher, and does not have its code; write {voucher_code} into it";
    assert_eq!(told("Here is your {voucher}."), [without]);
}
