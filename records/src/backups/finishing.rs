//! The end of a restore: what was erased since the backup was made is erased again, before anybody is served.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter};

use super::{BackupError, beginning::not_marked, mark, reading::Backup, tables::Store};
use crate::{
    Db, audit, chain, cuts,
    entity::{participant, response, stop_event},
    identity,
    sealing::MasterKeys,
    stopping,
    stores::Stores,
    vouchers,
};

/// What was erased again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Again {
    /// People whose answers were.
    pub answers: usize,
    /// People whose names were.
    pub names: usize,
}

/// Opens stores that a backup filled and that are at today's schema, and erases what was erased since.
///
/// # Errors
/// When the master key is another's, or a database fails. The stores then stay shut, and this may be tried
/// again.
pub async fn finish(
    stores: Stores,
    backup: &Backup,
    master: MasterKeys,
    now: DateTime<Utc>,
) -> Result<(Db, Again), BackupError> {
    let db = stores.open_restored(master, now).await?;
    let again = Again { answers: answers(&db, now).await?, names: names(&db, now).await? };
    vouchers::forget_destroyed(&db, BY, now).await?;
    let (id, made_at) = (backup.whole().sha256.clone(), backup.manifest().made_at);
    let keys = db.keys().clone();
    // The vault's mark goes last. When it is left alone, the next restore finds it and takes it away.
    db.write(move |transaction| {
        Box::pin(async move {
            chain::restored((transaction, &keys), (&id, made_at), now).await?;
            vouchers::doubt(transaction, now).await?;
            mark::take_away(transaction, Store::Answers).await
        })
    })
    .await?;
    not_marked(&db.vault.write, Store::Vault).await?;
    Ok((db, again))
}

const BY: &str = "a restore";

/// Answers that the key store says were erased, and that the backup still had.
async fn answers(db: &Db, now: DateTime<Utc>) -> Result<usize, DbErr> {
    let erased = db.keys().all_erased().await?;
    let mut people = BTreeSet::new();
    for some in erased.chunks(500) {
        let still_there = response::Entity::find()
            .filter(response::Column::ParticipantId.is_in(some.iter().copied()))
            .filter(response::Column::ErasedAt.is_null());
        people.extend(still_there.all(db.read()).await?.iter().map(|row| row.participant_id));
        people.extend(cuts::still_held(db.read(), some).await?);
    }
    for person in &people {
        stopping::erase_again(db, *person, BY, now).await?;
    }
    Ok(people.len())
}

/// Names of people of whom the answers say that they were to be deleted. They come back only with a copy of
/// the key store that is older than that.
async fn names(db: &Db, now: DateTime<Utc>) -> Result<usize, DbErr> {
    let decided = stop_event::Entity::find()
        .filter(stop_event::Column::Act.eq("stops"))
        .filter(stop_event::Column::Choice.eq("delete-identity"));
    let decided = decided.all(db.read()).await?;
    let people: BTreeSet<_> = decided.iter().map(|row| row.participant_id).collect();
    let people: Vec<_> = people.into_iter().collect();
    let gone = db.keys().destroyed(&people).await?;
    let back: Vec<_> = people.into_iter().filter(|person| !gone.contains(person)).collect();
    let count = back.len();
    db.write_with_vault(now, move |transaction, _| {
        Box::pin(async move {
            for person in back {
                let row = participant::Entity::find_by_id(person).one(transaction).await?;
                let Some(row) = row else { continue };
                vouchers::forget(transaction, person, BY, now).await?;
                identity::forget(transaction, person).await?;
                let entry = audit::Entry::new(BY, "identity destroyed", &row.study_number);
                entry.in_study(row.study_id).about(person).write(transaction, now).await?;
            }
            Ok::<_, DbErr>(())
        })
    })
    .await?;
    Ok(count)
}
