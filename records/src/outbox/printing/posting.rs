//! Whose letters are while they are printed, and taking them as posted.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait, LockBehavior, LockType},
};

use super::{Printed, in_order, of_study};
use crate::{
    Db,
    audit::Entry,
    entity::outbox,
    letter_files::{self, Holds, Printing, TOGETHER},
    outbox::{State, claiming::due_at, holding, settling::ended},
};

/// How long some letters are whose who prints them.
const CLAIM: TimeDelta = TimeDelta::minutes(2);

/// Claims the first of the letters of a study that wait.
pub(super) async fn claim(
    db: &Db,
    (study, worker): (i32, String),
    now: DateTime<Utc>,
) -> Result<Vec<outbox::Model>, DbErr> {
    db.write(move |transaction| {
        Box::pin(async move { claimed(transaction, (study, &worker), now).await })
    })
    .await
}

async fn claimed(
    transaction: &DatabaseTransaction,
    (study, worker): (i32, &str),
    now: DateTime<Utc>,
) -> Result<Vec<outbox::Model>, DbErr> {
    let waiting = due_at(now).filter(of_study(study)).filter(holding::free());
    let rows = in_order(waiting)
        .limit(TOGETHER)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .all(transaction)
        .await?;
    outbox::Entity::update_many()
        .col_expr(outbox::Column::HeldBy, Expr::value(worker))
        .col_expr(outbox::Column::HeldUntil, Expr::value(now + CLAIM))
        .filter(outbox::Column::Id.is_in(rows.iter().map(|row| row.id)))
        .exec(transaction)
        .await?;
    Ok(rows)
}

/// Takes letters as posted, which are a file from now on. Whoever stopped letters a moment ago gets none.
pub(super) async fn posted(
    db: &Db,
    (study, worker): (i32, String),
    letters: Vec<(outbox::Model, Printed)>,
    actor: &str,
    now: DateTime<Utc>,
) -> Result<Option<Printing<(i64, Printed)>>, DbErr> {
    if letters.is_empty() {
        return Ok(None);
    }
    let actor = actor.to_owned();
    db.write(move |transaction| {
        Box::pin(async move {
            let rows = letters.iter().map(|(row, _)| row.id).collect();
            let ours = still_ours(transaction, rows, &worker).await?;
            let ours = letters.into_iter().filter(|(row, _)| ours.contains(&row.id)).collect();
            taken_as_posted(transaction, (study, ours), &actor, now).await
        })
    })
    .await
}

async fn taken_as_posted(
    transaction: &DatabaseTransaction,
    (study, letters): (i32, Vec<(outbox::Model, Printed)>),
    actor: &str,
    now: DateTime<Utc>,
) -> Result<Option<Printing<(i64, Printed)>>, DbErr> {
    if letters.is_empty() {
        return Ok(None);
    }
    let whose = (study, Holds::Post);
    let number = letter_files::note(transaction, whose, (letters.len(), actor), now).await?;
    let sent = outbox::ActiveModel {
        handing_since: Set(Some(now)),
        letter_file_id: Set(Some(number)),
        ..ended(State::Sent, None, now)
    };
    outbox::Entity::update_many()
        .set(sent)
        .col_expr(outbox::Column::Attempts, Expr::col(outbox::Column::Attempts).add(1))
        .filter(outbox::Column::Id.is_in(letters.iter().map(|(row, _)| row.id)))
        .exec(transaction)
        .await?;
    let marks = letters.iter().map(|(row, _)| (row.id, row.address_mark.clone())).collect();
    note_addresses(transaction, marks).await?;
    let about = letters.iter().map(|(row, letter)| (row.participant_id, letter.reference.clone()));
    tell(transaction, (study, about.collect()), (actor, "letter printed"), now).await?;
    let letters = letters.into_iter().map(|(row, letter)| (row.id, letter)).collect();
    Ok(Some(Printing { number, letters }))
}

/// Writes down to which address each letter goes, by its mark: one that comes back speaks of that one.
pub(super) async fn note_addresses(
    transaction: &DatabaseTransaction,
    letters: Vec<(i64, Option<String>)>,
) -> Result<(), DbErr> {
    for (id, mark) in letters {
        let goes_to =
            outbox::ActiveModel { id: Set(id), address_mark: Set(mark), ..Default::default() };
        outbox::Entity::update(goes_to).exec_without_returning(transaction).await?;
    }
    Ok(())
}

/// Which of these rows still wait for this worker, and are held by nothing. Nobody changes them before the transaction ends.
async fn still_ours(
    transaction: &DatabaseTransaction,
    rows: Vec<i64>,
    worker: &str,
) -> Result<BTreeSet<i64>, DbErr> {
    let ours: Vec<i64> = outbox::Entity::find()
        .select_only()
        .column(outbox::Column::Id)
        .filter(outbox::Column::Id.is_in(rows))
        .filter(outbox::Column::HeldBy.eq(worker))
        .filter(holding::free())
        .filter(outbox::Column::State.eq(State::Waiting.name()))
        .lock(LockType::Update)
        .into_tuple()
        .all(transaction)
        .await?;
    Ok(ours.into_iter().collect())
}

/// Writes of each letter that it was printed, and for whom.
pub(super) async fn tell(
    transaction: &DatabaseTransaction,
    (study, about): (i32, Vec<(Option<i32>, String)>),
    (actor, action): (&str, &str),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let entries = about.into_iter().map(|(person, number)| {
        let entry = Entry::new(actor, action, &format!("to {number}")).to("to reach them");
        let entry = entry.in_study(study);
        match person {
            Some(person) => entry.about(person),
            None => entry,
        }
    });
    Entry::write_all(entries, transaction, now).await
}
