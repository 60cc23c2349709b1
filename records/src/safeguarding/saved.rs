//! What a saved page does about alerts, in its transaction.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter,
    sea_query::OnConflict,
};
use surveys::{
    definition::{Alerts, Page},
    journey::Manner,
    keys::PageKey,
    safeguarding::{self, Event, Fact, Known, Level, Progress, Save, Step, Waiting},
    value::Answers,
};

use super::{
    events,
    raising::{self, About, raise},
};
use crate::entity::{alert, provisional_alert};

/// A page that was saved, of a survey that can raise an alert.
pub(crate) struct Saved<'a> {
    pub participant: i32,
    pub response: i32,
    pub wave: &'a str,
    pub alerts: &'a Alerts,
    pub page: &'a Page,
    pub manner: Manner,
    pub before: &'a Answers,
    pub after: &'a Answers,
}

/// Raises what the page raises, and says whether it raised anything.
pub(crate) async fn saved(
    transaction: &impl ConnectionTrait,
    saved: &Saved<'_>,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let Saved { page, manner, before, after, .. } = *saved;
    let known = known(transaction, saved.response).await?;
    let steps = safeguarding::steps(saved.alerts, Save { page, manner, before, after }, &known);
    let mut has_raised = false;
    for (cause, step) in steps {
        has_raised |= matches!(step, Step::Raise(_));
        let about = saved.about(&cause);
        match step {
            Step::Raise(level) => {
                raise(transaction, &about, level, "participant", now).await?;
                settle(transaction, saved.response, &cause).await?;
            }
            Step::Wait(level) => {
                wait(transaction, saved.response, &cause, (&page.key, level), now).await?;
            }
            Step::TakeBack => settle(transaction, saved.response, &cause).await?,
            Step::Changed => changed(transaction, saved.response, &cause, now).await?,
        }
    }
    Ok(has_raised)
}

/// Raises whatever still waits: the response is sent, or left for another day.
pub(crate) async fn leave(
    transaction: &impl ConnectionTrait,
    participant: i32,
    (response, wave): (i32, &str),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    for (cause, waiting) in known(transaction, response).await?.waiting {
        let about = About { participant, response: (response, wave), cause: &cause };
        raise(transaction, &about, waiting.level, "participant", now).await?;
        settle(transaction, response, &cause).await?;
    }
    Ok(())
}

impl<'a> Saved<'a> {
    fn about(&self, cause: &'a str) -> About<'a> {
        About { participant: self.participant, response: (self.response, self.wave), cause }
    }
}

/// What is known of a response's alerts.
async fn known(connection: &impl ConnectionTrait, response: i32) -> Result<Known, DbErr> {
    let rows = alert::Entity::find().filter(alert::Column::ResponseId.eq(response));
    let rows = rows.all(connection).await?;
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let events = events::of_all(connection, &ids).await?;
    let mut known = Known::default();
    for row in rows {
        if let Some(progress) = events.get(&row.id).and_then(Progress::of) {
            known.raised.insert(row.cause, progress.level);
        }
    }
    let waiting = provisional_alert::Column::ResponseId.eq(response);
    for row in provisional_alert::Entity::find().filter(waiting).all(connection).await? {
        if let (Ok(page), Some(level)) = (PageKey::new(&row.page), events::level(Some(row.level))) {
            known.waiting.insert(row.cause, Waiting { page, level });
        }
    }
    Ok(known)
}

async fn wait(
    transaction: &impl ConnectionTrait,
    response: i32,
    cause: &str,
    (page, level): (&PageKey, Level),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    use provisional_alert::Column;
    let row = provisional_alert::ActiveModel {
        response_id: Set(response),
        cause: Set(cause.to_owned()),
        page: Set(page.to_string()),
        level: Set(u8::from(level).into()),
        since: Set(now),
    };
    let anew = OnConflict::columns([Column::ResponseId, Column::Cause])
        .update_columns([Column::Page, Column::Level, Column::Since])
        .to_owned();
    let rows = provisional_alert::Entity::insert(row).on_conflict(anew);
    rows.exec_without_returning(transaction).await.map(drop)
}

/// Nothing waits any more.
pub(super) async fn settle(
    transaction: &impl ConnectionTrait,
    response: i32,
    cause: &str,
) -> Result<(), DbErr> {
    let at = (response, cause.to_owned());
    provisional_alert::Entity::delete_by_id(at).exec(transaction).await.map(drop)
}

async fn changed(
    transaction: &impl ConnectionTrait,
    response: i32,
    cause: &str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let Some(row) = raising::of_response(transaction, response, cause).await? else {
        return Ok(());
    };
    let fact = Fact::Note("The answer was changed afterwards.".to_owned());
    let event = Event { at: now, actor: "participant".to_owned(), fact };
    events::add(transaction, row.id, &event, None).await.map(drop)
}
