//! What the messages of a study say, and what is told of them before they are sent. The messages are those of the
//! invented example, one thing of which is changed; the protocol has its schedule for one wave.

#![cfg(feature = "calendar")]

mod changing;

mod days;

mod example;

mod languages;

mod rendering;

mod together;

mod voicemails;

mod words;

mod written;

use std::{collections::BTreeMap, fs, path::Path};

use surveys::{
    authoring::{Fault, File, Found, MessageFiles},
    keys::{MessageKey, WaveKey},
    language::Language,
    messages::{Around, LONGEST_NAME},
    protocol::Protocol,
    study::Study,
};

const SITE: &str = "https://svy.example.org";

const PROTOCOL: &str = r#"
version = 1
hours_between = 48
hours_late = 48
most_contacts = 10

[hours]

[[waves]]
key = "four-month"
prefix = "w1"
title = "Four months"
survey = "four-month"
anchor = "randomisation"
opens_after = 122
open_for = 56
grace = 84
steps = [
  { key = "coming-soon", day = -7, sends = [{ way = "email", at = "10:00:00", message = "coming-soon" }], otherwise = [{ way = "post", at = "10:00:00", message = "coming-soon-letter" }] },
  { key = "invitation", day = 0, on = ["Tue", "Wed", "Thu"], sends = [{ way = "email", at = "10:00:00", message = "invitation" }, { way = "sms", at = "12:00:00", message = "invitation-text" }] },
  { key = "reminder", day = 7, sends = [{ way = "sms", at = "17:00:00", message = "reminder-text", to_begun = "finish-text" }] },
  { key = "why-it-matters", day = 11, sends = [{ way = "email", at = "10:00:00", message = "why-it-matters" }] },
  { key = "letter", day = 18, sends = [{ way = "post", at = "10:00:00", message = "reminder-letter" }] },
  { key = "before-calls", day = 21, sends = [{ way = "sms", at = "12:00:00", message = "before-calls-text" }] },
  { key = "calls", day = 24, sends = [{ way = "phone", at = "12:00:00", message = "call" }] },
  { key = "short-version", day = 35, sends = [{ way = "email", at = "10:00:00", message = "short-version" }] },
  { key = "last-week", day = 49, sends = [{ way = "sms", at = "12:00:00", message = "last-week-text" }, { way = "post", at = "10:00:00", message = "last-week-letter" }] },
]
"#;

fn example(name: &str) -> File {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/study").join(name);
    File { name: name.to_owned(), text: fs::read_to_string(path).expect("an example") }
}

fn study() -> Study {
    let protocol = Protocol::read(&example("protocol.toml")).expect("the protocol reads");
    Study::read(&example("study.toml")).expect("the study reads").following(&protocol)
}

fn key(message: &str) -> MessageKey {
    MessageKey::new(message).expect("a key")
}

fn language(tag: &str) -> Language {
    Language::new(tag).expect("a language")
}

/// A text with words in the place of others, each of which stands there.
fn changed(text: String, changes: &[(&str, &str)]) -> String {
    changes.iter().fold(text, |text, (from, to)| {
        assert!(text.contains(from), "{from} is not there");
        text.replacen(from, to, 1)
    })
}

fn messages(changes: &[(&str, &str)]) -> File {
    let File { name, text } = example("messages.en.toml");
    File { name, text: changed(text, changes) }
}

/// What is told of the example's messages, with changes of theirs and of the protocol.
fn found(messages_changed: &[(&str, &str)], protocol_changed: &[(&str, &str)]) -> Found {
    let files = MessageFiles::read(&messages(messages_changed), &[]).expect("they read");
    let protocol = changed(PROTOCOL.to_owned(), protocol_changed);
    let protocol: Protocol = toml::from_str(&protocol).expect("the protocol reads");
    checked(&files, Some(&protocol), &[])
}

fn checked(files: &MessageFiles, protocol: Option<&Protocol>, languages: &[Language]) -> Found {
    beside(protocol, languages, |around| files.check(around))
}

fn beside<T>(
    protocol: Option<&Protocol>,
    languages: &[Language],
    seen: impl FnOnce(&Around<'_>) -> T,
) -> T {
    let waves = [("four-month", 12), ("exit", 14)];
    let minutes: BTreeMap<WaveKey, u8> =
        waves.map(|(wave, minutes)| (WaveKey::new(wave).expect("a key"), minutes)).into();
    let study = study();
    let (longest_name, minutes) = (LONGEST_NAME, &minutes);
    seen(&Around { study: &study, protocol, minutes, languages, site: SITE, longest_name })
}

/// Without files and places.
fn sentences(faults: &[Fault]) -> Vec<String> {
    faults.iter().map(|Fault { problem, mend, .. }| format!("{problem}; {mend}")).collect()
}

fn errors(changes: &[(&str, &str)]) -> Vec<String> {
    sentences(&found(changes, &[]).errors)
}

fn warnings(changes: &[(&str, &str)]) -> Vec<String> {
    sentences(&found(changes, &[]).warnings)
}
