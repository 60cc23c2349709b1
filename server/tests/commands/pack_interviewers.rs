//! What an ethics committee is given of what interviewers say.

use ::surveys::interview::Saying;

use crate::{
    desk::Desk,
    packs::{between, follow, unzipped, writes_exit},
};

const STEP: &str = r#"until_randomised = true

[[waves.steps]]
key = "calls"
day = 1
sends = [{ way = "phone", at = "10:00", message = "call" }]
"#;

/// What the example has interviewers leave on a voicemail.
const VOICEMAIL: &str = "{sender}: we rang about your survey. Please call {team_phone}.";

/// Puts a version of the protocol to use that rings people about the first survey, too, and leaves these words on their voicemail.
fn rings(desk: &Desk, version: u32, words: &str) {
    let own = include_str!("../../../examples/study/protocol.toml")
        .replacen("version = 1", &format!("version = {version}"), 1)
        .replacen("until_randomised = true\n", STEP, 1);
    let messages = include_str!("../../../examples/study/messages.en.toml");
    assert!(messages.contains(VOICEMAIL));
    let messages = messages.replacen(VOICEMAIL, words, 1);
    desk.writes("protocol.toml", own);
    desk.writes("messages.en.toml", messages);
    desk.types("protocol publish protocol.toml --study bridgeway --reason Plainer").done();
}

fn of_interviewers(html: &str) -> &str {
    between(html, ">What interviewers say</h2>", "<h2")
}

#[test]
fn a_committee_reads_all_that_an_interviewer_says_once_and_in_the_order_of_a_call() {
    let desk = Desk::with_study("pack-interviewers");
    desk.types("pack --study bridgeway --out pack").done();
    let html = desk.reads("pack/pack.html");
    let said = of_interviewers(&html);

    // Without words of its own for who may come to harm, the study promises no call.
    let own = [Saying::ForAnybody, Saying::Promise];
    // These are the study's words and nobody else's.
    let studys = [Saying::Purpose, Saying::OurNumber, Saying::Monitoring];
    let fixed = Saying::ALL.into_iter().filter(|saying| !studys.contains(saying));
    let (own, always): (Vec<_>, Vec<_>) = fixed.partition(|saying| own.contains(saying));
    let begins = |saying: &Saying| saying.words().split('{').next().unwrap_or_default().to_owned();
    let always: Vec<_> = always.iter().map(begins).collect();
    follow(said, &always.iter().map(String::as_str).collect::<Vec<_>>());
    for words in &always {
        assert_eq!(said.matches(words.as_str()).count(), 1, "{words}");
    }
    assert!(own.iter().all(|saying| !said.contains(&begins(saying))));
    follow(
        said,
        &[
            "They are warned: Say nothing about the study before you know that it is them.",
            "They read out, if a name is on record: “May I speak to {name}?”",
            "My name is {interviewer}. I am calling from Larkfield Research, about The Bridgeway Study.",
            "They read out, in the words of the study: “It looks at what helps people to find a job, and to stay in one.”",
            "They read out, in the words of the study: “We have your number from when you joined the study.”",
            "They read out: “When you joined, you agreed to take part.",
            "They read out, in the words of the study: “A supervisor may listen to this call,",
            "Exit: 14 minutes",
            "We do not phone you.",
            "You can still answer this survey.",
        ],
    );
}

#[test]
fn a_committee_sees_which_words_on_a_voicemail_and_how_many_minutes_are_new() {
    let desk = Desk::with_study("pack-voicemail");
    rings(&desk, 2, VOICEMAIL);
    rings(&desk, 3, "{sender}: we rang about your survey. Please ring {team_phone}.");
    writes_exit(&desk, "2", &[("minutes = 14", "minutes = 11")]);

    desk.types("pack --study bridgeway --since exit@1 --protocol-since 2 --out pack").done();

    let html = desk.reads("pack/pack.html");
    follow(
        of_interviewers(&html),
        &[
            "call, on a voicemail",
            "Baseline, “calls”, 1 day after the opening",
            "Bridgeway Study: we rang about your survey. Please <del>call ",
            "<ins>ring ",
            "0114 496 0000.",
            "Exit: <del>14 ",
            "<ins>11 ",
        ],
    );
    let changed = between(&html, ">What changed</h2>", "<h2");
    assert!(changed.contains("marked under “What interviewers say”"), "{changed}");
    assert!(!between(&html, ">What people are sent</h2>", "<h2").contains("voicemail"));
    let text = unzipped(&desk, "pack/pack.docx", "word/document.xml");
    assert!(text.contains("<w:delText xml:space=\"preserve\">call "), "tracked, too");
    assert!(text.contains("They are warned: Say nothing about the study"));
}

#[test]
fn a_committee_reads_what_is_promised_on_the_telephone_where_the_study_promises_a_call() {
    let desk = Desk::empty("pack-promise");
    desk.writes("check-in.toml", include_str!("../../../examples/safeguarding/check-in.toml"));
    desk.writes("study.toml", include_str!("../../../examples/safeguarding/study.toml"));
    desk.writes("protocol.toml", include_str!("../../../examples/safeguarding/protocol.toml"));
    assert_eq!(desk.types("study load study.toml").code, 0);

    desk.types("pack --study lantern --out pack").done();

    let said = desk.reads("pack/pack.html");
    let said = of_interviewers(&said);
    assert!(!said.contains("in the words of the study"), "it has none: {said}");
    follow(
        said,
        &[
            "“We do not check answers straight away. If you need help now, please use one of these.”",
            "“A member of the study team will try to call you within 2 working days.”",
            "“What people are told at once”",
        ],
    );
}
