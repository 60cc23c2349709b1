//! Tasks of somebody who can act on them no longer. They wait again, and whoever has to know is told, in
//! the transaction that took the access away.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};
use surveys::safeguarding::{Event, Fact};

use super::{
    duty::on_duty,
    events,
    raising::named,
    telling::{self, News},
};
use crate::{
    audit,
    entity::{alert, alert_event, participant},
    participants,
};

/// Releases what an account has and cannot act on any more.
pub(crate) async fn release(
    transaction: &impl ConnectionTrait,
    staff: i32,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let tasks = ever_taken(transaction, staff).await?;
    participants::hold(transaction, tasks.iter().map(|row| row.participant_id)).await?;
    for row in tasks {
        let Some(progress) = events::progress(transaction, row.id).await? else { continue };
        let holder = progress.taken.as_ref().filter(|_| progress.closed.is_none());
        let is_theirs = holder.is_some_and(|(actor, _)| actor.starts_with(&beginning(staff)));
        if !is_theirs || may_still_act(transaction, staff, row.participant_id).await? {
            continue;
        }
        let actor = "system".to_owned();
        let event = Event { at: now, actor, fact: Fact::Released };
        let number = events::add(transaction, row.id, &event, None).await?;
        let object = named(row.id);
        audit::write(transaction, "system", "safeguarding task released", &object, now).await?;
        let (person, news) = (row.participant_id, News::New(progress.level));
        telling::tell(transaction, person, (row.id, number), news, now).await?;
    }
    Ok(())
}

async fn may_still_act(
    transaction: &impl ConnectionTrait,
    staff: i32,
    participant: i32,
) -> Result<bool, DbErr> {
    let person = participant::Entity::find_by_id(participant).one(transaction).await?;
    let Some(person) = person else { return Ok(false) };
    Ok(on_duty(transaction, person.study_id).await?.iter().any(|own| own.id == staff))
}

async fn ever_taken(
    transaction: &impl ConnectionTrait,
    staff: i32,
) -> Result<Vec<alert::Model>, DbErr> {
    let taken: Vec<i32> = alert_event::Entity::find()
        .select_only()
        .column(alert_event::Column::AlertId)
        .distinct()
        .filter(alert_event::Column::Kind.eq("acknowledged"))
        .filter(alert_event::Column::Actor.starts_with(beginning(staff)))
        .into_tuple()
        .all(transaction)
        .await?;
    alert::Entity::find().filter(alert::Column::Id.is_in(taken)).all(transaction).await
}

/// How an account begins as the audit has it, with whatever role.
fn beginning(staff: i32) -> String {
    format!("staff {staff},")
}
