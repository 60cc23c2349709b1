//! What there is of people, for those who ask for a copy of it and for when its time has come.

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect,
};

use super::{
    Vault,
    field::{Field, Known},
    known, of_all, step,
};
use crate::entity::{identity, vault_step};

/// Everything that is known of one person, by the names of the vault's columns.
pub(crate) async fn everything(
    vault: &Vault,
    participant: i32,
) -> Result<Vec<(&'static str, String)>, DbErr> {
    let known = known(vault, participant).await?.into_iter();
    Ok(known.map(|(field, text)| (field.name(), text)).collect())
}

/// Of whom the vault has anything, among these.
pub(crate) async fn who_is_known(vault: &Vault, people: &[i32]) -> Result<Vec<i32>, DbErr> {
    who(vault, people, Condition::all()).await
}

/// Whose National Insurance or NHS number the vault has, among these. A number that was taken out leaves an
/// empty text, which is sealed like any other.
pub(crate) async fn whose_numbers_are_known(
    vault: &Vault,
    people: &[i32],
) -> Result<Vec<i32>, DbErr> {
    let any = Condition::any()
        .add(identity::Column::Nino.is_not_null())
        .add(identity::Column::NhsNumber.is_not_null());
    let mut have = Vec::new();
    for person in who(vault, people, any).await? {
        let known = known(vault, person).await?;
        if known.contains_key(&Field::Nino) || known.contains_key(&Field::NhsNumber) {
            have.push(person);
        }
    }
    Ok(have)
}

async fn who(vault: &Vault, people: &[i32], which: Condition) -> Result<Vec<i32>, DbErr> {
    identity::Entity::find()
        .filter(identity::Column::ParticipantId.is_in(people.iter().copied()))
        .filter(which)
        .select_only()
        .column(identity::Column::ParticipantId)
        .into_tuple()
        .all(&vault.read)
        .await
}

/// Takes a person's National Insurance and NHS numbers out of the vault.
pub(crate) async fn forget_numbers(
    (transaction, vault): (&impl ConnectionTrait, &Vault),
    person: i32,
) -> Result<(), DbErr> {
    let empty = Known::from([(Field::Nino, String::new()), (Field::NhsNumber, String::new())]);
    let step = step::put(vault, person, &empty).await?;
    step::write(transaction, step.into_iter().collect()).await
}

impl Vault {
    /// Takes what a person typed at these waves, and did not finish, out of the vault: whether there was any.
    /// Whoever calls holds the person. What was typed at all waves is one column, so while the vault has not
    /// done yet what was written before, nothing goes: it would be lost.
    pub(crate) async fn forget_drafts(
        &self,
        transaction: &impl ConnectionTrait,
        person: i32,
        waves: &[String],
    ) -> Result<bool, DbErr> {
        let waiting = vault_step::Column::ParticipantId.eq(person);
        let waiting = vault_step::Entity::find().filter(waiting).one(transaction).await?;
        let kept = of_all(self, &[person]).await?.remove(&person).unwrap_or_default();
        let before = kept.drafts()?;
        let mut after = before.clone();
        after.retain(|wave, _| !waves.contains(wave));
        if waiting.is_some() || after == before {
            return Ok(false);
        }
        let json = if after.is_empty() { Ok(String::new()) } else { serde_json::to_string(&after) };
        let json = json.map_err(|error| DbErr::Json(error.to_string()))?;
        let step = step::put(self, person, &Known::from([(Field::Drafts, json)])).await?;
        let is_there = step.is_some();
        step::write(transaction, step.into_iter().collect()).await?;
        Ok(is_there)
    }
}
