//! What is left on a voicemail.

use surveys::{authoring::MessageFiles, keys::WaveKey, protocol::Protocol};

use super::{PROTOCOL, changed, errors, messages, study};

/// What the example has interviewers leave on a voicemail.
const WORDS: &str = "{sender}: we rang about your survey. Please call {team_phone}.";

/// What an interviewer may leave about a wave, where people are rung twice about their four months and these words are for a voicemail.
fn left(words: &str, wave: &str) -> Vec<String> {
    let read = MessageFiles::read(&messages(&[(WORDS, words)]), &[]).expect("they read");
    let text = "{ way = \"sms\", at = \"12:00:00\", message = \"last-week-text\" }";
    let rings = "{ way = \"phone\", at = \"12:00:00\", message = \"call\" }";
    let protocol = changed(PROTOCOL.to_owned(), &[(text, rings)]);
    let mut protocol: Protocol = toml::from_str(&protocol).expect("the protocol reads");
    protocol.messages = Some(read.messages);
    protocol.voicemails(&study(), &WaveKey::new(wave).expect("a key"))
}

#[test]
fn an_interviewer_has_the_words_for_a_voicemail_once_however_often_aisha_is_rung() {
    assert_eq!(
        left(WORDS, "four-month"),
        ["Bridgeway Study: we rang about your survey. Please call 0114 496 0000."]
    );
    assert_eq!(left(WORDS, "exit"), [""; 0], "nobody rings about it");
}

#[test]
fn what_is_only_aishas_cannot_stand_on_a_voicemail_since_anybody_may_hear_it() {
    let found = |words: &str| {
        let faults = errors(&[(WORDS, words)]);
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
