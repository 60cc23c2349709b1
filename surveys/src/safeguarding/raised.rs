//! Which alerts a person's answers raise.

use std::collections::BTreeMap;

use super::Level;
use crate::{
    definition::{Alerts, Page, Question, Trigger, When},
    value::{Answers, Value},
};

/// What a person is told about who can help, after answers that raise an alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Concern {
    /// The most urgent level among them.
    pub level: Level,
    /// An answer is about being better off dead or about hurting oneself. Otherwise the person must
    /// not be told that they said so.
    pub of_harm: bool,
}

/// The most urgent level of each cause that these answers raise.
///
/// A missing answer is never filled in, and answers that the route has passed by since count too.
#[must_use]
pub fn raised<'a>(alerts: &'a Alerts, answers: &Answers) -> BTreeMap<&'a str, Level> {
    let mut raised = BTreeMap::new();
    for trigger in alerts.triggers.iter().filter(|trigger| trigger.holds(answers)) {
        let level = raised.entry(trigger.cause.as_str()).or_insert(trigger.level);
        *level = trigger.level.max(*level);
    }
    raised
}

/// What these answers say to whoever has to tell the person about help; none when they raise nothing.
#[must_use]
pub fn concern(alerts: &Alerts, answers: &Answers) -> Option<Concern> {
    of(alerts.triggers.iter().filter(|trigger| trigger.holds(answers)))
}

/// The same of those triggers of which a page asks everything.
#[must_use]
pub fn concern_at(alerts: &Alerts, page: &Page, answers: &Answers) -> Option<Concern> {
    let asked: Vec<_> = page.questions.iter().flat_map(Question::variables).collect();
    let here = |trigger: &&Trigger| trigger.of.iter().all(|variable| asked.contains(variable));
    of(alerts.triggers.iter().filter(here).filter(|trigger| trigger.holds(answers)))
}

fn of<'a>(triggers: impl Iterator<Item = &'a Trigger>) -> Option<Concern> {
    triggers.fold(None, |worst, trigger| {
        let Concern { level, of_harm } =
            worst.unwrap_or(Concern { level: trigger.level, of_harm: false });
        Some(Concern { level: level.max(trigger.level), of_harm: of_harm || trigger.of_harm })
    })
}

/// The variables that are looked at by what these answers raise an alert of this cause with.
#[cfg(feature = "authoring")]
pub(super) fn of_cause<'a>(
    alerts: &'a Alerts,
    cause: &'a str,
    answers: &'a Answers,
) -> impl Iterator<Item = &'a String> {
    let own = alerts.triggers.iter().filter(move |trigger| trigger.cause == cause);
    own.filter(|trigger| trigger.holds(answers)).flat_map(|trigger| &trigger.of)
}

impl Trigger {
    /// Whether these answers are a reason to act.
    #[must_use]
    pub fn holds(&self, answers: &Answers) -> bool {
        let given = self.of.iter().filter_map(|variable| answers.get(variable));
        match &self.when {
            When::OneOf(codes) => {
                let mut given = given;
                given.any(|value| codes.iter().any(|code| value.has(*code)))
            }
            When::From(least) => {
                let numbers: Vec<f64> = given.filter_map(Value::number).collect();
                !numbers.is_empty() && numbers.iter().sum::<f64>() >= f64::from(*least)
            }
        }
    }
}
