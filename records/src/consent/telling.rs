//! Consent that somebody gave by telephone or on paper, written down by staff.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};
use surveys::{
    calendar,
    consent::{Answer, ConsentProblem, Decision, Mode, Permission},
    stopping::{Choice, Way},
    typed::Typed,
};

use super::{
    Source, add,
    before::{Before, News},
    events, forms,
};
use crate::{
    Db,
    audit::Entry,
    auth::{By, Caseworker},
    entity::participant,
    participants,
    stopping::{self, Subject},
    studies::StudyHandle,
};

/// What somebody said, and who heard it.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// Whose consent it is, by study number.
    pub number: String,
    /// The version of the form that was read to them, or that they signed.
    pub version: u32,
    /// By telephone or on paper.
    pub mode: Mode,
    /// Who was there: a member of staff, by initials or number.
    pub witness: String,
    /// The day on which it was given, where they live; none for today.
    pub given_on: Option<NaiveDate>,
    /// What they said to each statement, as the form on the web would have it.
    pub said: Typed,
}

/// Why nothing was recorded.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// Nobody has this study number, among those whom this person may do something about.
    #[error("nobody in the study has this number")]
    NoSuchParticipant,
    /// The study never had this version of the form.
    #[error("the study has no consent form of version {0}")]
    NoSuchForm(u32),
    /// Statements are still open, by their code.
    #[error("the consent form is not complete")]
    Incomplete(Vec<(String, ConsentProblem)>),
    /// The day has not come yet.
    #[error("the day on which consent was given has not come yet")]
    NotYet,
    /// They decided something on this day, after the one on which consent was given.
    #[error(
        "something was decided on {0}, after this consent was given; what is older does not change it"
    )]
    DecidedSince(NaiveDate),
    /// They died, or their name was deleted.
    #[error("they died, or their name was deleted: there is nobody who could agree")]
    Ended,
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// Records it: one event a statement, or none. The same again is recorded once; the same answers on another
/// day, in another way or before another witness are events again, which put right what was written down.
/// What they had stopped and now agree to goes on again.
///
/// # Errors
/// When nobody has the number, the study never had such a form, a statement is left open, the day is to
/// come or is before a later decision, or the database fails.
pub async fn record(
    db: &Db,
    by: By<Caseworker>,
    study: &StudyHandle,
    recorded: Recorded,
    now: DateTime<Utc>,
) -> Result<(), RecordError> {
    let study = study.clone();
    db.write(move |transaction| {
        Box::pin(async move {
            let person = by.finds(transaction, &study, &recorded.number).await?;
            let person = person.ok_or(RecordError::NoSuchParticipant)?;
            participants::hold(transaction, [person.id]).await?;
            if stopping::state(transaction, person.id).await?.is_over() {
                return Err(RecordError::Ended);
            }
            let mut forms = forms::all(transaction, study.id, study.study()).await?;
            let version = recorded.version;
            let form = forms.remove(&version).ok_or(RecordError::NoSuchForm(version))?;
            let decisions = form.parse_said(&recorded.said, recorded.mode);
            let decisions = decisions.map_err(RecordError::Incomplete)?;
            let zone = &study.study().timezone;
            let given_on = given_on(recorded.given_on, zone, now)?;
            let before = events(transaction, &[person.id]).await?.remove(&person.id);
            let before = Before { events: before.unwrap_or_default(), zone };
            let News { decisions, corrects } = before.news_of(&recorded, decisions, given_on);
            if decisions.is_empty() {
                return Ok(());
            }
            if !corrects {
                nothing_since(transaction, person.id, &before, given_on).await?;
            }
            let said = Said { decisions, corrects, at: said_at(given_on, zone, now) };
            write((transaction, &study), person, (&by, &recorded), said, now).await
        })
    })
    .await
}

/// The day on which it was given; today, unless another is said.
fn given_on(
    said: Option<NaiveDate>,
    zone: &str,
    now: DateTime<Utc>,
) -> Result<NaiveDate, RecordError> {
    let today = calendar::date_in(zone, now);
    match said.unwrap_or(today) {
        day if day > today => Err(RecordError::NotYet),
        day => Ok(day),
    }
}

/// What was decided later stands: a form that lay in a drawer takes back nothing.
async fn nothing_since(
    connection: &impl ConnectionTrait,
    person: i32,
    before: &Before<'_>,
    given_on: NaiveDate,
) -> Result<(), RecordError> {
    let last = before.last_day().max(stopping::last_decided_on(connection, person).await?);
    match last.filter(|last| *last > given_on) {
        Some(last) => Err(RecordError::DecidedSince(last)),
        None => Ok(()),
    }
}

/// When it was said, if not just now. At what time of an earlier day is not asked.
fn said_at(given_on: NaiveDate, zone: &str, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    const NOON: NaiveTime = NaiveTime::from_hms_opt(12, 0, 0).expect("there is noon on each day");
    let earlier = given_on != calendar::date_in(zone, now);
    earlier.then(|| calendar::instant_in(zone, given_on, NOON)).flatten()
}

/// What is written down, and when it was said, if not just now.
struct Said {
    decisions: Vec<Decision>,
    corrects: bool,
    at: Option<DateTime<Utc>>,
}

async fn write(
    (transaction, study): (&DatabaseTransaction, &StudyHandle),
    person: participant::Model,
    (by, recorded): (&By<Caseworker>, &Recorded),
    Said { decisions, corrects, at }: Said,
    now: DateTime<Utc>,
) -> Result<(), RecordError> {
    let Recorded { version, mode, witness, .. } = recorded;
    let actor = by.actor();
    let source = Source { mode: *mode, actor: &actor, witness: Some(witness), said_at: at };
    add(transaction, person.id, *version, &decisions, source, now).await?;
    let wave = study.study().waves.first().map(|wave| wave.key.clone());
    if let Some(wave) = wave.filter(|_| !corrects) {
        let (id, number) = (person.id, person.study_number.clone());
        let subject = Subject { id, number, study: Arc::clone(study.study()), wave };
        let again = on_again(&decisions);
        stopping::begin_again(transaction, &subject, again, (*mode, &actor), now).await?;
    }
    let action = if corrects { "consent corrected" } else { "consent recorded" };
    let entry = Entry::new(&actor, action, &person.study_number).about(person.id);
    entry.in_study(study.id).write(transaction, now).await?;
    Ok(())
}

/// What rests on agreement and was agreed to. Whoever says how they may be reached takes part again.
fn on_again(decisions: &[Decision]) -> Vec<Choice> {
    let agreed = decisions.iter().filter(|decision| decision.answer == Answer::Yes);
    let mut again = Vec::new();
    for permission in agreed.filter_map(|decision| decision.permission) {
        match permission {
            Permission::LinkDwpHmrc | Permission::LinkNhs => again.push(Choice::StopLinkage),
            permission => {
                if let Some(way) = Way::of(permission) {
                    again.extend([Choice::Contact(way), Choice::NoMoreSurveys]);
                }
            }
        }
    }
    again.sort_unstable();
    again.dedup();
    again
}
