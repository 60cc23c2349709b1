//! What can happen to an entry of a register.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::safeguarding::Escalation;

/// Something that happened to an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When it was written down.
    pub at: DateTime<Utc>,
    /// Who did it, as the audit names them.
    pub actor: String,
    /// What.
    pub fact: Fact,
}

/// What can happen to an entry. What was said of it besides lies in the vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// It arrived, or somebody became aware of it: the clock runs from `since`.
    Received {
        /// When it arrived, or when somebody of the study first knew.
        since: DateTime<Utc>,
        /// How.
        channel: Channel,
        /// Whether there is somebody who can be written to.
        can_reach: bool,
    },
    /// Whoever complained was told that it arrived and is looked into.
    Acknowledged(Way),
    /// How bad it is. The last counts.
    Assessed(Assessment),
    /// Whether it went to the regulator, or to the ethics committee.
    Reported(Report),
    /// Something worth knowing.
    Noted,
    /// Those who keep the register were told that so much of the time has gone.
    Escalated(Escalation),
    /// It was dealt with.
    Closed(Outcome),
    /// It was not over after all.
    Reopened,
    /// What people wrote of it was destroyed for good.
    WordsDestroyed,
}

/// What people wrote, as it is sealed in the vault.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Said {
    /// What happened, or what there is to say.
    pub what: String,
    /// What whoever complains would like.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub wish: String,
    /// Who they are and how they are reached, as they wrote it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub contact: String,
}

impl Said {
    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self == &Self::default()
    }
}

macro_rules! named {
    ($name:ident: $($variant:ident = $text:literal,)*) => {
        impl $name {
            /// Every one, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its name in records and forms.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)*
                }
            }

            /// The one of this name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|own| own.name() == name)
            }
        }
    };
}

/// How an entry came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// By the form of the site.
    Form,
    /// By telephone.
    Phone,
    /// By letter.
    Letter,
    /// By email.
    Email,
    /// Somebody said it to somebody of the team.
    InPerson,
    /// Somebody of the team noticed it.
    Team,
}

named! { Channel:
    Form = "form",
    Phone = "phone",
    Letter = "letter",
    Email = "email",
    InPerson = "in person",
    Team = "team",
}

impl Channel {
    /// Those by which somebody of the team can have received a complaint.
    pub const OF_STAFF: [Self; 4] = [Self::Phone, Self::Letter, Self::Email, Self::InPerson];
}

/// How it was acknowledged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By email.
    Email,
    /// By letter.
    Letter,
    /// By telephone.
    Phone,
    /// Nobody can be written to, so it was only read.
    Nobody,
}

named! { Way:
    Email = "email",
    Letter = "letter",
    Phone = "phone",
    Nobody = "nobody",
}

/// How likely a breach is to harm somebody in their rights and freedoms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Risk {
    /// It is not likely to: it need not be reported.
    Unlikely,
    /// It may: the regulator is told.
    Likely,
    /// It may do so gravely: the people are told as well.
    High,
}

named! { Risk:
    Unlikely = "unlikely",
    Likely = "likely",
    High = "high",
}

/// How bad an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assessment {
    /// Of a breach.
    Breach(Risk),
    /// Of a harm.
    Harm {
        /// Death, danger to life, hospital, lasting harm.
        serious: bool,
        /// The study, or what it offers, may have caused it.
        related: bool,
        /// It is not among the things that were foreseen.
        unexpected: bool,
    },
}

impl Assessment {
    /// Whether somebody outside the study has to be told.
    #[must_use]
    pub const fn needs_report(self) -> bool {
        match self {
            Self::Breach(risk) => !matches!(risk, Risk::Unlikely),
            Self::Harm { serious, related, unexpected } => serious && related && unexpected,
        }
    }
}

/// Whether it was reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Report {
    /// It was.
    Made,
    /// It was not, for a reason that was written down.
    NotMade,
}

named! { Report:
    Made = "made",
    NotMade = "not made",
}

/// How an entry ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A complaint was right.
    Upheld,
    /// It was right in part.
    PartlyUpheld,
    /// It was not.
    NotUpheld,
    /// Whoever complained took it back.
    Withdrawn,
    /// A breach was ended, and what could be done is done.
    Contained,
    /// The participant is well again.
    Recovered,
    /// Something stays.
    LastingEffects,
    /// The participant died.
    Died,
    /// It cannot be found out.
    NotKnown,
    /// There was nothing of the kind.
    Mistake,
}

named! { Outcome:
    Upheld = "upheld",
    PartlyUpheld = "partly upheld",
    NotUpheld = "not upheld",
    Withdrawn = "withdrawn",
    Contained = "contained",
    Recovered = "recovered",
    LastingEffects = "lasting effects",
    Died = "died",
    NotKnown = "not known",
    Mistake = "mistake",
}
