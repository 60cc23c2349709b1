//! Why a cell of `wide` or of `participants` has its value. The cell is made by what makes the files, and so is the same.

mod place;

mod cell;

mod dates;

mod answer;

mod saves;

mod beside;

mod person;

mod agreed;

mod allotted;

mod then;

use std::path::PathBuf;

use chrono::{DateTime, NaiveDateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use surveys::{authoring::near, calendar};

use self::{
    cell::Cells,
    place::{Of, Place},
};
use super::{
    ExportError, ExportRequest,
    people::{self, Person},
    plan::Plan,
    snapshot,
    standing::Standing,
};
use crate::{
    Db,
    entity::participant,
    studies::StudyHandle,
    why::{Cell, OfWave, Told, WhyError},
};

/// Whether there are columns of these names.
pub(crate) async fn check(
    db: &Db,
    study: &StudyHandle,
    variables: &[String],
    now: DateTime<Utc>,
) -> Result<(), WhyError> {
    let plan = plan(db.read(), study, now).await?;
    variables.iter().try_for_each(|variable| place(&plan, variable).map(drop))
}

/// Tells where a person's cells come from, as they stand at one moment.
pub(crate) async fn tell(
    db: &Db,
    study: &StudyHandle,
    (participant, variables, cut): (&participant::Model, &[String], Option<u32>),
    now: DateTime<Utc>,
) -> Result<Vec<Told>, WhyError> {
    let snapshot = snapshot(db).await?;
    let plan = plan(&snapshot, study, now).await?;
    let own = (study.id, study.study().as_ref());
    let people = people::after((&snapshot, &db.vault), own, participant.id - 1, 1).await?;
    let gone = || WhyError::NoSuchParticipant(participant.study_number.clone());
    let person = people.into_iter().find(|own| own.participant.id == participant.id);
    let person = person.ok_or_else(gone)?;
    let cells = Cells::of(&person, &plan)?;
    let mut told = Vec::new();
    for variable in variables {
        let place = place(&plan, variable)?;
        let mut one = in_plan(&snapshot, (&person, &plan, &cells), (variable, &place)).await?;
        if let Some(cut) = cut {
            one.then = Some(then::of(&snapshot, (study.id, cut), &person, &one).await?);
        }
        told.push(one);
    }
    snapshot.rollback().await?;
    Ok(told)
}

/// All waves, as an export has them that was asked for nothing else.
async fn plan(
    connection: &impl ConnectionTrait,
    study: &StudyHandle,
    now: DateTime<Utc>,
) -> Result<Plan, ExportError> {
    let request = ExportRequest {
        out: PathBuf::new(),
        waves: None,
        include_text: false,
        formats: Vec::new(),
        replace: false,
    };
    Plan::make(connection, study, &request, now).await
}

fn place(plan: &Plan, name: &str) -> Result<Place, WhyError> {
    if let Some(place) = Place::of(plan, name) {
        return Ok(place);
    }
    let names = place::names(plan);
    let near = near(name, names.iter().map(String::as_str)).map(str::to_owned);
    Err(WhyError::NoSuchVariable { name: name.to_owned(), near })
}

async fn in_plan(
    snapshot: &DatabaseTransaction,
    (person, plan, cells): (&Person, &Plan, &Cells),
    (variable, place): (&str, &Place),
) -> Result<Told, WhyError> {
    let mut told = bare((person, plan), variable, cells.at(place)?);
    let Some(wave) = place.of.wave(plan) else {
        person::tell(snapshot, (person, plan), &place.of, &mut told).await?;
        return Ok(told);
    };
    let standing = Standing::of(person, &wave.wave, plan)?;
    let (status, means) = dates::status(&standing);
    told.wave = Some(OfWave {
        wave: wave.wave.key.to_string(),
        prefix: wave.wave.prefix.clone(),
        title: wave.wave.title.clone(),
        because: dates::because(person, &wave.wave, &standing, plan)?,
        status,
        means,
    });
    told.response = answer::response(&standing, cells, plan)?;
    if let Standing::Answered { row, .. } = &standing {
        told.consent = Some(agreed::consent((person, plan), Some(row))?);
    }
    match place.of {
        Of::Answer { column, .. } => {
            let asked = (wave, column, &standing);
            answer::tell(snapshot, (person, plan, cells), asked, &mut told).await?;
        }
        Of::Beside { field, .. } => {
            told.because = beside::because((person, plan), (&wave.wave, field), &standing);
        }
        Of::RowKey | Of::Person(_) => {}
    }
    Ok(told)
}

/// What stands in a column, and no more yet.
fn bare((person, plan): (&Person, &Plan), variable: &str, (label, value): (String, Cell)) -> Told {
    Told {
        study: plan.study.key.to_string(),
        participant: person.participant.study_number.clone(),
        as_of: plan.today,
        variable: variable.to_owned(),
        because: Vec::new(),
        wave: None,
        wording: None,
        origin: None,
        saved: Vec::new(),
        response: None,
        consent: None,
        allocation: None,
        then: None,
        label,
        value,
    }
}

/// A moment by the study's clock, as people write it.
fn moment(plan: &Plan, at: DateTime<Utc>) -> String {
    let local: NaiveDateTime = calendar::moment_in(&plan.study.timezone, at);
    surveys::fill::long_moment(local)
}
