//! Why a wave stands as it does, with the days that made it so.

use surveys::{
    fill::long_date,
    sheet::Sheet,
    stopping::Ending,
    waves::{Dates, Wave, Window},
    why::Response,
};

use super::{
    super::{
        ExportError,
        people::Person,
        plan::Plan,
        standing::{self, Standing, Status},
    },
    moment,
};
use crate::entity::response;

/// The status in a word, and what it means.
pub(super) fn status(standing: &Standing<'_>) -> (&'static str, &'static str) {
    let status = standing.status();
    let meaning = Status::ALL.into_iter().find(|(own, _)| *own == status);
    (status.name(), meaning.map_or("", |(_, meaning)| meaning))
}

/// The rule that made it so, a sentence each.
pub(super) fn because(
    person: &Person,
    wave: &Wave,
    standing: &Standing<'_>,
    plan: &Plan,
) -> Result<Vec<String>, ExportError> {
    let dates = standing::dates(person, plan);
    let mut because = match standing {
        Standing::Answered { row, status, .. } => {
            let mut because = answered(row, plan);
            if *status != Status::Complete {
                because.push(usable((person, wave, plan), row, standing)?);
            }
            because
        }
        Standing::Silent { status: Status::Erased, .. } => deleted(person, wave, plan),
        Standing::Silent { .. } => match standing::ending(person, wave, plan) {
            Some((ending, on)) => {
                vec![format!("{}, before the wave was over: {}.", ended(ending), long_date(on))]
            }
            None => silent(wave, &dates, plan),
        },
    };
    because.extend(opening(wave, &dates));
    Ok(because)
}

fn answered(row: &response::Model, plan: &Plan) -> Vec<String> {
    let begun = format!("Begun on {}", moment(plan, row.started_at));
    match row.submitted_at {
        Some(at) => vec![format!("{begun}, sent on {}.", moment(plan, at))],
        None => {
            vec![format!("{begun}, saved last on {}, and never sent.", moment(plan, row.saved_at))]
        }
    }
}

fn usable(
    (person, wave, plan): (&Person, &Wave, &Plan),
    row: &response::Model,
    standing: &Standing<'_>,
) -> Result<String, ExportError> {
    let Standing::Answered { answers, .. } = standing else { return Ok(String::new()) };
    let sheet: Sheet = serde_json::from_str(&row.sheet)?;
    let facts = standing::facts(person, wave, row, plan)?;
    let survey = &plan.version(row)?.survey;
    Ok(Response { survey, sheet: &sheet, facts: &facts, all: answers }.usable())
}

/// What is told of a wave whose answers are gone.
fn deleted(person: &Person, wave: &Wave, plan: &Plan) -> Vec<String> {
    let own = person.responses.iter().find(|row| row.wave_key == wave.key.as_str());
    let on = own.and_then(|row| row.erased_at).map(|at| moment(plan, at));
    let on = on.map_or_else(String::new, |on| format!(" on {on}"));
    vec![format!("The answers were deleted at the person's wish{on}. Nothing of them is told.")]
}

const fn ended(ending: Ending) -> &'static str {
    match ending {
        Ending::Skipped => "The person skipped this survey",
        Ending::NoMoreSurveys => "The person wanted no more surveys",
        Ending::IdentityDeleted => "Name and contact details were deleted at the person's wish",
        Ending::AnswersDeleted => "The answers were deleted at the person's wish",
        Ending::Died => "The person died",
        Ending::LostCapacity => "The person could no longer decide",
    }
}

fn silent(wave: &Wave, dates: &Dates, plan: &Plan) -> Vec<String> {
    let said = match wave.window(dates, plan.today) {
        Window::NotYet(Some(opens)) => format!("It opens on {}.", long_date(opens)),
        Window::NotYet(None) => format!(
            "There is no day of {} on record, from which it is counted.",
            wave.anchor.name()
        ),
        Window::Open(Some(last)) => {
            format!("It is open until {}, and nothing was begun.", long_date(last))
        }
        Window::Open(None) => "It is open, and nothing was begun.".to_owned(),
        Window::Late(last) => {
            format!(
                "Its last day is over, answers are still taken until {}, and nothing was begun.",
                long_date(last)
            )
        }
        Window::Closed => closed(wave, dates),
    };
    vec![said]
}

fn closed(wave: &Wave, dates: &Dates) -> String {
    if let Some(on) = dates.randomised_on.filter(|_| wave.until_randomised) {
        return format!("Randomisation closed it on {}, and nothing was begun.", long_date(on));
    }
    let last = wave.days(dates).and_then(|(_, last)| last);
    let taken = last.and_then(|last| match wave.window(dates, last.succ_opt()?) {
        Window::Late(taken) => Some(taken),
        _ => None,
    });
    match (last, taken) {
        (Some(last), Some(taken)) => format!(
            "Its last day was {}, answers were taken until {}, and nothing was begun.",
            long_date(last),
            long_date(taken)
        ),
        (Some(last), None) => {
            format!("Its last day was {}, and nothing was begun.", long_date(last))
        }
        (None, _) => "It is closed, and nothing was begun.".to_owned(),
    }
}

/// From which day to which it is open to them.
fn opening(wave: &Wave, dates: &Dates) -> Option<String> {
    let anchor = dates.of(wave.anchor)?;
    let counted = format!(
        "It is counted from {} on {}",
        wave.anchor.name().replace('_', " "),
        long_date(anchor)
    );
    Some(match wave.days(dates)? {
        (opens, Some(last)) => {
            format!("{counted}: open from {} to {}.", long_date(opens), long_date(last))
        }
        (opens, None) => format!("{counted}: open from {}.", long_date(opens)),
    })
}
