//! One participant's wave, as it stands in the database.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use surveys::{
    answer, calendar,
    consent::State,
    definition::{Question, Survey},
    facts::{Background, Earlier, Facts},
    journey::{self, Place},
    sheet::Sheet,
    value::Value,
    waves::Window,
};

use super::{ResponseError, Stage};
use crate::{
    Db,
    auth::Participant,
    consent,
    entity::response,
    identity::{self, Kept},
    studies, versions,
};

/// Everything that showing and keeping a page need.
pub(super) struct Case {
    pub survey: Arc<Survey>,
    pub survey_version: i32,
    pub row: Option<response::Model>,
    pub sheet: Sheet,
    pub facts: Facts,
    pub kept: Kept,
    pub window: Window,
    pub today: NaiveDate,
    /// What is agreed to before a response is begun; one that was begun keeps its own.
    pub consent: Option<State>,
    consent_is_current: bool,
}

impl Case {
    pub async fn load(
        db: &Db,
        connection: &impl ConnectionTrait,
        who: &Participant,
        now: DateTime<Utc>,
    ) -> Result<Self, DbErr> {
        let wave = who.wave();
        let today = calendar::date_in(&who.study().timezone, now);
        let (row, earlier) = responses(connection, who).await?;
        let survey_version = match &row {
            Some(row) => row.survey_version_id,
            None => current_version(connection, who).await?,
        };
        let survey = versions::by_id(db, connection, survey_version).await?;
        let mut kept = identity::of(connection, who.id).await?;
        let mut sheet =
            row.as_ref().map_or_else(|| Ok(Sheet::default()), |row| read(&row.sheet))?;
        sheet.private = kept.drafts.get(wave.key.as_str()).cloned().unwrap_or_default();
        if !who.has_shown() {
            kept.vault.retain(|variable| typed_here(&survey, &sheet, variable));
        }
        let consent = before_beginning(connection, who, row.as_ref()).await?;
        let form = &who.study().consent;
        let earlier = before(who, earlier)?;
        let background = background(who, row.as_ref(), kept.dob, earlier, today);
        Ok(Self {
            facts: Facts::gather(&background, today),
            window: wave.window(&who.dates(), today),
            consent_is_current: consent.as_ref().is_none_or(|consent| consent.is_current(form)),
            survey,
            survey_version,
            row,
            sheet,
            kept,
            consent,
            today,
        })
    }

    pub fn stage(&self) -> Stage {
        if self.is_sent() {
            return Stage::Sent;
        }
        match self.window {
            Window::NotYet(opens) => return Stage::NotYet(opens),
            Window::Closed => return Stage::Closed,
            Window::Open(_) | Window::Late(_) => {}
        }
        if self.needs_consent() {
            return Stage::Consent;
        }
        match journey::resume(&self.survey, &self.sheet, &self.facts) {
            Place::Page(page) => Stage::Page(page),
            Place::Review => Stage::Review,
        }
    }

    /// # Errors
    /// When nothing may be answered now.
    pub fn may_answer(&self) -> Result<(), ResponseError> {
        if self.is_sent() {
            return Err(ResponseError::AlreadySent);
        }
        if matches!(self.window, Window::NotYet(_) | Window::Closed) {
            return Err(ResponseError::Closed);
        }
        if self.needs_consent() {
            return Err(ResponseError::NotConsented);
        }
        Ok(())
    }

    /// A response that was begun is finished under the consent it was begun under.
    fn needs_consent(&self) -> bool {
        !self.consent_is_current
    }

    fn is_sent(&self) -> bool {
        self.row.as_ref().is_some_and(|row| row.submitted_at.is_some())
    }
}

/// What is agreed to, where it decides whether a response may be begun.
async fn before_beginning(
    connection: &impl ConnectionTrait,
    who: &Participant,
    row: Option<&response::Model>,
) -> Result<Option<State>, DbErr> {
    match row {
        Some(_) => Ok(None),
        None => consent::state(connection, who.id).await.map(Some),
    }
}

fn background(
    who: &Participant,
    row: Option<&response::Model>,
    dob: Option<NaiveDate>,
    earlier: Vec<Earlier>,
    today: NaiveDate,
) -> Background {
    Background {
        programme: who.study().programme.clone(),
        begun_on: row.map_or(today, |row| row.begun_on),
        proxy: row.is_some_and(|row| row.proxy),
        dob,
        allocation: who.allocation.clone(),
        horizon: who.wave().horizon,
        earlier,
    }
}

/// The participant's response to this wave, and those to the others.
async fn responses(
    connection: &impl ConnectionTrait,
    who: &Participant,
) -> Result<(Option<response::Model>, Vec<response::Model>), DbErr> {
    let rows = response::Entity::find().filter(response::Column::ParticipantId.eq(who.id));
    let (own, others): (Vec<_>, Vec<_>) = rows
        .all(connection)
        .await?
        .into_iter()
        .partition(|row| row.wave_key == who.wave().key.as_str());
    Ok((own.into_iter().next(), others))
}

/// Whether a value in the vault was given in this response, and not known before.
fn typed_here(survey: &Survey, sheet: &Sheet, variable: &str) -> bool {
    let given = |question: &Question| {
        let given = sheet.answers.get(question.key.as_str()) == Some(&Value::Vault);
        given && (answer::owns(question, variable) || question.key.as_str() == variable)
    };
    survey.questions().any(given)
}

/// The version on which a new response is begun.
async fn current_version(
    connection: &impl ConnectionTrait,
    who: &Participant,
) -> Result<i32, DbErr> {
    let key = who.wave().key.as_str();
    let wave = studies::wave_row(connection, who.study_id, key).await?;
    let wave = wave.ok_or_else(|| DbErr::RecordNotFound(format!("wave {key}")))?;
    Ok(wave.survey_version_id)
}

/// The participant's other responses from waves before this one, oldest first.
fn before(who: &Participant, rows: Vec<response::Model>) -> Result<Vec<Earlier>, DbErr> {
    let waves = who.study().waves.iter().take_while(|wave| wave.key != who.wave().key);
    let mut earlier = Vec::new();
    for wave in waves {
        let row = rows.iter().find(|row| row.wave_key == wave.key.as_str());
        if let Some(row) = row {
            let (wave, begun_on) = (wave.key.clone(), row.begun_on);
            earlier.push(Earlier { wave, begun_on, answers: read(&row.sheet)?.answers });
        }
    }
    Ok(earlier)
}

fn read(sheet: &str) -> Result<Sheet, DbErr> {
    serde_json::from_str(sheet).map_err(|error| DbErr::Json(error.to_string()))
}
