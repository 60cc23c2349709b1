//! Erasing answers without breaking the chain.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
    sea_query::{Expr, ExprTrait, Query},
};

use super::{entries::Kind, erasure, key, proof, sealing::hold};
use crate::{
    audit,
    entity::{history, response, seal},
    keys::Keys,
};

/// The action of the entry that explains why history is not what was sealed.
pub(super) const ERASED: &str = "answers erased";

/// Takes the salts from the seals of a person's history, in the transaction that erases it, and writes
/// why. Call it before the history is changed. Nobody can then find out from the chain what the answers
/// were, and `verify` takes the entry for the reason that they are gone.
///
/// # Errors
/// When the database fails.
pub async fn erased(
    (transaction, keys): (&impl ConnectionTrait, &Keys),
    (participant, number): (i32, &str),
    actor: &str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let entry = audit::Entry::new(actor, ERASED, number).about(participant);
    let entry = entry.write(transaction, now).await?;
    // Whoever is about to seal the history as it was finds the chain changed, and reads it anew.
    let Some(mut end) = hold(transaction).await? else { return Ok(()) };
    let key = key(keys, &end);
    end.erasures += 1;
    end.proof = proof(&key, &end);
    end.into_active_model().reset_all().update(transaction).await?;
    for seal in of_history(transaction, participant).await? {
        let gone = erasure(&key, &seal, entry);
        let mut seal = seal.into_active_model();
        seal.salt = Set(Some(gone));
        seal.erased_by = Set(Some(entry));
        seal.update(transaction).await?;
    }
    Ok(())
}

/// The seals of a person's history that still have their salt.
async fn of_history(
    transaction: &impl ConnectionTrait,
    participant: i32,
) -> Result<Vec<seal::Model>, DbErr> {
    let theirs = Query::select()
        .column((history::Entity, history::Column::Id))
        .from(history::Entity)
        .inner_join(
            response::Entity,
            Expr::col((response::Entity, response::Column::Id))
                .equals((history::Entity, history::Column::ResponseId)),
        )
        .and_where(response::Column::ParticipantId.eq(participant))
        .to_owned();
    seal::Entity::find()
        .filter(seal::Column::Kind.eq(Kind::History.name()))
        .filter(seal::Column::ErasedBy.is_null())
        .filter(seal::Column::EntryId.in_subquery(theirs))
        .all(transaction)
        .await
}
