//! What happens to somebody, and when: as dates, before any question is asked.

use chrono::{Days, NaiveDate, TimeDelta};
use surveys::{
    invent::Dice,
    study::Study,
    waves::{Anchor, Dates, Wave, Window},
};

use super::Course;

/// The oldest enrolment: two years.
const RECRUITED_FOR: i64 = 730;
/// Days after the opening of a survey on which whoever has not sent it is rung by the example's protocol, on whichever day it opened.
const RUNG_BY: i64 = 30;
/// More days than lie between anybody's enrolment and randomisation, and a batch that opens later.
const BEFORE_WAVES: i64 = 120;
/// More days than lie between anybody's randomisation and the end of their support.
const SUPPORT_ENDS_BY: i64 = 310;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Story {
    pub enrolled_on: NaiveDate,
    pub consented_on: Option<NaiveDate>,
    /// Happens only if the baseline turns out to be complete.
    pub randomised_on: Option<NaiveDate>,
    /// The arm's place in the study.
    pub arm: usize,
    pub in_work: bool,
    /// They are there to be rung, and agreed to calls.
    pub is_rung: bool,
    /// One a wave of the study, in order.
    pub answers: Vec<Option<Answering>>,
}

/// When somebody answers, and how it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Answering {
    pub on: NaiveDate,
    pub how: How,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    BreakOff,
    Partial,
    Sent,
}

/// A stage at which somebody stands today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Enrolled,
    Consented,
    Baseline(How),
    NotDue(usize),
    Open(usize),
    Answered(usize, How),
    Late(usize),
    Closed(usize),
    Silent(usize),
}

/// The first people stand at one stage each, where people do; what happens to the others is decided by the dice.
pub(super) fn story(
    study: &Study,
    place: u32,
    (yesterday, course): (NaiveDate, Course),
    dice: &mut Dice,
) -> Story {
    let stages = if course == Course::AtEveryStage { stages(study) } else { Vec::new() };
    let own = usize::try_from(place).ok().and_then(|place| stages.get(place));
    let in_work = dice.chance(42);
    let arm = usize::try_from(dice.between(0, study.arms.len() as i64 - 1)).unwrap_or(0);
    match own {
        // Turn by turn, so that a small trial has both arms and both cohorts too.
        Some(stage) => {
            let (arm, in_work) = (place as usize % study.arms.len().max(1), place / 2 % 2 == 1);
            let story = at_stage(study, *stage, arm, in_work, yesterday);
            Story { is_rung: stage.is_rung(), ..story }
        }
        None => by_chance(study, (arm, in_work), (yesterday, course), dice),
    }
}

fn stages(study: &Study) -> Vec<Stage> {
    let mut stages = vec![Stage::Enrolled, Stage::Consented];
    stages.extend([How::BreakOff, How::Partial, How::Sent].map(Stage::Baseline));
    let later = study.waves.iter().enumerate().filter(|(_, wave)| is_later(wave));
    for (wave, _) in later.clone() {
        stages.extend([Stage::NotDue(wave), Stage::Open(wave)]);
        stages
            .extend([How::BreakOff, How::Partial, How::Sent].map(|how| Stage::Answered(wave, how)));
        stages.extend([Stage::Late(wave), Stage::Closed(wave)]);
    }
    stages.extend(later.map(|(wave, _)| Stage::Silent(wave)));
    stages
}

impl Stage {
    const fn is_rung(self) -> bool {
        matches!(self, Self::Answered(_, How::BreakOff | How::Partial) | Self::Silent(_))
    }
}

fn at_stage(study: &Study, stage: Stage, arm: usize, in_work: bool, yesterday: NaiveDate) -> Story {
    let enrolled_on = yesterday - Days::new(12);
    let mut story = Story::enrolled(study, enrolled_on, arm, in_work);
    let (last, days_open, answered) = match stage {
        Stage::Enrolled => return story,
        Stage::Consented => {
            story.consented_on = Some(enrolled_on);
            return story;
        }
        Stage::Baseline(how) => {
            story.baseline(study, enrolled_on + Days::new(2), how);
            return story;
        }
        Stage::NotDue(wave) => (wave, -30, None),
        Stage::Open(wave) => (wave, 10, None),
        Stage::Answered(wave, how) => (wave, RUNG_BY, Some((9, how))),
        Stage::Silent(wave) => (wave, RUNG_BY, None),
        Stage::Late(wave) => {
            let days = i64::from(study.waves[wave].open_for.unwrap_or(0));
            (wave, days + 12, Some((days + 5, How::Sent)))
        }
        Stage::Closed(wave) => {
            let wave_days = &study.waves[wave];
            (wave, i64::from(wave_days.grace.or(wave_days.open_for).unwrap_or(0)) + 10, None)
        }
    };
    let after = opens_after(&study.waves[last], in_work, yesterday);
    let randomised_on = yesterday - TimeDelta::days(after + days_open);
    story.enrolled_on = randomised_on - Days::new(14);
    story.baseline(study, randomised_on - Days::new(6), How::Sent);
    story.randomised_on = Some(randomised_on);
    for (place, wave) in study.waves.iter().enumerate().take(last + 1).filter(|(_, w)| is_later(w))
    {
        let opens = randomised_on + TimeDelta::days(opens_after(wave, in_work, randomised_on));
        let own = if place == last { answered } else { Some((7, How::Sent)) };
        story.answers[place] =
            own.map(|(day, how)| Answering { on: opens + TimeDelta::days(day), how });
    }
    story
}

fn by_chance(
    study: &Study,
    (arm, in_work): (usize, bool),
    (yesterday, course): (NaiveDate, Course),
    dice: &mut Dice,
) -> Story {
    let happened = |on: NaiveDate| (on <= yesterday).then_some(on);
    let last = yesterday - TimeDelta::days(course.takes(study));
    let enrolled_on = last - TimeDelta::days(dice.between(0, RECRUITED_FOR));
    let mut story = Story::enrolled(study, enrolled_on, arm, in_work);
    let consents = enrolled_on + TimeDelta::days(dice.small(0, 40));
    let Some(consented_on) = happened(consents).filter(|_| dice.chance(94)) else { return story };
    story.consented_on = Some(consented_on);
    if dice.chance(2) {
        return story;
    }
    let how = [How::BreakOff, How::Partial, How::Sent][dice.weighted(&[4, 2, 94])];
    story.baseline(study, consented_on, how);
    let randomised = consented_on + TimeDelta::days(dice.between(1, 12));
    let chosen = how == How::Sent && dice.chance(98);
    story.randomised_on = happened(randomised).filter(|_| chosen);
    let Some(randomised_on) = story.randomised_on else { return story };
    for (place, wave) in study.waves.iter().enumerate().filter(|(_, wave)| is_later(wave)) {
        let opens = randomised_on + TimeDelta::days(opens_after(wave, in_work, randomised_on));
        let answering = answering(wave, opens, course.answers(arm), dice);
        story.answers[place] = answering.filter(|own| happened(own.on).is_some());
    }
    story
}

/// When somebody answers a wave from the day on which it opens to them; so many in a hundred do.
pub(super) fn answering(
    wave: &Wave,
    opens: NaiveDate,
    percent: i64,
    dice: &mut Dice,
) -> Option<Answering> {
    let (open_for, late) = days_open(wave);
    let after = if dice.chance(3) { dice.between(open_for, late) } else { dice.small(0, open_for) };
    let how = [How::BreakOff, How::Partial, How::Sent][dice.weighted(&[3, 4, 93])];
    let answers = dice.chance(percent);
    answers.then_some(Answering { on: opens + TimeDelta::days(after), how })
}

/// Days from the day on which it opens to the last on which it is open, and to the last on which an answer is taken.
fn days_open(wave: &Wave) -> (i64, i64) {
    let open_for = i64::from(wave.open_for.unwrap_or(56));
    (open_for, i64::from(wave.grace.unwrap_or(0)).max(open_for))
}

impl Course {
    /// Of a hundred people in the arm so many answer a wave.
    pub const fn answers(self, arm: usize) -> i64 {
        match self {
            Self::AtEveryStage if arm > 0 => 72,
            _ => 76,
        }
    }

    /// More days than anybody takes from enrolment to the end of the last wave, where all are to come so far.
    fn takes(self, study: &Study) -> i64 {
        if self == Self::AtEveryStage {
            return 0;
        }
        let days = |wave: &Wave| {
            let own = wave.cohorts.iter().map(|one| one.opens_after);
            let opens = i64::from(own.fold(wave.opens_after, u16::max));
            let anchored = if is_later(wave) { 0 } else { SUPPORT_ENDS_BY };
            BEFORE_WAVES + anchored + opens + days_open(wave).1
        };
        study.waves.iter().map(days).max().unwrap_or_default()
    }
}

impl Story {
    fn enrolled(study: &Study, enrolled_on: NaiveDate, arm: usize, in_work: bool) -> Self {
        let answers = vec![None; study.waves.len()];
        Self {
            enrolled_on,
            consented_on: None,
            randomised_on: None,
            arm,
            in_work,
            is_rung: false,
            answers,
        }
    }

    /// Consents and answers what comes before randomisation, on one day.
    fn baseline(&mut self, study: &Study, on: NaiveDate, how: How) {
        self.consented_on = Some(on);
        let is_first = |(_, wave): &(usize, &Wave)| wave.anchor == Anchor::Consent;
        for (place, _) in study.waves.iter().enumerate().filter(is_first) {
            self.answers[place] = Some(Answering { on, how });
        }
    }
}

fn is_later(wave: &Wave) -> bool {
    wave.anchor == Anchor::Randomisation
}

/// Days from randomisation on a day to the wave's opening for a cohort.
fn opens_after(wave: &Wave, in_work: bool, randomised_on: NaiveDate) -> i64 {
    let cohort = if in_work { 2 } else { 1 };
    let dates =
        Dates { randomised_on: Some(randomised_on), cohort: Some(cohort), ..Dates::default() };
    match wave.window(&dates, randomised_on) {
        Window::NotYet(Some(opens)) => (opens - randomised_on).num_days(),
        _ => 0,
    }
}
