//! Stable contacts: whom a participant named who would know how to reach them. They are asked once in each wave whether
//! these people are still right; nobody else is told anything by naming them.

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, DbErr};
use surveys::{
    calendar,
    keys::WaveKey,
    stopping::Choice,
    study::Study,
    tracing::{StableContact, StableContacts},
};

use super::{TracingError, reached};
use crate::{
    Db,
    audit::Entry,
    auth::{Caseworker, Participant},
    identity::{self, Vault},
    participants, people, stopping,
    studies::StudyHandle,
};

/// Those whom a participant named, as they are shown on their own page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// How many they are.
    pub count: usize,
    /// Who they are; none while the device has not shown whose it is.
    pub shown: Option<StableContacts>,
    /// The day on which it was last said that they are right.
    pub checked_on: Option<chrono::NaiveDate>,
    /// Whether that was before the wave that they are at.
    pub to_check: bool,
}

/// What a participant says on their own page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Naming {
    /// Those whom they named are still right.
    Right,
    /// They name nobody any more.
    Nobody,
    /// These, in the place of those before.
    These(Vec<StableContact>),
}

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum StableError {
    /// The device may not see what is stored.
    #[error("this device has not shown whose it is")]
    Locked,
    /// Who they are was deleted at the person's wish.
    #[error("the contact details were deleted")]
    Deleted,
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// Those whom the participant named. None once who they are was deleted.
///
/// # Errors
/// When the device may not see what is stored, or the database fails.
pub async fn own(
    db: &Db,
    who: &Participant,
    now: DateTime<Utc>,
) -> Result<Option<Named>, StableError> {
    if !who.is_known() {
        return Err(StableError::Locked);
    }
    let stops = stopping::state(db.read(), who.id).await?;
    if stops.since(Choice::DeleteIdentity).is_some() {
        return Ok(None);
    }
    let stable = identity::stable_contacts(&db.vault, who.id).await?;
    let wave = people::wave_of(db.read(), who.study(), who.id, now).await?;
    Ok(Some(Named {
        count: stable.people.len(),
        checked_on: stable.checked_on,
        to_check: wave.is_some_and(|wave| stable.to_check(&wave)),
        shown: who.has_shown().then_some(stable),
    }))
}

/// Keeps whom the participant names on their own page. Empty boxes take nobody away whom the device cannot see.
///
/// # Errors
/// When the device may not see what is stored, who they are was deleted, or the database fails.
pub async fn name_own(
    db: &Db,
    who: &Participant,
    naming: Naming,
    now: DateTime<Utc>,
) -> Result<(), StableError> {
    if !who.is_known() {
        return Err(StableError::Locked);
    }
    let named = match naming {
        Naming::Right => None,
        Naming::Nobody => Some(Vec::new()),
        Naming::These(people) if people.is_empty() && !who.has_shown() => return Ok(()),
        Naming::These(people) => Some(people),
    };
    let who = who.clone();
    db.write_with_vault(now, move |transaction, vault| {
        Box::pin(async move {
            participants::hold(transaction, [who.id]).await?;
            let stops = stopping::state(transaction, who.id).await?;
            let whose = (who.id, who.number.as_str());
            let is_kept = stops.since(Choice::DeleteIdentity).is_none()
                && kept((transaction, vault), who.study(), whose, named, now).await?;
            if is_kept { Ok(()) } else { Err(StableError::Deleted) }
        })
    })
    .await
}

/// Puts these people in the place of those named before, as the participant told somebody on the staff.
///
/// # Errors
/// When there is no such participant, who they are was deleted, or the database fails.
pub async fn name_for(
    db: &Db,
    by: &Caseworker,
    study: &StudyHandle,
    (id, named): (i32, Vec<StableContact>),
    now: DateTime<Utc>,
) -> Result<(), TracingError> {
    let (by, study) = (by.clone(), study.clone());
    db.write_with_vault(now, move |transaction, vault| {
        Box::pin(async move {
            let person = reached(transaction, &by, &study, id).await?;
            let actor = by.actor();
            let whose = (person.id, actor.as_str());
            let store = (transaction, vault);
            let is_kept = kept(store, study.study(), whose, Some(named), now).await?;
            if is_kept { Ok(()) } else { Err(TracingError::NothingHeld) }
        })
    })
    .await
}

/// Keeps them, as right in the wave at which the person is: whether anything may be kept of them.
async fn kept(
    (transaction, vault): (&DatabaseTransaction, &Vault),
    study: &Study,
    (person, actor): (i32, &str),
    named: Option<Vec<StableContact>>,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let before = identity::stable_contacts(vault, person).await?;
    let people = named.unwrap_or_else(|| before.people.clone());
    let action = if people == before.people {
        "stable contacts confirmed"
    } else {
        "stable contacts changed"
    };
    let wave: Option<WaveKey> = people::wave_of(transaction, study, person, now).await?;
    let checked_on = Some(calendar::date_in(&study.timezone, now));
    let count = people.len().to_string();
    let now_named = StableContacts { people, checked_on, wave };
    if !identity::name_stable_contacts(transaction, vault, (person, &now_named)).await? {
        return Ok(false);
    }
    Entry::new(actor, action, &count).about(person).write(transaction, now).await?;
    Ok(true)
}
