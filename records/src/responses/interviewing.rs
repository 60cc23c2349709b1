//! What an interview by telephone writes beside its pages: who answers, and why somebody went back.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
};
use surveys::{
    definition::{Page, Survey},
    interview::{self, BackReason, Proxy},
    journey::Change,
    keys::PageKey,
    value::Value,
};

use super::{ResponseError, case::Case, keep};
use crate::{
    Db,
    audit::Entry,
    auth::{Participant, Via},
    entity::{history, response},
};

/// How it is told apart in the history that no page was saved but an earlier one opened again.
pub(crate) const BACK: &str = "_back";
/// And that it was said who answers.
pub(crate) const PROXY: &str = "_proxy";

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
            let (id, before) = match &case.row {
                Some(row) => (row.id, said(row)),
                None => (keep::begin(transaction, &who, &case, now).await?, None),
            };
            write(transaction, &who, (id, before, Some(proxy)), now).await?;
            Ok(())
        })
    })
    .await
}

/// Takes back that somebody else answers, where it was said by mistake: nothing was saved since. What somebody else did answer
/// stays marked.
///
/// # Errors
/// When nothing may be answered now, or the database fails.
pub(crate) async fn answered_themselves(
    db: &Db,
    who: &Participant,
    now: DateTime<Utc>,
) -> Result<(), ResponseError> {
    let (cache, who) = (db.cache.clone(), who.clone());
    db.write_about(who.at(), move |transaction, stored| {
        Box::pin(async move {
            let case = Case::of(&cache, transaction, &who, stored, now).await?;
            case.may_answer()?;
            let Some(row) = case.row.as_ref().filter(|row| row.proxy) else { return Ok(()) };
            let last = history::Entity::find()
                .filter(history::Column::ResponseId.eq(row.id))
                .filter(history::Column::Page.ne(BACK))
                .order_by_desc(history::Column::Id)
                .one(transaction)
                .await?;
            if last.is_some_and(|last| last.page == PROXY) {
                write(transaction, &who, (row.id, said(row), None), now).await?;
            }
            Ok(())
        })
    })
    .await
}

/// What a response says of whoever else answers it: `partner, ill`.
fn said(row: &response::Model) -> Option<Value> {
    let (relation, reason) = row.proxy_relation.as_ref().zip(row.proxy_reason.as_ref())?;
    row.proxy.then(|| Value::Text(format!("{relation}, {reason}")))
}

/// Who answers from here on, in the response, its history and the audit. Why somebody else does is no word of the audit.
async fn write(
    transaction: &impl ConnectionTrait,
    who: &Participant,
    (id, before, proxy): (i32, Option<Value>, Option<Proxy>),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let (relation, reason) = match proxy {
        Some(proxy) => (Some(proxy.relation.name()), Some(proxy.reason.name())),
        None => (None, None),
    };
    let by_proxy = response::ActiveModel {
        id: Set(id),
        proxy: Set(proxy.is_some()),
        proxy_relation: Set(relation.map(str::to_owned)),
        proxy_reason: Set(reason.map(str::to_owned)),
        ..Default::default()
    };
    response::Entity::update(by_proxy).exec_without_returning(transaction).await?;
    let now_by = relation.zip(reason);
    let change = Change {
        variable: PROXY.to_owned(),
        from: before,
        to: now_by.map(|(relation, reason)| Value::Text(format!("{relation}, {reason}"))),
    };
    let noted = keep::remembered(id, PROXY, (who.via(), &[change]), now)?;
    history::Entity::insert(noted).exec_without_returning(transaction).await?;
    let action = if proxy.is_some() { "somebody else answers" } else { "nobody else answers" };
    let entry = Entry::new(who.actor(), action, who.wave().key.as_str()).about(who.id);
    entry.write(transaction, now).await.map(drop)
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

/// The next page after one that has a question without an answer, where they went through the rest on the web just now: whoever
/// asks them goes on asking. None where nobody was on the web.
///
/// # Errors
/// When the database fails.
pub(crate) async fn passed_by_online(
    db: &Db,
    who: &Participant,
    left: &PageKey,
    now: DateTime<Utc>,
) -> Result<Option<PageKey>, DbErr> {
    let case = Case::seen(db, who, now).await?;
    let is_online = case.also_answered(who, now).is_some();
    Ok(case.journey().unanswered(Some(left)).filter(|_| is_online).cloned())
}

/// When a participant sent their answers themselves, on the web. None where an interviewer did, or nobody has.
///
/// # Errors
/// When the database fails.
pub(crate) async fn sent_online(
    db: &Db,
    who: &Participant,
) -> Result<Option<DateTime<Utc>>, DbErr> {
    let wave = who.wave().key.as_str();
    let mut responses = db.stored(who.at()).await?.responses.into_iter();
    let own = responses.find(|row| row.wave_key == wave && row.mode_end == Via::Web.mode());
    Ok(own.and_then(|row| row.submitted_at))
}

/// Whether pages tell the arm to the interviewer who sees them. Whoever answers on the web knows which arm they are in.
pub(super) fn tells_arm<'s>(
    who: &Participant,
    survey: &Survey,
    pages: impl IntoIterator<Item = &'s Page>,
) -> bool {
    who.via().interviewer().is_some()
        && pages.into_iter().any(|page| interview::tells_arm(survey, page))
}
