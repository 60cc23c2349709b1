//! What changed between two versions of a protocol, for whoever decides on the later one.

mod of_messages;

use std::{collections::BTreeSet, fmt};

use super::{Plan, Protocol, Step};
use crate::{
    comparing::Passage,
    fill::long_date,
    manners::{Holidays, Hours, Region},
    stopping::Way,
    waves::Wave,
};

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// In which manner.
    pub manner: Manner,
    /// Of what: `Exit, “invitation”`.
    pub about: String,
    /// What is so now, and what was.
    pub what: String,
    /// Of words, with what went and what came; of all else there are none.
    pub words: Vec<Passage>,
}

/// In which manner something changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Manner {
    /// It was not there.
    Added,
    /// It is there no longer.
    Dropped,
    /// It comes on another day.
    Moved,
    /// It goes to others, in another way, or by other rules.
    Changed,
    /// It says something else.
    Reworded,
}

impl fmt::Display for Manner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Added => "added",
            Self::Dropped => "dropped",
            Self::Moved => "moved",
            Self::Changed => "changed",
            Self::Reworded => "reworded",
        })
    }
}

impl Difference {
    fn new(manner: Manner, about: impl Into<String>, what: impl Into<String>) -> Self {
        Self { manner, about: about.into(), what: what.into(), words: Vec::new() }
    }
}

impl Protocol {
    /// What is other than in an earlier version, in the order of a protocol: its rules, its waves with their steps, its
    /// messages. The number of the version is no difference.
    #[must_use]
    pub fn since(&self, earlier: &Self) -> Vec<Difference> {
        let mut told = rules(earlier, self);
        for plan in &self.waves {
            match earlier.waves.iter().find(|was| was.key() == plan.key()) {
                Some(was) => {
                    window(&was.wave, &plan.wave, &mut told);
                    steps(was, plan, &mut told);
                }
                None => {
                    let contacts = match plan.steps.len() {
                        1 => "1 contact".to_owned(),
                        many => format!("{many} contacts"),
                    };
                    let what = format!("{contacts}; {}", plan.wave.opens_in_words());
                    told.push(Difference::new(Manner::Added, wave(plan), what));
                }
            }
        }
        let is_gone = |was: &&Plan| self.waves.iter().all(|plan| plan.key() != was.key());
        let gone = earlier.waves.iter().filter(is_gone);
        told.extend(gone.map(|was| Difference::new(Manner::Dropped, wave(was), "the whole wave")));
        if order(self, earlier) != order(earlier, self) {
            let what = "they are asked in another order";
            told.push(Difference::new(Manner::Changed, "The waves", what));
        }
        of_messages::compare(earlier.messages.as_ref(), self.messages.as_ref(), &mut told);
        told
    }
}

/// The waves of one that the other has, too.
fn order<'p>(of: &'p Protocol, other: &Protocol) -> Vec<&'p str> {
    let keys = of.waves.iter().map(Plan::key);
    let both = keys.filter(|key| other.waves.iter().any(|plan| plan.key() == *key));
    both.map(crate::keys::WaveKey::as_str).collect()
}

fn wave(plan: &Plan) -> String {
    format!("The wave “{}”", plan.wave.title)
}

fn rules(was: &Protocol, is: &Protocol) -> Vec<Difference> {
    let numbers = [
        ("Hours between two contacts", was.hours_between, is.hours_between),
        ("Hours that a contact may be late", was.hours_late, is.hours_late),
        ("Contacts of a wave at most", was.most_contacts, is.most_contacts),
    ];
    let numbers = numbers.into_iter().filter(|(_, was, is)| was != is);
    let mut told: Vec<_> = numbers
        .map(|(about, was, is)| Difference::new(Manner::Changed, about, format!("{is}, was {was}")))
        .collect();
    for way in Way::ALL {
        let [before, now] = [was, is]
            .map(|one| one.hours.get(&way).map_or_else(|| "never".to_owned(), Hours::in_words));
        if before != now {
            let about = format!("Hours of {}s", way.noun());
            told.push(Difference::new(Manner::Changed, about, format!("{now}, was {before}")));
        }
    }
    if was.holidays != is.holidays {
        let what = holidays(&was.holidays, &is.holidays);
        told.push(Difference::new(Manner::Changed, "Days on which nobody is contacted", what));
    }
    told
}

/// `7 May 2027 is one now; 3 May 2027 is one again`, each day that is another than it was.
fn holidays(was: &Holidays, is: &Holidays) -> String {
    let days = [&was.also, &was.except, &is.also, &is.except].into_iter().flatten();
    let days: BTreeSet<_> = days.copied().filter(|day| was.has(*day) != is.has(*day)).collect();
    let mut told: Vec<_> = days
        .into_iter()
        .map(|day| {
            let so = if is.has(day) { "is one now" } else { "is none any more" };
            format!("{} {so}", long_date(day))
        })
        .collect();
    match (was.region == is.region, is.region) {
        (true, _) => {}
        (false, Region::None) => told.push("the bank holidays are none any more".to_owned()),
        (false, Region::EnglandAndWales) => {
            told.push("the bank holidays of England and Wales are, too".to_owned());
        }
    }
    if told.is_empty() { "the same days, written otherwise".to_owned() } else { told.join("; ") }
}

fn window(was: &Wave, is: &Wave, told: &mut Vec<Difference>) {
    let about = format!("The wave “{}”", is.title);
    let mut tell = |manner, what: String| told.push(Difference::new(manner, about.clone(), what));
    if was.title != is.title {
        tell(Manner::Reworded, format!("it was called “{}”", was.title));
    }
    let (before, now) = (was.opens_in_words(), is.opens_in_words());
    if before != now {
        tell(Manner::Moved, format!("{now}; before: {before}"));
    }
    let named = [
        ("asks", was.survey.as_str(), is.survey.as_str()),
        ("its columns begin with", &was.prefix, &is.prefix),
    ];
    for (what, was, is) in named.into_iter().filter(|(_, was, is)| was != is) {
        tell(Manner::Changed, format!("{what} “{is}”, was “{was}”"));
    }
    if was.horizon != is.horizon {
        tell(Manner::Changed, "weeks in work are counted up to another day".to_owned());
    }
    if was.outcomes != is.outcomes {
        let are = if is.outcomes { "are" } else { "are not" };
        tell(Manner::Changed, format!("its answers {are} compared between the arms"));
    }
}

fn steps(was: &Plan, is: &Plan, told: &mut Vec<Difference>) {
    let about = |step: &Step| format!("{}, “{}”", is.wave.title, step.key);
    for step in &is.steps {
        let Some(before) = was.steps.iter().find(|before| before.key == step.key) else {
            let what = format!("{}: {}", step.day_in_words(), step.sends_in_words());
            told.push(Difference::new(Manner::Added, about(step), what));
            continue;
        };
        let both = [
            (Manner::Moved, before.day_in_words(), step.day_in_words()),
            (Manner::Changed, before.sends_in_words(), step.sends_in_words()),
            (Manner::Changed, before.to_in_words(), step.to_in_words()),
        ];
        for (manner, before, now) in both.into_iter().filter(|(_, before, now)| before != now) {
            told.push(Difference::new(manner, about(step), format!("{now}; before: {before}")));
        }
    }
    let is_gone = |step: &&Step| is.steps.iter().all(|own| own.key != step.key);
    for step in was.steps.iter().filter(is_gone) {
        let what = format!("{}: {}", step.day_in_words(), step.sends_in_words());
        told.push(Difference::new(Manner::Dropped, about(step), what));
    }
}
