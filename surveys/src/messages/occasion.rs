//! When a message goes that no step of a protocol names.

use crate::keys::MessageKey;

/// Why a message goes that no step of the protocol names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Occasion {
    /// Somebody texted STOP.
    Stop,
    /// Somebody texted START.
    Start,
    /// Somebody texted CALL.
    Call,
    /// Somebody texted anything else.
    Unknown,
    /// Somebody sent a survey for which no voucher is given.
    Thanks,
    /// Somebody sent a survey for which one is.
    ThanksAndVoucher,
}

/// On whose account a message goes, and so which rules hold for its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The study writes of its own accord.
    Planned,
    /// It answers what somebody wrote.
    Reply,
    /// It confirms what somebody did.
    Receipt,
}

impl Occasion {
    /// Every occasion.
    pub const ALL: [Self; 6] =
        [Self::Stop, Self::Start, Self::Call, Self::Unknown, Self::Thanks, Self::ThanksAndVoucher];

    /// The key of its message.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Stop => "stop-reply",
            Self::Start => "start-reply",
            Self::Call => "call-reply",
            Self::Unknown => "unknown-reply",
            Self::Thanks => "thank-you",
            Self::ThanksAndVoucher => "thank-you-voucher",
        }
    }

    /// What somebody does, so that it goes: somebody `texts STOP`.
    #[must_use]
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Stop => "texts STOP",
            Self::Start => "texts START",
            Self::Call => "texts CALL",
            Self::Unknown => "texts anything else",
            Self::Thanks => "sends a survey for which no voucher is given",
            Self::ThanksAndVoucher => "sends a survey for which a voucher is given",
        }
    }

    /// The occasion of a message, if it has one of these.
    #[must_use]
    pub fn of(key: &MessageKey) -> Option<Self> {
        Self::ALL.into_iter().find(|occasion| occasion.key() == key.as_str())
    }

    /// Whether it answers, or confirms.
    #[must_use]
    pub const fn kind(self) -> Kind {
        match self {
            Self::Stop | Self::Start | Self::Call | Self::Unknown => Kind::Reply,
            Self::Thanks | Self::ThanksAndVoucher => Kind::Receipt,
        }
    }
}
