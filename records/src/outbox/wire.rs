//! The ways in which a message leaves by itself. A letter has none: it is printed, and whoever posts it carries it away.

use super::Channel;

/// How a message leaves by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Wire {
    /// As mail.
    Email,
    /// As a text.
    Sms,
}

impl Wire {
    /// The one place in which letters part from what is sent; none of a letter.
    #[must_use]
    pub const fn of(channel: Channel) -> Option<Self> {
        match channel {
            Channel::Email => Some(Self::Email),
            Channel::Sms => Some(Self::Sms),
            Channel::Post => None,
        }
    }

    /// Whose agreement and whose stops hold for it.
    #[must_use]
    pub const fn channel(self) -> Channel {
        match self {
            Self::Email => Channel::Email,
            Self::Sms => Channel::Sms,
        }
    }
}
