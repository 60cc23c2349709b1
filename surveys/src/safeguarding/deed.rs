//! What somebody on duty does about an alert, and what stands against it.

use super::{Fact, Outcome, Progress};

/// Something that somebody on duty does. People are named as the audit names them, without their role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Takes it. Whoever takes it over says from whom, so that nobody takes by chance what another has.
    Take {
        /// Who has it, as far as they know.
        from: Option<String>,
    },
    /// Gives it to somebody, who has to take it.
    HandOver(String),
    /// Writes something down.
    Note(String),
    /// Has dealt with it.
    Close(Outcome, String),
}

/// Why somebody does not do it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotDone {
    /// Somebody else has it.
    #[error("somebody else has it")]
    TakenBySomebodyElse,
    /// Who closes it has to have it.
    #[error("nobody closes what they have not taken")]
    NotTheirs,
    /// It was dealt with.
    #[error("it is closed")]
    Closed,
}

impl Progress {
    /// What becomes of a deed: the fact that is written down, or nothing when it is so already.
    ///
    /// # Errors
    /// When something stands against it.
    pub fn doing(&self, deed: Deed, who: &str) -> Result<Option<Fact>, NotDone> {
        let holder = self.taken.as_ref().map(|(holder, _)| holder.as_str());
        let holds = holder.is_some_and(|holder| is(holder, who));
        if self.closed.is_some() && !matches!(deed, Deed::Note(_)) {
            return Err(NotDone::Closed);
        }
        match deed {
            Deed::Take { .. } if holds => Ok(None),
            Deed::Take { from } => match (holder, from) {
                (Some(holder), Some(from)) if is(holder, &from) => Ok(Some(Fact::Acknowledged)),
                (Some(_), _) => Err(NotDone::TakenBySomebodyElse),
                (None, _) => Ok(Some(Fact::Acknowledged)),
            },
            Deed::HandOver(to) if self.handed_to.as_deref() == Some(&to) => Ok(None),
            Deed::HandOver(to) => Ok(Some(Fact::HandedOver(to))),
            Deed::Note(words) => Ok(Some(Fact::Note(words))),
            Deed::Close(..) if !holds => Err(NotDone::NotTheirs),
            Deed::Close(outcome, words) => Ok(Some(Fact::Closed(outcome, words))),
        }
    }
}

/// Whether an actor, `staff 12, safeguarding lead`, is this person, `staff 12`.
fn is(actor: &str, who: &str) -> bool {
    actor.split(',').next() == who.split(',').next()
}
