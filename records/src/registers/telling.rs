//! Those who keep the registers of a study are written to. What they are told is that there is something to
//! look at: no word of what, and not in which register.

use std::collections::BTreeMap;

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use surveys::{
    registers::Reference,
    roles::{Act, Role, may},
    safeguarding::Escalation,
};

use crate::{
    entity::{staff_member, staff_role, study},
    outbox::{self, Channel, Message, Recipient, Template},
};

/// What arrives within one hour is told together when it ends: whoever fills in the form again and again
/// fills nobody's mailbox.
pub(super) async fn arrived(
    transaction: &impl ConnectionTrait,
    study_id: i32,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let hour = TimeDelta::hours(1);
    let next = now.duration_trunc(hour).unwrap_or(now) + hour;
    let once = format!("registers {study_id}: until {}", next.timestamp());
    tell(transaction, study_id, (Template::RegisterNew, &once), next, now).await
}

/// So much of an entry's time has gone.
pub(super) async fn late(
    transaction: &impl ConnectionTrait,
    study_id: i32,
    (entry, late): (Reference, Escalation),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let (template, how) = match late {
        Escalation::Half => (Template::RegisterHalf, "half"),
        Escalation::Whole => (Template::RegisterOverdue, "overdue"),
    };
    let once = format!("register entry {}: {how}", entry.number);
    tell(transaction, study_id, (template, &once), now, now).await
}

async fn tell(
    transaction: &impl ConnectionTrait,
    study_id: i32,
    (template, once): (Template, &str),
    not_before: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let Some(study) = study::Entity::find_by_id(study_id).one(transaction).await? else {
        return Ok(());
    };
    for staff in keepers(transaction, study_id).await? {
        let message = Message {
            study_id: Some(study_id),
            to: Recipient::Staff(staff),
            channel: Channel::Email,
            template,
            facts: BTreeMap::from([("key".to_owned(), study.key.clone())]),
            once: format!("{once}, staff {staff}"),
            not_before,
        };
        outbox::enqueue(transaction, message, now).await?;
    }
    Ok(())
}

/// Everybody whose role it is, each once.
async fn keepers(transaction: &impl ConnectionTrait, study_id: i32) -> Result<Vec<i32>, DbErr> {
    let roles = Role::ALL.into_iter().filter(|role| may(*role, Act::KeepRegisters));
    let here = staff_role::Entity::find()
        .filter(staff_role::Column::StudyId.eq(study_id))
        .filter(staff_role::Column::Role.is_in(roles.map(Role::key)))
        .select_only()
        .column(staff_role::Column::StaffId);
    let here: Vec<i32> = here.into_tuple().all(transaction).await?;
    staff_member::Entity::find()
        .filter(staff_member::Column::Id.is_in(here))
        .filter(staff_member::Column::RemovedAt.is_null())
        .order_by_asc(staff_member::Column::Id)
        .select_only()
        .column(staff_member::Column::Id)
        .into_tuple()
        .all(transaction)
        .await
}
