//! How a participant is reached. What was known before is told in part only, until the device has
//! shown whose it is; a new detail may be written in either case.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DatabaseTransaction, DbErr, IntoActiveModel};
use surveys::{
    answer::{Problem, own_details},
    language::Language,
    stopping::Choice,
    typed::Typed,
    value::Value,
};

use super::{Languages, language, participant_row};
use crate::{
    Db, audit::Entry, auth::Participant, identity, identity::Vault, participants, stopping,
};

/// One of the details.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detail {
    /// We have none.
    None,
    /// We have one, of which only so much is told.
    Hidden(String),
    /// We have this.
    Shown(String),
}

/// How somebody is reached.
#[derive(Clone, Debug)]
pub struct Details {
    /// By variable: `contact_mobile`, `contact_email`, `contact_address`, `contact_postcode`.
    pub each: Vec<(&'static str, Detail)>,
    /// The language they would like.
    pub language: Option<String>,
    /// Those in which the survey of their link is offered.
    pub languages: Languages,
    /// Those in which they can be written to: the first where they would like none of them.
    pub written: Vec<Language>,
    /// Whether showing the day and month of birth would tell more.
    pub can_show: bool,
}

/// The fields, in their order.
const FIELDS: [&str; 4] =
    ["contact_mobile", "contact_email", "contact_address", "contact_postcode"];

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum DetailsError {
    /// The device may not see what is stored.
    #[error("this device has not shown whose it is")]
    Locked,
    /// They were deleted at the person's wish.
    #[error("the contact details were deleted")]
    Deleted,
    /// Something is no number, no address or too long.
    #[error("a contact detail cannot be used")]
    Unusable(Vec<Problem>),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// How the participant is reached.
///
/// # Errors
/// When the device may not see what is stored, the details were deleted, or the database fails.
pub async fn details(
    db: &Db,
    who: &Participant,
    now: DateTime<Utc>,
) -> Result<Details, DetailsError> {
    if !who.is_known() {
        return Err(DetailsError::Locked);
    }
    let stored = db.stored(who.at()).await?;
    if stored.stops.since(Choice::DeleteIdentity).is_some() {
        return Err(DetailsError::Deleted);
    }
    let row = participant_row(db.read(), who).await?;
    let detail = |variable: &'static str| {
        let detail = match stored.kept.vault.get(variable) {
            Some(Value::Text(text)) if who.has_shown() => Detail::Shown(text.clone()),
            Some(Value::Text(text)) => Detail::Hidden(in_part(variable, text)),
            _ => Detail::None,
        };
        (variable, detail)
    };
    Ok(Details {
        each: FIELDS.map(detail).into(),
        languages: language::offered(db, who, now).await?,
        written: language::written(db, row.study_id).await?,
        language: row.language,
        can_show: !who.has_shown() && stored.kept.dob.is_some(),
    })
}

/// As much of a detail as helps its owner to know it, and nobody else.
fn in_part(variable: &str, text: &str) -> String {
    let last = |count: usize| -> String {
        let kept: Vec<_> = text.chars().filter(|c| !c.is_whitespace()).collect();
        kept.iter().skip(kept.len().saturating_sub(count)).collect()
    };
    match variable {
        "contact_mobile" => format!("a number that ends in {}", last(3)),
        "contact_email" => {
            let first: String = text.chars().take(1).collect();
            format!("an address that begins with {first}")
        }
        "contact_postcode" => format!("a postcode that ends in {}", last(2)),
        _ => "an address".to_owned(),
    }
}

/// Changes the details that were written; a blank leaves what is known.
///
/// # Errors
/// When one of them cannot be used, they were deleted, or the database fails. Nothing is then changed.
pub async fn change_details(
    db: &Db,
    who: &Participant,
    typed: &Typed,
    now: DateTime<Utc>,
) -> Result<(), DetailsError> {
    if !who.is_known() {
        return Err(DetailsError::Locked);
    }
    let (given, language) = own_details(typed).map_err(DetailsError::Unusable)?;
    let given: Vec<_> = given.into_iter().filter(|(_, text)| !text.is_empty()).collect();
    let who = who.clone();
    db.write_with_vault(now, move |transaction, vault| {
        Box::pin(async move {
            participants::hold(transaction, [who.id]).await?;
            keep((transaction, vault), &who, given, language, now).await
        })
    })
    .await
}

async fn keep(
    (transaction, vault): (&DatabaseTransaction, &Vault),
    who: &Participant,
    given: Vec<(String, String)>,
    language: String,
    now: DateTime<Utc>,
) -> Result<(), DetailsError> {
    let stops = stopping::state(transaction, who.id).await?;
    if stops.since(Choice::DeleteIdentity).is_some() {
        return Err(DetailsError::Deleted);
    }
    let mut changed: Vec<_> = given.iter().map(|(variable, _)| variable.clone()).collect();
    let row = participant_row(transaction, who).await?;
    if !language.is_empty() && row.language.as_deref() != Some(&language) {
        let mut row = row.into_active_model();
        row.language = Set(Some(language));
        row.update(transaction).await?;
        changed.push("language".to_owned());
    }
    if changed.is_empty() {
        return Ok(());
    }
    let values = given.into_iter().map(|(variable, text)| (variable, Value::Text(text)));
    identity::change(transaction, vault, who.id, &values.collect::<Vec<_>>()).await?;
    let what = changed.join(", ");
    Entry::new(&who.number, "contact details changed", &what)
        .about(who.id)
        .write(transaction, now)
        .await?;
    Ok(())
}
