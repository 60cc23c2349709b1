//! What those who keep the registers see of them. The list has no word of what people wrote; to open an
//! entry is a look into the vault, and is written down before anything is told.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait},
};
use surveys::registers::{Clock, Event, Reference, Register, Standing};

use super::{Entry, Opened, RegisterError, Written, events};
use crate::{
    Db, audit,
    auth::RegisterKeeper,
    entity::{register_entry, register_event},
    identity::{self, Person},
    participants,
    studies::StudyHandle,
};

/// An entry that was closed after it was last opened again.
const CLOSED: &str = "EXISTS (SELECT 1 FROM register_event c WHERE c.entry_id = register_entry.id \
     AND c.kind = 'closed' AND c.id > COALESCE((SELECT MAX(r.id) FROM register_event r \
     WHERE r.entry_id = register_entry.id AND r.kind = 'reopened'), 0))";

/// Every entry of the study, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &Db, by: &RegisterKeeper) -> Result<Vec<Entry>, DbErr> {
    entries(db, by.study_id()).await
}

/// The same for whoever runs commands on the server.
///
/// # Errors
/// When the database fails.
pub async fn of_study(db: &Db, study: &StudyHandle) -> Result<Vec<Entry>, DbErr> {
    entries(db, study.id).await
}

/// An entry with everything that was written of it.
///
/// # Errors
/// When the study has no such entry, or the database fails.
pub async fn read(
    db: &Db,
    by: &RegisterKeeper,
    number: i32,
    now: DateTime<Utc>,
) -> Result<Opened, RegisterError> {
    let (study_id, actor) = (by.study_id(), by.actor());
    let (row, reference) = db
        .write(move |transaction| {
            Box::pin(async move {
                let theirs = register_entry::Column::StudyId.eq(study_id);
                let found = register_entry::Entity::find_by_id(number).filter(theirs);
                let row = found.one(transaction).await?.ok_or(RegisterError::NoSuchEntry)?;
                let reference = events::reference(&row)?;
                let action = format!("{} read", reference.register.name());
                let entry = audit::Entry::new(&actor, &action, &reference.to_string());
                let entry = row
                    .participant_id
                    .into_iter()
                    .fold(entry.in_study(study_id), audit::Entry::about);
                entry.write(transaction, now).await?;
                Ok::<_, RegisterError>((row, reference))
            })
        })
        .await?;
    let mut all = events::of_all(db.read(), &[row.id]).await?;
    let happened = all.remove(&row.id).unwrap_or_default();
    let people = participants::numbers(db.read(), row.participant_id.into_iter()).await?;
    let entry = entry(&row, reference, &happened, &people)?;
    Ok(Opened { entry, events: with_words(db, row.id, happened).await? })
}

/// How to reach the participant whose complaint it is, so that it can be answered: a look into the vault,
/// which is written down first. A complaint that they did not tie to themselves is nobody's, also where somebody
/// of the team entered it with their number.
///
/// # Errors
/// When the study has no such complaint of a participant's, or the database fails.
pub async fn contact(
    db: &Db,
    by: &RegisterKeeper,
    number: i32,
    now: DateTime<Utc>,
) -> Result<Person, RegisterError> {
    let (study_id, actor) = (by.study_id(), by.actor());
    let person = db
        .write(move |transaction| {
            Box::pin(async move {
                let held = events::hold(transaction, study_id, number).await?;
                let own = held.filter(|held| held.standing.is_in_their_own_hand());
                let held = own.ok_or(RegisterError::NoSuchEntry)?;
                let person = held.row.participant_id.ok_or(RegisterError::NoSuchEntry)?;
                let object = held.reference.to_string();
                let entry = audit::Entry::new(&actor, "contact of a complaint seen", &object);
                let entry = entry.in_study(study_id).about(person).to("to answer the complaint");
                entry.write(transaction, now).await?;
                Ok::<_, RegisterError>(person)
            })
        })
        .await?;
    let person = identity::person(db, person).await?;
    // An answer needs no date of birth.
    let person = person.unwrap_or_default();
    Ok(Person { dob: None, ..person })
}

/// How many entries are overdue in each of some studies, in their order. However many studies they are, it
/// takes two questions.
///
/// # Errors
/// When the database fails.
pub async fn overdue(
    db: &Db,
    studies: &[(RegisterKeeper, StudyHandle)],
    now: DateTime<Utc>,
) -> Result<Vec<usize>, DbErr> {
    if studies.is_empty() {
        return Ok(Vec::new());
    }
    let theirs = studies.iter().map(|(by, _)| by.study_id());
    let open = register_entry::Entity::find()
        .filter(register_entry::Column::StudyId.is_in(theirs))
        .filter(Expr::cust(CLOSED).not());
    let ids = open.clone().select_only().column(register_entry::Column::Id).into_query();
    let events = events::of_found(db.read(), ids).await?;
    let open = open.all(db.read()).await?;
    let overdue = studies.iter().map(|(by, study)| {
        let clock = Clock { zone: &study.study().timezone };
        let own = open.iter().filter(|row| row.study_id == by.study_id());
        let standing = own.filter_map(|row| {
            let events = events.get(&row.id)?.iter().map(|(_, event)| event);
            Standing::of(Register::named(&row.register)?, events)
        });
        standing.filter(|standing| clock.is_overdue(standing, now)).count()
    });
    Ok(overdue.collect())
}

/// What happened to an entry, with what was written of it.
pub(super) async fn with_words(
    db: &Db,
    entry: i32,
    happened: Vec<(register_event::Model, Event)>,
) -> Result<Vec<(Event, Written)>, DbErr> {
    let mut said = identity::words_of(&db.vault, entry).await?;
    let events = happened.into_iter().map(|(row, event)| {
        let written = match (row.has_words, said.remove(&row.id)) {
            (false, _) => Written::Nothing,
            (true, Some(said)) => Written::Words(said),
            (true, None) => Written::NotThere,
        };
        (event, written)
    });
    Ok(events.collect())
}

async fn entries(db: &Db, study_id: i32) -> Result<Vec<Entry>, DbErr> {
    let rows = register_entry::Entity::find()
        .filter(register_entry::Column::StudyId.eq(study_id))
        .order_by_asc(register_entry::Column::Id)
        .all(db.read())
        .await?;
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let events = events::of_all(db.read(), &ids).await?;
    let mut people = HashMap::new();
    let about: Vec<_> = rows.iter().filter_map(|row| row.participant_id).collect();
    for some in about.chunks(500) {
        people.extend(participants::numbers(db.read(), some.iter().copied()).await?);
    }
    let entries = rows.iter().map(|row| {
        let happened = events.get(&row.id).map_or(&[][..], Vec::as_slice);
        entry(row, events::reference(row)?, happened, &people)
    });
    entries.collect()
}

fn entry(
    row: &register_entry::Model,
    reference: Reference,
    happened: &[(register_event::Model, Event)],
    people: &HashMap<i32, String>,
) -> Result<Entry, DbErr> {
    let events = happened.iter().map(|(_, event)| event);
    let standing = Standing::of(reference.register, events);
    let standing = standing.ok_or_else(|| events::unreadable(row))?;
    let person = row.participant_id.and_then(|id| people.get(&id).cloned());
    Ok(Entry { reference, standing, person })
}
