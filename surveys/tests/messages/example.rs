//! The messages of the example: in order, and as short as a text has to be.

use surveys::{
    definition::TextKey,
    messages::Messages,
    stopping::Way,
    texting::{Alphabet, size},
};

use super::{MessageFiles, PROTOCOL, beside, checked, found, language, messages};

fn example() -> Messages {
    MessageFiles::read(&messages(&[]), &[]).expect("they read").messages
}

#[test]
fn nothing_is_wrong_with_them() {
    assert_eq!(found(&[], &[]), super::Found::default());
}

#[test]
fn without_a_protocol_the_words_are_looked_at_all_the_same() {
    let files = MessageFiles::read(&messages(&[("Text STOP to opt out", "Bye")]), &[]);

    let found = checked(&files.expect("they read"), None, &[]);

    assert_eq!(found.errors.len(), 1);
    assert_eq!(found.warnings.len(), 0, "nobody knows yet which are sent: {found:?}");
}

#[test]
fn each_text_goes_in_one_part_to_somebody_with_a_name_of_five_letters() {
    let messages = example();
    let protocol = toml::from_str(PROTOCOL).expect("the protocol reads");

    let texts = beside(Some(&protocol), &[], |around| messages.previews(around));
    let texts = texts.into_iter().filter(|one| one.way == Way::Sms);
    let told: Vec<_> = texts
        .map(|one| {
            let read = one.read.expect("it is filled in");
            assert_eq!(
                (read.size().alphabet, read.size().parts),
                (Alphabet::Gsm, 1),
                "{}",
                one.message
            );
            format!("{} {}", one.message, read.size().units)
        })
        .collect();

    assert_eq!(
        told,
        [
            "invitation-text 137",
            "reminder-text 144",
            "finish-text 140",
            "before-calls-text 139",
            "last-week-text 135",
            "thank-you-voucher 126",
            "stop-reply 118",
            "start-reply 124",
            "call-reply 142",
            "unknown-reply 130",
        ]
    );
}

#[test]
fn the_texts_that_were_measured_before_are_measured_alike() {
    // Their study has a name as long as this one.
    let link = "https://svy.example.org/r/K7QX-M2PD";
    for (units, text) in [
        (147, format!("Bright Path study: Hi Aisha, your 4-month survey is ready. 12 mins, £10 voucher as thanks. {link} Text STOP to opt out")),
        (151, format!("Bright Path study: Hi Aisha, your survey is open. Save and return any time: {link} Prefer a call? Text CALL. Opt out: STOP")),
        (142, format!("Bright Path study: Hi Aisha, you have started your survey, thank you. Finish it here: {link} Text STOP to opt out")),
        (137, format!("Bright Path study: last week, Aisha. Your answers count whichever group you are in. {link} Text CALL or STOP")),
        (113, "Bright Path study: we will ring you Tue 14 Apr 5pm-8pm from 0114 496 0000. Another time? Text CALL. Opt out: STOP".to_owned()),
        (128, "Bright Path study: thank you Aisha, we have your answers. Your £10 voucher comes by email in 5 working days. Help: 0114 496 0000".to_owned()),
        (120, "Bright Path study: we will not text you again about this. You are still in the study. To change that call 0114 496 0000.".to_owned()),
        (132, "Bright Path study: this inbox is not checked. Call 0114 496 0000 Mon-Fri. Need help now? NHS 111, Samaritans 116 123, emergency 999.".to_owned()),
    ] {
        assert_eq!((size(&text).units, size(&text).parts), (units, 1), "{text}");
    }
}

#[test]
fn a_protocol_without_messages_is_written_as_before_and_one_with_them_comes_back() {
    let mut protocol: surveys::protocol::Protocol =
        toml::from_str(PROTOCOL).expect("the protocol reads");
    let before = serde_json::to_string(&protocol).expect("JSON");
    assert!(!before.contains("messages"), "{before}");

    let welsh = [("sender", "Astudiaeth Bridgeway")];
    let welsh = welsh.map(|(key, text)| (TextKey(key.to_owned()), text.to_owned()));
    let mut messages = example();
    messages.translations.insert(language("cy"), welsh.into());
    protocol.messages = Some(messages);

    let written = serde_json::to_string(&protocol).expect("JSON");
    assert_eq!(
        serde_json::from_str::<surveys::protocol::Protocol>(&written).expect("it reads"),
        protocol
    );
}
