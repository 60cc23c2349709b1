//! What is left on a voicemail.

use surveys::{authoring::MessageFiles, keys::WaveKey, protocol::Protocol};

use super::{PROTOCOL, changed, errors, messages, study};

/// What an interviewer may leave about a wave, where people are rung twice about their four months and these words are for a voicemail.
fn left(words: &str, wave: &str) -> Vec<String> {
    let next = "[[messages]]\nkey = \"short-version\"";
    let call = format!("[[messages]]\nkey = \"call\"\nvoicemail = \"{words}\"\n\n{next}");
    let read = MessageFiles::read(&messages(&[(next, call.as_str())]), &[]).expect("they read");
    let rings = "{ way = \"phone\", at = \"12:00:00\", message = \"call\" }";
    let changes = ["before-calls-text", "last-week-text"].map(|text| {
        (format!("{{ way = \"sms\", at = \"12:00:00\", message = \"{text}\" }}"), rings)
    });
    let changes = changes.each_ref().map(|(from, to)| (from.as_str(), *to));
    let protocol = changed(PROTOCOL.to_owned(), &changes);
    let mut protocol: Protocol = toml::from_str(&protocol).expect("the protocol reads");
    protocol.messages = Some(read.messages);
    protocol.voicemails(&study(), &WaveKey::new(wave).expect("a key"))
}

#[test]
fn an_interviewer_has_the_words_for_a_voicemail_once_however_often_aisha_is_rung() {
    let words = "{sender}: we rang about your survey. Please call {team_phone}.";

    assert_eq!(
        left(words, "four-month"),
        ["Bridgeway Study: we rang about your survey. Please call 0114 496 0000."]
    );
    assert_eq!(left(words, "exit"), [""; 0], "nobody rings about it");
}

#[test]
fn what_is_only_aishas_cannot_stand_on_a_voicemail_since_anybody_may_hear_it() {
    let next = "[[messages]]\nkey = \"short-version\"";
    let call =
        |words: &str| format!("[[messages]]\nkey = \"call\"\nvoicemail = \"{words}\"\n\n{next}");
    let found = |words: &str| {
        let faults = errors(&[(next, call(words).as_str())]);
        faults.into_iter().filter(|fault| fault.contains("“call.voicemail”")).collect::<Vec<_>>()
    };

    assert_eq!(found("{sender}: please call {team_phone}."), [""; 0]);
    assert_eq!(found("{organisation}: please call {team_phone}."), [""; 0], "it names no study");
    assert_eq!(
        found("Please call {team_phone}."),
        ["“call.voicemail” does not begin with who writes; begin it with “Larkfield Research”"]
    );
    assert_eq!(
        found("{sender}: hello {first_name}, your survey takes {minutes} minutes."),
        ["first_name", "minutes"].map(|name| format!(
            "“call.voicemail” has {{{name}}}, which cannot stand there; take it out"
        ))
    );
}

#[test]
fn words_that_tell_aishas_own_link_are_left_on_nobodys_voicemail() {
    assert_eq!(left("{sender}: your survey is at {link}", "four-month"), [""; 0]);
}
