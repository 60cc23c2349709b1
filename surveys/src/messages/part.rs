//! The texts of a message, one for each way in which it may go; an email has two, and the words on its button.

use crate::{definition::TextKey, keys::MessageKey, stopping::Way};

/// One of the texts of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A text message.
    Sms,
    /// The subject of an email.
    Subject,
    /// An email.
    Body,
    /// The button of an email.
    Button,
    /// A letter.
    Letter,
    /// What is left on a voicemail.
    Voicemail,
}

impl Part {
    /// Every part, in the order of a file.
    pub const ALL: [Self; 6] =
        [Self::Sms, Self::Subject, Self::Body, Self::Button, Self::Letter, Self::Voicemail];

    /// Its name in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Subject => "subject",
            Self::Body => "body",
            Self::Button => "button",
            Self::Letter => "letter",
            Self::Voicemail => "voicemail",
        }
    }

    /// The name of this text of a message.
    #[must_use]
    pub fn of(self, message: &MessageKey) -> TextKey {
        TextKey(format!("{message}.{}", self.name()))
    }

    /// Those without which nothing can go in this way.
    #[must_use]
    pub const fn needed(way: Way) -> &'static [Self] {
        match way {
            Way::Sms => &[Self::Sms],
            Way::Email => &[Self::Subject, Self::Body],
            Way::Phone => &[Self::Voicemail],
            Way::Post => &[Self::Letter],
        }
    }
}
