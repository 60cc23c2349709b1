//! Who is in a cut. Of each who is not there is one reason.

use serde::{Deserialize, Serialize};
use surveys::consent::{Event, State, Statement};

use crate::exports::Whom;

/// Why somebody is not in a cut: the first of these that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftOut {
    /// They never agreed to take part, and were not randomised.
    NeverTookPart,
    /// They had not agreed to the purpose's statement when they answered last.
    NotAgreedThen,
    /// They do not agree to it now.
    NotAgreedNow,
    /// Their answers were deleted while the cut was made.
    ErasedMeanwhile,
}

impl LeftOut {
    /// Every reason, in the order in which they are looked for.
    pub const ALL: [Self; 4] =
        [Self::NeverTookPart, Self::NotAgreedThen, Self::NotAgreedNow, Self::ErasedMeanwhile];

    /// In words, of several people.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::NeverTookPart => "never agreed to take part, and were not randomised",
            Self::NotAgreedThen => {
                "had not agreed to the purpose's statement when they last answered"
            }
            Self::NotAgreedNow => "do not agree to the purpose's statement now",
            Self::ErasedMeanwhile => "had their answers deleted while the cut was made",
        }
    }
}

/// Who is let in.
#[derive(Clone, Debug)]
pub(super) enum Gate {
    /// Whoever takes part, and everybody who was randomised.
    TakingPart,
    /// Whoever agreed to this.
    Agreed(Statement),
}

impl Gate {
    /// Why somebody is not let in.
    pub fn against(&self, whom: &Whom<'_>) -> Option<LeftOut> {
        match self {
            Self::TakingPart => {
                let took_part = whom.is_randomised || !whom.consent.is_empty();
                (!took_part).then_some(LeftOut::NeverTookPart)
            }
            Self::Agreed(statement) => {
                let had = whom.then.as_ref().is_none_or(|then| holds(then, statement));
                let has = self.is_open_to(whom.consent);
                let against = [(had, LeftOut::NotAgreedThen), (has, LeftOut::NotAgreedNow)];
                against.into_iter().find(|(holds, _)| !holds).map(|(_, reason)| reason)
            }
        }
    }

    /// Whether somebody who decided so is let in now.
    pub fn is_open_to(&self, decided: &[Event]) -> bool {
        match self {
            Self::TakingPart => true,
            Self::Agreed(statement) => holds(&State::fold(decided), statement),
        }
    }
}

impl Gate {
    /// Whether a decision is about what lets people in.
    pub fn is_about(&self, event: &Event) -> bool {
        let Self::Agreed(statement) = self else { return false };
        let permits = |permission| {
            statement.permits == Some(permission)
                || statement.ways.iter().any(|way| way.permits == permission)
        };
        let decision = &event.decision;
        decision.statement == statement.code || decision.permission.is_some_and(permits)
    }
}

/// Whether the statement is agreed to. One that permits something is taken back by taking back what it permits; one with ways
/// holds while one of them does.
fn holds(state: &State, statement: &Statement) -> bool {
    let permits = |permission| state.permissions.contains(permission);
    let ways = &statement.ways;
    state.agreed.contains(&statement.code)
        && statement.permits.as_ref().is_none_or(permits)
        && (ways.is_empty() || ways.iter().any(|way| permits(&way.permits)))
}
