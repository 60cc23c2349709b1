//! What there is of people, for those who ask for a copy of it and for when its time has come.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect,
};
use surveys::{
    linking::Identifier,
    tracing::{Identity, StableContacts},
};

use super::{
    Vault,
    field::{self, Field, Known},
    known, of_all, opened, step,
};
use crate::{
    entity::{identity, vault_step},
    sealing::Sealer,
};

/// Everything that is known of one person, by the names of the vault's columns.
pub(crate) async fn everything(
    vault: &Vault,
    participant: i32,
) -> Result<Vec<(&'static str, String)>, DbErr> {
    let known = known(vault, participant).await?.into_iter();
    Ok(known.map(|(field, text)| (field.name(), text)).collect())
}

/// Whom somebody named who would know how to reach them.
pub(crate) async fn stable_contacts(
    vault: &Vault,
    participant: i32,
) -> Result<StableContacts, DbErr> {
    let known = known(vault, participant).await?.remove(&Field::StableContacts);
    let read = known.as_deref().map_or_else(|| Ok(StableContacts::default()), serde_json::from_str);
    // The words of an error that tells what cannot be read would repeat it.
    read.map_err(|_| DbErr::Json("the vault's stable contacts are not as they were written".into()))
}

/// Puts them in the place of those before. Of whom the key was destroyed nothing is kept: whether it was.
pub(crate) async fn name_stable_contacts(
    transaction: &impl ConnectionTrait,
    vault: &Vault,
    (participant, named): (i32, &StableContacts),
) -> Result<bool, DbErr> {
    let json = serde_json::to_string(named).map_err(|error| DbErr::Json(error.to_string()))?;
    let step = step::put(vault, participant, &Known::from([(Field::StableContacts, json)])).await?;
    let is_kept = step.is_some();
    step::write(transaction, step.into_iter().collect()).await?;
    Ok(is_kept)
}

/// Everything by which somebody could be found, as one text, each of some people: to know whether it changed.
pub(crate) async fn all_held(vault: &Vault, people: &[i32]) -> Result<HashMap<i32, String>, DbErr> {
    let fields =
        [Field::Mobile, Field::Email, Field::Address, Field::Postcode, Field::StableContacts];
    let held = |row: &identity::Model, key: &Sealer| {
        let texts = fields.map(|field| field.open(row, key));
        let texts: Result<Vec<_>, DbErr> = texts.into_iter().collect();
        Ok(texts?.into_iter().map(Option::unwrap_or_default).collect::<Vec<_>>().join("\n"))
    };
    opened(vault, people, held).await
}

/// Who some people are, to be compared with others.
pub(crate) async fn identities(
    vault: &Vault,
    people: &[i32],
) -> Result<HashMap<i32, Identity>, DbErr> {
    let fields = [Field::FirstName, Field::LastName, Field::Postcode, Field::Nino];
    let identity = |row: &identity::Model, key: &Sealer| {
        let mut texts = [None, None, None, None];
        for (text, field) in texts.iter_mut().zip(fields) {
            *text = field.open(row, key)?;
        }
        let dob = Field::Dob.open(row, key)?.as_deref().and_then(field::date);
        Ok(Identity::of(texts.each_ref().map(Option::as_deref), dob))
    };
    opened(vault, people, identity).await
}

/// By what somebody could be found in records that others hold, as far as it was asked for.
#[derive(Default)]
pub(crate) struct Findable {
    pub nino: Option<String>,
    pub nhs_number: Option<String>,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub dob: Option<NaiveDate>,
    pub postcode: Option<String>,
}

/// These things of some people, and nothing else of them. Whoever asks has written into the audit that they do.
pub(crate) async fn findable(
    vault: &Vault,
    people: &[i32],
    wanted: &BTreeSet<Identifier>,
) -> Result<HashMap<i32, Findable>, DbErr> {
    let findable = |row: &identity::Model, key: &Sealer| {
        let text = |one: Identifier, field: Field| match wanted.contains(&one) {
            true => field.open(row, key),
            false => Ok(None),
        };
        Ok(Findable {
            nino: text(Identifier::Nino, Field::Nino)?,
            nhs_number: text(Identifier::NhsNumber, Field::NhsNumber)?,
            first_name: text(Identifier::FirstName, Field::FirstName)?,
            last_name: text(Identifier::LastName, Field::LastName)?,
            dob: text(Identifier::Dob, Field::Dob)?.as_deref().and_then(field::date),
            postcode: text(Identifier::Postcode, Field::Postcode)?,
        })
    };
    opened(vault, people, findable).await
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
