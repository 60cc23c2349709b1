//! The messages that a study sends: their words in each language, and what is filled into them when they are sent. What
//! somebody is sent is worked out at that moment and kept nowhere.

mod part;

mod occasion;

mod fill_in;

mod facts;

mod passages;

mod rendering;

mod check;

mod asked;

mod flaw;

mod preview;

mod voicemails;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use self::{
    asked::{Asked, SITE},
    check::{Around, LONGEST_NAME, USUAL_NAME},
    facts::{CallWindow, Facts, Gift},
    fill_in::FillIn,
    flaw::{Flaw, OfStep, OfText, OfWhole, Weight, Wrong},
    occasion::{Kind, Occasion},
    part::Part,
    preview::{Example, Preview},
    rendering::{Rendered, Unrendered},
};
use crate::{
    definition::TextKey,
    keys::{MessageKey, WaveKey},
    language::Language,
    stopping::Way,
};

/// All messages of a study: part of its protocol, and published with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Messages {
    /// The language in which they were written.
    pub language: Language,
    /// Who writes: each text begins with it.
    pub sender: String,
    /// What the button of an email says, which leads to the survey.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub button: Option<String>,
    /// What somebody is given as thanks, such as £10, by wave.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub vouchers: BTreeMap<WaveKey, String>,
    /// In the order in which they were written.
    pub messages: Vec<Message>,
    /// What is said in place of each text in other languages.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub translations: BTreeMap<Language, BTreeMap<TextKey, String>>,
}

/// One message, in the words of each way in which it may go.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// Names it.
    pub key: MessageKey,
    /// How long what it leads to takes, where that is not all of the survey.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u8>,
    /// Parts of a text that are paid for at most; one, unless it is said here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parts: Option<u8>,
    /// By text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sms: Option<String>,
    /// By email, above it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// By email.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// On the button of its email, in place of what stands there otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub button: Option<String>,
    /// By post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<String>,
    /// What is said after the tone when nobody answers a call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voicemail: Option<String>,
}

impl Messages {
    /// The message by this key.
    #[must_use]
    pub fn find(&self, key: &MessageKey) -> Option<&Message> {
        self.messages.iter().find(|message| message.key == *key)
    }

    /// The languages in which there are all of them, the one in which they were written first.
    pub fn languages(&self) -> impl Iterator<Item = &Language> {
        std::iter::once(&self.language).chain(self.translations.keys())
    }

    /// The language in which somebody is written to who would like this one: another form of it, if there is only that;
    /// the one in which all was written, if there is none.
    #[must_use]
    pub fn language_for(&self, wish: &Language) -> &Language {
        let exactly = self.languages().find(|language| *language == wish);
        let nearly = || self.languages().find(|own| own.first_part() == wish.first_part());
        exactly.or_else(nearly).unwrap_or(&self.language)
    }

    /// Every text by its name, in their order: `sender`, `invitation.sms`.
    #[must_use]
    pub fn texts(&self) -> Vec<(TextKey, String)> {
        let mut texts = Vec::new();
        self.clone().each_text(&mut |key, text| texts.push((key, text.clone())));
        texts
    }

    /// The same in another language, if they are offered in it.
    #[must_use]
    pub fn in_language(&self, language: &Language) -> Self {
        let Some(texts) = self.translations.get(language) else { return self.clone() };
        let mut other = Self { language: language.clone(), ..self.clone() };
        other.each_text(&mut |key, text| {
            if let Some(translated) = texts.get(&key) {
                text.clone_from(translated);
            }
        });
        other
    }

    fn each_text(&mut self, seen: &mut dyn FnMut(TextKey, &mut String)) {
        seen(TextKey("sender".to_owned()), &mut self.sender);
        if let Some(button) = &mut self.button {
            seen(TextKey("button".to_owned()), button);
        }
        for message in &mut self.messages {
            let key = message.key.clone();
            for part in Part::ALL {
                if let Some(text) = message.part_mut(part) {
                    seen(part.of(&key), text);
                }
            }
        }
    }
}

impl Message {
    /// One of its texts, where it has that.
    #[must_use]
    pub fn part(&self, part: Part) -> Option<&str> {
        let text = match part {
            Part::Sms => &self.sms,
            Part::Subject => &self.subject,
            Part::Body => &self.body,
            Part::Button => &self.button,
            Part::Letter => &self.letter,
            Part::Voicemail => &self.voicemail,
        };
        text.as_deref()
    }

    fn part_mut(&mut self, part: Part) -> Option<&mut String> {
        let text = match part {
            Part::Sms => &mut self.sms,
            Part::Subject => &mut self.subject,
            Part::Body => &mut self.body,
            Part::Button => &mut self.button,
            Part::Letter => &mut self.letter,
            Part::Voicemail => &mut self.voicemail,
        };
        text.as_mut()
    }

    /// The ways for which it has words.
    pub fn ways(&self) -> impl Iterator<Item = Way> {
        Way::ALL.into_iter().filter(|way| self.goes(*way))
    }

    /// Whether it has all the words that it needs to go in this way.
    #[must_use]
    pub fn goes(&self, way: Way) -> bool {
        Part::needed(way).iter().all(|part| self.part(*part).is_some())
    }

    /// Why it goes.
    #[must_use]
    pub fn kind(&self) -> Kind {
        Occasion::of(&self.key).map_or(Kind::Planned, Occasion::kind)
    }
}
