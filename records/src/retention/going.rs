//! Taking out what goes, a few at a time: each part is one transaction with its entry in the audit.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter};
use surveys::retention::Kind;

use super::{Going, RetentionError, Thing};
use crate::{
    Db,
    audit::Entry,
    entity::{outbox, staff_invitation, staff_session},
    identity,
    identity::Vault,
    outbox::{Channel, name},
    senders::Folder,
    stopping,
    studies::StudyHandle,
};

const BY: &str = "retention";
/// Things that go in one transaction.
const TOGETHER: usize = 200;

pub(super) async fn take_out(
    db: &Db,
    study: &StudyHandle,
    going: &Going,
    files: &Folder,
    now: DateTime<Utc>,
) -> Result<(), RetentionError> {
    if going.kind == Kind::Answers {
        for thing in &going.things {
            if let Thing::Person(person) = thing {
                stopping::erase_again(db, *person, BY, now).await?;
            }
        }
        return Ok(());
    }
    let things: Vec<_> = going.things.iter().cloned().zip(going.whose.iter().cloned()).collect();
    for some in things.chunks(TOGETHER) {
        let (kind, study, some) = (going.kind, study.id, some.to_vec());
        let gone = some.clone();
        db.write_with_vault(now, move |transaction, vault| {
            Box::pin(async move {
                for (thing, whose) in &some {
                    from_database((transaction, vault), (kind, thing)).await?;
                    note(transaction, (kind, thing), (study, whose), now).await?;
                }
                Ok::<_, DbErr>(())
            })
        })
        .await?;
        for (thing, _) in &gone {
            from_folder(db, thing, files).await?;
        }
    }
    Ok(())
}

async fn from_database(
    (transaction, vault): (&DatabaseTransaction, &Vault),
    (kind, thing): (Kind, &Thing),
) -> Result<(), DbErr> {
    match thing {
        Thing::Person(person) if kind == Kind::Identifiers => {
            identity::forget(transaction, *person).await
        }
        Thing::Person(person) => identity::forget_numbers((transaction, vault), *person).await,
        Thing::File(_) => Ok(()),
        Thing::Unfinished(person, wave) => {
            let kept = identity::of_all(vault, &[*person]).await?.remove(person);
            let kept = kept.unwrap_or_default();
            let none = (wave.as_str(), &BTreeMap::new());
            let step = identity::put(vault, *person, &[], &kept, none).await?;
            identity::write(transaction, step.into_iter().collect()).await
        }
        Thing::Session(id) => {
            let gone =
                staff_session::Entity::delete_many().filter(staff_session::Column::Id.eq(*id));
            gone.exec(transaction).await.map(drop)
        }
        Thing::Invitation(id) => {
            let gone = staff_invitation::Entity::delete_many()
                .filter(staff_invitation::Column::Id.eq(*id));
            gone.exec(transaction).await.map(drop)
        }
    }
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
        // Erasing answers has an entry of its own.
        Kind::Answers => return Ok(()),
    };
    let mut entry = Entry::new(BY, action, whose).to("its time has come");
    if kind != Kind::StaffSessions {
        entry = entry.in_study(study);
    }
    if let Thing::Person(person) | Thing::Unfinished(person, _) = thing {
        entry = entry.about(*person);
    }
    entry.write(transaction, now).await.map(drop)
}

async fn from_folder(db: &Db, thing: &Thing, files: &Folder) -> Result<(), RetentionError> {
    let Thing::File(id) = thing else { return Ok(()) };
    let row = outbox::Entity::find_by_id(*id).one(db.read()).await?;
    let Some(row) = row else { return Ok(()) };
    if let Some(channel) = Channel::by_name(&row.channel) {
        files.forget(&name(&row), channel)?;
    }
    Ok(())
}
