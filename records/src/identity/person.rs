//! Who somebody is and how to reach them, for staff who have to act.

use chrono::NaiveDate;
use sea_orm::DbErr;

use super::{
    field::{self, Field},
    known,
};
use crate::Db;

/// What the vault knows of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "what the vault keeps, under its own names")]
pub struct Person {
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub dob: Option<NaiveDate>,
    pub mobile: Option<String>,
    pub email: Option<String>,
    pub address: Option<String>,
    pub postcode: Option<String>,
}

/// Reads it; none when the vault has nothing of them. Whoever asks has written into the audit that they do.
pub(crate) async fn person(db: &Db, participant: i32) -> Result<Option<Person>, DbErr> {
    let mut known = known(&db.vault, participant).await?;
    Ok((!known.is_empty()).then(|| Person {
        first_name: known.remove(&Field::FirstName),
        last_name: known.remove(&Field::LastName),
        dob: known.remove(&Field::Dob).as_deref().and_then(field::date),
        mobile: known.remove(&Field::Mobile),
        email: known.remove(&Field::Email),
        address: known.remove(&Field::Address),
        postcode: known.remove(&Field::Postcode),
    }))
}
