//! What somebody is owed for a survey that they sent, as the protocol said at that moment: written with the answers. No
//! stock is looked at, so nobody's answers ever wait for one.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter,
    sea_query::OnConflict,
};
use surveys::{
    protocol::Protocol,
    stopping::Way,
    value::Answers,
    vouchers::{GivenBy, Wish, Worth},
};

use super::{State, owed_later, sample};
use crate::{
    Db,
    audit::Entry,
    auth::Participant,
    entity::{participant, voucher_debt},
    identity,
    protocols::{self, ProtocolError},
    stopping,
};

/// Writes down that somebody is owed what the protocol gives for this wave, if it gives something. It is owed once,
/// whatever becomes of it and however often this is asked. A test person is owed nothing, and is sent what stands for it.
pub(crate) async fn promise(
    transaction: &impl ConnectionTrait,
    who: &Participant,
    answers: &Answers,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let person = participant::Entity::find_by_id(who.id).one(transaction).await?;
    let Some(person) = person else { return Ok(()) };
    promise_for(transaction, (&person, who.wave().key.as_str()), answers, now).await
}

/// The same for somebody who has sent this wave.
pub(crate) async fn promise_for(
    transaction: &impl ConnectionTrait,
    (person, wave): (&participant::Model, &str),
    answers: &Answers,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    match protocols::latest(transaction, person.study_id).await {
        Ok(held) => {
            let promised = held.and_then(|held| promised_for(&held.protocol, wave));
            let Some(promised) = promised else { return Ok(()) };
            owe(transaction, (person, wave), (promised, Wish::of(answers)), now).await
        }
        Err(ProtocolError::Database(error)) => Err(error),
        // Nobody's answers wait for a protocol that somebody has to mend.
        Err(_) => owed_later::note(transaction, person, wave, now).await,
    }
}

/// What a protocol gives for a wave, in its words.
pub(super) fn promised_for(protocol: &Protocol, wave: &str) -> Option<String> {
    let vouchers = &protocol.messages.as_ref()?.vouchers;
    vouchers.iter().find(|(key, _)| key.as_str() == wave).map(|(_, words)| words.clone())
}

/// Writes it down, once for a person and a wave.
pub(super) async fn owe(
    transaction: &impl ConnectionTrait,
    (person, wave): (&participant::Model, &str),
    (promised, wish): (String, Option<Wish>),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let (state, told) = match wish {
        Some(Wish::Nothing) if person.is_test => return Ok(()),
        Some(Wish::Nothing) => (State::Declined, "voucher declined"),
        _ if person.is_test => {
            return sample::send(transaction, person, (wave, promised), now).await;
        }
        _ => (State::Owed, "voucher owed"),
    };
    let debt = voucher_debt::ActiveModel {
        study_id: Set(person.study_id),
        participant_id: Set(person.id),
        wave_key: Set(wave.to_owned()),
        pence: Set(Worth::named_in(&promised).map(Worth::pence)),
        promised: Set(promised),
        by_post: Set(wish == Some(Wish::Post)),
        owed_since: Set(now),
        state: Set(state.name().to_owned()),
        issues: Set(0),
        reissues: Set(0),
        ..Default::default()
    };
    let new = voucher_debt::Entity::insert(debt).on_conflict(owed_before());
    if new.exec_without_returning(transaction).await? > 0 {
        let entry =
            Entry::new(&person.study_number, told, wave).about(person.id).in_study(person.study_id);
        entry.write(transaction, now).await?;
    }
    Ok(())
}

/// What is owed already is not owed again.
fn owed_before() -> OnConflict {
    use voucher_debt::Column;
    OnConflict::columns([Column::ParticipantId, Column::WaveKey]).do_nothing().to_owned()
}

/// What somebody was promised for a wave that comes, or came, to them by email; none where nothing was, where they wanted
/// none, or where it comes in a letter.
pub(crate) async fn comes_by_email(
    connection: &impl ConnectionTrait,
    (person, wave): (i32, &str),
) -> Result<Option<String>, DbErr> {
    let debt = voucher_debt::Entity::find()
        .filter(voucher_debt::Column::ParticipantId.eq(person))
        .filter(voucher_debt::Column::WaveKey.eq(wave));
    let Some(debt) = debt.one(connection).await? else {
        return sample::promised(connection, (person, wave)).await;
    };
    let is_owed = !matches!(State::named(&debt.state)?, State::Declined | State::Released);
    let by_letter = debt.by_post || debt.given_by.as_deref() == Some(GivenBy::Letter.name());
    Ok((is_owed && !by_letter).then_some(debt.promised))
}

/// What somebody was promised, and how it comes to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promised {
    /// In the words of the protocol: £10.
    pub words: String,
    /// How it comes.
    pub how: How,
}

/// How a voucher comes to somebody, as far as they may be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It comes in this way.
    Comes(GivenBy),
    /// It went in this way.
    Went(GivenBy),
    /// There is no address to which it could go.
    Nowhere,
    /// The device has not shown whose it is.
    Hidden,
    /// They are a test person: what comes buys nothing.
    Sample,
}

/// What is told on the page that thanks somebody; none where nothing was promised, or they wanted none.
///
/// # Errors
/// When the database fails.
pub async fn promised(db: &Db, who: &Participant) -> Result<Option<Promised>, DbErr> {
    let debt = voucher_debt::Entity::find()
        .filter(voucher_debt::Column::ParticipantId.eq(who.id))
        .filter(voucher_debt::Column::WaveKey.eq(who.wave().key.as_str()));
    let Some(debt) = debt.one(db.read()).await? else {
        let sample = sample::promised(db.read(), (who.id, who.wave().key.as_str())).await?;
        return Ok(sample.map(|words| Promised { words, how: How::Sample }));
    };
    let how = match State::named(&debt.state)? {
        State::Declined | State::Released => return Ok(None),
        _ if !who.is_known() => How::Hidden,
        State::Given => {
            How::Went(debt.given_by.as_deref().and_then(GivenBy::named).unwrap_or(GivenBy::Email))
        }
        State::Owed | State::SetAside => comes(db, &debt).await?,
    };
    Ok(Some(Promised { words: debt.promised, how }))
}

async fn comes(db: &Db, debt: &voucher_debt::Model) -> Result<How, DbErr> {
    let person = debt.participant_id;
    let stopped = stopping::state(db.read(), person).await?;
    let has = identity::addresses(&db.vault, &[person]).await?.remove(&person).unwrap_or_default();
    let reaches = |way: Way| has.has(way) && stopped.may_give(way).is_ok();
    let (by_email, by_post) = (reaches(Way::Email), reaches(Way::Post));
    let is_letter = debt.by_post || debt.given_by.as_deref() == Some(GivenBy::Letter.name());
    Ok(match (is_letter, by_email, by_post) {
        (false, true, _) => How::Comes(GivenBy::Email),
        (_, _, true) => How::Comes(GivenBy::Letter),
        _ => How::Nowhere,
    })
}
