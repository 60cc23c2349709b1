//! Whether messages can be sent: read beside the study and the protocol that sends them.

mod claims;

mod steps;

mod texts;

mod whole;

use std::collections::BTreeMap;

use super::{Flaw, Message, Messages, OfText, Part, Wrong, preview::CODE};
use crate::{keys::WaveKey, language::Language, protocol::Protocol, study::Study};

/// Most first names have no more letters.
pub const LONGEST_NAME: usize = 20;
/// A first name of five letters, with which texts are measured.
pub const USUAL_NAME: &str = "Aisha";

/// What the messages are read beside.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// Whose they are.
    pub study: &'a Study,
    /// What sends them. Without it, only the texts themselves are looked at.
    pub protocol: Option<&'a Protocol>,
    /// How long each wave's survey takes, where that is known.
    pub minutes: &'a BTreeMap<WaveKey, u8>,
    /// The languages in which the surveys are asked.
    pub languages: &'a [Language],
    /// The address of the site, with `https://`.
    pub site: &'a str,
    /// Letters of the longest first name.
    pub longest_name: usize,
}

impl Around<'_> {
    /// A link, as long as the one in a text is.
    pub(super) fn link(&self) -> String {
        format!("{}/r/{CODE}", self.site.trim_end_matches('/'))
    }

    /// A link, as long as the one in an email is.
    pub(super) fn long_link(&self) -> String {
        format!("{}/r/K7QXM2PD4T9WK7QXM2PD4T9WK7", self.site.trim_end_matches('/'))
    }

    /// An address at which they change how they are contacted, as long as the true one is.
    pub(super) fn choices(&self) -> String {
        let site = self.site.trim_end_matches('/');
        format!("{site}/no-emails/00001234-0a1b2c3d4e-0a1b2c3d4e5f60718293")
    }

    /// Where a code is typed.
    pub(super) fn code_page(&self) -> String {
        format!("{}/c", self.site.trim_end_matches('/'))
    }
}

impl Messages {
    /// Everything that is wrong with them, in their order, what is missing first.
    #[must_use]
    pub fn check(&self, around: &Around<'_>) -> Vec<Flaw> {
        let mut flaws = whole::check(self, around);
        flaws.extend(texts::check(self, around, &|_| true));
        for (language, translated) in &self.translations {
            let own = self.in_language(language);
            flaws.extend(texts::check(&own, around, &|text| translated.contains_key(text)));
        }
        if let Some(protocol) = around.protocol {
            flaws.extend(steps::check(self, protocol, around));
        }
        let mut told: Vec<Flaw> = Vec::new();
        for flaw in flaws {
            if !told.iter().any(|one| says_the_same(one, &flaw)) {
                told.push(flaw);
            }
        }
        told
    }
}

/// The same about one text in two waves is said once.
fn says_the_same(one: &Flaw, other: &Flaw) -> bool {
    let place = |flaw: &Flaw| (flaw.language.clone(), flaw.message.clone(), flaw.part);
    let wrong = match (&one.wrong, &other.wrong) {
        (Wrong::Step(.., one), Wrong::Step(.., other)) => one == other,
        (one, other) => one == other,
    };
    wrong && place(one) == place(other)
}

impl Messages {
    fn flaw(&self, message: Option<&Message>, part: Option<Part>, wrong: Wrong) -> Flaw {
        let message = message.map(|message| message.key.clone());
        Flaw { language: self.language.clone(), message, part, wrong }
    }

    fn of_text(&self, message: &Message, part: Part, wrong: OfText) -> Flaw {
        self.flaw(Some(message), Some(part), Wrong::Text(wrong))
    }
}
