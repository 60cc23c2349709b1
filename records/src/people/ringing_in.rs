//! What is done at once for somebody who rings in: their link goes to them again, and they are reached in another way from
//! then on.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait, QueryFilter};
use surveys::{
    answer::{Problem, details_for_staff},
    keys::WaveKey,
    schedule::{Person, Reach},
    study::Study,
    typed::Typed,
    value::Value,
};

use super::{reached, waves};
use crate::{
    Db,
    audit::Entry,
    auth::Caseworker,
    entity::outbox as outbox_row,
    identity,
    outbox::{self, Channel, Message, Recipient, Template},
    participants, schedule, stopping,
    studies::StudyHandle,
    tracing,
};

/// Why a link does not go.
#[derive(Debug, thiserror::Error)]
pub enum LinkNotSent {
    /// There is no such participant among those whom they reach.
    #[error("there is no such participant")]
    NoSuchParticipant,
    /// The survey cannot be answered now.
    #[error("the survey is not open to them")]
    NotOpen,
    /// Nothing goes to them in this way.
    #[error("nothing goes to them in this way")]
    NoWay,
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// Why contact details stay as they are.
#[derive(Debug, thiserror::Error)]
pub enum DetailsKept {
    /// There is no such participant among those whom they reach.
    #[error("there is no such participant")]
    NoSuchParticipant,
    /// They died, or their name was deleted.
    #[error("they died, or their name was deleted")]
    Ended,
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// What is open on the form of new details.
#[derive(Clone, Debug, PartialEq)]
pub enum NotNew {
    /// Nothing was written.
    Nothing,
    /// An address was, without its postcode: the one that is on record belongs to the old address.
    NoPostcode,
    /// A number, an address or a postcode cannot be used.
    Detail(Problem),
}

/// How somebody is reached from now on, by variable. What is not in it stays as it was.
#[derive(Clone, Debug)]
pub struct NewDetails(Vec<(String, Value)>);

impl NewDetails {
    /// Reads the `contact_…` boxes of a form; an empty one says nothing.
    ///
    /// # Errors
    /// Everything that cannot be used.
    pub fn parse(typed: &Typed) -> Result<Self, Vec<NotNew>> {
        let given = details_for_staff("contact", typed)
            .map_err(|problems| problems.into_iter().map(NotNew::Detail).collect::<Vec<_>>())?;
        let is_given = |part: &str| given.iter().any(|(at, text)| at == part && !text.is_empty());
        if is_given("contact_address") && !is_given("contact_postcode") {
            return Err(vec![NotNew::NoPostcode]);
        }
        let given = given.into_iter().filter(|(_, text)| !text.is_empty());
        let given: Vec<_> = given.map(|(name, text)| (name, Value::Text(text))).collect();
        if given.is_empty() { Err(vec![NotNew::Nothing]) } else { Ok(Self(given)) }
    }
}

/// In which ways a link reaches somebody now, the one that is used first before the other: by email, by text. Neither where
/// nothing is sent to them, they have not agreed to it or stopped it, or there is no address and no number to which
/// anything goes.
pub(crate) async fn ways_of_link(
    db: &Db,
    study: &Study,
    id: i32,
    now: DateTime<Utc>,
) -> Result<Vec<Channel>, DbErr> {
    let known = schedule::known_of(db, study, &[id], now).await?;
    let listens = |person: &&Person<'_>| !person.has_ended && person.paused_until.is_none();
    let Some(person) = known.get(&id).filter(listens) else { return Ok(Vec::new()) };
    let is_open = |channel: &Channel| person.ways.get(&channel.way()) == Some(&Reach::Open);
    Ok([Channel::Email, Channel::Sms].into_iter().filter(is_open).collect())
}

/// Their link, which goes at once. The template is the one that fits the way.
pub(crate) fn invitation(
    (study, id, wave): (i32, i32, &str),
    channel: Channel,
    once: String,
    now: DateTime<Utc>,
) -> Message {
    let template = match channel {
        Channel::Sms => Template::SurveyInvitationText,
        Channel::Email | Channel::Post => Template::SurveyInvitation,
    };
    Message {
        study_id: Some(study),
        to: Recipient::Participant(id),
        channel,
        template,
        facts: BTreeMap::from([("wave".to_owned(), wave.to_owned())]),
        once,
        not_before: now,
    }
}

/// Sends somebody the link that they have once more. Asked for twice within a minute, it goes once.
///
/// # Errors
/// When there is no such participant, the survey is not open to them, nothing goes to them in this way, or the database
/// fails.
pub async fn send_link(
    db: &Db,
    by: &Caseworker,
    study: &StudyHandle,
    (id, wave, channel): (i32, WaveKey, Channel),
    now: DateTime<Utc>,
) -> Result<(), LinkNotSent> {
    if reached(db.read(), by, study, id).await?.is_none() {
        return Err(LinkNotSent::NoSuchParticipant);
    }
    if !ways_of_link(db, study.study(), id, now).await?.contains(&channel) {
        return Err(LinkNotSent::NoWay);
    }
    let (by, study) = (by.clone(), study.clone());
    db.write(move |transaction| {
        Box::pin(async move {
            participants::hold(transaction, [id]).await?;
            let waves = waves::in_study(transaction, study.study(), id, now).await?;
            if !waves.iter().any(|one| one.wave == wave && one.stands.can_be_answered()) {
                return Err(LinkNotSent::NotOpen);
            }
            let way = channel.name();
            let again = format!("link again {id} {wave} {way} ");
            if went_just_now(transaction, &again, now).await? {
                return Ok(());
            }
            let once = format!("{again}{}", now.timestamp_millis());
            let message = invitation((study.id, id, wave.as_str()), channel, once, now);
            outbox::enqueue(transaction, message, now).await?;
            let entry = Entry::new(&by.actor(), "link sent again", &format!("{wave}, {way}"));
            entry.about(id).in_study(study.id).write(transaction, now).await?;
            Ok(())
        })
    })
    .await
}

/// Whether what begins so was asked for within the last minute: whoever pressed a button twice wants it once.
async fn went_just_now(
    transaction: &DatabaseTransaction,
    again: &str,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let went = outbox_row::Entity::find()
        .filter(outbox_row::Column::Once.starts_with(again))
        .filter(outbox_row::Column::EnqueuedAt.gt(now - TimeDelta::minutes(1)))
        .count(transaction)
        .await?;
    Ok(went > 0)
}

/// Puts what they say of how to reach them in the place of what is on record. A landline is rung, and no text goes there.
///
/// # Errors
/// When there is no such participant, nothing is kept of who they are any more, or the database fails. Nothing is then
/// changed.
pub async fn change_details(
    db: &Db,
    by: &Caseworker,
    study: &StudyHandle,
    (id, details): (i32, NewDetails),
    now: DateTime<Utc>,
) -> Result<(), DetailsKept> {
    let (by, study) = (by.clone(), study.clone());
    db.write_with_vault(now, move |transaction, vault| {
        Box::pin(async move {
            let person = reached(transaction, &by, &study, id).await?;
            let person = person.ok_or(DetailsKept::NoSuchParticipant)?;
            participants::hold(transaction, [person.id]).await?;
            if stopping::state(transaction, person.id).await?.is_over() {
                return Err(DetailsKept::Ended);
            }
            let NewDetails(details) = details;
            identity::change(transaction, vault, person.id, &details).await?;
            let (store, whose) = ((transaction, vault), (person.id, details.as_slice()));
            tracing::takes_no_texts(store, &study, whose, &by.actor(), now).await?;
            let what: Vec<_> = details.iter().map(|(name, _)| name.as_str()).collect();
            let entry = Entry::new(&by.actor(), "contact details changed", &what.join(", "));
            entry.about(person.id).in_study(study.id).write(transaction, now).await?;
            Ok(())
        })
    })
    .await
}
