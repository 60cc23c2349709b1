//! Makes a cut: its rows go into the database while they are read, some people at a time, so that others are kept from writing
//! for moments only. Until all is there the cut counts as none.

mod ending;

use chrono::{DateTime, Utc};
use datasets::Outline;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use tokio::sync::mpsc;

use super::{
    Cut, CutError, CutRequest, LeftOut, Out, erasing,
    gates::Gate,
    keeper::{Keeper, Theirs},
};
use crate::{
    Db,
    entity::{cut, cut_row},
    exports::{self, ExportRequest},
    participants,
    retention::Worker,
    secret,
    studies::StudyHandle,
};

/// People who are taken away together of a cut whose making was broken off.
const TOGETHER: u64 = 500;

/// A cut while it is made.
struct Begun {
    id: i32,
    number: u32,
    secret: [u8; 32],
    gate: Gate,
}

/// Everything that was kept, and what it was made of.
struct Filled {
    files: Vec<Outline>,
    left_out: Vec<Out>,
    of: exports::Manifest,
}

/// Makes a cut of the dataset as it stands at one moment, and the audit entry that says for whom. `progress` is told how many
/// people are done, and of how many.
///
/// # Errors
/// When nobody is named who is given it, another cut of the study is being made, a wave is unknown, or the database fails.
/// Nothing is kept then.
pub async fn make(
    db: &Db,
    study: &StudyHandle,
    request: &CutRequest,
    progress: &(dyn Fn(u64, u64) + Send + Sync),
    by: &str,
    now: DateTime<Utc>,
) -> Result<Cut, CutError> {
    if request.recipient.trim().is_empty() {
        return Err(CutError::NoRecipient);
    }
    let worker = Worker::at(format!("cuts of study {}", study.id));
    let work = alone(db, study, request, progress, (by, now));
    worker.works(db, work, now).await?.ok_or(CutError::Elsewhere)?
}

/// While nobody else makes one.
async fn alone(
    db: &Db,
    study: &StudyHandle,
    request: &CutRequest,
    progress: &(dyn Fn(u64, u64) + Send + Sync),
    (by, now): (&str, DateTime<Utc>),
) -> Result<Cut, CutError> {
    clear_away(db, study.id).await?;
    let begun = begin(db, study, request, Gate::TakingPart, (by, now)).await?;
    let made = match fill(db, study, (request, &begun), progress, now).await {
        Ok(filled) => ending::end(db, study, (request, &begun), filled, (by, now)).await,
        Err(error) => Err(error),
    };
    if made.is_err() {
        // What stays because the database has failed goes before the next cut is made.
        drop(clear_away(db, study.id).await);
    }
    made
}

async fn begin(
    db: &Db,
    study: &StudyHandle,
    request: &CutRequest,
    gate: Gate,
    (by, now): (&str, DateTime<Utc>),
) -> Result<Begun, CutError> {
    let (id, secret) = (study.id, secret::random());
    let sealed = db.keys().seal_secret(&secret_of(study), &secret);
    let json =
        |list: Option<Vec<String>>| list.map(|list| serde_json::to_string(&list)).transpose();
    let waves = request.waves.as_ref().map(|keys| keys.iter().map(ToString::to_string).collect());
    let row = cut::ActiveModel {
        study_id: Set(id),
        begun_at: Set(now),
        made_by: Set(by.to_owned()),
        recipient: Set(request.recipient.trim().to_owned()),
        purpose: Set(request.purpose.clone()),
        masked: Set(request.masked),
        include_text: Set(request.include_text),
        waves: Set(json(waves)?),
        variables: Set(json(request.variables.clone())?),
        software_version: Set(env!("CARGO_PKG_VERSION").to_owned()),
        secret: Set(sealed),
        schema: Set(String::new()),
        manifest: Set(String::new()),
        people: Set(0),
        ..Default::default()
    };
    let inserted = db.write(move |transaction| {
        Box::pin(async move {
            let number = last_number(transaction, id).await? + 1;
            let row = cut::ActiveModel { number: Set(number), ..row };
            let id = cut::Entity::insert(row).exec(transaction).await?.last_insert_id;
            Ok::<_, CutError>((id, number.unsigned_abs()))
        })
    });
    let (id, number) = inserted.await?;
    Ok(Begun { id, number, secret, gate })
}

/// By what the secrets of a study's cuts are sealed.
pub(super) fn secret_of(study: &StudyHandle) -> String {
    format!("{}, a cut", study.study().key)
}

async fn last_number(connection: &impl ConnectionTrait, study: i32) -> Result<i32, CutError> {
    let own = cut::Entity::find().filter(cut::Column::StudyId.eq(study)).select_only();
    let last = own.column(cut::Column::Number).order_by_desc(cut::Column::Number);
    Ok(last.into_tuple().one(connection).await?.unwrap_or_default())
}

async fn fill(
    db: &Db,
    study: &StudyHandle,
    (request, begun): (&CutRequest, &Begun),
    progress: &(dyn Fn(u64, u64) + Send + Sync),
    now: DateTime<Utc>,
) -> Result<Filled, CutError> {
    let wanted = ExportRequest {
        out: Default::default(),
        waves: request.waves.clone(),
        include_text: request.include_text,
        formats: Vec::new(),
        replace: false,
    };
    let snapshot = exports::snapshot(db).await?;
    let (send, receive) = mpsc::channel(2);
    let keeper = Keeper::new(begun.gate.clone(), send);
    let reading = async {
        let (from, of) = ((&snapshot, &db.vault), (&wanted, &begun.secret[..]));
        let (keeper, of) = exports::keep(from, study, of, keeper, progress, now).await?;
        let (files, left_out) = keeper.made();
        Ok::<_, CutError>(Filled { files, left_out, of })
    };
    let (read, kept) = tokio::join!(reading, keep(db, begun.id, receive));
    // When they could not be kept, that is why they were not read on either.
    let erased = kept?;
    let mut filled = read?;
    snapshot.rollback().await?;
    filled.leave_out(erased);
    Ok(filled)
}

impl Filled {
    /// Counts people whose answers were deleted meanwhile.
    fn leave_out(&mut self, people: u64) {
        let reason = LeftOut::ErasedMeanwhile;
        match self.left_out.iter_mut().find(|out| out.reason == reason) {
            Some(out) => out.people += people,
            None if people > 0 => self.left_out.push(Out { reason, people }),
            None => {}
        }
    }
}

/// Puts rows into the database as they come: of how many people the answers were deleted meanwhile.
async fn keep(db: &Db, cut: i32, mut rows: mpsc::Receiver<Vec<Theirs>>) -> Result<u64, CutError> {
    let mut erased = 0;
    while let Some(some) = rows.recv().await {
        let put =
            db.write(move |transaction| Box::pin(async move { put(transaction, cut, some).await }));
        erased += put.await?;
    }
    Ok(erased)
}

/// Whoever deletes somebody's answers holds them, and so do we: either what is put here is there to be erased, or it is known
/// here that it was.
async fn put(
    transaction: &DatabaseTransaction,
    cut: i32,
    some: Vec<Theirs>,
) -> Result<u64, CutError> {
    if some.is_empty() {
        return Ok(0);
    }
    let people: Vec<_> = some.iter().map(|theirs| theirs.participant).collect();
    participants::hold(transaction, people.iter().copied()).await?;
    let erased = erasing::erased_among(transaction, &people).await?;
    let as_read = |theirs: &Theirs| theirs.is_erased == erased.contains(&theirs.participant);
    let (there, gone): (Vec<_>, Vec<_>) = some.into_iter().partition(as_read);
    let row = |theirs: Theirs| cut_row::ActiveModel {
        cut_id: Set(cut),
        participant_id: Set(theirs.participant),
        row_key: Set(theirs.row_key),
        rows: Set(Some(theirs.packed.rows)),
        sha256: Set(Some(theirs.packed.sha256)),
        ..Default::default()
    };
    let rows: Vec<_> = there.into_iter().map(row).collect();
    if !rows.is_empty() {
        cut_row::Entity::insert_many(rows).exec_without_returning(transaction).await?;
    }
    Ok(gone.len() as u64)
}

/// Takes away what is left of cuts of the study whose making was broken off.
async fn clear_away(db: &Db, study: i32) -> Result<(), CutError> {
    let unmade = cut::Entity::find()
        .filter(cut::Column::StudyId.eq(study))
        .filter(cut::Column::MadeAt.is_null());
    for left in unmade.all(db.read()).await? {
        while clear_some(db, left.id).await? > 0 {}
    }
    Ok(())
}

/// Takes some people of it away, and the cut with the last of them: how many those were.
async fn clear_some(db: &Db, cut: i32) -> Result<usize, CutError> {
    db.write(move |transaction| {
        Box::pin(async move {
            let some = cut_row::Entity::find()
                .filter(cut_row::Column::CutId.eq(cut))
                .select_only()
                .column(cut_row::Column::Id)
                .limit(TOGETHER)
                .into_tuple::<i32>()
                .all(transaction)
                .await?;
            let count = some.len();
            if count == 0 {
                cut::Entity::delete_by_id(cut).exec(transaction).await?;
                return Ok(0);
            }
            let theirs = cut_row::Column::Id.is_in(some);
            cut_row::Entity::delete_many().filter(theirs).exec(transaction).await?;
            Ok(count)
        })
    })
    .await
}
