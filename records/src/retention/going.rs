//! Taking out what goes, a few at a time: each part is one transaction with its entries in the audit. Time has
//! passed since the listing, so what somebody has used again meanwhile stays.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter};
use surveys::{calendar, retention::Kind};

use super::{First, Going, RetentionError, Thing, listing};
use crate::{
    Db,
    audit::Entry,
    entity::{outbox, response, staff_invitation, staff_session},
    identity,
    identity::Vault,
    linkage,
    outbox::{Channel, Wire, name},
    participants, registers, safeguarding,
    senders::Folder,
    stopping,
    studies::StudyHandle,
    vouchers,
};

const BY: &str = "retention";
/// Things that go in one transaction.
const TOGETHER: usize = 200;

/// A thing, and whose it is.
type Named = (Thing, String);

/// Takes out what was listed, and tells what went. What goes wrong with one part stops no other.
pub(super) async fn take_out(
    db: &Db,
    study: &StudyHandle,
    listed: Going,
    (files, first): (&Folder, &mut First),
    now: DateTime<Utc>,
) -> Going {
    let Going { kind, due, whose, things } = listed;
    let mut gone = Going::nothing(kind, due);
    let things: Vec<Named> = things.into_iter().zip(whose).collect();
    for some in things.chunks(TOGETHER) {
        let went = match kind {
            Kind::Answers => answers(db, some, first, now).await,
            Kind::MessageFiles => {
                let deleted = from_folder(db, some, (files, first)).await;
                first.of(together(db, study, kind, deleted, now).await).unwrap_or_default()
            }
            _ => first.of(together(db, study, kind, some.to_vec(), now).await).unwrap_or_default(),
        };
        for (thing, whose) in went {
            gone.whose.push(whose);
            gone.things.push(thing);
        }
    }
    gone
}

/// Each in a transaction of its own, with the entry that erasing writes.
async fn answers(db: &Db, some: &[Named], first: &mut First, now: DateTime<Utc>) -> Vec<Named> {
    let mut gone = Vec::new();
    for (thing, whose) in some {
        let Thing::Person(person) = thing else { continue };
        let erased = erased(db, *person, now).await;
        let erased = first.of(erased.map_err(RetentionError::from));
        gone.extend(erased.map(|()| (thing.clone(), whose.clone())));
    }
    gone
}

/// What owners of records returned goes with the answers, and alone of somebody who has none.
async fn erased(db: &Db, person: i32, now: DateTime<Utc>) -> Result<(), DbErr> {
    db.write(move |transaction| {
        Box::pin(async move { linkage::forget(transaction, person, BY, now).await })
    })
    .await?;
    if listing::have_answered(db, &[person]).await?.is_empty() {
        return Ok(());
    }
    stopping::erase_again(db, person, BY, now).await
}

/// Files go before it is written down that they did: a file that stays is in no entry.
async fn from_folder(db: &Db, some: &[Named], (files, first): (&Folder, &mut First)) -> Vec<Named> {
    let mut gone = Vec::new();
    for (thing, whose) in some {
        let Thing::File(id) = thing else { continue };
        if first.of(delete(db, *id, files).await) == Some(true) {
            gone.push((thing.clone(), whose.clone()));
        }
    }
    gone
}

/// Deletes the file of a message that is settled still: whether it is.
async fn delete(db: &Db, message: i64, files: &Folder) -> Result<bool, RetentionError> {
    let row = outbox::Entity::find_by_id(message).one(db.read()).await?;
    let Some(row) = row.filter(|row| row.settled_at.is_some()) else { return Ok(false) };
    let wire = Channel::by_name(&row.channel).and_then(Wire::of);
    let Some(wire) = wire else { return Ok(false) };
    files.forget(&name(&row), wire)?;
    Ok(true)
}

/// Takes these out of the databases: those that went.
async fn together(
    db: &Db,
    study: &StudyHandle,
    kind: Kind,
    some: Vec<Named>,
    now: DateTime<Utc>,
) -> Result<Vec<Named>, RetentionError> {
    let study = study.clone();
    let gone: Result<_, DbErr> = db
        .write_with_vault(now, move |transaction, vault| {
            Box::pin(async move {
                let people = some.iter().filter_map(|(thing, _)| thing.person());
                participants::hold(transaction, people).await?;
                let mut gone = Vec::new();
                for (thing, whose) in some {
                    let at = (&study, now);
                    if from_database((transaction, vault), (kind, &thing), at).await? {
                        note(transaction, (kind, &thing), (study.id, &whose), now).await?;
                        gone.push((thing, whose));
                    }
                }
                Ok(gone)
            })
        })
        .await;
    Ok(gone?)
}

/// Whether it went.
async fn from_database(
    (transaction, vault): (&DatabaseTransaction, &Vault),
    (kind, thing): (Kind, &Thing),
    (study, now): (&StudyHandle, DateTime<Utc>),
) -> Result<bool, DbErr> {
    match thing {
        Thing::Person(person) if kind == Kind::Identifiers => {
            safeguarding::details_deleted(transaction, *person, BY, now).await?;
            vouchers::forget(transaction, *person, BY, now).await?;
            identity::forget(transaction, *person).await?;
        }
        Thing::Person(person) => identity::forget_numbers((transaction, vault), *person).await?,
        Thing::File(_) => {}
        Thing::Unfinished(person) => {
            return unfinished((transaction, vault), *person, study, now).await;
        }
        Thing::Words(number, closed_at) => {
            let entry = (study.id, *number, *closed_at);
            return registers::forget(transaction, entry, BY, now).await;
        }
        Thing::Session(id) => {
            let gone = staff_session::Entity::delete_by_id(*id).exec(transaction).await?;
            return Ok(gone.rows_affected > 0);
        }
        Thing::Invitation(id) => {
            let gone = staff_invitation::Entity::delete_by_id(*id).exec(transaction).await?;
            return Ok(gone.rows_affected > 0);
        }
    }
    Ok(true)
}

/// What a person has typed at waves that they have still not saved for so long.
async fn unfinished(
    (transaction, vault): (&DatabaseTransaction, &Vault),
    person: i32,
    study: &StudyHandle,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let today = calendar::date_in(&study.study().timezone, now);
    let rows = response::Entity::find()
        .filter(response::Column::ParticipantId.eq(person))
        .filter(response::Column::ErasedAt.is_null());
    let rows = rows.all(transaction).await?.into_iter();
    let stale = rows.filter(|row| listing::stale_since(study, row, today).is_some());
    let waves: Vec<_> = stale.map(|row| row.wave_key).collect();
    vault.forget_drafts(transaction, person, &waves).await
}

async fn note(
    transaction: &DatabaseTransaction,
    (kind, thing): (Kind, &Thing),
    (study, whose): (i32, &str),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let action = match kind {
        Kind::Identifiers => "identity destroyed",
        Kind::Numbers => "numbers deleted",
        Kind::Unfinished => "unfinished details deleted",
        Kind::MessageFiles => "message file deleted",
        Kind::StaffSessions => "ended session or invitation deleted",
        // Erasing answers, and destroying words, has an entry of its own.
        Kind::Answers | Kind::Complaints | Kind::Breaches | Kind::Harms => return Ok(()),
    };
    let mut entry = Entry::new(BY, action, whose).to("its time has come");
    if kind != Kind::StaffSessions {
        entry = entry.in_study(study);
    }
    if let Some(person) = thing.person() {
        entry = entry.about(person);
    }
    entry.write(transaction, now).await.map(drop)
}
