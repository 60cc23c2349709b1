//! Interviews by telephone: the same journey and the same response as on the web, from where the person stopped. Whose date of
//! birth was right at the telephone is let in like somebody who opened their own link; nothing else of answering is different.

mod checking;

mod holding;

mod going_on;

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use surveys::{
    calendar,
    facts::Allocation,
    keys::WaveKey,
    roles::Act,
    stopping::{Choice, Ending, Way},
};

pub(crate) use self::holding::{hung_up, on_the_line};
pub use self::{
    checking::{Check, check},
    going_on::{Ended, Passage, answered_by, begin, end, go_back, page, review, save},
    holding::{case_of_call, is_given_away, keep_case},
};
use crate::{
    Db,
    auth::{Caseworker, Opened, Participant},
    entity::{allocation, interview, participant},
    identity,
    people::shown,
    responses::{self, Beside, ResponseError, Stage},
    stopping,
    studies::{self, StudyHandle},
};

/// So long a date of birth that was right holds: a call is over by then.
const ONE_CALL: TimeDelta = TimeDelta::hours(2);

/// Whose survey of which wave an interviewer has before them.
#[derive(Clone, Debug)]
pub struct Whose {
    /// The row of the participant.
    pub id: i32,
    /// The wave.
    pub wave: WaveKey,
}

/// What an interviewer sees before anything is asked.
#[derive(Clone, Debug)]
pub struct Front {
    /// Whom to ask for; none where no name is on record.
    pub name: Option<String>,
    /// Their study number.
    pub number: String,
    /// What staff call the wave.
    pub title: String,
    /// The case about which they can write down this call, where they were given it.
    pub case: Option<i32>,
    /// What comes next.
    pub next: Next,
}

/// What comes next on the way into an interview.
#[derive(Clone, Debug)]
pub enum Next {
    /// There is no interview, for this reason.
    Refused(Refusal),
    /// It is to be made sure who is on the line.
    Check {
        /// There is a date of birth to compare with.
        has_birthday: bool,
    },
    /// It can be begun, or gone on with.
    Ready(Box<Ready>),
}

/// What is known of a survey that can be gone on with.
#[derive(Clone, Debug)]
pub struct Ready {
    /// Who answers, and in which study.
    pub who: Participant,
    /// Where they go on.
    pub stage: Stage,
    /// How long the survey takes most people, in minutes.
    pub minutes: u8,
    /// Whether anything was answered.
    pub started: bool,
    /// Who else answers.
    pub beside: Beside,
}

/// Why nobody is interviewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// They want no calls.
    NoCalls,
    /// Nothing is asked any more.
    Ended(Ending),
    /// Their answers were sent in a call.
    Sent,
    /// They sent their answers themselves, on the web, at this time by the clock where they live.
    SentOnline(NaiveDateTime),
    /// It opens on this day, when that is known.
    NotYet(Option<NaiveDate>),
    /// It is over.
    Closed,
    /// They did not agree to take part, or not to the form that is in use.
    NoConsent,
}

/// Why an interviewer does not come to a page.
#[derive(Debug, thiserror::Error)]
pub enum InterviewError {
    /// None of their participants, or no wave of the study.
    #[error("none of their participants has such a survey")]
    NotTheirs,
    /// It is not known who is on the line, or not any more.
    #[error("it was not made sure who is on the line")]
    Unchecked,
    /// The study takes no answers that somebody else gives.
    #[error("the study takes no answers of others")]
    NoProxies,
    /// Nobody is interviewed.
    #[error("there is no interview: {0:?}")]
    Refused(Refusal),
    /// What stands against showing or keeping the page.
    #[error(transparent)]
    Response(#[from] ResponseError),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// What stands before the questions. That a name is shown is in the audit first.
///
/// # Errors
/// When they are none of theirs, or the database fails.
pub async fn front(
    db: &Db,
    by: &Caseworker,
    study: &StudyHandle,
    whose: &Whose,
    now: DateTime<Utc>,
) -> Result<Front, InterviewError> {
    let by = by.acting(Act::Interview).ok_or(InterviewError::NotTheirs)?;
    let person = shown(db, &by, study, (whose.id, "to interview them"), now).await?;
    let person = person.ok_or(InterviewError::NotTheirs)?;
    let title = study.study().wave(&whose.wave).ok_or(InterviewError::NotTheirs)?.title.clone();
    let known = identity::person(db, person.id).await?;
    let name = known.as_ref().map(identity::Person::name).filter(|name| !name.is_empty());
    let has_birthday = known.is_some_and(|known| known.dob.is_some());
    let number = person.study_number.clone();
    let who = admitted(db, &by, study, (person, &whose.wave)).await?;
    let next = match refusal(db, &who, now).await? {
        Err(refusal) => Next::Refused(refusal),
        Ok(_) if !is_checked(db, &by, whose, now).await? => Next::Check { has_birthday },
        Ok(stage) => {
            let overview = responses::overview(db, &who, now).await?;
            let responses::Overview { minutes, started, beside, .. } = overview;
            Next::Ready(Box::new(Ready { who, stage, minutes, started, beside }))
        }
    };
    let case = case_of_call(db, Passage { by: &by, study, whose }).await?;
    Ok(Front { name, number, title, case, next })
}

/// Lets an interviewer in to the survey of one of theirs, whose date of birth was right in this call.
///
/// # Errors
/// When they are none of theirs, it is not known who is on the line, or nobody is to be asked.
pub async fn enter(
    db: &Db,
    by: &Caseworker,
    study: &StudyHandle,
    whose: &Whose,
    now: DateTime<Utc>,
) -> Result<Participant, InterviewError> {
    let by = by.acting(Act::Interview).ok_or(InterviewError::NotTheirs)?;
    let person = holding::at_hand(db, &by, study, whose, now).await?;
    if !is_checked(db, &by, whose, now).await? {
        return Err(InterviewError::Unchecked);
    }
    let who = admitted(db, &by, study, (person, &whose.wave)).await?;
    refusal(db, &who, now).await?.map_err(InterviewError::Refused)?;
    Ok(who)
}

/// Where they go on, or why they are not asked.
async fn refusal(
    db: &Db,
    who: &Participant,
    now: DateTime<Utc>,
) -> Result<Result<Stage, Refusal>, InterviewError> {
    let stops = stopping::state(db.read(), who.id).await?;
    if let Some((ending, _)) = stops.ending(&who.wave().key) {
        return Ok(Err(Refusal::Ended(ending)));
    }
    if stops.since(Choice::Contact(Way::Phone)).is_some() {
        return Ok(Err(Refusal::NoCalls));
    }
    Ok(match responses::stage(db, who, now).await? {
        Stage::Sent => Err(sent(db, who).await?),
        Stage::Stopped(ending) => Err(Refusal::Ended(ending)),
        Stage::NotYet(day) => Err(Refusal::NotYet(day)),
        Stage::Closed => Err(Refusal::Closed),
        Stage::Consent => Err(Refusal::NoConsent),
        stage @ (Stage::Page(_) | Stage::Support | Stage::Review) => Ok(stage),
    })
}

/// That they sent their answers, and whether they did so themselves.
async fn sent(db: &Db, who: &Participant) -> Result<Refusal, DbErr> {
    let online = responses::sent_online(db, who).await?;
    let at = online.map(|at| calendar::moment_in(&who.study().timezone, at));
    Ok(at.map_or(Refusal::Sent, Refusal::SentOnline))
}

async fn admitted(
    db: &Db,
    by: &Caseworker,
    study: &StudyHandle,
    (person, wave): (participant::Model, &WaveKey),
) -> Result<Participant, InterviewError> {
    let mut waves = study.study().waves.iter();
    let place = waves.position(|one| one.key == *wave).ok_or(InterviewError::NotTheirs)?;
    let row = studies::wave_row(db.read(), study.id, wave.as_str()).await?;
    let row = row.ok_or(InterviewError::NotTheirs)?;
    let allocated = allocation::Entity::find_by_id(person.id).one(db.read()).await?;
    let opened = Opened {
        participant_id: person.id,
        number: person.study_number,
        language: person.language,
        link_id: None,
        study: study.study().clone(),
        wave: place,
        survey_version: row.survey_version_id,
        secret: study.secret.clone(),
        allocation: allocated.map(|row| Allocation {
            arm: row.arm,
            cohort: row.cohort,
            on: row.randomised_on,
        }),
    };
    Ok(Participant::by_telephone(opened, by))
}

/// Whether the date of birth was right in this call.
async fn is_checked(
    db: &Db,
    by: &Caseworker,
    whose: &Whose,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let row = row(db.read(), by, whose).await?;
    let checked = row.and_then(|row| row.checked_at);
    Ok(checked.is_some_and(|at| now - at <= ONE_CALL))
}

async fn row(
    connection: &impl ConnectionTrait,
    by: &Caseworker,
    whose: &Whose,
) -> Result<Option<interview::Model>, DbErr> {
    interview::Entity::find()
        .filter(interview::Column::ParticipantId.eq(whose.id))
        .filter(interview::Column::WaveKey.eq(whose.wave.as_str()))
        .filter(interview::Column::StaffId.eq(by.staff_id()))
        .one(connection)
        .await
}
