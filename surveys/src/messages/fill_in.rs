//! What can be filled into a message, each by its name in braces.

use super::{Kind, Part};

/// Something that is looked up when the message is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FillIn {
    /// What they are called.
    FirstName,
    /// Who writes, as each text begins.
    Sender,
    /// The title of the study.
    Study,
    /// Who runs it.
    Organisation,
    /// The address of their own survey. In an email it stands on a line of its own, and becomes a button.
    Link,
    /// What they type in place of a link that they cannot press.
    Code,
    /// The address at which they type it.
    CodePage,
    /// How long the survey takes.
    Minutes,
    /// What they are given as thanks.
    Voucher,
    /// What they type, or show, to spend it.
    VoucherCode,
    /// The last day on which it is good.
    UseBy,
    /// The last day on which the survey is open.
    LastDay,
    /// When they are rung: a day and its hours.
    CallWindow,
    /// The telephone number of the study's team.
    TeamPhone,
    /// Its address for emails.
    TeamEmail,
    /// When somebody answers.
    TeamHours,
    /// Where to get help: a list, on a line of its own.
    Helplines,
    /// The address at which they change how they are contacted.
    Choices,
}

impl FillIn {
    /// The link, as it stands in a text.
    pub(super) const LINK: &str = "{link}";

    /// Everything that there is.
    pub const ALL: [Self; 18] = [
        Self::FirstName,
        Self::Sender,
        Self::Study,
        Self::Organisation,
        Self::Link,
        Self::Code,
        Self::CodePage,
        Self::Minutes,
        Self::Voucher,
        Self::VoucherCode,
        Self::UseBy,
        Self::LastDay,
        Self::CallWindow,
        Self::TeamPhone,
        Self::TeamEmail,
        Self::TeamHours,
        Self::Helplines,
        Self::Choices,
    ];

    /// Its name between the braces.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::FirstName => "first_name",
            Self::Sender => "sender",
            Self::Study => "study",
            Self::Organisation => "organisation",
            Self::Link => "link",
            Self::Code => "code",
            Self::CodePage => "code_page",
            Self::Minutes => "minutes",
            Self::Voucher => "voucher",
            Self::VoucherCode => "voucher_code",
            Self::UseBy => "use_by",
            Self::LastDay => "last_day",
            Self::CallWindow => "call_window",
            Self::TeamPhone => "team_phone",
            Self::TeamEmail => "team_email",
            Self::TeamHours => "team_hours",
            Self::Helplines => "helplines",
            Self::Choices => "choices",
        }
    }

    /// What has this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    /// Whether it can stand in such a text.
    #[must_use]
    pub const fn stands_in(self, part: Part) -> bool {
        match self {
            Self::Link | Self::Code | Self::CodePage => {
                matches!(part, Part::Sms | Part::Body | Part::Letter)
            }
            Self::Helplines | Self::VoucherCode => matches!(part, Part::Body | Part::Letter),
            Self::Choices => matches!(part, Part::Body),
            // Whoever hears a voicemail may be anybody, and whoever reads it out has nothing filled in by hand.
            Self::FirstName
            | Self::Minutes
            | Self::Voucher
            | Self::UseBy
            | Self::LastDay
            | Self::CallWindow => !matches!(part, Part::Button | Part::Voicemail),
            Self::Sender
            | Self::Study
            | Self::Organisation
            | Self::TeamPhone
            | Self::TeamEmail
            | Self::TeamHours => !matches!(part, Part::Button),
        }
    }

    /// Whether it stands on a line of its own in such a text, since it becomes more than words.
    #[must_use]
    pub const fn stands_alone(self, part: Part) -> bool {
        matches!((self, part), (Self::Link, Part::Body))
            || matches!((self, part), (Self::Helplines, Part::Body | Part::Letter))
    }

    /// Whether it is about one wave of somebody's: an answer to what they wrote is about none, and a receipt leads
    /// nowhere. A code comes in the message alone that is meant to bring it.
    #[must_use]
    pub const fn is_known(self, kind: Kind) -> bool {
        match self {
            Self::Link
            | Self::Code
            | Self::CodePage
            | Self::Minutes
            | Self::LastDay
            | Self::CallWindow => matches!(kind, Kind::Planned),
            Self::Voucher => !matches!(kind, Kind::Reply),
            Self::VoucherCode | Self::UseBy => matches!(kind, Kind::Gift),
            _ => true,
        }
    }
}
