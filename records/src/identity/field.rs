//! What the vault knows of a person, field by field, and how each is sealed into its column.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sea_orm::{ActiveValue, ActiveValue::Set, DbErr};
use zeroize::Zeroizing;

use crate::{
    entity::{identity, vault_step},
    participants::Enrolment,
    sealing::Sealer,
};

/// A column of the vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Field {
    FirstName,
    LastName,
    Dob,
    Nino,
    NhsNumber,
    Mobile,
    Email,
    Address,
    Postcode,
    /// What was typed on pages about such things and is not in order yet, as JSON.
    Drafts,
    /// Who may know how to reach them, and when that was last looked at, as JSON.
    StableContacts,
}

/// What is known, as text; a date as `1984-03-02`.
pub(crate) type Known = BTreeMap<Field, String>;

impl Field {
    pub const ALL: [Self; 11] = [
        Self::FirstName,
        Self::LastName,
        Self::Dob,
        Self::Nino,
        Self::NhsNumber,
        Self::Mobile,
        Self::Email,
        Self::Address,
        Self::Postcode,
        Self::Drafts,
        Self::StableContacts,
    ];

    /// The column's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::FirstName => "first_name",
            Self::LastName => "last_name",
            Self::Dob => "dob",
            Self::Nino => "nino",
            Self::NhsNumber => "nhs_number",
            Self::Mobile => "mobile",
            Self::Email => "email",
            Self::Address => "address",
            Self::Postcode => "postcode",
            Self::Drafts => "drafts",
            Self::StableContacts => "stable_contacts",
        }
    }

    /// The field that holds a survey's variable.
    pub fn of_variable(variable: &str) -> Option<Self> {
        Some(match variable {
            "dob" => Self::Dob,
            "contact_mobile" => Self::Mobile,
            "contact_email" => Self::Email,
            "contact_address" => Self::Address,
            "contact_postcode" => Self::Postcode,
            _ => return None,
        })
    }

    /// Where a person's value stands: it is sealed for this place and opens in no other.
    pub fn place(self, person: i32) -> String {
        format!("identity|{}|{person}", self.name())
    }

    /// What was sealed into a row.
    ///
    /// # Errors
    /// When it was sealed with another key or for another place, or was changed.
    pub fn open(self, row: &identity::Model, key: &Sealer) -> Result<Option<String>, DbErr> {
        let Some(sealed) = self.column(row) else { return Ok(None) };
        let told = |what: &str| {
            let place = self.place(row.participant_id);
            DbErr::Custom(format!("the vault's {place} {what}"))
        };
        let opened = key.open(&self.place(row.participant_id), sealed);
        let opened = opened.map_err(|_| told("does not open: it was changed, or moved"))?;
        let text = String::from_utf8(opened.to_vec()).map_err(|_| told("is no text"))?;
        Ok(Some(text).filter(|text| !text.is_empty()))
    }

    fn column(self, row: &identity::Model) -> Option<&Vec<u8>> {
        match self {
            Self::FirstName => &row.first_name,
            Self::LastName => &row.last_name,
            Self::Dob => &row.dob,
            Self::Nino => &row.nino,
            Self::NhsNumber => &row.nhs_number,
            Self::Mobile => &row.mobile,
            Self::Email => &row.email,
            Self::Address => &row.address,
            Self::Postcode => &row.postcode,
            Self::Drafts => &row.drafts,
            Self::StableContacts => &row.stable_contacts,
        }
        .as_ref()
    }

    /// The column of a step that will become this one.
    pub fn of_step(self, step: &mut vault_step::ActiveModel) -> &mut ActiveValue<Option<Vec<u8>>> {
        match self {
            Self::FirstName => &mut step.first_name,
            Self::LastName => &mut step.last_name,
            Self::Dob => &mut step.dob,
            Self::Nino => &mut step.nino,
            Self::NhsNumber => &mut step.nhs_number,
            Self::Mobile => &mut step.mobile,
            Self::Email => &mut step.email,
            Self::Address => &mut step.address,
            Self::Postcode => &mut step.postcode,
            Self::Drafts => &mut step.drafts,
            Self::StableContacts => &mut step.stable_contacts,
        }
    }
}

/// What a row says about who somebody is. A blank says nothing.
pub(super) fn of_enrolment(row: &Enrolment) -> Known {
    let dob = row.dob.map(|dob| dob.to_string());
    let given = [
        (Field::FirstName, &row.first_name),
        (Field::LastName, &row.last_name),
        (Field::Dob, &dob),
        (Field::Nino, &row.nino),
        (Field::Mobile, &row.mobile),
        (Field::Email, &row.email),
        (Field::Address, &row.address),
        (Field::Postcode, &row.postcode),
    ];
    given.into_iter().filter_map(|(field, text)| Some((field, text.clone()?))).collect()
}

pub(super) fn date(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

/// The sealed bytes of a step's column.
pub(super) fn sealed(
    field: Field,
    person: i32,
    key: &Sealer,
    text: &str,
) -> ActiveValue<Option<Vec<u8>>> {
    let plain = Zeroizing::new(text.as_bytes().to_vec());
    Set(Some(key.seal(&field.place(person), &plain)))
}
