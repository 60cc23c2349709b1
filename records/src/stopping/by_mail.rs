//! Stopping emails from a mail, with one click of the mail program or on a page. The address in the mail shows that it
//! was sent to them. It leads to their link, too, as long as that is the one that the mail had.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait};
use surveys::{
    consent::Mode,
    stopping::{Choice, NotContacted, Way},
    study::Study,
};

use super::{Decider, StopError, Subject, Wish, doing, doing::Hand, standing::state, subject::at};
use crate::{
    Db, consent,
    entity::{outbox as row, participant, study},
    identity::Vault,
    keys::Keys,
    links,
    outbox::{self, Use},
    studies,
};

const EMAILS: Choice = Choice::Contact(Way::Email);

/// What an address in a mail stops.
#[derive(Clone, Debug)]
pub struct Emails {
    /// Those of this study.
    pub study: Arc<Study>,
    /// Whether they are stopped already.
    pub are_stopped: bool,
    /// Whether the person is still asked anything.
    pub asks: bool,
    /// In which other ways they are still contacted.
    pub ways: Vec<Way>,
}

/// Which emails an address in a mail stops; none when we put it in no mail. Nothing changes.
///
/// # Errors
/// When the database fails.
pub async fn emails(db: &Db, token: &str) -> Result<Option<Emails>, DbErr> {
    let Some((_, person, study)) = addressed(db.read(), &db.vault.keys, token).await? else {
        return Ok(None);
    };
    let stops = state(db.read(), person.id).await?;
    let agreed = consent::state(db.read(), person.id).await?.permissions;
    let (is_other, may) = (
        |way: &Way| *way != Way::Email,
        |way: &Way| {
            !matches!(
                stops.may_contact(*way, &agreed, NaiveDate::MAX),
                Err(NotContacted::Stopped | NotContacted::NotAgreed)
            )
        },
    );
    let ways = Way::ALL.into_iter().filter(is_other).filter(may).collect();
    Ok(Some(Emails { study, are_stopped: stops.stands(EMAILS), asks: stops.asks(), ways }))
}

/// Stops the emails that an address in a mail stops, as their own choice; again changes nothing. Whether there is such
/// a mail.
///
/// # Errors
/// When the database fails.
pub async fn stop_emails(db: &Db, token: &str, now: DateTime<Utc>) -> Result<bool, StopError> {
    let token = token.to_owned();
    db.write_with_vault(now, move |transaction, vault| {
        Box::pin(async move { stopped((transaction, vault), &token, now).await })
    })
    .await
}

async fn stopped(
    (transaction, vault): (&DatabaseTransaction, &Vault),
    token: &str,
    now: DateTime<Utc>,
) -> Result<bool, StopError> {
    let addressed = addressed(transaction, &vault.keys, token).await?;
    let Some((_, person, study)) = addressed else { return Ok(false) };
    let Some(first) = study.waves.first().map(|wave| wave.key.clone()) else { return Ok(false) };
    let wave = at(transaction, (&study, person.id), (EMAILS, &first), now).await?;
    let subject = Subject { id: person.id, number: person.study_number, study, wave };
    let (decided_by, mode) = (Decider::Participant, Mode::Web);
    let wish = Wish { choice: EMAILS, decided_by, mode, reason: None };
    doing::stop((transaction, vault), &subject, wish, Hand::Their, now).await?;
    Ok(true)
}

/// The token of the link to whoever's mail this address is in, at the wave where they are; none when we put it in no mail.
/// The link opens what it always does: what is stored of them is shown to who shows their birthday. Nor does an older mail
/// lead there once a link was issued again, since somebody else may have that mail, or once they have another address.
///
/// # Errors
/// When the database fails.
pub async fn link_of_mail(
    db: &Db,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Option<String>, DbErr> {
    let Some((mail, person, study)) = addressed(db.read(), &db.vault.keys, token).await? else {
        return Ok(None);
    };
    let went = mail.handing_since.unwrap_or(mail.enqueued_at);
    let is_theirs = outbox::went_where_they_are(db, person.id, &mail).await?;
    if !is_theirs || links::revoked_since(db.read(), person.id, went).await? {
        return Ok(None);
    }
    let Some(first) = study.waves.first().map(|wave| wave.key.clone()) else { return Ok(None) };
    let wave = at(db.read(), (&study, person.id), (EMAILS, &first), now).await?;
    let row = study::Entity::find_by_id(person.study_id).one(db.read()).await?;
    let row = row.ok_or_else(|| DbErr::RecordNotFound("a participant's study".to_owned()))?;
    let secret = db.vault.keys.open_secret(&row.key, &row.secret)?;
    let token = db.write(move |transaction| {
        Box::pin(async move { links::issue(transaction, &secret, person.id, &wave, now).await })
    });
    token.await.map(Some)
}

/// The mail, to whom it went, and about which study.
async fn addressed(
    connection: &impl ConnectionTrait,
    keys: &Keys,
    token: &str,
) -> Result<Option<(row::Model, participant::Model, Arc<Study>)>, DbErr> {
    let Some((id, name)) = outbox::message(keys, Use::Stopping, token) else { return Ok(None) };
    let message = row::Entity::find_by_id(id).one(connection).await?;
    let message = message.filter(|message| outbox::name(message) == name);
    let whose = message.and_then(|message| Some((message.participant_id?, message)));
    let Some((person, message)) = whose else { return Ok(None) };
    let Some(person) = participant::Entity::find_by_id(person).one(connection).await? else {
        return Ok(None);
    };
    let study = study::Entity::find_by_id(person.study_id).one(connection).await?;
    let study = study.ok_or_else(|| DbErr::RecordNotFound("a participant's study".to_owned()))?;
    let study = studies::of_row(connection, &study).await?;
    Ok(Some((message, person, Arc::new(study))))
}
