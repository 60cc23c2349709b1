//! What was tried to find somebody, and what came of it.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QueryOrder,
};
use surveys::{
    answer::{Problem, details_for_staff},
    tracing::Outcome,
    typed::Typed,
    value::Value,
};

use super::{TracingError, marks, reached, unreached::takes_no_texts};
use crate::{
    Db,
    audit::Entry,
    auth::Caseworker,
    entity::{participant, tracing_attempt},
    identity::{self, Vault},
    outbox::marked,
    stopping,
    studies::StudyHandle,
};

/// The longest note, in characters.
const LONGEST: usize = 500;

/// What somebody tried, as they wrote it down.
#[derive(Clone, Debug)]
pub struct Attempted {
    outcome: Outcome,
    on: NaiveDate,
    note: Option<String>,
    /// The address or numbers that were found, by variable.
    details: Vec<(String, Value)>,
}

/// What is open on the form.
#[derive(Clone, Debug, PartialEq)]
pub enum AttemptProblem {
    /// It was not said what came of it.
    NoOutcome,
    /// It was not said when, or the day is to come.
    NoDay,
    /// Something new was found, and it is not written.
    NoDetails,
    /// An address or number cannot be used.
    Detail(Problem),
    /// The note is too long by so many characters.
    TooLong(usize),
}

/// What was tried, as staff read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// What came of it.
    pub outcome: Outcome,
    /// The day.
    pub on: NaiveDate,
    /// What else there is to say. None once the person's key is gone.
    pub note: Option<String>,
    /// Who wrote it down: a number and a role.
    pub by: String,
}

impl Attempted {
    /// Reads the form: `outcome`, `made_on`, `note`, and the `contact_…` boxes where something new was found.
    ///
    /// # Errors
    /// All that is open.
    pub fn parse(typed: &Typed, today: NaiveDate) -> Result<Self, Vec<AttemptProblem>> {
        let outcome = Outcome::from_name(typed.one("outcome"));
        let on = typed.one("made_on").parse().ok().filter(|on| *on <= today);
        let note = typed.one("note");
        let mut problems = Vec::new();
        if outcome.is_none() {
            problems.push(AttemptProblem::NoOutcome);
        }
        if on.is_none() {
            problems.push(AttemptProblem::NoDay);
        }
        if let Some(over @ 1..) = note.chars().count().checked_sub(LONGEST) {
            problems.push(AttemptProblem::TooLong(over));
        }
        let found =
            if outcome == Some(Outcome::NewDetails) { typed.clone() } else { Typed::default() };
        let details = match details_for_staff("contact", &found) {
            Ok(given) => given.into_iter().filter(|(_, text)| !text.is_empty()).collect::<Vec<_>>(),
            Err(found) => {
                problems.extend(found.into_iter().map(AttemptProblem::Detail));
                Vec::new()
            }
        };
        if outcome == Some(Outcome::NewDetails) && details.is_empty() && problems.is_empty() {
            problems.push(AttemptProblem::NoDetails);
        }
        match (outcome, on) {
            (Some(outcome), Some(on)) if problems.is_empty() => {
                let note = Some(note.to_owned()).filter(|note| !note.is_empty());
                let value = |(variable, text)| (variable, Value::Text(text));
                let details = details.into_iter().map(value).collect();
                Ok(Self { outcome, on, note, details })
            }
            _ => Err(problems),
        }
    }
}

/// Writes down what was tried, and does at once what follows from it: the new address or number is put in the place of the
/// old, and who died or wants to hear no more is stopped. A landline is rung, and no text goes there.
///
/// # Errors
/// When there is no such participant, or the database fails. Nothing of it is then done.
pub async fn record_attempt(
    db: &Db,
    by: &Caseworker,
    study: &StudyHandle,
    (id, attempted): (i32, Attempted),
    now: DateTime<Utc>,
) -> Result<(), TracingError> {
    let (by, study) = (by.clone(), study.clone());
    db.write_with_vault(now, move |transaction, vault| {
        Box::pin(async move {
            let person = reached(transaction, &by, &study, id).await?;
            let actor = by.actor();
            let store = (transaction, vault);
            written(store, &study, (&person, &attempted), &actor, now).await?;
            follow(store, &study, (&person, attempted), &actor, now).await
        })
    })
    .await
}

async fn written(
    (transaction, vault): (&DatabaseTransaction, &Vault),
    study: &StudyHandle,
    (person, attempted): (&participant::Model, &Attempted),
    actor: &str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let outcome = attempted.outcome.name();
    let row = tracing_attempt::ActiveModel {
        participant_id: Set(person.id),
        outcome: Set(outcome.to_owned()),
        made_on: Set(attempted.on),
        held_mark: Set(held_mark(vault, person.id).await?),
        note: Set(None),
        recorded_at: Set(now),
        recorded_by: Set(actor.to_owned()),
        ..Default::default()
    };
    let row = row.insert(transaction).await?;
    if let Some(note) = &attempted.note {
        let keys = vault.keys.of_or_new(&[person.id]).await?;
        let sealed = keys.get(&person.id).map(|key| key.seal(&place(row.id), note.as_bytes()));
        let note = tracing_attempt::ActiveModel {
            id: Set(row.id),
            note: Set(sealed),
            ..Default::default()
        };
        tracing_attempt::Entity::update(note).exec_without_returning(transaction).await?;
    }
    let entry = Entry::new(actor, "tracing attempted", outcome).about(person.id);
    entry.in_study(study.id).write(transaction, now).await.map(drop)
}

/// Does what follows from it.
async fn follow(
    (transaction, vault): (&DatabaseTransaction, &Vault),
    study: &StudyHandle,
    (person, attempted): (&participant::Model, Attempted),
    actor: &str,
    now: DateTime<Utc>,
) -> Result<(), TracingError> {
    if !attempted.details.is_empty() {
        identity::change(transaction, vault, person.id, &attempted.details).await?;
        let (store, whose) = ((transaction, vault), (person.id, attempted.details.as_slice()));
        takes_no_texts(store, study, whose, actor, now).await?;
        let what: Vec<_> = attempted.details.iter().map(|(name, _)| name.as_str()).collect();
        let entry = Entry::new(actor, "contact details changed", &what.join(", "));
        entry.about(person.id).in_study(study.id).write(transaction, now).await?;
    }
    if let Some(choice) = attempted.outcome.stops() {
        let whom = (&Arc::clone(study.study()), person.id, person.study_number.as_str());
        stopping::stop_as_told((transaction, vault), whom, (choice, actor), now).await?;
    }
    Ok(())
}

/// The mark of all by which somebody can be found at this moment.
async fn held_mark(vault: &Vault, person: i32) -> Result<String, DbErr> {
    let held = identity::all_held(vault, &[person]).await?.remove(&person).unwrap_or_default();
    let keys = vault.keys.of(&[person]).await?;
    Ok(keys.get(&person).map(|key| marked(key, &held)).unwrap_or_default())
}

/// Where a note stands: it is sealed for this place and opens in no other.
fn place(row: i32) -> String {
    format!("tracing|{row}")
}

/// Everything that was tried to find somebody, newest first.
pub(crate) async fn of_participant(db: &Db, person: i32) -> Result<Vec<Attempt>, DbErr> {
    let rows = tracing_attempt::Entity::find()
        .filter(tracing_attempt::Column::ParticipantId.eq(person))
        .order_by_desc(tracing_attempt::Column::Id)
        .all(db.read())
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let keys = db.vault.keys.of(&[person]).await?;
    let key = keys.get(&person);
    let mut told = Vec::new();
    for row in rows {
        let Some(outcome) = Outcome::from_name(&row.outcome) else { continue };
        let note = row.note.as_ref().zip(key).map(|(note, key)| key.open(&place(row.id), note));
        let note = note.transpose().map_err(|_| {
            DbErr::Custom(format!("the note {} on tracing does not open: it was changed", row.id))
        })?;
        let note = note.map(|note| String::from_utf8_lossy(&note).into_owned());
        told.push(Attempt { outcome, on: row.made_on, note, by: row.recorded_by });
    }
    Ok(told)
}

/// The latest attempt at finding somebody, and whether nobody looks any further: it was said that they could not be found,
/// and nothing is known that was not known then.
pub(super) async fn latest(
    db: &Db,
    person: i32,
) -> Result<Option<((Outcome, NaiveDate), bool)>, DbErr> {
    let row = tracing_attempt::Entity::find()
        .filter(tracing_attempt::Column::ParticipantId.eq(person))
        .order_by_desc(tracing_attempt::Column::Id)
        .one(db.read())
        .await?;
    let Some(row) = row else { return Ok(None) };
    let Some(outcome) = Outcome::from_name(&row.outcome) else { return Ok(None) };
    let is_over = outcome.ends_it()
        && row.held_mark == held_mark(&db.vault, person).await?
        && !marks::is_news(db.read(), (person, row.recorded_at)).await?;
    Ok(Some(((outcome, row.made_on), is_over)))
}
