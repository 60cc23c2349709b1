//! Finding somebody by what they are called: beside the last name stands a keyed hash of it. Whom it names is opened, and
//! the first name compared.

use sea_orm::{
    ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use surveys::names::Reading;

use super::{
    Vault,
    contact::{self, Kind},
    field::Field,
    opened,
};
use crate::{db, entity::identity, sealing::Sealer};

/// Names that are hashed at a time.
const SOME: u64 = 1000;

/// Everybody, in whichever study, who may be called so, by participant. The last name is enough.
pub(crate) async fn called(vault: &Vault, typed: &str) -> Result<Vec<i32>, DbErr> {
    let readings = Reading::all(typed);
    let hashes =
        readings.iter().filter_map(|one| contact::index(vault, Kind::LastName, one.last()));
    let hashes: Vec<_> = hashes.collect();
    if hashes.is_empty() {
        return Ok(Vec::new());
    }
    let people: Vec<i32> = identity::Entity::find()
        .select_only()
        .column(identity::Column::ParticipantId)
        .filter(identity::Column::LastNameIndex.is_in(hashes))
        .into_tuple()
        .all(&vault.read)
        .await?;
    let mut called = Vec::new();
    for some in people.chunks(1024) {
        // Whose name does not open is not found; nobody else is kept from being found by that.
        let name = |row: &identity::Model, key: &Sealer| {
            let [first, last] =
                [Field::FirstName, Field::LastName].map(|field| field.open(row, key));
            Ok((first.unwrap_or_default(), last.unwrap_or_default().unwrap_or_default()))
        };
        for (person, (first, last)) in opened(vault, some, name).await? {
            if readings.iter().any(|one| one.fits(first.as_deref(), &last)) {
                called.push(person);
            }
        }
    }
    Ok(called)
}

/// Puts the hash beside each last name that has none: those that were written before there was one, and those that an older
/// backup brought back. Who has no last name gets an empty one, so that nobody is looked at again.
pub(crate) async fn index_names(vault: &Vault) -> Result<(), DbErr> {
    let mut after = 0;
    loop {
        let rows = identity::Entity::find()
            .filter(identity::Column::LastNameIndex.is_null())
            .filter(identity::Column::ParticipantId.gt(after))
            .order_by_asc(identity::Column::ParticipantId)
            .limit(SOME)
            .all(&vault.read)
            .await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.participant_id;
        index_some(vault, rows).await?;
    }
}

async fn index_some(vault: &Vault, rows: Vec<identity::Model>) -> Result<(), DbErr> {
    let people: Vec<_> = rows.iter().map(|row| row.participant_id).collect();
    let keys = vault.keys.of(&people).await?;
    let transaction = db::begin(&vault.write).await?;
    for row in rows {
        let Some(key) = keys.get(&row.participant_id) else { continue };
        // A name that does not open is told where somebody looks at it.
        let Ok(name) = Field::LastName.open(&row, key) else { continue };
        let hash = name.and_then(|name| contact::index(vault, Kind::LastName, &name));
        let hashed = identity::ActiveModel {
            last_name_index: Set(Some(hash.unwrap_or_default())),
            ..Default::default()
        };
        // Not where another server has written a name meanwhile.
        identity::Entity::update_many()
            .set(hashed)
            .filter(identity::Column::ParticipantId.eq(row.participant_id))
            .filter(identity::Column::LastNameIndex.is_null())
            .exec(&transaction)
            .await?;
    }
    transaction.commit().await
}
