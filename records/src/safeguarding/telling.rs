//! Telling people that there is a task: a message that says no more than that, in the transaction of
//! what it tells. Nobody is told the same twice, and somebody is always told. Of a test person's they are told in the hours
//! in which somebody is there, as a test, and nobody is told that it is late.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};
use surveys::{
    safeguarding::{Clock, Escalation, Level},
    study::Study,
};

use super::{duty::on_duty, raising::named};
use crate::{
    audit,
    entity::{participant, study},
    outbox::{self, Channel, Message, Recipient, Template},
    staff::administrators,
};

/// What there is to tell.
#[derive(Clone, Copy, Debug)]
pub(super) enum News {
    /// A task was raised, or became more urgent.
    New(Level),
    /// Nobody has taken it, and so much of the time has gone.
    Late(Escalation),
    /// It was given to this account.
    Handed(i32),
}

/// Writes a message to everybody who has to know of an event of a task. Whoever the study names is told.
/// When none of them can sign in, everybody is who could act in the study, and when there is nobody,
/// administrators are, who can let somebody in.
pub(super) async fn tell(
    transaction: &impl ConnectionTrait,
    participant: i32,
    (task, event): (i32, i64),
    news: News,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let (study_id, is_test, study) = study_of(transaction, participant).await?;
    let (staff, template) = match news {
        News::Handed(staff) => (vec![staff], Template::SafeguardingTask),
        News::New(_) | News::Late(_) => {
            to_tell(transaction, (study_id, &study), task, news, now).await?
        }
    };
    let template = if is_test { Template::SafeguardingTest } else { template };
    for id in staff {
        let message = Message {
            study_id: Some(study_id),
            to: Recipient::Staff(id),
            channel: Channel::Email,
            template,
            facts: facts(&study, news),
            once: format!("{}event {event}, staff {id}", beginning(task)),
            not_before: when(&study, is_test, news, now),
        };
        outbox::enqueue(transaction, message, now).await?;
    }
    Ok(())
}

/// Somebody has it, so what waits to be told of it is no news any more.
pub(super) async fn call_off(
    transaction: &impl ConnectionTrait,
    task: i32,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let why = "somebody has taken the task";
    outbox::call_off_reasons(transaction, &beginning(task), why, now).await
}

/// How the reason of each message about a task begins.
fn beginning(task: i32) -> String {
    format!("{}, ", named(task))
}

async fn to_tell(
    transaction: &impl ConnectionTrait,
    (study_id, study): (i32, &Study),
    task: i32,
    news: News,
    now: DateTime<Utc>,
) -> Result<(Vec<i32>, Template), DbErr> {
    let roster = study.safeguarding.as_ref();
    let (wanted, template) = match news {
        News::Late(_) => (
            roster.and_then(|own| own.lead.as_deref()).into_iter().collect(),
            Template::SafeguardingTaskLate,
        ),
        News::New(level) => {
            (roster.map(|own| own.told_of(level)).unwrap_or_default(), Template::SafeguardingTask)
        }
        News::Handed(_) => (Vec::new(), Template::SafeguardingTask),
    };
    let there = on_duty(transaction, study_id).await?;
    let is_wanted = |email: &str| wanted.iter().any(|own| own.trim().eq_ignore_ascii_case(email));
    let told: Vec<_> = there.iter().filter(|own| is_wanted(&own.email)).map(|own| own.id).collect();
    if !told.is_empty() {
        return Ok((told, template));
    }
    let action = "nobody whom the study names could be told of a safeguarding task";
    audit::write(transaction, "system", action, &named(task), now).await?;
    if !there.is_empty() {
        return Ok((there.iter().map(|own| own.id).collect(), template));
    }
    Ok((administrators(transaction).await?, Template::SafeguardingNobody))
}

fn facts(study: &Study, news: News) -> BTreeMap<String, String> {
    let mut facts = BTreeMap::from([("tasks".to_owned(), format!("/staff/{}/tasks", study.key))]);
    let gone = match news {
        News::Late(Escalation::Half) => Some("half of the time for it has gone"),
        News::Late(Escalation::Whole) => Some("the time for it has run out"),
        News::New(_) | News::Handed(_) => None,
    };
    facts.extend(gone.map(|gone| ("gone".to_owned(), gone.to_owned())));
    facts
}

/// What is not most urgent is told when somebody is there to act, and so is a test.
fn when(study: &Study, is_test: bool, news: News, now: DateTime<Utc>) -> DateTime<Utc> {
    let Some(roster) = &study.safeguarding else { return now };
    let clock = Clock { roster, zone: &study.timezone };
    match news {
        _ if is_test => clock.next_staffed(now),
        News::New(level) => clock.told(level, now),
        News::Late(_) | News::Handed(_) => now,
    }
}

async fn study_of(
    transaction: &impl ConnectionTrait,
    participant: i32,
) -> Result<(i32, bool, Study), DbErr> {
    let lost = || DbErr::RecordNotFound("the study of a task".to_owned());
    let person = participant::Entity::find_by_id(participant).one(transaction).await?;
    let person = person.ok_or_else(lost)?;
    let (id, is_test) = (person.study_id, person.is_test);
    let row = study::Entity::find_by_id(id).one(transaction).await?.ok_or_else(lost)?;
    let study = serde_json::from_str(&row.definition);
    Ok((id, is_test, study.map_err(|error| DbErr::Json(error.to_string()))?))
}
