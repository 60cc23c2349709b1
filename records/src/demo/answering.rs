//! An invented person's responses, wave after wave.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::Serialize;
use surveys::{
    consent::{Answer, Decision, Permission},
    definition::{Formula, Otherwise, Survey},
    facts::{Background, Earlier, Facts},
    invent::{self, Dice, Invented, Person, Until},
    journey,
    sheet::Sheet,
    value::{Answers, Value},
    waves::{Anchor, Dates, Wave, Window},
};

use super::{
    Setting, between,
    life::{Life, at},
    story::{Answering, How, Story},
};
use crate::entity::response;

/// One wave that is answered.
struct Turn<'a> {
    wave: &'a Wave,
    version: i32,
    survey: &'a Survey,
    answering: Answering,
}

/// Answers every wave that the story has, and is randomised in between.
pub(super) fn answer_all(
    setting: &Setting,
    story: &Story,
    person: &mut Person,
    life: &mut Life,
    dice: &mut Dice,
) -> Result<(), serde_json::Error> {
    let waves = &setting.study.study().waves;
    let mut earlier = Vec::new();
    let mut last = story.enrolled_on;
    for (place, wave) in waves.iter().enumerate() {
        if wave.anchor != Anchor::Consent && life.allocation.is_none() {
            life.allocation = between::randomised(setting, story, &earlier);
            between::is_supported(setting, story, life, dice);
        }
        let happens = || between::after_event(setting, wave, life, dice);
        let Some(answering) = story.answers[place].or_else(happens) else { continue };
        if wave.anchor == Anchor::Randomisation {
            if life.allocation.is_none() {
                break;
            }
            between::lives_on(setting.course, person, life, (last, answering.on), dice);
        }
        last = answering.on;
        let (version, survey) = (setting.surveys[place].0, setting.surveys[place].1.as_ref());
        let turn = Turn { wave, version, survey, answering };
        let answers = answer(setting, story, &turn, person, life, &earlier, dice)?;
        earlier.push(Earlier { wave: wave.key.clone(), begun_on: answering.on, answers });
    }
    Ok(())
}

fn answer(
    setting: &Setting,
    story: &Story,
    turn: &Turn<'_>,
    person: &Person,
    life: &mut Life,
    earlier: &[Earlier],
    dice: &mut Dice,
) -> Result<Answers, serde_json::Error> {
    let Turn { wave, survey, answering, .. } = *turn;
    let proxy = wave.anchor == Anchor::Randomisation && dice.chance(1);
    let background = Background {
        programme: setting.study.study().programme.clone(),
        begun_on: answering.on,
        proxy,
        dob: Some(person.dob),
        allocation: life.allocation.clone(),
        horizon: wave.horizon,
        earlier: earlier.to_vec(),
    };
    let facts = Facts::gather(&background, answering.on);
    let (sheet, saves) = fill_in(survey, &facts, person, answering.how, story, dice);
    let row = row(turn, life, saves, dice)?;
    if let Some(at) = row.submitted_at {
        recontact(setting, life, &sheet.answers, at);
    }
    life.responses.push(response::Model { proxy, sheet: json(&sheet)?, ..row });
    Ok(sheet.answers)
}

/// The response beside its answers: when, how, and under what consent.
fn row(
    turn: &Turn<'_>,
    life: &Life,
    saves: i32,
    dice: &mut Dice,
) -> Result<response::Model, serde_json::Error> {
    let Turn { wave, version, survey, answering, .. } = *turn;
    let language = Some(survey.language.clone());
    let started_at = started(life, answering.on, dice);
    let saved_at = started_at + TimeDelta::seconds(i64::from(saves) * dice.between(12, 28));
    let is_sent = answering.how == How::Sent;
    let (mode_start, mode_end) = modes(dice);
    Ok(response::Model {
        id: 0,
        participant_id: 0,
        wave_key: wave.key.to_string(),
        survey_version_id: version,
        status: if is_sent { "complete" } else { "begun" }.to_owned(),
        mode_start: mode_start.to_owned(),
        mode_end: mode_end.to_owned(),
        begun_on: answering.on,
        started_at,
        saved_at,
        submitted_at: is_sent.then_some(saved_at),
        saves,
        out_of_window: is_late(wave, life, answering.on),
        proxy: false,
        consent_at_start: json(&life.consent_at(started_at))?,
        consent_at_submit: is_sent.then(|| json(&life.consent_at(saved_at))).transpose()?,
        sheet: String::new(),
        erased_at: None,
        language_start: language.clone(),
        language_end: language,
        mode_switches: i32::from(mode_start != mode_end),
        other_mode_at: None,
        interviewer_id: None,
        proxy_relation: None,
        proxy_reason: None,
    })
}

/// Answers that do not come out as the story has it are given again, at most so often.
const TRIES: usize = 30;

/// The sheet as it is stored, and how many pages were saved.
fn fill_in(
    survey: &Survey,
    facts: &Facts,
    person: &Person,
    how: How,
    story: &Story,
    dice: &mut Dice,
) -> (Sheet, i32) {
    let mut filled = (Sheet::default(), 0);
    for _ in 0..TRIES {
        let Invented { pages, mut sheet, .. } = pages(survey, facts, person, how, dice);
        let all = journey::as_left(survey, &sheet, facts);
        let as_told = match how {
            How::Sent => story.randomised_on.is_none() || says_cohort(survey, &all),
            How::Partial => journey::usable(survey, &sheet, facts),
            How::BreakOff => true,
        };
        if how == How::Sent {
            sheet.answers = all;
        } else {
            keep_age(survey, &mut sheet, &all);
        }
        filled = (sheet, i32::try_from(pages.len()).unwrap_or(i32::MAX));
        if as_told {
            break;
        }
    }
    filled
}

fn pages(survey: &Survey, facts: &Facts, person: &Person, how: How, dice: &mut Dice) -> Invented {
    let mut again = dice.clone();
    let whole = invent::answer(survey, facts, person, Until::TheEnd, dice);
    let most = match how {
        How::Sent => return whole,
        How::Partial => whole.pages.len().saturating_sub(2),
        How::BreakOff => whole.pages.len() / 4,
    };
    invent::answer(survey, facts, person, Until::Pages(most), &mut again)
}

/// Whether a survey that decides on the cohort did so.
fn says_cohort(survey: &Survey, answers: &Answers) -> bool {
    let decides = survey.derived.iter().any(|derived| derived.key.as_str() == between::COHORT);
    !decides || matches!(answers.get(between::COHORT), Some(Value::Code(_)))
}

/// The age is kept with the answers as soon as it is known.
fn keep_age(survey: &Survey, sheet: &mut Sheet, all: &Answers) {
    let ages = survey
        .derived
        .iter()
        .filter(|derived| matches!(derived.otherwise, Otherwise::Formula(Formula::Age { .. })));
    for derived in ages {
        let known = all.get(derived.key.as_str()).filter(|value| value.missing().is_none());
        if let Some(age) = known {
            sheet.answers.set(derived.key.to_string(), age.clone());
        }
    }
}

/// Two minutes after consent, where that was on the same day.
fn started(life: &Life, on: NaiveDate, dice: &mut Dice) -> DateTime<Utc> {
    let consented = life.consent.last().map(|event| event.at);
    consented
        .filter(|at| at.date_naive() == on)
        .map_or_else(|| at(on, dice), |at| at + TimeDelta::minutes(2))
}

fn modes(dice: &mut Dice) -> (&'static str, &'static str) {
    match dice.between(1, 100) {
        1..=88 => ("web", "web"),
        89..=91 => ("web", "telephone"),
        _ => ("telephone", "telephone"),
    }
}

fn is_late(wave: &Wave, life: &Life, on: NaiveDate) -> bool {
    let allocation = life.allocation.as_ref();
    let dates = Dates {
        randomised_on: allocation.map(|allocation| allocation.on),
        cohort: allocation.map(|allocation| allocation.cohort),
        ..Dates::default()
    };
    matches!(wave.window(&dates, on), Window::Late(_))
}

/// Whether a researcher may be in touch is a decision in the ledger as well as an answer.
fn recontact(setting: &Setting, life: &mut Life, answers: &Answers, at: DateTime<Utc>) {
    let permits = Some(Permission::Recontact);
    let before = life.consent_at(at).permissions.contains(&Permission::Recontact);
    let answer = match (answers.get("recont"), before) {
        (Some(Value::Code(1)), false) => Answer::Yes,
        (Some(Value::Code(2)), true) => Answer::Withdrawn,
        _ => return,
    };
    let mut statements = setting.study.study().consent.statements.iter();
    if let Some(statement) = statements.find(|statement| statement.permits == permits) {
        let statement = statement.code.clone();
        life.decides(setting, Decision { statement, permission: permits, answer }, at);
    }
}

fn json(value: &impl Serialize) -> Result<String, serde_json::Error> {
    serde_json::to_string(value)
}
