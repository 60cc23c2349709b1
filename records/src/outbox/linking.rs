//! Links and codes that stand in a message: derived when it is sent, and kept nowhere. `site` is where links point,
//! without a slash at the end.

use chrono::{DateTime, Utc};
use sea_orm::{DbErr, EntityTrait};
use surveys::keys::WaveKey;

use super::{
    Template,
    letter::{Facts, Unwritten},
};
use crate::{
    Db,
    entity::{outbox, participant, study},
    links::{self, ShortCode, codes},
    staff,
    stored::At,
};

/// The link of a message that has one.
pub(super) async fn link(
    db: &Db,
    site: &str,
    row: &outbox::Model,
    (template, study): (Template, Option<&study::Model>),
    facts: &Facts,
    now: DateTime<Utc>,
) -> Result<Option<String>, Unwritten> {
    match (template, study, row.participant_id) {
        (Template::StaffInvitation | Template::StaffNewPassword, ..) => {
            staff_link(db, site, facts, now).await.map(Some)
        }
        (
            Template::SurveyInvitation | Template::SurveyInvitationText,
            Some(study),
            Some(person),
        ) => {
            let person = participant::Entity::find_by_id(person).one(db.read()).await?;
            let person = person.ok_or(Unwritten::Nobody)?.id;
            let wave = facts.get("wave").and_then(|wave| WaveKey::new(wave).ok());
            let wave = wave.ok_or_else(|| Unwritten::Unfit("it names no wave".to_owned()))?;
            let at = At { participant: person, wave };
            // A text leads by the short code, where a birthday is on record for which it asks.
            let code = match template {
                Template::SurveyInvitationText => short_code(db, study, &at, now).await?,
                _ => None,
            };
            Ok(Some(match code {
                Some(code) => format!("{}/{code}", code_page(site)),
                None => survey_link(db, site, study, &at, now).await?,
            }))
        }
        _ => Ok(None),
    }
}

/// The address of somebody's survey, which opens it.
pub(super) async fn survey_link(
    db: &Db,
    site: &str,
    study: &study::Model,
    at: &At,
    now: DateTime<Utc>,
) -> Result<String, DbErr> {
    let secret = db.vault.keys.open_secret(&study.key, &study.secret)?;
    let At { participant, wave } = at.clone();
    let before = links::issued(db.read(), &secret, participant, &wave).await?;
    if let Some(token) = before {
        return Ok(opened_by(site, &token));
    }
    let token = db.write(move |transaction| {
        Box::pin(async move { links::issue(transaction, &secret, participant, &wave, now).await })
    });
    Ok(opened_by(site, &token.await?))
}

/// The address that a token opens.
pub(super) fn opened_by(site: &str, token: &str) -> String {
    format!("{site}/r/{token}")
}

/// The short code of somebody's survey, which asks for their birthday; none where that is not known.
pub(super) async fn short_code(
    db: &Db,
    study: &study::Model,
    at: &At,
    now: DateTime<Utc>,
) -> Result<Option<ShortCode>, DbErr> {
    let secret = db.vault.keys.open_secret(&study.key, &study.secret)?;
    codes::issued(db, secret, at.clone(), now).await
}

/// Where a code is typed.
pub(super) fn code_page(site: &str) -> String {
    format!("{site}/c")
}

/// The link of an invitation to the staff site. One that no longer works is not worth a letter.
async fn staff_link(
    db: &Db,
    site: &str,
    facts: &Facts,
    now: DateTime<Utc>,
) -> Result<String, Unwritten> {
    let id = facts.get("invitation").and_then(|id| id.parse().ok());
    let id = id.ok_or_else(|| Unwritten::Unfit("it names no invitation".to_owned()))?;
    let token = staff::invitation_token(db, id, now).await?.ok_or(Unwritten::Over)?;
    Ok(format!("{site}/staff/invitation/{token}"))
}
