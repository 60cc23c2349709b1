//! A file of messages as it is written.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use serde::Deserialize;
use toml::Spanned;

use crate::{
    authoring::{Fault, File, reading::parse_whole},
    keys::{MessageKey, WaveKey},
    language::Language,
    messages::{Message, Messages, Part},
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::authoring) struct Source {
    language: Spanned<String>,
    sender: Spanned<String>,
    button: Option<Spanned<String>>,
    #[serde(default)]
    vouchers: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    messages: Vec<MessageSource>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MessageSource {
    key: Spanned<String>,
    minutes: Option<u8>,
    parts: Option<u8>,
    sms: Option<Spanned<String>>,
    subject: Option<Spanned<String>>,
    body: Option<Spanned<String>>,
    button: Option<Spanned<String>>,
    letter: Option<Spanned<String>>,
    voicemail: Option<Spanned<String>>,
}

/// Where each text stands, by its name; a message by its key, and the language as `language`.
type Places = BTreeMap<String, Range<usize>>;

/// # Errors
/// Everything that is wrong with how it is written.
pub(super) fn read(file: &File) -> Result<(Messages, Places), Vec<Fault>> {
    let source: Source = parse_whole(file)?;
    let mut reading = Reading { file, faults: Vec::new(), places: Places::new() };
    let messages = reading.messages(source);
    match messages {
        Some(messages) if reading.faults.is_empty() => Ok((messages, reading.places)),
        _ => Err(reading.faults),
    }
}

struct Reading<'f> {
    file: &'f File,
    faults: Vec<Fault>,
    places: Places,
}

impl Reading<'_> {
    fn tell(&mut self, at: Range<usize>, problem: String, mend: &str) {
        self.faults.push(self.file.fault(at, problem, mend));
    }

    fn messages(&mut self, source: Source) -> Option<Messages> {
        let at = source.language.span();
        let language = Language::new(source.language.get_ref());
        let language = language.map_err(|problem| {
            let mend = "write a BCP 47 tag, such as en for English, cy for Welsh";
            self.tell(at.clone(), problem.to_string(), mend);
        });
        self.places.insert("language".to_owned(), at);
        let sender = self.text("sender".to_owned(), Some(source.sender))?;
        let button = self.text("button".to_owned(), source.button);
        let vouchers = self.vouchers(source.vouchers);
        let mut keys = BTreeSet::new();
        let mut messages = Vec::new();
        for own in source.messages {
            let at = own.key.span();
            if let Some(message) = self.message(own) {
                if !keys.insert(message.key.clone()) {
                    let problem = format!("two messages are called “{}”", message.key);
                    self.tell(at, problem, "give one another key");
                }
                messages.push(message);
            }
        }
        let translations = BTreeMap::new();
        let language = language.ok()?;
        Some(Messages { language, sender, button, vouchers, messages, translations })
    }

    fn vouchers(&mut self, source: BTreeMap<String, Spanned<String>>) -> BTreeMap<WaveKey, String> {
        let mut vouchers = BTreeMap::new();
        for (wave, worth) in source {
            match WaveKey::new(&wave) {
                Ok(wave) => {
                    self.places.insert(format!("vouchers.{wave}"), worth.span());
                    vouchers.insert(wave, worth.into_inner());
                }
                Err(problem) => {
                    self.tell(worth.span(), problem.to_string(), "name a wave of the study");
                }
            }
        }
        vouchers
    }

    fn message(&mut self, own: MessageSource) -> Option<Message> {
        let at = own.key.span();
        let key = MessageKey::new(own.key.get_ref());
        let key = key.map_err(|problem| {
            self.tell(at.clone(), problem.to_string(), "such as invitation, or last-week");
        });
        let key = key.ok()?;
        self.places.insert(key.to_string(), at.clone());
        let mut text = |part: Part, own| self.text(part.of(&key).0, own);
        let message = Message {
            minutes: own.minutes,
            parts: own.parts,
            sms: text(Part::Sms, own.sms),
            subject: text(Part::Subject, own.subject),
            body: text(Part::Body, own.body),
            button: text(Part::Button, own.button),
            letter: text(Part::Letter, own.letter),
            voicemail: text(Part::Voicemail, own.voicemail),
            key,
        };
        if Part::ALL.iter().all(|part| message.part(*part).is_none()) {
            let problem = format!("“{}” has no words", message.key);
            self.tell(at, problem, "write sms, or subject and body, or letter");
        }
        Some(message)
    }

    fn text(&mut self, name: String, own: Option<Spanned<String>>) -> Option<String> {
        let own = own?;
        self.places.insert(name, own.span());
        Some(own.into_inner())
    }
}
