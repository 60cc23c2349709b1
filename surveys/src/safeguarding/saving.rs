//! What a saved page does about alerts. While a page is being filled in an answer is provisional: a
//! slipped thumb that is put right raises nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::{Level, raised};
use crate::{
    definition::{Alerts, Page, Question},
    journey::Manner,
    keys::PageKey,
    value::Answers,
};

/// An answer that nobody has changed for so long is meant, even if the page was never left.
pub const SETTLES_AFTER_SECONDS: i64 = 60;

/// What is known of a response's alerts before a page is saved, by cause.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The level that was raised.
    pub raised: BTreeMap<String, Level>,
    /// What would be raised if the answer stays.
    pub waiting: BTreeMap<String, Waiting>,
}

/// An answer that was given on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The page it was given on.
    pub page: PageKey,
    /// What it would raise.
    pub level: Level,
}

/// A page that was saved.
#[derive(Clone, Copy, Debug)]
pub struct Save<'a> {
    /// The page.
    pub page: &'a Page,
    /// How it was left, if it was.
    pub manner: Manner,
    /// Everything that was believed before.
    pub before: &'a Answers,
    /// Everything that is believed now.
    pub after: &'a Answers,
}

/// One thing to be done about a cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// An alert is raised, or an alert that was raised becomes more urgent.
    Raise(Level),
    /// The answer is provisional, and waits from now on.
    Wait(Level),
    /// What waited has gone: it was changed before it was meant.
    TakeBack,
    /// An alert was raised, and the answer is another now. The alert stays.
    Changed,
}

/// What a saved page does, by cause, in the order in which it is done.
#[must_use]
pub fn steps(alerts: &Alerts, save: Save<'_>, known: &Known) -> Vec<(String, Step)> {
    let (before, after) = (raised(alerts, save.before), raised(alerts, save.after));
    let causes: BTreeSet<_> = alerts.triggers.iter().map(|own| own.cause.as_str()).collect();
    let mut steps = Vec::new();
    for cause in causes {
        let is_meant = save.manner != Manner::OnTheWay || !asks(alerts, save.page, cause);
        let levels = (before.get(cause).copied(), after.get(cause).copied());
        let raised = known.raised.get(cause).copied();
        let waiting = known.waiting.get(cause);
        let own = of_cause(levels, (raised, waiting), &save.page.key, is_meant);
        steps.extend(own.into_iter().map(|step| (cause.to_owned(), step)));
    }
    steps
}

fn of_cause(
    (before, now): (Option<Level>, Option<Level>),
    (mut raised, mut waiting): (Option<Level>, Option<&Waiting>),
    page: &PageKey,
    is_meant: bool,
) -> Vec<Step> {
    let mut steps = Vec::new();
    // Another page is saved, so the one that it was given on was left.
    if let Some(left) = waiting.filter(|given| given.page != *page && now >= Some(given.level)) {
        steps.push(Step::Raise(left.level));
        raised = raised.max(Some(left.level));
        waiting = None;
    }
    match now.filter(|level| Some(*level) > raised) {
        Some(level) if is_meant => steps.push(Step::Raise(level)),
        Some(level) if waiting.is_some_and(|given| given.level == level) => {}
        Some(level) => steps.push(Step::Wait(level)),
        None => {
            if waiting.is_some() {
                steps.push(Step::TakeBack);
            }
            // What goes up and down above the alert is of no account to it.
            if before.min(raised) != now.min(raised) {
                steps.push(Step::Changed);
            }
        }
    }
    steps
}

/// Whether a page asks something that a cause looks at.
fn asks(alerts: &Alerts, page: &Page, cause: &str) -> bool {
    let mut own = alerts.triggers.iter().filter(|trigger| trigger.cause == cause);
    let variables: Vec<_> = page.questions.iter().flat_map(Question::variables).collect();
    own.any(|trigger| trigger.of.iter().any(|variable| variables.contains(variable)))
}
