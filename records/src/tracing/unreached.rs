//! What somebody learned of an address or a number: a letter came back, a number is not theirs. A number is the one on record at
//! that moment, an address the one that the letter went to. It holds until that is changed, like a message that came back.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, Select,
};
use surveys::{calendar, telephone, tracing::Unreached, value::Value};

use super::{
    TracingError,
    letters::{self, About},
    marks::standing,
    reached,
};
use crate::{
    Db,
    audit::Entry,
    auth::Caseworker,
    entity::unreached,
    identity::{self, Vault},
    outbox::marked,
    participants,
    studies::StudyHandle,
};

/// What somebody learned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct News {
    /// What.
    pub what: Unreached,
    /// The day of it.
    pub on: NaiveDate,
    /// The day of the letter that came back, as it stands on it, where that is known.
    pub letter_on: Option<NaiveDate>,
}

/// Of what it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaidOf {
    /// The address or number on record now: nothing goes there any more.
    OnRecord,
    /// An address that is no longer on record: the one that is stays in use.
    Earlier,
}

/// Something that was learned of somebody, as staff read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learned {
    /// Its number.
    pub id: i32,
    /// What.
    pub what: Unreached,
    /// The day of it.
    pub on: NaiveDate,
    /// Who wrote it down: a number and a role.
    pub by: String,
    /// Whether it was a mistake.
    pub is_taken_back: bool,
    /// Whether it is about what is on record now.
    pub stands: bool,
}

/// What came of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Noted {
    New(SaidOf),
    Known(SaidOf),
    NothingHeld,
    /// Letters of these days went to more than one address, or none is of the day that was named.
    WhichLetter(Vec<NaiveDate>),
}

/// Writes down what somebody on the staff learned of a participant's address or number. It again, of the same address or
/// number, changes nothing.
///
/// # Errors
/// When there is no such participant, nothing on record that it could be said of, it is not said which of several letters came
/// back, or the database fails.
pub async fn record(
    db: &Db,
    by: &Caseworker,
    study: &StudyHandle,
    (id, news): (i32, News),
    now: DateTime<Utc>,
) -> Result<SaidOf, TracingError> {
    let (by, study, vault) = (by.clone(), study.clone(), db.vault.clone());
    db.write(move |transaction| {
        Box::pin(async move {
            let person = reached(transaction, &by, &study, id).await?;
            let learned = (news, &*by.actor());
            match note((transaction, &vault), &study, person.id, learned, now).await? {
                Noted::NothingHeld => Err(TracingError::NothingHeld),
                Noted::WhichLetter(days) => Err(TracingError::WhichLetter(days)),
                Noted::New(of) | Noted::Known(of) => Ok(of),
            }
        })
    })
    .await
}

/// Writes it down in the transaction of the call in which it was learned. Where no number is on record, there is nothing to say.
pub(crate) async fn learned_by_telephone(
    store: (&DatabaseTransaction, &Vault),
    study: &StudyHandle,
    person: i32,
    learned: (News, &str),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    note(store, study, person, learned, now).await.map(drop)
}

/// Writes down that the number among details which are on record from now on is a landline, where it is one, in the transaction that
/// puts them there.
pub(crate) async fn takes_no_texts(
    (transaction, vault): (&DatabaseTransaction, &Vault),
    study: &StudyHandle,
    (person, details): (i32, &[(String, Value)]),
    actor: &str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let Some(number) = landline(details) else { return Ok(()) };
    let keys = vault.keys.of(&[person]).await?;
    let Some(key) = keys.get(&person) else { return Ok(()) };
    let (what, mark) = (Unreached::Landline, marked(key, &number));
    let known = standing(&[person])
        .filter(unreached::Column::What.eq(what.name()))
        .filter(unreached::Column::AddressMark.eq(&mark));
    if known.count(transaction).await? > 0 {
        return Ok(());
    }
    let on = calendar::date_in(&study.study().timezone, now);
    let news = News { what, on, letter_on: None };
    written(transaction, (study.id, person, mark), (news, actor), now).await
}

/// The number among these details, as it is kept, if it is a landline.
fn landline(details: &[(String, Value)]) -> Option<String> {
    let number = details.iter().find_map(|(name, value)| match value {
        Value::Text(text) if name == "contact_mobile" => Some(text),
        _ => None,
    });
    number
        .filter(|number| telephone::is_landline(number))
        .and_then(|number| telephone::international(number))
}

pub(super) async fn note(
    (transaction, vault): (&DatabaseTransaction, &Vault),
    study: &StudyHandle,
    person: i32,
    (news, actor): (News, &str),
    now: DateTime<Utc>,
) -> Result<Noted, DbErr> {
    let what = news.what;
    participants::hold(transaction, [person]).await?;
    let on_record = held(vault, person, what).await?;
    let about = match (what, on_record.clone()) {
        (Unreached::ReturnedMail, _) => {
            let whose = (study.study().timezone.as_str(), person);
            let letter = (news.on, news.letter_on);
            letters::went_to((transaction, vault), whose, letter).await?
        }
        (Unreached::WrongNumber | Unreached::DeadNumber | Unreached::Landline, None) => {
            About::NothingHeld
        }
        (Unreached::WrongNumber | Unreached::DeadNumber | Unreached::Landline, Some(mark)) => {
            About::Mark(mark)
        }
    };
    let mark = match about {
        About::Mark(mark) => mark,
        About::NothingHeld => return Ok(Noted::NothingHeld),
        About::Which(days) => return Ok(Noted::WhichLetter(days)),
    };
    let is_now = on_record.as_ref() == Some(&mark);
    let of = if is_now { SaidOf::OnRecord } else { SaidOf::Earlier };
    let known = standing(&[person])
        .filter(unreached::Column::What.eq(what.name()))
        .filter(unreached::Column::AddressMark.eq(&mark));
    if known.count(transaction).await? > 0 {
        return Ok(Noted::Known(of));
    }
    written(transaction, (study.id, person, mark), (news, actor), now).await?;
    Ok(Noted::New(of))
}

async fn written(
    transaction: &DatabaseTransaction,
    (study, person, mark): (i32, i32, String),
    (news, actor): (News, &str),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let row = unreached::ActiveModel {
        participant_id: Set(person),
        what: Set(news.what.name().to_owned()),
        address_mark: Set(mark),
        happened_on: Set(news.on),
        recorded_at: Set(now),
        recorded_by: Set(actor.to_owned()),
        ..Default::default()
    };
    unreached::Entity::insert(row).exec_without_returning(transaction).await?;
    let entry = Entry::new(actor, "learned that nothing arrives", news.what.name());
    entry.about(person).in_study(study).write(transaction, now).await.map(drop)
}

/// The mark of the address or number on record that it is said of.
pub(super) async fn held(
    vault: &Vault,
    person: i32,
    what: Unreached,
) -> Result<Option<String>, DbErr> {
    let contact = identity::contacts(vault, &[person]).await?.remove(&person).unwrap_or_default();
    let Some(address) = what.ways().first().and_then(|way| contact.at(*way)) else {
        return Ok(None);
    };
    Ok(vault.keys.of(&[person]).await?.get(&person).map(|key| marked(key, &address)))
}

/// It was a mistake: the address or number is right. Taken back once more it changes nothing.
///
/// # Errors
/// When there is no such row of anybody whom they reach, or the database fails.
pub async fn take_back(
    db: &Db,
    by: &Caseworker,
    study: &StudyHandle,
    (id, learned): (i32, i32),
    now: DateTime<Utc>,
) -> Result<(), TracingError> {
    let (by, study) = (by.clone(), study.clone());
    db.write(move |transaction| {
        Box::pin(async move {
            let person = reached(transaction, &by, &study, id).await?;
            let row = theirs(person.id).filter(unreached::Column::Id.eq(learned));
            let row = row.one(transaction).await?.ok_or(TracingError::NoSuchParticipant)?;
            if row.taken_back_at.is_some() {
                return Ok(());
            }
            let back = unreached::ActiveModel {
                id: Set(row.id),
                taken_back_at: Set(Some(now)),
                taken_back_by: Set(Some(by.actor())),
                ..Default::default()
            };
            unreached::Entity::update(back).exec_without_returning(transaction).await?;
            let entry = Entry::new(&by.actor(), "taken back that nothing arrives", &row.what);
            entry.about(person.id).in_study(study.id).write(transaction, now).await?;
            Ok(())
        })
    })
    .await
}

/// Everything that was learned of somebody, newest first.
pub(crate) async fn of_participant(db: &Db, person: i32) -> Result<Vec<Learned>, DbErr> {
    let rows = theirs(person).order_by_desc(unreached::Column::Id).all(db.read()).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut now = HashSet::new();
    for what in Unreached::ALL {
        now.extend(held(&db.vault, person, what).await?);
    }
    let told = rows.into_iter().filter_map(|row| {
        let is_taken_back = row.taken_back_at.is_some();
        Some(Learned {
            id: row.id,
            what: Unreached::from_name(&row.what)?,
            on: row.happened_on,
            by: row.recorded_by,
            stands: !is_taken_back && now.contains(&row.address_mark),
            is_taken_back,
        })
    });
    Ok(told.collect())
}

pub(super) fn theirs(person: i32) -> Select<unreached::Entity> {
    unreached::Entity::find().filter(unreached::Column::ParticipantId.eq(person))
}
