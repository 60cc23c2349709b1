//! What somebody can still stop as they stand, what each would come to, and what goes on.

use surveys::{
    consent::Permission,
    keys::WaveKey,
    stopping::{Choice, Effect, Part, Way},
};

use super::Standing;
use crate::people::{self, Stands};

impl Standing {
    /// What a choice would come to.
    #[must_use]
    pub fn effect(&self, choice: Choice) -> Effect {
        let asked = match choice {
            Choice::SkipSurvey => Some(&self.wave),
            _ => self.at(|stands| people::is_touched(choice, stands)),
        };
        let effect = self.stops.effect(choice, &self.agreed.permissions, asked, self.today);
        match choice {
            Choice::StopSupport => effect.passed_on_to(self.passed_on),
            _ => effect,
        }
    }

    /// What goes on as things are.
    #[must_use]
    pub fn goes_on(&self) -> Vec<Part> {
        self.stops.goes_on(&self.agreed.permissions, self.at(Stands::can_be_answered))
    }

    /// The wave that they are at, if it stands like this.
    fn at(&self, is: impl Fn(Stands) -> bool) -> Option<&WaveKey> {
        self.at.as_ref().filter(|at| is(at.stands)).map(|at| &at.wave)
    }

    /// The ways in which they may be reached.
    #[must_use]
    pub fn ways(&self) -> Vec<Way> {
        let ways = self.goes_on().into_iter().filter_map(|part| match part {
            Part::Contact(way) => Some(way),
            _ => None,
        });
        ways.collect()
    }

    /// What the participant can still stop, in the order in which it is offered. Ways of contact and
    /// records only where they agreed to them.
    #[must_use]
    pub fn can_stop(&self) -> Vec<Choice> {
        let permits = |permission| self.agreed.permissions.contains(&permission);
        let links = permits(Permission::LinkDwpHmrc) || permits(Permission::LinkNhs);
        let stands = |choice: Choice| self.stops.since(choice).is_some();
        let open = |choice: &Choice| match choice {
            Choice::Contact(way) => permits(way.permission()) && !stands(*choice),
            Choice::SkipSurvey => self.may_skip,
            Choice::StopLinkage => links && self.stops.may_link(),
            Choice::DeleteAnswers => self.has_answered,
            Choice::NoMoreSurveys => self.stops.asks(),
            // Once nobody knows whose support it is, there is nothing to pass on.
            Choice::StopSupport => !self.stops.is_over() && !stands(*choice),
            choice => !choice.is_for_staff() && !stands(*choice),
        };
        Choice::ALL.into_iter().filter(open).collect()
    }
}
