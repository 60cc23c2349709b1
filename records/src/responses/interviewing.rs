//! What an interview by telephone writes beside its pages: who answers, and why somebody went back.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, DbErr, EntityTrait};
use surveys::{
    interview::{self, BackReason, Proxy},
    journey::Change,
    keys::PageKey,
    value::Value,
};

use super::{ResponseError, case::Case, keep};
use crate::{
    Db,
    auth::Participant,
    entity::{history, response},
};

/// How it is told apart in the history that no page was saved but an earlier one opened again.
const BACK: &str = "_back";

/// Writes down that somebody else answers. The response is begun with it when there is none yet, so that the first page already
/// leaves out what nobody else can say.
///
/// # Errors
/// When nothing may be answered now, or the database fails.
pub(crate) async fn answered_by(
    db: &Db,
    who: &Participant,
    proxy: Proxy,
    now: DateTime<Utc>,
) -> Result<(), ResponseError> {
    let (cache, who) = (db.cache.clone(), who.clone());
    db.write_about(who.at(), move |transaction, stored| {
        Box::pin(async move {
            let case = Case::of(&cache, transaction, &who, stored, now).await?;
            case.may_answer()?;
            let id = match &case.row {
                Some(row) => row.id,
                None => keep::begin(transaction, &who, &case, now).await?,
            };
            let by_proxy = response::ActiveModel {
                id: Set(id),
                proxy: Set(true),
                proxy_relation: Set(Some(proxy.relation.name().to_owned())),
                proxy_reason: Set(Some(proxy.reason.name().to_owned())),
                ..Default::default()
            };
            response::Entity::update(by_proxy).exec_without_returning(transaction).await?;
            Ok(())
        })
    })
    .await
}

/// Writes down why an interviewer went back from a page. Before anything is answered there is nothing to go back from.
pub(crate) async fn note_way_back(
    db: &Db,
    who: &Participant,
    (from, reason): (&PageKey, BackReason),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let (who, from) = (who.clone(), from.clone());
    db.write_about(who.at(), move |transaction, stored| {
        Box::pin(async move {
            let wave = who.wave().key.as_str();
            let Some(row) = stored.responses.into_iter().find(|row| row.wave_key == wave) else {
                return Ok(());
            };
            let change = Change {
                variable: BACK.to_owned(),
                from: Some(Value::Text(from.to_string())),
                to: Some(Value::Text(reason.name().to_owned())),
            };
            let noted = keep::remembered(row.id, BACK, (who.via(), &[change]), now)?;
            history::Entity::insert(noted).exec_without_returning(transaction).await.map(drop)
        })
    })
    .await
}

/// Whether the page tells the arm to whoever sees it.
pub(crate) async fn tells_arm(
    db: &Db,
    who: &Participant,
    page: &PageKey,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let case = Case::seen(db, who, now).await?;
    Ok(case.survey.page(page).is_some_and(|page| interview::tells_arm(&case.survey, page)))
}
