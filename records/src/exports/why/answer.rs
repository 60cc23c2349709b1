//! Why a column of a wave's own shows what it shows: how it was asked, the answers behind it, or why there are none.

use sea_orm::ConnectionTrait;
use surveys::{codebook::Column, sheet::Sheet, value::Missing, why::Response};

use super::{
    super::{
        ExportError,
        merged::Form,
        people::Person,
        plan::{Plan, Version, WavePlan},
        standing::{self, Standing},
    },
    cell::Cells,
    saves,
};
use crate::{
    entity::response,
    why::{self, SurveyVersion, Told, WhyError, Wording},
};

pub(super) async fn tell(
    connection: &impl ConnectionTrait,
    (person, plan, cells): (&Person, &Plan, &Cells),
    (wave, column, standing): (&WavePlan, usize, &Standing<'_>),
    told: &mut Told,
) -> Result<(), WhyError> {
    let merged = &wave.columns[column];
    told.because.extend(of_form(merged.form()));
    let Standing::Answered { row, answers, .. } = standing else {
        told.because.push(
            "There is no response of this wave: how the wave stands is the reason.".to_owned(),
        );
        if let (Standing::Silent { reason, .. }, None) = (standing, told.value.missing) {
            told.value.missing = Some(reason.code());
        }
        told.wording = latest(plan, wave, &merged.column);
        return Ok(());
    };
    let version = plan.version(row)?;
    let own = wave.by_version.get(&row.survey_version_id);
    let Some(own) = own.and_then(|own| own.get(column)?.as_ref()) else {
        told.because.push(format!("{} does not have it.", named(version)));
        told.value.missing = told.value.missing.or(Some(Missing::NotAsked.code()));
        told.wording = latest(plan, wave, &merged.column);
        return Ok(());
    };
    let sheet: Sheet = serde_json::from_str(&row.sheet).map_err(ExportError::from)?;
    let facts = standing::facts(person, &wave.wave, row, plan)?;
    let survey = &version.survey;
    let response = Response { survey, sheet: &sheet, facts: &facts, all: answers };
    let origin = response.origin_of(own);
    told.value.missing = told.value.missing.or(origin.missing);
    told.wording = wording(version, own, row.language_end.as_deref());
    told.saved = saves::of(connection, (*row, &response, cells), &origin.answers()).await?;
    told.origin = Some(origin);
    Ok(())
}

/// A column that has no codes says so.
fn of_form(form: Form) -> Option<String> {
    let said = match form {
        Form::Typed => return None,
        Form::WithoutCodes => {
            "Its question takes numbers from -9 to -1, so that what is missing is blank."
        }
        Form::InWords => {
            "It is a column of words, since versions of the question differ in kind; what is missing is blank."
        }
    };
    Some(said.to_owned())
}

fn named(version: &Version) -> String {
    format!(
        "Version {} of the survey {}, on which this was answered,",
        version.survey.version, version.survey.key
    )
}

/// How the latest version that has it would ask.
fn latest(plan: &Plan, wave: &WavePlan, column: &Column) -> Option<Wording> {
    let place = wave.columns.iter().position(|own| own.name() == column.name)?;
    let has = wave.by_version.iter().filter(|(_, own)| own.get(place).is_some_and(Option::is_some));
    let versions = has.filter_map(|(id, _)| plan.versions.get(id));
    let version = versions.max_by_key(|version| version.survey.version)?;
    wording(version, column, None)
}

/// Of a question; what is worked out was asked of nobody.
fn wording(version: &Version, column: &Column, language: Option<&str>) -> Option<Wording> {
    let survey = &version.survey;
    let own =
        |question: &&surveys::definition::Question| question.variables().contains(&column.variable);
    let question = survey.questions().find(own)?;
    let shown = language.map(|language| survey.as_wished(language));
    let shown = shown.as_ref().unwrap_or(survey);
    let words = shown.questions().find(|own| own.key == question.key)?;
    let is_given_out = !question.withheld;
    Some(Wording {
        question: question.key.to_string(),
        text: if is_given_out { words.text.clone() } else { column.text.clone() },
        spoken: words.spoken.clone().filter(|_| is_given_out),
        source: words.source.clone(),
        asked_of: column.universe.clone(),
        language: shown.language.clone(),
        survey: survey_version(version),
    })
}

fn survey_version(version: &Version) -> SurveyVersion {
    SurveyVersion {
        survey: version.survey.key.to_string(),
        version: version.survey.version,
        sha256: version.sha256.clone(),
    }
}

/// How the response came about, where there is one.
pub(super) fn response(
    standing: &Standing<'_>,
    cells: &Cells,
    plan: &Plan,
) -> Result<Option<why::Response>, ExportError> {
    let Standing::Answered { row, .. } = standing else { return Ok(None) };
    let row: &response::Model = row;
    Ok(Some(why::Response {
        survey: survey_version(plan.version(row)?),
        begun_at: row.started_at,
        saved_at: row.saved_at,
        sent_at: row.submitted_at,
        modes: [row.mode_start.clone(), row.mode_end.clone()],
        languages: [row.language_start.clone(), row.language_end.clone()],
        by_proxy: row.proxy,
        out_of_window: row.out_of_window,
        interviewer: row.interviewer_id.and_then(|id| cells.interviewer(id)),
    }))
}
