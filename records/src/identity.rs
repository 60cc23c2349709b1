//! The identity vault: names, birthdays, contact details, NINOs. Nothing else reads or writes them. Every
//! column is sealed with a key of the person's own.

mod field;

mod step;

mod contact;

mod person;

mod words;

mod keeping;

mod enrolling;

mod naming;

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter};
use surveys::{
    keys::PageKey,
    sheet::Draft,
    stopping::Way,
    telephone,
    value::{Answers, Value},
};

use self::field::{Field, Known};
pub use self::{contact::Kind, person::Person};
pub(crate) use self::{
    contact::{Addresses, addresses, find, has_birthday},
    enrolling::{differences, enrol},
    keeping::{
        Findable, all_held, everything, findable, forget_numbers, identities, name_stable_contacts,
        stable_contacts, who_is_known, whose_numbers_are_known,
    },
    naming::{called, index_names},
    person::{people, person, readable},
    step::{forget, is_to_be_forgotten, note_erased, settle, sweep, write},
    words::{forget_words, put_words, words_of},
};
use crate::{
    Db,
    entity::{identity, vault_step},
    gather::of_few_lengths,
    keys::Keys,
    sealing::Sealer,
};

/// The store of identities, and the keys that open it.
#[derive(Clone, Debug)]
pub(crate) struct Vault {
    pub read: DatabaseConnection,
    pub write: DatabaseConnection,
    pub keys: Keys,
}

/// What a participant's own pages may show again, and what conditions may use.
#[derive(Clone, Debug, Default)]
pub(crate) struct Kept {
    pub dob: Option<NaiveDate>,
    /// Values by variable, as the survey names them.
    pub vault: Answers,
    /// Drafts of private pages, by wave, as JSON.
    drafts: Option<String>,
}

type Drafts = BTreeMap<String, BTreeMap<PageKey, Draft>>;

impl Kept {
    /// Whether there is something for this way.
    pub fn has(&self, way: Way) -> bool {
        let variable = match way {
            Way::Sms | Way::Phone => "contact_mobile",
            Way::Email => "contact_email",
            Way::Post => "contact_address",
        };
        self.vault.get(variable).is_some()
    }

    /// The drafts of a wave's private pages.
    pub fn drafts_of(&self, wave: &str) -> Result<BTreeMap<PageKey, Draft>, DbErr> {
        Ok(self.drafts()?.remove(wave).unwrap_or_default())
    }

    /// Read for one person at a time, so that nobody else's page depends on it.
    fn drafts(&self) -> Result<Drafts, DbErr> {
        let drafts = self.drafts.as_deref().map_or_else(|| Ok(Drafts::new()), serde_json::from_str);
        drafts.map_err(|error| DbErr::Json(error.to_string()))
    }

    fn of(row: &identity::Model, key: &Sealer) -> Result<Self, DbErr> {
        let dob = Field::Dob.open(row, key)?.as_deref().and_then(field::date);
        let mut vault = Answers::default();
        if let Some(dob) = dob {
            vault.set("dob".to_owned(), Value::Date(dob));
        }
        for variable in ["contact_mobile", "contact_email", "contact_address", "contact_postcode"] {
            let text = Field::of_variable(variable).map(|field| field.open(row, key));
            if let Some(text) = text.transpose()?.flatten() {
                vault.set(variable.to_owned(), Value::Text(text));
            }
        }
        Ok(Self { dob, vault, drafts: Field::Drafts.open(row, key)? })
    }
}

/// What the vault keeps, by participant.
pub(crate) async fn of_all(
    vault: &Vault,
    participants: &[i32],
) -> Result<HashMap<i32, Kept>, DbErr> {
    opened(vault, participants, Kept::of).await
}

/// Dates of birth, for ages in exports.
pub(crate) async fn birthdays(
    vault: &Vault,
    participants: &[i32],
) -> Result<HashMap<i32, NaiveDate>, DbErr> {
    let dob = |row: &identity::Model, key: &Sealer| {
        Ok(Field::Dob.open(row, key)?.as_deref().and_then(field::date))
    };
    let birthdays = opened(vault, participants, dob).await?;
    Ok(birthdays.into_iter().filter_map(|(id, dob)| Some((id, dob?))).collect())
}

/// Where somebody is reached, and what they are called. It is read at the moment of sending, and kept nowhere.
#[derive(Clone, Default)]
pub(crate) struct Contact {
    pub first_name: Option<String>,
    pub mobile: Option<String>,
    pub email: Option<String>,
    pub address: Option<String>,
    pub postcode: Option<String>,
}

impl Contact {
    /// What somebody is reached at in this way, as one text.
    pub fn at(&self, way: Way) -> Option<String> {
        match way {
            Way::Sms | Way::Phone => self.mobile.clone(),
            Way::Email => self.email.clone(),
            Way::Post => posted(self.address.as_deref(), self.postcode.as_deref()),
        }
    }
}

/// Where letters go, as one text.
fn posted(address: Option<&str>, postcode: Option<&str>) -> Option<String> {
    address.map(|address| format!("{address}\n{}", postcode.unwrap_or_default()))
}

/// How to reach somebody. Nothing is known of whom the vault does not have.
pub(crate) async fn contact(db: &Db, participant: i32) -> Result<Contact, DbErr> {
    let mut known = known(&db.vault, participant).await?;
    Ok(Contact {
        first_name: known.remove(&Field::FirstName),
        mobile: known.remove(&Field::Mobile),
        email: known.remove(&Field::Email),
        address: known.remove(&Field::Address),
        postcode: known.remove(&Field::Postcode),
    })
}

/// The same of some people.
pub(crate) async fn contacts(
    vault: &Vault,
    participants: &[i32],
) -> Result<HashMap<i32, Contact>, DbErr> {
    let contact = |row: &identity::Model, key: &Sealer| {
        Ok(Contact {
            first_name: Field::FirstName.open(row, key)?,
            mobile: Field::Mobile.open(row, key)?,
            email: Field::Email.open(row, key)?,
            address: Field::Address.open(row, key)?,
            postcode: Field::Postcode.open(row, key)?,
        })
    };
    opened(vault, participants, contact).await
}

/// What `open` makes of each row. Whose key was destroyed is not there, whatever the row still holds.
async fn opened<T>(
    vault: &Vault,
    participants: &[i32],
    open: impl Fn(&identity::Model, &Sealer) -> Result<T, DbErr>,
) -> Result<HashMap<i32, T>, DbErr> {
    let theirs = identity::Column::ParticipantId.is_in(participants.iter().copied());
    let rows = identity::Entity::find().filter(theirs).all(&vault.read).await?;
    let people: Vec<_> = rows.iter().map(|row| row.participant_id).collect();
    let keys = vault.keys.of(&people).await?;
    let mut all = HashMap::with_capacity(rows.len());
    for row in rows {
        if let Some(key) = keys.get(&row.participant_id) {
            all.insert(row.participant_id, open(&row, key)?);
        }
    }
    Ok(all)
}

/// Everything that is known of one person.
async fn known(vault: &Vault, participant: i32) -> Result<Known, DbErr> {
    let mut known = opened(vault, &of_few_lengths(vec![participant]), everything_of).await?;
    Ok(known.remove(&participant).unwrap_or_default())
}

fn everything_of(row: &identity::Model, key: &Sealer) -> Result<Known, DbErr> {
    let mut known = Known::new();
    for field in Field::ALL {
        known.extend(field.open(row, key)?.map(|text| (field, text)));
    }
    Ok(known)
}

/// The step that puts values which a person gave in a survey, and the drafts of a wave's private pages in
/// place of those before, into the vault; none when nothing is new.
pub(crate) async fn put(
    vault: &Vault,
    participant: i32,
    values: &[(String, Value)],
    kept: &Kept,
    (wave, drafts): (&str, &BTreeMap<PageKey, Draft>),
) -> Result<Option<vault_step::ActiveModel>, DbErr> {
    let mut new: Known = values.iter().filter_map(given).collect();
    let before = kept.drafts()?;
    let mut all = before.clone();
    if drafts.is_empty() {
        all.remove(wave);
    } else {
        all.insert(wave.to_owned(), drafts.clone());
    }
    if all != before {
        let json = serde_json::to_string(&all).map_err(|error| DbErr::Json(error.to_string()))?;
        new.insert(Field::Drafts, json);
    }
    if new.is_empty() { Ok(None) } else { step::put(vault, participant, &new).await }
}

/// Puts contact details that a person changed into the vault.
pub(crate) async fn change(
    transaction: &impl ConnectionTrait,
    vault: &Vault,
    participant: i32,
    values: &[(String, Value)],
) -> Result<(), DbErr> {
    let new: Known = values.iter().filter_map(given).collect();
    let step = if new.is_empty() { None } else { step::put(vault, participant, &new).await? };
    write(transaction, step.into_iter().collect()).await
}

/// A value in its field, a telephone number as every network takes it. A blank says nothing, so it never empties what is
/// known.
fn given((variable, value): &(String, Value)) -> Option<(Field, String)> {
    let field = Field::of_variable(variable)?;
    let text = match value {
        Value::Date(date) if field == Field::Dob => date.to_string(),
        Value::Text(text) if field == Field::Mobile && !text.is_empty() => {
            telephone::international(text).unwrap_or_else(|| text.clone())
        }
        Value::Text(text) if field != Field::Dob && !text.is_empty() => text.clone(),
        _ => return None,
    };
    Some((field, text))
}
