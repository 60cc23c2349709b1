//! One participant's wave, as it stands in the database.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use sea_orm::{ConnectionTrait, DbErr};
use surveys::{
    calendar,
    consent::State,
    definition::Survey,
    facts::{Background, Earlier, Facts},
    journey::Journey,
    safeguarding,
    sheet::Sheet,
    stopping::{self, Ending},
    study::Study,
    value::Value,
    waves::{Dates, Wave, Window},
};

use super::{Beside, ResponseError, Stage};
use crate::{
    Db, auth::Participant, choices::Languages, consent, db::Cache, entity::response, events,
    identity::Kept, rights, safeguarding::is_manned, stored::Stored, versions,
};

/// Who answers on the web and an interviewer who is told answers are both at it while the other saved something so lately.
const AT_ONCE: TimeDelta = TimeDelta::minutes(30);

/// Everything that showing and keeping a page need.
pub(crate) struct Case {
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
    /// Everything is on record for acting on an alert that the survey can raise, and those who would act
    /// can sign in, and every licence for its words holds. What was begun is finished without them: its alerts are
    /// raised all the same.
    may_be_begun: bool,
    /// Why this survey is no longer asked.
    ending: Option<Ending>,
}

/// The dates from which the wave is counted. The days of consent and of events are looked for only where something hangs on
/// them, since most pages are of waves that are open from consent on, or are counted from randomisation.
async fn dates(connection: &impl ConnectionTrait, who: &Participant) -> Result<Dates, DbErr> {
    let mut dates = who.dates();
    if who.wave().hangs_on_events() {
        let days = events::first_days(connection, who.study(), &[who.id]).await?;
        dates.events = days.get(&who.id).copied().unwrap_or_default();
    }
    if !who.wave().hangs_on_consent() {
        return Ok(dates);
    }
    let events = consent::events(connection, &[who.id]).await?.remove(&who.id).unwrap_or_default();
    let consented_on = consent::first_day(&events, &who.study().timezone);
    Ok(Dates { consented_on, ..dates })
}

impl Case {
    /// As it stands, to be shown.
    pub async fn seen(db: &Db, who: &Participant, now: DateTime<Utc>) -> Result<Self, DbErr> {
        let stored = db.stored(who.at()).await?;
        Self::of(&db.cache, db.read(), who, stored, now).await
    }

    /// As it stands, made from what is held of the participant.
    pub async fn of(
        cache: &Cache,
        connection: &impl ConnectionTrait,
        who: &Participant,
        stored: Stored,
        now: DateTime<Utc>,
    ) -> Result<Self, DbErr> {
        let Stored { responses, mut kept, consent, stops } = stored;
        let wave = who.wave();
        let today = calendar::date_in(&who.study().timezone, now);
        let (own, others): (Vec<_>, Vec<_>) =
            responses.into_iter().partition(|row| row.wave_key == wave.key.as_str());
        let row = own.into_iter().next();
        let survey_version = row.as_ref().map_or(who.survey_version, |row| row.survey_version_id);
        let begun = (survey_version, row.is_some());
        let (survey, may_be_begun) = shown(cache, connection, who, begun, today).await?;
        let mut sheet =
            row.as_ref().map_or_else(|| Ok(Sheet::default()), |row| read(&row.sheet))?;
        sheet.private = kept.drafts_of(wave.key.as_str())?;
        if !who.has_shown() {
            kept.vault.retain(|variable| sheet.answers.get(variable) == Some(&Value::Vault));
        }
        let form = &who.study().consent;
        let earlier = before(who, others)?;
        let background = background(who, row.as_ref(), kept.dob, earlier, today);
        Ok(Self {
            facts: Facts::gather(&background, today),
            window: wave.window(&dates(connection, who).await?, today),
            consent_is_current: consent.as_ref().is_none_or(|consent| consent.is_current(form)),
            may_be_begun,
            survey,
            ending: ending(&stops, wave, row.as_ref()),
            survey_version,
            row,
            sheet,
            kept,
            consent,
            today,
        })
    }

    /// What stands before the questions; none when they may be answered now.
    pub fn gate(&self) -> Option<Stage> {
        match self.ending {
            Some(Ending::AnswersDeleted) => return Some(Stage::Stopped(Ending::AnswersDeleted)),
            _ if self.is_sent() => return Some(Stage::Sent),
            Some(ending) => return Some(Stage::Stopped(ending)),
            None => {}
        }
        if !self.may_be_begun {
            return Some(Stage::NotYet(None));
        }
        match self.window {
            Window::NotYet(opens) => Some(Stage::NotYet(opens)),
            Window::Closed => Some(Stage::Closed),
            Window::Open(_) | Window::Late(_) if self.needs_consent() => Some(Stage::Consent),
            Window::Open(_) | Window::Late(_) => None,
        }
    }

    /// The languages in which the survey is offered, and the one in which it is shown.
    pub async fn languages(
        &self,
        cache: &Cache,
        connection: &impl ConnectionTrait,
    ) -> Result<Languages, DbErr> {
        let survey = versions::by_id(cache, connection, self.survey_version).await?;
        Ok(Languages { offered: survey.languages(), shown: self.survey.language.clone() })
    }

    pub fn journey(&self) -> Journey<'_> {
        Journey::walk(&self.survey, &self.sheet, &self.facts)
    }

    pub fn stage(&self) -> Stage {
        self.gate().unwrap_or_else(|| self.journey().resume().into())
    }

    /// # Errors
    /// When nothing may be answered now.
    pub fn may_answer(&self) -> Result<(), ResponseError> {
        match self.gate() {
            Some(Stage::Sent) => Err(ResponseError::AlreadySent),
            Some(Stage::Consent) => Err(ResponseError::NotConsented),
            Some(Stage::Stopped(ending)) => Err(ResponseError::Stopped(ending)),
            Some(_) => Err(ResponseError::Closed),
            None => Ok(()),
        }
    }

    /// When it was last answered in the other way, by the clock where they live, while both are at it.
    pub fn also_answered(&self, who: &Participant, now: DateTime<Utc>) -> Option<NaiveDateTime> {
        let row = self.row.as_ref()?;
        let here = row.mode_end == who.via().mode();
        let last = if here { row.other_mode_at? } else { row.saved_at };
        (now - last <= AT_ONCE).then(|| calendar::moment_in(&who.study().timezone, last))
    }

    /// Whether somebody else answers for the participant.
    pub fn is_by_proxy(&self) -> bool {
        self.row.as_ref().is_some_and(|row| row.proxy)
    }

    /// What an interviewer is told of who else answers.
    pub fn beside(&self, who: &Participant, now: DateTime<Utc>) -> Beside {
        Beside { also_answered: self.also_answered(who, now), by_proxy: self.is_by_proxy() }
    }

    /// How often a page of it was saved.
    pub fn saves(&self) -> i32 {
        self.row.as_ref().map_or(0, |row| row.saves)
    }

    /// A response that was begun is finished under the consent it was begun under.
    fn needs_consent(&self) -> bool {
        !self.consent_is_current
    }

    fn is_sent(&self) -> bool {
        self.row.as_ref().is_some_and(|row| row.submitted_at.is_some())
    }
}

/// The survey in the language that they read, and whether it may be begun: everything is there for acting on an alert,
/// and no licence for its words has ended. Where one has in their language, it is shown in its own. What was begun goes
/// on.
async fn shown(
    cache: &Cache,
    connection: &impl ConnectionTrait,
    who: &Participant,
    (version, is_begun): (i32, bool),
    today: NaiveDate,
) -> Result<(Arc<Survey>, bool), DbErr> {
    let mut survey = versions::as_wished(cache, connection, version, who.language()).await?;
    if is_begun {
        return Ok((survey, true));
    }
    let mut lacking = rights::lacking(connection, &survey, today).await?;
    if !lacking.is_empty() {
        survey = versions::as_wished(cache, connection, version, None).await?;
        lacking = rights::lacking(connection, &survey, today).await?;
    }
    let can_be_acted_on = can_be_acted_on(connection, who.study(), &survey, today).await?;
    Ok((survey, lacking.is_empty() && can_be_acted_on))
}

/// Whether somebody could begin a survey in its own language: what it asks can be acted on, and its words have a licence.
pub(crate) async fn may_be_begun(
    connection: &impl ConnectionTrait,
    study: &Study,
    survey: &Survey,
    today: NaiveDate,
) -> Result<bool, DbErr> {
    let lacking = rights::lacking(connection, survey, today).await?;
    Ok(lacking.is_empty() && can_be_acted_on(connection, study, survey, today).await?)
}

/// Whether everything is there for acting on an alert that the survey can raise, and everybody.
async fn can_be_acted_on(
    connection: &impl ConnectionTrait,
    study: &Study,
    survey: &Survey,
    today: NaiveDate,
) -> Result<bool, DbErr> {
    if survey.alerts.triggers.is_empty() {
        return Ok(true);
    }
    let is_prepared = safeguarding::unprepared(study, today).is_empty();
    Ok(is_prepared && is_manned(connection, study).await?)
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

/// Why the survey of a wave is no longer asked.
fn ending(stops: &stopping::State, wave: &Wave, row: Option<&response::Model>) -> Option<Ending> {
    let erased = row.is_some_and(|row| row.erased_at.is_some());
    let ended = stops.ending(&wave.key).map(|(ending, _)| ending);
    ended.or(erased.then_some(Ending::AnswersDeleted))
}

/// The participant's other responses from waves before this one, oldest first.
fn before(who: &Participant, rows: Vec<response::Model>) -> Result<Vec<Earlier>, DbErr> {
    let waves = who.study().waves.iter().take_while(|wave| wave.key != who.wave().key);
    let mut earlier = Vec::new();
    for wave in waves {
        let of_wave = |row: &&response::Model| row.wave_key == wave.key.as_str();
        let row = rows.iter().filter(|row| row.erased_at.is_none()).find(of_wave);
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
