//! Who somebody is and how to reach them, for staff who have to act.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::DbErr;

use super::{
    Vault, everything_of,
    field::{self, Field, Known},
    known, opened, posted,
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

impl Person {
    /// First and last name, as far as they are known.
    #[must_use]
    pub fn name(&self) -> String {
        let names = [&self.first_name, &self.last_name].into_iter().flatten();
        names.map(String::as_str).collect::<Vec<_>>().join(" ")
    }

    /// Where letters reach them, a line each, the postcode last; none where no address is known.
    #[must_use]
    pub fn posted_to(&self) -> Option<Vec<String>> {
        let lines = self.address.as_deref()?.lines().map(str::trim);
        let lines: Vec<_> = lines.filter(|line| !line.is_empty()).map(str::to_owned).collect();
        (!lines.is_empty()).then(|| lines.into_iter().chain(self.postcode.clone()).collect())
    }

    /// The same as one text, by which an address is known again.
    pub(crate) fn address_as_text(&self) -> Option<String> {
        posted(self.address.as_deref(), self.postcode.as_deref())
    }

    fn of(mut known: Known) -> Self {
        Self {
            first_name: known.remove(&Field::FirstName),
            last_name: known.remove(&Field::LastName),
            dob: known.remove(&Field::Dob).as_deref().and_then(field::date),
            mobile: known.remove(&Field::Mobile),
            email: known.remove(&Field::Email),
            address: known.remove(&Field::Address),
            postcode: known.remove(&Field::Postcode),
        }
    }
}

/// Reads it; none when the vault has nothing of them. Whoever asks has written into the audit that they do.
pub(crate) async fn person(db: &Db, participant: i32) -> Result<Option<Person>, DbErr> {
    let known = known(&db.vault, participant).await?;
    Ok((!known.is_empty()).then(|| Person::of(known)))
}

/// The same of some people. Nothing is told of whom the vault does not have.
///
/// # Errors
/// When a store fails, or what it has of one of them does not open.
pub(crate) async fn people(
    vault: &Vault,
    participants: &[i32],
) -> Result<HashMap<i32, Person>, DbErr> {
    let known = opened(vault, participants, everything_of).await?;
    Ok(known.into_iter().map(|(id, known)| (id, Person::of(known))).collect())
}

/// The same of those of them whose data open. Whose do not keeps nobody else from being told.
///
/// # Errors
/// When a store fails, or nobody's data open.
pub(crate) async fn readable(
    vault: &Vault,
    participants: &[i32],
) -> Result<HashMap<i32, Person>, DbErr> {
    let error = match people(vault, participants).await {
        Ok(people) => return Ok(people),
        Err(error) => error,
    };
    let mut readable = HashMap::new();
    for participant in participants {
        readable.extend(people(vault, &[*participant]).await.unwrap_or_default());
    }
    if readable.is_empty() { Err(error) } else { Ok(readable) }
}
