//! When a message goes that no step of a protocol names.

use crate::{keys::MessageKey, stopping::Way};

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
    /// Somebody sent a survey, and no voucher comes to them by email for it.
    Thanks,
    /// Somebody sent a survey, and one does.
    ThanksAndVoucher,
    /// The voucher comes that somebody was promised.
    Voucher,
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
    /// It brings what somebody was promised.
    Gift,
}

impl Occasion {
    /// Every occasion.
    pub const ALL: [Self; 7] = [
        Self::Stop,
        Self::Start,
        Self::Call,
        Self::Unknown,
        Self::Thanks,
        Self::ThanksAndVoucher,
        Self::Voucher,
    ];

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
            Self::Voucher => "voucher",
        }
    }

    /// When it goes, as a sentence.
    #[must_use]
    pub const fn when(self) -> &'static str {
        match self {
            Self::Stop => {
                "At once, by text, when somebody texts STOP: once, and whatever else they stopped."
            }
            Self::Start => "At once, by text, when texts go on because somebody texts START.",
            Self::Call => "At once, by text, when somebody texts CALL: once a day at most.",
            Self::Unknown => {
                "At once, by text, when somebody texts anything else: once a day at most."
            }
            Self::Thanks => {
                "When somebody sends a survey, and gets no voucher by email for it: once for each survey, by email, or by \
                 text where there is no email, when that way is next open."
            }
            Self::ThanksAndVoucher => {
                "When somebody sends a survey, and gets a voucher by email for it: once for each survey, by email, or by \
                 text where there is no email, when that way is next open."
            }
            Self::Voucher => {
                "When somebody who sent a survey is given their voucher: by email, or in a letter that is printed for who \
                 would rather have one or cannot be reached by email."
            }
        }
    }

    /// The ways in which it may go, the first that reaches somebody.
    #[must_use]
    pub const fn ways(self) -> &'static [Way] {
        match self.kind() {
            Kind::Receipt => &[Way::Email, Way::Sms],
            Kind::Gift => &[Way::Email, Way::Post],
            Kind::Planned | Kind::Reply => &[Way::Sms],
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
            Self::Voucher => Kind::Gift,
        }
    }
}
