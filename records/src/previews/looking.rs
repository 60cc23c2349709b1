//! Whom somebody may look at, and with which name. That they looked is in the audit before anything is told.

use chrono::{DateTime, Utc};
use sea_orm::{DbErr, EntityTrait};

use super::Called;
use crate::{
    Db, audit::Entry, auth::MessageReader, entity::participant, identity, participants, people,
    studies::StudyHandle,
};

/// What it is for.
const PURPOSE: &str = "to see what they are sent";

/// Who is looked at.
#[derive(Clone, Copy, Debug)]
pub enum Whom<'a> {
    /// By study number, however it was typed.
    Number(&'a str),
    /// By the row that opens their page.
    Row(i32),
}

/// Somebody, as far as whoever looks may know them.
pub(super) struct Looked {
    pub person: participant::Model,
    pub called: Called,
    /// Empty where it is not known.
    pub first_name: String,
    pub has_birthday: bool,
}

/// Of whom they look after they see the name. An evaluator sees that of nobody, and their vault is not opened.
pub(super) async fn looked(
    db: &Db,
    by: &MessageReader,
    study: &StudyHandle,
    (whom, invented): (Whom<'_>, &str),
    now: DateTime<Utc>,
) -> Result<Option<Looked>, DbErr> {
    let person = match whom {
        Whom::Number(typed) => participants::by_typed_number(db.read(), study.id, typed).await?,
        Whom::Row(id) => participant::Entity::find_by_id(id).one(db.read()).await?,
    };
    let Some(person) = person.filter(|person| person.study_id == study.id) else {
        return Ok(None);
    };
    if let Some(caseworker) = by.caseworker()
        && let Some(person) =
            people::shown(db, caseworker, study, (person.id, PURPOSE), now).await?
    {
        return by_name(db, person).await.map(Some);
    }
    let evaluator = by.evaluator().filter(|evaluator| evaluator.study_id() == study.id);
    let Some(evaluator) = evaluator else { return Ok(None) };
    let entry = Entry::new(&evaluator.actor(), "messages previewed", &person.study_number);
    let entry = entry.about(person.id).in_study(study.id).to(PURPOSE);
    entry.write_alone(db, now).await?;
    let has_birthday = identity::has_birthday(&db.vault, person.id).await?;
    let (called, first_name) = (Called::MadeUp, invented.to_owned());
    Ok(Some(Looked { person, called, first_name, has_birthday }))
}

async fn by_name(db: &Db, person: participant::Model) -> Result<Looked, DbErr> {
    let known = identity::person(db, person.id).await?.unwrap_or_default();
    let first_name = known.first_name.unwrap_or_default();
    let called = if first_name.is_empty() { Called::NotKnown } else { Called::Theirs };
    Ok(Looked { person, called, first_name, has_birthday: known.dob.is_some() })
}
