//! The identity vault: names, birthdays, contact details, NINOs. Nothing else reads or writes them.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait,
    IntoActiveModel, QueryFilter, QuerySelect, sea_query::OnConflict,
};
use surveys::{
    keys::PageKey,
    sheet::Draft,
    value::{Answers, Value},
};

use crate::{Db, entity::identity, participants::Enrolment};

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
    /// The drafts of a wave's private pages.
    pub fn drafts_of(&self, wave: &str) -> Result<BTreeMap<PageKey, Draft>, DbErr> {
        Ok(self.drafts()?.remove(wave).unwrap_or_default())
    }

    /// Read for one person at a time, so that nobody else's page depends on it.
    fn drafts(&self) -> Result<Drafts, DbErr> {
        let drafts = self.drafts.as_deref().map_or_else(|| Ok(Drafts::new()), serde_json::from_str);
        drafts.map_err(|error| DbErr::Json(error.to_string()))
    }
}

/// What the vault keeps, by participant.
pub(crate) async fn of_all(
    connection: &impl ConnectionTrait,
    participants: &[i32],
) -> Result<HashMap<i32, Kept>, DbErr> {
    let theirs = identity::Column::ParticipantId.is_in(participants.iter().copied());
    let rows = identity::Entity::find().filter(theirs).all(connection).await?;
    Ok(rows.into_iter().map(|row| (row.participant_id, kept(row))).collect())
}

fn kept(row: identity::Model) -> Kept {
    let mut vault = Answers::default();
    if let Some(dob) = row.dob {
        vault.set("dob".to_owned(), Value::Date(dob));
    }
    let contact = [
        ("contact_mobile", row.mobile),
        ("contact_email", row.email),
        ("contact_address", row.address),
        ("contact_postcode", row.postcode),
    ];
    for (variable, text) in contact {
        if let Some(text) = text {
            vault.set(variable.to_owned(), Value::Text(text));
        }
    }
    Kept { dob: row.dob, vault, drafts: row.drafts }
}

/// Dates of birth, for ages in exports.
pub(crate) async fn birthdays(
    connection: &impl ConnectionTrait,
    participants: &[i32],
) -> Result<HashMap<i32, NaiveDate>, DbErr> {
    let rows: Vec<(i32, Option<NaiveDate>)> = identity::Entity::find()
        .filter(identity::Column::ParticipantId.is_in(participants.iter().copied()))
        .select_only()
        .column(identity::Column::ParticipantId)
        .column(identity::Column::Dob)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(rows.into_iter().filter_map(|(id, dob)| Some((id, dob?))).collect())
}

/// Where somebody is reached, and what they are called.
#[derive(Clone, Default)]
pub(crate) struct Contact {
    pub first_name: Option<String>,
    pub mobile: Option<String>,
    pub email: Option<String>,
}

/// How to reach somebody. Nothing is known of whom the vault does not have.
pub(crate) async fn contact(db: &Db, participant: i32) -> Result<Contact, DbErr> {
    let row = identity::Entity::find_by_id(participant).one(db.read()).await?;
    let contact = row.map(|identity::Model { first_name, mobile, email, .. }| Contact {
        first_name,
        mobile,
        email,
    });
    Ok(contact.unwrap_or_default())
}

/// Puts values that a person gave in a survey into the vault.
pub(crate) async fn put(
    transaction: &impl ConnectionTrait,
    participant: i32,
    values: &[(String, Value)],
) -> Result<(), DbErr> {
    let mut row = identity::ActiveModel { participant_id: Set(participant), ..Default::default() };
    let columns: Vec<_> =
        values.iter().filter_map(|(variable, value)| place(&mut row, variable, value)).collect();
    if columns.is_empty() {
        return Ok(());
    }
    upsert(transaction, row, columns).await
}

/// Sets the column of a variable; none when the vault has no column for it.
fn place(
    row: &mut identity::ActiveModel,
    variable: &str,
    value: &Value,
) -> Option<identity::Column> {
    let text = match value {
        Value::Text(text) if !text.is_empty() => Some(text.clone()),
        // A blank says nothing, so it never empties what is known.
        _ if variable != "dob" => return None,
        _ => None,
    };
    let (field, column) = match variable {
        "dob" => {
            let date = value.date()?;
            row.dob = Set(Some(date));
            return Some(identity::Column::Dob);
        }
        "contact_mobile" => (&mut row.mobile, identity::Column::Mobile),
        "contact_email" => (&mut row.email, identity::Column::Email),
        "contact_address" => (&mut row.address, identity::Column::Address),
        "contact_postcode" => (&mut row.postcode, identity::Column::Postcode),
        _ => return None,
    };
    *field = Set(text);
    Some(column)
}

/// Keeps the drafts of a wave's private pages, in place of those before.
pub(crate) async fn put_drafts(
    transaction: &impl ConnectionTrait,
    participant: i32,
    kept: &Kept,
    wave: &str,
    drafts: &BTreeMap<PageKey, Draft>,
) -> Result<(), DbErr> {
    let before = kept.drafts()?;
    let mut all = before.clone();
    if drafts.is_empty() {
        all.remove(wave);
    } else {
        all.insert(wave.to_owned(), drafts.clone());
    }
    if all == before {
        return Ok(());
    }
    let json = serde_json::to_string(&all).map_err(|error| DbErr::Json(error.to_string()))?;
    let row = identity::ActiveModel {
        participant_id: Set(participant),
        drafts: Set(Some(json)),
        ..Default::default()
    };
    upsert(transaction, row, vec![identity::Column::Drafts]).await
}

/// Takes everything out of the vault that says who somebody is, for good.
pub(crate) async fn forget(
    transaction: &impl ConnectionTrait,
    participant: i32,
) -> Result<(), DbErr> {
    identity::Entity::delete_by_id(participant).exec(transaction).await.map(drop)
}

async fn upsert(
    transaction: &impl ConnectionTrait,
    row: identity::ActiveModel,
    columns: Vec<identity::Column>,
) -> Result<(), DbErr> {
    let conflict =
        OnConflict::column(identity::Column::ParticipantId).update_columns(columns).to_owned();
    identity::Entity::insert(row)
        .on_conflict(conflict)
        .exec_without_returning(transaction)
        .await
        .map(drop)
}

/// The columns of an enrolment row that the vault has otherwise. A blank in the file says nothing,
/// so it never empties what is known.
pub(crate) async fn differences(
    connection: &impl ConnectionTrait,
    participant: i32,
    row: &Enrolment,
) -> Result<Vec<&'static str>, DbErr> {
    let known = identity::Entity::find_by_id(participant).one(connection).await?;
    let other = |given: &Option<String>, known: Option<&Option<String>>| {
        given.is_some() && known.is_none_or(|known| known != given)
    };
    let known = known.as_ref();
    let mut different = Vec::new();
    let mut note = |name, differs: bool| {
        if differs {
            different.push(name);
        }
    };
    note("first_name", other(&row.first_name, known.map(|k| &k.first_name)));
    note("last_name", other(&row.last_name, known.map(|k| &k.last_name)));
    note("dob", row.dob.is_some() && known.is_none_or(|k| k.dob != row.dob));
    note("nino", other(&row.nino, known.map(|k| &k.nino)));
    note("mobile", other(&row.mobile, known.map(|k| &k.mobile)));
    note("email", other(&row.email, known.map(|k| &k.email)));
    note("address", other(&row.address, known.map(|k| &k.address)));
    note("postcode", other(&row.postcode, known.map(|k| &k.postcode)));
    Ok(different)
}

/// Puts an enrolment row into the vault; blanks leave what is known.
pub(crate) async fn enrol(
    transaction: &impl ConnectionTrait,
    participant: i32,
    row: &Enrolment,
) -> Result<(), DbErr> {
    let known = identity::Entity::find_by_id(participant).one(transaction).await?;
    let is_new = known.is_none();
    let mut kept = known.map_or_else(
        || identity::ActiveModel { participant_id: Set(participant), ..Default::default() },
        IntoActiveModel::into_active_model,
    );
    let or = |given: &Option<String>, field: &mut sea_orm::ActiveValue<Option<String>>| {
        if given.is_some() {
            *field = Set(given.clone());
        }
    };
    or(&row.first_name, &mut kept.first_name);
    or(&row.last_name, &mut kept.last_name);
    or(&row.nino, &mut kept.nino);
    or(&row.mobile, &mut kept.mobile);
    or(&row.email, &mut kept.email);
    or(&row.address, &mut kept.address);
    or(&row.postcode, &mut kept.postcode);
    if row.dob.is_some() {
        kept.dob = Set(row.dob);
    }
    if is_new {
        identity::Entity::insert(kept).exec_without_returning(transaction).await.map(drop)
    } else if kept.is_changed() {
        identity::Entity::update(kept).exec(transaction).await.map(drop)
    } else {
        Ok(())
    }
}
