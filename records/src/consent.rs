//! The consent ledger. Decisions are only ever added; what a person agrees to is worked out from
//! them each time.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use surveys::{
    consent::{Answer, ConsentProblem, Decision, Event, Mode, Permission, State},
    typed::Typed,
};

use crate::{Db, audit::Entry, auth::Participant, entity::consent_event};

/// Why consent was not recorded.
#[derive(Debug, thiserror::Error)]
pub enum ConsentError {
    /// Statements are still open, by their code.
    #[error("the consent form is not complete")]
    Incomplete(Vec<(String, ConsentProblem)>),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// Records what a participant decided on the consent form: one event a statement, or all or none.
/// The same form sent twice is recorded once.
///
/// # Errors
/// When a mandatory statement is not agreed to or another is left open, or the database fails.
pub async fn give(
    db: &Db,
    who: &Participant,
    typed: &Typed,
    now: DateTime<Utc>,
) -> Result<(), ConsentError> {
    let form = &who.study().consent;
    let decisions = form.parse(typed).map_err(ConsentError::Incomplete)?;
    let (who, version) = (who.clone(), form.version);
    db.write_about(who.at(), move |transaction, stored| {
        Box::pin(async move {
            let before = match stored.consent {
                Some(state) => state,
                None => state(transaction, who.id).await?,
            };
            let same = |decision: &Decision| is_already(&before, decision);
            if before.form_version == Some(version) && decisions.iter().all(same) {
                return Ok(());
            }
            add(transaction, who.id, version, &decisions, "web", "participant", now).await?;
            let entry = Entry::new(&who.number, "consent given", "consent").about(who.id);
            entry.write(transaction, now).await?;
            Ok(())
        })
    })
    .await
}

fn is_already(before: &State, decision: &Decision) -> bool {
    let agreed = match decision.permission {
        Some(permission) => before.permissions.contains(&permission),
        None => before.agreed.contains(&decision.statement),
    };
    agreed == (decision.answer == Answer::Yes)
}

pub(crate) async fn add(
    transaction: &impl ConnectionTrait,
    participant: i32,
    form_version: u32,
    decisions: &[Decision],
    channel: &str,
    actor: &str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let rows = decisions.iter().map(|decision| consent_event::ActiveModel {
        participant_id: Set(participant),
        form_version: Set(form_version.cast_signed()),
        statement: Set(decision.statement.clone()),
        permission: Set(decision.permission.map(|permission| permission.name().to_owned())),
        answer: Set(name(decision.answer).to_owned()),
        channel: Set(channel.to_owned()),
        actor: Set(actor.to_owned()),
        at: Set(now),
        ..Default::default()
    });
    let rows: Vec<_> = rows.collect();
    consent_event::Entity::insert_many(rows).exec_without_returning(transaction).await.map(drop)
}

/// Ends agreement to each of these that somebody agrees to, under the statement and form on which they
/// did. `by` is how it reached the study, and who wrote it down.
pub(crate) async fn withdraw(
    transaction: &impl ConnectionTrait,
    participant: i32,
    permissions: &[Permission],
    (mode, actor): (Mode, &str),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let events = events(transaction, &[participant]).await?.remove(&participant);
    let events = events.unwrap_or_default();
    for permission in permissions {
        let about = |event: &&Event| event.decision.permission == Some(*permission);
        let Some(last) = events.iter().rev().find(about) else { continue };
        if last.decision.answer == Answer::Yes {
            let withdrawn = Decision { answer: Answer::Withdrawn, ..last.decision.clone() };
            let version = last.form_version;
            add(transaction, participant, version, &[withdrawn], mode.name(), actor, now).await?;
        }
    }
    Ok(())
}

fn name(answer: Answer) -> &'static str {
    match answer {
        Answer::Yes => "yes",
        Answer::No => "no",
        Answer::Withdrawn => "withdrawn",
    }
}

/// What a person agrees to now, worked out from the ledger.
pub(crate) async fn state(
    connection: &impl ConnectionTrait,
    participant: i32,
) -> Result<State, DbErr> {
    let mut states = states(connection, &[participant]).await?;
    Ok(states.remove(&participant).unwrap_or_default())
}

/// The last decision in a person's ledger.
pub(crate) async fn last(
    connection: &impl ConnectionTrait,
    participant: i32,
) -> Result<Option<i32>, DbErr> {
    let theirs = consent_event::Entity::find()
        .filter(consent_event::Column::ParticipantId.eq(participant))
        .order_by_desc(consent_event::Column::Id);
    Ok(theirs.one(connection).await?.map(|row| row.id))
}

/// What a person agreed to once this decision of theirs had been taken; nothing before the first.
pub(crate) async fn state_after(
    connection: &impl ConnectionTrait,
    participant: i32,
    last: Option<i32>,
) -> Result<State, DbErr> {
    let rows = consent_event::Entity::find()
        .filter(consent_event::Column::ParticipantId.eq(participant))
        .filter(consent_event::Column::Id.lte(last.unwrap_or_default()))
        .order_by_asc(consent_event::Column::Id)
        .all(connection)
        .await?;
    let events: Vec<_> = rows.into_iter().map(event).collect();
    Ok(State::fold(&events))
}

/// The same by participant; who has decided nothing is not among them.
pub(crate) async fn states(
    connection: &impl ConnectionTrait,
    participants: &[i32],
) -> Result<HashMap<i32, State>, DbErr> {
    let rows: Vec<(i32, i32, String, Option<String>, String)> = consent_event::Entity::find()
        .filter(consent_event::Column::ParticipantId.is_in(participants.iter().copied()))
        .order_by_asc(consent_event::Column::Id)
        .select_only()
        .columns([
            consent_event::Column::ParticipantId,
            consent_event::Column::FormVersion,
            consent_event::Column::Statement,
            consent_event::Column::Permission,
            consent_event::Column::Answer,
        ])
        .into_tuple()
        .all(connection)
        .await?;
    let mut states: HashMap<i32, State> = HashMap::with_capacity(participants.len());
    for (participant, version, statement, permission, answer) in rows {
        let decision = decision(statement, permission, &answer);
        states.entry(participant).or_default().follow(version.cast_unsigned(), &decision);
    }
    Ok(states)
}

/// Events by participant, oldest first.
pub(crate) async fn events(
    connection: &impl ConnectionTrait,
    participants: &[i32],
) -> Result<HashMap<i32, Vec<Event>>, DbErr> {
    let rows = consent_event::Entity::find()
        .filter(consent_event::Column::ParticipantId.is_in(participants.iter().copied()))
        .order_by_asc(consent_event::Column::Id)
        .all(connection)
        .await?;
    let mut events: HashMap<i32, Vec<_>> = HashMap::with_capacity(participants.len());
    for row in rows {
        events.entry(row.participant_id).or_default().push(event(row));
    }
    Ok(events)
}

fn event(row: consent_event::Model) -> Event {
    Event {
        form_version: row.form_version.cast_unsigned(),
        decision: decision(row.statement, row.permission, &row.answer),
        at: row.at,
    }
}

fn decision(statement: String, permission: Option<String>, answer: &str) -> Decision {
    let by_name = |name: String| Permission::ALL.into_iter().find(|p| p.name() == name);
    let answer = match answer {
        "yes" => Answer::Yes,
        "withdrawn" => Answer::Withdrawn,
        _ => Answer::No,
    };
    Decision { statement, permission: permission.and_then(by_name), answer }
}
