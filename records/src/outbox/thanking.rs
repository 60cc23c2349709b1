//! Thanks for a survey that was sent, in the words that the study's protocol has for them; a study without any sends none.
//! They are written with the answers, once for each person and wave. They are no contact: nobody has one less for them.

use std::{collections::BTreeMap, sync::Arc};

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use surveys::{
    calendar, consent::State as Agreed, messages::Occasion, protocol::Protocol, schedule::Because,
    stopping::Way,
};

use super::{Channel, Message, Recipient, Template, occasions::OwnWords, settling::Outcome};
use crate::{
    Db,
    auth::Participant,
    entity::{outbox, participant, response},
    identity,
    protocols::{self, ProtocolError},
    safeguarding, stopping, studies, vouchers,
};

/// The ways of thanks for which there is an address or a number.
pub(crate) fn reached(has: impl Fn(Way) -> bool) -> Vec<Way> {
    Occasion::Thanks.ways().iter().copied().filter(|way| has(*way)).collect()
}

/// Has somebody thanked who sends their survey at this moment, in the first way that reaches them and for which there are
/// words; nobody who wants to hear nothing.
///
/// # Errors
/// When the database fails.
pub(crate) async fn thank(
    transaction: &impl ConnectionTrait,
    who: &Participant,
    (agreed, reached): (&Agreed, &[Way]),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let person = participant::Entity::find_by_id(who.id).one(transaction).await?;
    let Some(person) = person else { return Ok(()) };
    let (zone, wave) = (who.study().timezone.as_str(), who.wave().key.as_str());
    thank_for(transaction, (&person, wave, zone), (agreed, reached), now).await
}

/// The same of somebody who has sent this wave, by the clock of their study.
///
/// # Errors
/// When the database fails.
pub(crate) async fn thank_for(
    transaction: &impl ConnectionTrait,
    (person, wave, zone): (&participant::Model, &str, &str),
    (agreed, reached): (&Agreed, &[Way]),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let held = match protocols::latest(transaction, person.study_id).await {
        Ok(Some(held)) => held,
        Err(ProtocolError::Database(error)) => return Err(error),
        // Nobody's answers wait for a protocol that somebody has to mend.
        Ok(None) | Err(_) => return Ok(()),
    };
    let promised = vouchers::comes_by_email(transaction, (person.id, wave)).await?;
    let occasion = occasion(promised.filter(|_| reached.contains(&Way::Email)).is_some());
    let stops = stopping::state(transaction, person.id).await?;
    let today = calendar::date_in(zone, now);
    let reaches = |way: &&Way| {
        reached.contains(way) && stops.may_contact(**way, &agreed.permissions, today).is_ok()
    };
    let open = |way: &Way| {
        OwnWords::of(Arc::clone(&held.protocol), (occasion, *way), None)?;
        opens(&held.protocol, zone, *way, now).map(|at| (*way, at))
    };
    let mut ways = occasion.ways().iter().filter(reaches);
    let Some((way, at)) = ways.find_map(open) else { return Ok(()) };
    let Some(channel) = Channel::of(way) else { return Ok(()) };
    let facts = [("wave", wave.to_owned()), ("message", occasion.key().to_owned())];
    let message = Message {
        study_id: Some(person.study_id),
        to: Recipient::Participant(person.id),
        channel,
        template: Template::Thanks,
        facts: BTreeMap::from(facts.map(|(name, fact)| (name.to_owned(), fact))),
        once: format!("thanks {} {wave}", person.id),
        not_before: at,
    };
    super::enqueue(transaction, message, now).await
}

const fn occasion(voucher_by_email: bool) -> Occasion {
    if voucher_by_email { Occasion::ThanksAndVoucher } else { Occasion::Thanks }
}

/// When a way is next open.
fn opens(protocol: &Protocol, zone: &str, way: Way, from: DateTime<Utc>) -> Option<DateTime<Utc>> {
    protocol.hours.get(&way)?.first(zone, &protocol.holidays, from)
}

/// What is said in thanks, asked at the moment of sending; or why nothing is, or not yet. Nobody is thanked who may come to
/// harm before somebody has looked after them, nor for answers that they have deleted.
pub(super) async fn still(
    db: &Db,
    row: &outbox::Model,
    way: Way,
    now: DateTime<Utc>,
) -> Result<Result<OwnWords, Outcome>, DbErr> {
    let not = |because: Because| Ok(Err(Outcome::NotSent(because.to_string())));
    let Some((study, person)) = row.study_id.zip(row.participant_id) else {
        return not(Because::Stopped);
    };
    let Some(held) = protocols::latest(db.read(), study).await? else {
        return not(Because::NotPlanned);
    };
    if is_erased(db, row, person).await? {
        return Ok(Err(Outcome::NotSent("the answers were deleted".to_owned())));
    }
    let zone = studies::by_id(db, study).await?.timezone.clone();
    let late = TimeDelta::hours(i64::from(held.protocol.hours_late));
    let cares = safeguarding::held(db.read(), &[person], now).await?.remove(&person);
    let cares = cares.unwrap_or_default();
    let cared = cares.iter().fold(now, |at, care| if care.contains(&at) { care.end } else { at });
    let Some(at) = opens(&held.protocol, &zone, way, cared) else { return not(Because::NoHour) };
    if now - row.not_before > late {
        return not(Because::Passed);
    }
    if at > now {
        return Ok(Err(Outcome::NotYet(at)));
    }
    match words(db, row, (held.protocol, way)).await? {
        Some(own) => Ok(Ok(own)),
        None => not(Because::NotPlanned),
    }
}

/// What is said, whether it may be or not.
pub(super) async fn words(
    db: &Db,
    row: &outbox::Model,
    (protocol, way): (Arc<Protocol>, Way),
) -> Result<Option<OwnWords>, DbErr> {
    let Some((person, wave)) = row.participant_id.zip(wave(row)) else { return Ok(None) };
    let promised = vouchers::comes_by_email(db.read(), (person, &wave)).await?;
    let has = identity::addresses(&db.vault, &[person]).await?.remove(&person);
    let promised = promised.filter(|_| has.is_some_and(|has| has.has(Way::Email)));
    Ok(OwnWords::of(protocol, (occasion(promised.is_some()), way), promised))
}

fn wave(row: &outbox::Model) -> Option<String> {
    super::facts(row).unwrap_or_default().remove("wave")
}

async fn is_erased(db: &Db, row: &outbox::Model, person: i32) -> Result<bool, DbErr> {
    let theirs = response::Entity::find()
        .filter(response::Column::ParticipantId.eq(person))
        .filter(response::Column::WaveKey.eq(wave(row).unwrap_or_default()));
    let theirs = theirs.one(db.read()).await?;
    Ok(theirs.is_none_or(|response| response.erased_at.is_some()))
}
