//! What somebody learned of an address or a number: a letter came back, a number is not theirs. It is said of what is on
//! record at that moment, and holds until that is changed, like a message that came back.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    PaginatorTrait, QueryFilter, QueryOrder, Select,
};
use surveys::tracing::Unreached;

use super::TracingError;
use crate::{
    Db,
    audit::Entry,
    auth::Caseworker,
    entity::unreached,
    identity::{self, Vault},
    outbox::{CameBack, Mark, marked},
    participants, people,
    studies::StudyHandle,
};

/// One row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns of the file, under their own names")]
pub struct Row {
    pub study_number: String,
    pub what: Unreached,
    pub on: NaiveDate,
}

/// What bringing a list came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    /// Rows that said something new.
    pub new: usize,
    /// Rows that were known.
    pub unchanged: usize,
    /// The study numbers of those of whom there is no address or number that it could be said of.
    pub nothing_held: Vec<String>,
}

/// Something that was learned of somebody, as staff read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learned {
    /// Its number.
    pub id: i32,
    /// What.
    pub what: Unreached,
    /// The day of it.
    pub on: NaiveDate,
    /// Who wrote it down: a number and a role.
    pub by: String,
    /// Whether it was a mistake.
    pub is_taken_back: bool,
    /// Whether it is about what is on record now.
    pub stands: bool,
}

/// What came of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Noted {
    New,
    Known,
    NothingHeld,
}

/// Takes a list of returned mail and of numbers that reach nobody: all rows, or none. It is said of the addresses and
/// numbers on record at this moment. The same row again changes nothing, also when the address was changed since.
///
/// # Errors
/// When a row names nobody in the study, or the database fails.
pub async fn bring(
    db: &Db,
    study: &StudyHandle,
    rows: Vec<Row>,
    now: DateTime<Utc>,
) -> Result<Brought, TracingError> {
    let (study, vault) = (study.clone(), db.vault.clone());
    db.write(move |transaction| {
        Box::pin(async move { bring_in((transaction, &vault), &study, &rows, now).await })
    })
    .await
}

async fn bring_in(
    (transaction, vault): (&DatabaseTransaction, &Vault),
    study: &StudyHandle,
    rows: &[Row],
    now: DateTime<Utc>,
) -> Result<Brought, TracingError> {
    let (mut brought, mut unknown) = (Brought::default(), Vec::new());
    for (place, row) in rows.iter().enumerate() {
        let person = participants::by_number(transaction, study, &row.study_number).await?;
        let Some(person) = person else {
            unknown.push((place, row.study_number.clone()));
            continue;
        };
        let before = theirs(person.id)
            .filter(unreached::Column::What.eq(row.what.name()))
            .filter(unreached::Column::HappenedOn.eq(row.on));
        if before.count(transaction).await? > 0 {
            brought.unchanged += 1;
            continue;
        }
        let learned = (row.what, row.on, "command line");
        match note((transaction, vault), study, person.id, learned, now).await? {
            Noted::New => brought.new += 1,
            Noted::Known => brought.unchanged += 1,
            Noted::NothingHeld => brought.nothing_held.push(person.study_number),
        }
    }
    if unknown.is_empty() { Ok(brought) } else { Err(TracingError::Unknown(unknown)) }
}

/// Which of these numbers, from 0, are nobody's in the study: told beside what else is wrong with a list.
///
/// # Errors
/// When the database fails.
pub async fn unknown(
    db: &Db,
    study: &StudyHandle,
    numbers: &[String],
) -> Result<Vec<usize>, DbErr> {
    let mut unknown = Vec::new();
    for (place, number) in numbers.iter().enumerate() {
        let person = participants::by_number(db.read(), study, number).await?;
        unknown.extend(person.is_none().then_some(place));
    }
    Ok(unknown)
}

/// Writes down what somebody on the staff learned of a participant's address or number. It again, of the same address or
/// number, changes nothing.
///
/// # Errors
/// When there is no such participant, nothing on record that it could be said of, or the database fails.
pub async fn record(
    db: &Db,
    by: &Caseworker,
    study: &StudyHandle,
    (id, what, on): (i32, Unreached, NaiveDate),
    now: DateTime<Utc>,
) -> Result<(), TracingError> {
    let (by, study, vault) = (by.clone(), study.clone(), db.vault.clone());
    db.write(move |transaction| {
        Box::pin(async move {
            let person = people::reached(transaction, &by, &study, id).await?;
            let person = person.ok_or(TracingError::NoSuchParticipant)?;
            let actor = by.actor();
            let learned = (what, on, actor.as_str());
            match note((transaction, &vault), &study, person.id, learned, now).await? {
                Noted::NothingHeld => Err(TracingError::NothingHeld),
                Noted::New | Noted::Known => Ok(()),
            }
        })
    })
    .await
}

async fn note(
    (transaction, vault): (&DatabaseTransaction, &Vault),
    study: &StudyHandle,
    person: i32,
    (what, on, actor): (Unreached, NaiveDate, &str),
    now: DateTime<Utc>,
) -> Result<Noted, DbErr> {
    participants::hold(transaction, [person]).await?;
    let Some(mark) = held(vault, person, what).await? else { return Ok(Noted::NothingHeld) };
    let before = theirs(person)
        .filter(unreached::Column::What.eq(what.name()))
        .filter(unreached::Column::AddressMark.eq(&mark))
        .filter(unreached::Column::TakenBackAt.is_null());
    if before.count(transaction).await? > 0 {
        return Ok(Noted::Known);
    }
    let row = unreached::ActiveModel {
        participant_id: Set(person),
        what: Set(what.name().to_owned()),
        address_mark: Set(mark),
        happened_on: Set(on),
        recorded_at: Set(now),
        recorded_by: Set(actor.to_owned()),
        ..Default::default()
    };
    unreached::Entity::insert(row).exec_without_returning(transaction).await?;
    let entry = Entry::new(actor, "learned that nothing arrives", what.name());
    entry.about(person).in_study(study.id).write(transaction, now).await?;
    Ok(Noted::New)
}

/// The mark of the address or number on record that it is said of.
async fn held(vault: &Vault, person: i32, what: Unreached) -> Result<Option<String>, DbErr> {
    let contact = identity::contacts(vault, &[person]).await?.remove(&person).unwrap_or_default();
    let Some(address) = what.ways().first().and_then(|way| contact.at(*way)) else {
        return Ok(None);
    };
    Ok(vault.keys.of(&[person]).await?.get(&person).map(|key| marked(key, &address)))
}

/// It was a mistake: the address or number is right. Taken back once more it changes nothing.
///
/// # Errors
/// When there is no such row of anybody whom they reach, or the database fails.
pub async fn take_back(
    db: &Db,
    by: &Caseworker,
    study: &StudyHandle,
    (id, learned): (i32, i32),
    now: DateTime<Utc>,
) -> Result<(), TracingError> {
    let (by, study) = (by.clone(), study.clone());
    db.write(move |transaction| {
        Box::pin(async move {
            let person = people::reached(transaction, &by, &study, id).await?;
            let person = person.ok_or(TracingError::NoSuchParticipant)?;
            participants::hold(transaction, [person.id]).await?;
            let row = theirs(person.id).filter(unreached::Column::Id.eq(learned));
            let row = row.one(transaction).await?.ok_or(TracingError::NoSuchParticipant)?;
            if row.taken_back_at.is_some() {
                return Ok(());
            }
            let back = unreached::ActiveModel {
                id: Set(row.id),
                taken_back_at: Set(Some(now)),
                taken_back_by: Set(Some(by.actor())),
                ..Default::default()
            };
            unreached::Entity::update(back).exec_without_returning(transaction).await?;
            let entry = Entry::new(&by.actor(), "taken back that nothing arrives", &row.what);
            entry.about(person.id).in_study(study.id).write(transaction, now).await?;
            Ok(())
        })
    })
    .await
}

/// Everything that was learned of somebody, newest first.
pub(crate) async fn of_participant(db: &Db, person: i32) -> Result<Vec<Learned>, DbErr> {
    let rows = theirs(person).order_by_desc(unreached::Column::Id).all(db.read()).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut now = HashSet::new();
    for what in Unreached::ALL {
        now.extend(held(&db.vault, person, what).await?);
    }
    let told = rows.into_iter().filter_map(|row| {
        let is_taken_back = row.taken_back_at.is_some();
        Some(Learned {
            id: row.id,
            what: Unreached::from_name(&row.what)?,
            on: row.happened_on,
            by: row.recorded_by,
            stands: !is_taken_back && now.contains(&row.address_mark),
            is_taken_back,
        })
    });
    Ok(told.collect())
}

/// The addresses and numbers of some people at which nobody is reached, by their marks, and in which ways.
pub(crate) async fn marks(db: &Db, people: &[i32]) -> Result<HashMap<i32, Vec<Mark>>, DbErr> {
    let rows = unreached::Entity::find()
        .filter(unreached::Column::ParticipantId.is_in(people.iter().copied()))
        .filter(unreached::Column::TakenBackAt.is_null());
    let mut marks: HashMap<i32, Vec<Mark>> = HashMap::new();
    for row in rows.all(db.read()).await? {
        let Some(what) = Unreached::from_name(&row.what) else { continue };
        let came = CameBack { learned: Some(what), since: row.happened_on };
        let ways = what.ways().iter().map(|way| (*way, row.address_mark.clone(), came));
        marks.entry(row.participant_id).or_default().extend(ways);
    }
    Ok(marks)
}

/// Whether somebody learned that nobody is reached where this is the mark of.
pub(crate) async fn is_unreached(db: &Db, person: i32, mark: &str) -> Result<bool, DbErr> {
    let said = theirs(person)
        .filter(unreached::Column::AddressMark.eq(mark))
        .filter(unreached::Column::TakenBackAt.is_null());
    Ok(said.count(db.read()).await? > 0)
}

/// Whether something was learned of somebody after this moment that was not taken back.
pub(super) async fn is_news(
    connection: &impl ConnectionTrait,
    (person, since): (i32, DateTime<Utc>),
) -> Result<bool, DbErr> {
    let later = theirs(person)
        .filter(unreached::Column::RecordedAt.gt(since))
        .filter(unreached::Column::TakenBackAt.is_null());
    Ok(later.count(connection).await? > 0)
}

fn theirs(person: i32) -> Select<unreached::Entity> {
    unreached::Entity::find().filter(unreached::Column::ParticipantId.eq(person))
}
