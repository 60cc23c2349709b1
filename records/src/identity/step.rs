//! Changing the vault. What is to be done is written beside the answers, in the transaction that it belongs
//! to and sealed as it will stand; then it is done in the vault. When the program is killed in between,
//! it is done later: a step that was done already changes nothing.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Alias, Expr, ExprTrait, OnConflict},
};

use super::{
    Vault,
    contact::{self, Kind},
    field::{self, Field, Known},
    words,
};
use crate::{
    db,
    entity::{identity, vault_step},
};

/// Steps that are done at a time.
const SOME: u64 = 500;

/// The step that adds what is known of a person; an empty text empties the field. None when the person's
/// key was destroyed: nothing is kept of them any more.
pub(crate) async fn put(
    vault: &Vault,
    person: i32,
    known: &Known,
) -> Result<Option<vault_step::ActiveModel>, DbErr> {
    let keys = vault.keys.of_or_new(&[person]).await?;
    let Some(key) = keys.get(&person) else { return Ok(None) };
    let mut step = vault_step::ActiveModel {
        participant_id: Set(person),
        forget: Set(false),
        erased: Set(false),
        ..Default::default()
    };
    for field in Field::ALL {
        *field.of_step(&mut step) = match known.get(&field) {
            Some(text) => field::sealed(field, person, key, text),
            None => Set(None),
        };
    }
    let index = |field, kind| {
        let text: Option<&String> = known.get(&field);
        Set(text.map(|text| contact::index(vault, kind, text).unwrap_or_default()))
    };
    step.mobile_index = index(Field::Mobile, Kind::Mobile);
    step.email_index = index(Field::Email, Kind::Email);
    step.last_name_index = index(Field::LastName, Kind::LastName);
    Ok(Some(step))
}

/// Writes steps beside the answers.
pub(crate) async fn write(
    transaction: &impl ConnectionTrait,
    steps: Vec<vault_step::ActiveModel>,
) -> Result<(), DbErr> {
    for some in steps.chunks(256) {
        let rows = vault_step::Entity::insert_many(some.to_vec());
        rows.exec_without_returning(transaction).await?;
    }
    Ok(())
}

/// Destroys, once the transaction is committed and settled, everything by which a person can be known: the
/// key, and what it sealed. It cannot be undone, and older backups do not bring it back.
pub(crate) async fn forget(transaction: &impl ConnectionTrait, person: i32) -> Result<(), DbErr> {
    let step = vault_step::ActiveModel {
        participant_id: Set(person),
        forget: Set(true),
        erased: Set(false),
        ..Default::default()
    };
    vault_step::Entity::insert(step).exec_without_returning(transaction).await.map(drop)
}

/// Whether what `forget` wrote about a person is still to be done.
pub(crate) async fn is_to_be_forgotten(
    transaction: &impl ConnectionTrait,
    person: i32,
) -> Result<bool, DbErr> {
    let theirs = vault_step::Entity::find()
        .filter(vault_step::Column::ParticipantId.eq(person))
        .filter(vault_step::Column::Forget.eq(true));
    Ok(theirs.one(transaction).await?.is_some())
}

/// Has the key store note, once the transaction is committed and settled, that a person's answers were
/// erased. Older backups then do not bring them back.
pub(crate) async fn note_erased(
    transaction: &impl ConnectionTrait,
    person: i32,
) -> Result<(), DbErr> {
    let step = vault_step::ActiveModel {
        participant_id: Set(person),
        forget: Set(false),
        erased: Set(true),
        ..Default::default()
    };
    vault_step::Entity::insert(step).exec_without_returning(transaction).await.map(drop)
}

/// Does in the vault every step that is committed and was not done yet.
pub(crate) async fn settle(
    answers: &DatabaseConnection,
    vault: &Vault,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    loop {
        let waiting = vault_step::Entity::find().order_by_asc(vault_step::Column::Id).limit(SOME);
        let steps = waiting.all(answers).await?;
        if steps.is_empty() {
            return words::settle(answers, vault, now).await;
        }
        done(vault, &steps, now).await?;
        let ids = steps.iter().map(|step| step.id);
        let transaction = db::begin(answers).await?;
        vault_step::Entity::delete_many()
            .filter(vault_step::Column::Id.is_in(ids))
            .exec(&transaction)
            .await?;
        transaction.commit().await?;
    }
}

/// Takes out what an older copy of the vault brought back of people whose keys were destroyed since.
pub(crate) async fn sweep(vault: &Vault) -> Result<(), DbErr> {
    let gone = vault.keys.all_destroyed().await?;
    words::take_out(vault, &gone).await?;
    for some in gone.chunks(1024) {
        let transaction = db::begin(&vault.write).await?;
        let theirs = identity::Column::ParticipantId.is_in(some.iter().copied());
        identity::Entity::delete_many().filter(theirs).exec(&transaction).await?;
        transaction.commit().await?;
    }
    Ok(())
}

async fn done(vault: &Vault, steps: &[vault_step::Model], now: DateTime<Utc>) -> Result<(), DbErr> {
    let forgotten = steps.iter().filter(|step| step.forget).map(|step| step.participant_id);
    for person in forgotten {
        vault.keys.destroy(person, now).await?;
    }
    for step in steps.iter().filter(|step| step.erased) {
        vault.keys.note_erased(step.participant_id, now).await?;
    }
    let people: Vec<_> = steps.iter().map(|step| step.participant_id).collect();
    // Also whose key was destroyed by another server after their step was sealed.
    let gone = vault.keys.destroyed(&people).await?;
    let transaction = db::begin(&vault.write).await?;
    let writes = |step: &&vault_step::Model| !step.erased && !gone.contains(&step.participant_id);
    for step in steps.iter().filter(writes) {
        kept(&transaction, step).await?;
    }
    if !gone.is_empty() {
        let theirs = identity::Column::ParticipantId.is_in(gone);
        identity::Entity::delete_many().filter(theirs).exec(&transaction).await?;
    }
    transaction.commit().await
}

async fn kept(transaction: &impl ConnectionTrait, step: &vault_step::Model) -> Result<(), DbErr> {
    use identity::Column;
    let columns = [
        (Column::FirstName, &step.first_name),
        (Column::LastName, &step.last_name),
        (Column::Dob, &step.dob),
        (Column::Nino, &step.nino),
        (Column::NhsNumber, &step.nhs_number),
        (Column::Mobile, &step.mobile),
        (Column::Email, &step.email),
        (Column::Address, &step.address),
        (Column::Postcode, &step.postcode),
        (Column::Drafts, &step.drafts),
        (Column::StableContacts, &step.stable_contacts),
        (Column::MobileIndex, &step.mobile_index),
        (Column::EmailIndex, &step.email_index),
        (Column::LastNameIndex, &step.last_name_index),
    ];
    let mut row = identity::ActiveModel {
        participant_id: Set(step.participant_id),
        step: Set(step.id),
        ..Default::default()
    };
    let mut changed = vec![Column::Step];
    for (column, sealed) in columns {
        if let Some(sealed) = sealed {
            row.set(column, sealed.clone().into());
            changed.push(column);
        }
    }
    let newer = Expr::col((Alias::new("identity"), Column::Step))
        .lt(Expr::col((Alias::new("excluded"), Column::Step)));
    let there = OnConflict::column(Column::ParticipantId)
        .update_columns(changed)
        .action_and_where(newer)
        .to_owned();
    let row = identity::Entity::insert(row).on_conflict(there);
    row.exec_without_returning(transaction).await.map(drop)
}
