//! What happens to an invented person between two waves.

use chrono::{NaiveDate, TimeDelta};
use surveys::{
    facts::{Allocation, Earlier},
    invent::{Dice, Person},
    value::Value,
    waves::{Anchor, Dates, Wave},
};

use super::{
    Course, Setting,
    life::Life,
    story::{self, Answering, Story},
};

/// The variable that the cohort is frozen from.
pub(super) const COHORT: &str = "d_cohort";

/// The cohort is what the latest wave says that says one; whoever did not say cannot be randomised.
pub(super) fn randomised(
    setting: &Setting,
    story: &Story,
    earlier: &[Earlier],
) -> Option<Allocation> {
    let on = story.randomised_on?;
    let arm = setting.study.study().arms.get(story.arm)?.key.clone();
    match earlier.iter().rev().find_map(|wave| wave.answers.get(COHORT))? {
        Value::Code(cohort) => Some(Allocation { arm, cohort: *cohort, on }),
        _ => None,
    }
}

/// Where people go through all waves, a wave may wait for their support.
pub(super) fn is_supported(setting: &Setting, story: &Story, life: &mut Life, dice: &mut Dice) {
    if setting.course == Course::ThroughAll {
        life.is_supported(story, setting.today, dice);
    }
}

/// When a wave is answered that waits for something which has happened by now.
pub(super) fn after_event(
    setting: &Setting,
    wave: &Wave,
    life: &Life,
    dice: &mut Dice,
) -> Option<Answering> {
    if setting.course != Course::ThroughAll || !matches!(wave.anchor, Anchor::Event(_)) {
        return None;
    }
    let allocation = life.allocation.as_ref()?;
    let mut dates = Dates {
        randomised_on: Some(allocation.on),
        cohort: Some(allocation.cohort),
        ..Dates::default()
    };
    life.events.iter().for_each(|(kind, on)| dates.events.note(*kind, *on));
    let (opens, _) = wave.days(&dates)?;
    story::answering(wave, opens, setting.course.answers(0), dice)
}

/// Between two waves people find work, lose it, and feel better or worse.
pub(super) fn lives_on(
    course: Course,
    person: &mut Person,
    life: &mut Life,
    (from, to): (NaiveDate, NaiveDate),
    dice: &mut Dice,
) {
    let helped = course == Course::AtEveryStage
        && life.allocation.as_ref().is_some_and(|allocation| allocation.arm == "T");
    let between = from + TimeDelta::days(dice.between(1, (to - from).num_days().max(1)));
    match person.works_since {
        None if dice.chance(if helped { 26 } else { 20 }) => {
            person.works_since = Some(between);
            life.events.push((crate::events::EventKind::JobStart, between));
        }
        Some(_) if dice.chance(11) => person.works_since = None,
        _ => {}
    }
    person.health = (person.health + dice.between(-1, 1)).clamp(1, 5);
    person.mood = (person.mood + dice.between(-1, 1) + i64::from(helped)).clamp(0, 10);
}
