//! What is wrong with messages as a whole.

use super::Weight;
use crate::{
    keys::WaveKey,
    language::Language,
    messages::{Occasion, Part},
};

/// Something that is missing or too many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfWhole {
    /// A word about health in who writes, or in the study's title.
    Health(String),
    /// A voucher is given for this wave, which there is not.
    NoWave(WaveKey),
    /// The surveys are asked in this language, and there are no messages in it.
    NoLanguage(Language),
    /// People are sent texts, and who answers one is not answered on this occasion.
    NoReply(Occasion),
    /// Who sends a survey hears nothing.
    NoThanks(Occasion),
    /// An email has a button, and nothing says what stands on it.
    NoButton,
    /// Of a subject and a body there is only the other.
    Half(Part),
    /// No contact sends it.
    Unused,
    /// It is sent, and never in this way.
    UnusedPart(Part),
}

impl OfWhole {
    pub(super) const fn weight(&self) -> Weight {
        match self {
            Self::NoThanks(_) | Self::Unused | Self::UnusedPart(_) => Weight::Warning,
            _ => Weight::Error,
        }
    }

    pub(super) fn problem(&self) -> String {
        match self {
            Self::Health(word) => {
                format!(
                    "the sender says “{word}”: that is a word about health, and begins every text"
                )
            }
            Self::NoWave(wave) => format!("a voucher is given for “{wave}”, which is no wave"),
            Self::NoLanguage(language) => {
                format!(
                    "surveys are asked in {}, and nobody is written to in it",
                    language.english_name()
                )
            }
            Self::NoReply(occasion) => {
                format!(
                    "who {} is not answered: there is no “{}”",
                    texts(*occasion),
                    occasion.key()
                )
            }
            Self::NoThanks(occasion) => {
                format!("who {} hears nothing: there is no “{}”", texts(*occasion), occasion.key())
            }
            Self::NoButton => "has {link}, and nothing says what stands on its button".to_owned(),
            Self::Half(part) => format!("has no “{}”, and an email needs both", part.name()),
            Self::Unused => "is not sent by any contact".to_owned(),
            Self::UnusedPart(part) => {
                format!("has “{}”, and it is never sent in this way", part.name())
            }
        }
    }

    pub(super) fn mend(&self) -> String {
        let words = match self {
            Self::Health(_) => "choose a neutral name",
            Self::NoWave(_) => "name a wave of the study, or take the line out",
            Self::NoLanguage(language) => {
                return format!(
                    "`throughline messages translate --language {language}` writes the file, and so does the page of the \
                     protocol's next version"
                );
            }
            Self::NoReply(occasion) | Self::NoThanks(occasion) => {
                return format!("write a message with key = \"{}\"", occasion.key());
            }
            Self::NoButton => "write it as button",
            Self::Half(_) => "write it",
            Self::Unused => "name it in a contact of the protocol, or take it out",
            Self::UnusedPart(_) => "take it out, if nobody needs it",
        };
        words.to_owned()
    }
}

fn texts(occasion: Occasion) -> &'static str {
    match occasion {
        Occasion::Stop => "texts STOP",
        Occasion::Start => "texts START",
        Occasion::Call => "texts CALL",
        Occasion::Unknown => "texts anything else",
        Occasion::Thanks => "sends a survey",
        Occasion::ThanksAndVoucher => "sends a survey for a voucher",
        Occasion::Voucher => "is given a voucher",
    }
}
