//! Those who keep the registers of a study are written to. What they are told is that there is something to
//! look at: no word of what, and not in which register. Where none of them can sign in, administrators are
//! written to, who can let somebody in, and the audit says so.

use std::collections::BTreeMap;

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait};
use surveys::{
    registers::Reference,
    roles::{Act, may},
    safeguarding::Escalation,
};

use crate::{
    audit,
    entity::{staff_role, study},
    outbox::{self, Channel, Message, Recipient, Template},
    staff::{administrators, with_role},
};

/// What arrives within one hour is told together when it ends: whoever fills in the form again and again
/// fills nobody's mailbox.
pub(super) async fn arrived(
    transaction: &impl ConnectionTrait,
    study_id: i32,
    entry: Reference,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let hour = TimeDelta::hours(1);
    let next = now.duration_trunc(hour).unwrap_or(now) + hour;
    let once = format!("registers {study_id}: until {}", next.timestamp());
    let told = to_tell(transaction, study_id, (entry, Template::RegisterNew), now).await?;
    tell(transaction, study_id, (told, &once), next, now).await
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
    let told = to_tell(transaction, study_id, (entry, template), now).await?;
    tell(transaction, study_id, (told, &once), now, now).await
}

async fn tell(
    transaction: &impl ConnectionTrait,
    study_id: i32,
    ((staff, template), once): ((Vec<i32>, Template), &str),
    not_before: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let Some(study) = study::Entity::find_by_id(study_id).one(transaction).await? else {
        return Ok(());
    };
    for staff in staff {
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

/// Everybody whose role it is and who has come in, each once, and what they are told. When there is nobody,
/// administrators are told something else: they can let somebody in, and may not look themselves.
async fn to_tell(
    transaction: &impl ConnectionTrait,
    study_id: i32,
    (entry, template): (Reference, Template),
    now: DateTime<Utc>,
) -> Result<(Vec<i32>, Template), DbErr> {
    let here = staff_role::Column::StudyId.eq(study_id);
    let keepers = with_role(transaction, |role| may(role, Act::KeepRegisters), here).await?;
    if !keepers.is_empty() {
        return Ok((keepers.into_iter().map(|own| own.id).collect(), template));
    }
    let action = "nobody who keeps the registers could be told of an entry";
    let told = audit::Entry::new("system", action, &entry.to_string()).in_study(study_id);
    told.write(transaction, now).await?;
    Ok((administrators(transaction).await?, Template::RegisterNobody))
}
