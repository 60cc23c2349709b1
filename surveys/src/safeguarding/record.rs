//! An alert as it stands: worked out from its events, of which none is ever changed.

use chrono::{DateTime, Utc};

use super::Level;

/// Something that happened to an alert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: DateTime<Utc>,
    /// Who did it, as the audit names them.
    pub actor: String,
    /// What.
    pub fact: Fact,
}

/// What can happen to an alert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// It was raised, or became more urgent. Either way the clock starts.
    Raised(Level),
    /// Somebody on duty looked at it.
    Seen,
    /// Somebody on duty has taken it: the clock stops.
    Acknowledged,
    /// Whoever had taken it gave it to somebody else, who has to take it.
    HandedOver(String),
    /// Whoever had taken it can act on it no longer, so nobody has it.
    Released,
    /// Name and contact details of the person were deleted: nobody can call them any more.
    DetailsDeleted,
    /// Nobody had taken it when so much of the time had gone.
    Escalated(Escalation),
    /// Something worth knowing, in words.
    Note(String),
    /// It was dealt with.
    Closed(Outcome, String),
}

/// How much of the time had gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Escalation {
    /// Half of it.
    Half,
    /// All of it.
    Whole,
}

/// How an alert ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The person was spoken to, and no more was needed.
    Spoken,
    /// The person was helped on to another service.
    Referred,
    /// The emergency services were called.
    Emergency,
    /// The person could not be reached.
    NotReached,
    /// The person did not want to talk about it.
    Declined,
    /// It was looked into, and nobody had to act.
    NoAction,
    /// Their name and contact details were deleted, so nobody could reach them, and the lead decided.
    Forgotten,
}

/// An alert as its events leave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How urgent it is: the most that was ever raised.
    pub level: Level,
    /// When its clock was started.
    pub since: DateTime<Utc>,
    /// Who has it, and since when.
    pub taken: Option<(String, DateTime<Utc>)>,
    /// To whom it was handed over, while they have not taken it.
    pub handed_to: Option<String>,
    /// How far it was escalated since its clock was started.
    pub escalated: Option<Escalation>,
    /// How it ended.
    pub closed: Option<(Outcome, DateTime<Utc>)>,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 7] = [
        Self::Spoken,
        Self::Referred,
        Self::Emergency,
        Self::NotReached,
        Self::Declined,
        Self::NoAction,
        Self::Forgotten,
    ];

    /// Whether it can be how an alert ended, about somebody whose name was deleted or about somebody else.
    #[must_use]
    pub fn fits(self, is_forgotten: bool) -> bool {
        self != Self::Forgotten || is_forgotten
    }

    /// Its name in records and forms.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Spoken => "spoken",
            Self::Referred => "referred",
            Self::Emergency => "emergency",
            Self::NotReached => "not_reached",
            Self::Declined => "declined",
            Self::NoAction => "no_action",
            Self::Forgotten => "forgotten",
        }
    }

    /// The outcome of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.name() == name)
    }
}

impl Progress {
    /// What the events come to, oldest first; none before it was raised.
    #[must_use]
    pub fn of<'e>(events: impl IntoIterator<Item = &'e Event>) -> Option<Self> {
        events.into_iter().fold(None, |progress, event| match (progress, &event.fact) {
            (None, Fact::Raised(level)) => Some(Self::raised(*level, event.at)),
            (None, _) => None,
            (Some(progress), _) => Some(progress.after(event)),
        })
    }

    fn raised(level: Level, since: DateTime<Utc>) -> Self {
        Self { level, since, taken: None, handed_to: None, escalated: None, closed: None }
    }

    fn after(mut self, event: &Event) -> Self {
        match &event.fact {
            // Whoever had taken it, or closed it, knew of something less urgent.
            Fact::Raised(level) if *level > self.level => return Self::raised(*level, event.at),
            Fact::Acknowledged => {
                self.taken = Some((event.actor.clone(), event.at));
                self.handed_to = None;
            }
            Fact::HandedOver(to) => {
                self.taken = None;
                self.handed_to = Some(to.clone());
            }
            Fact::Released => self.taken = None,
            Fact::Escalated(how) => self.escalated = self.escalated.max(Some(*how)),
            Fact::Closed(outcome, _) => self.closed = Some((*outcome, event.at)),
            Fact::Raised(_) | Fact::Seen | Fact::Note(_) | Fact::DetailsDeleted => {}
        }
        self
    }

    /// Whether nobody has it.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.taken.is_none() && self.closed.is_none()
    }
}
