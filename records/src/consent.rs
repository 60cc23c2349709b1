//! The consent ledger. Decisions are only ever added; what a person agrees to is worked out from
//! them each time.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
};
use surveys::{
    consent::{Answer, ConsentProblem, Decision, Event, Permission, State},
    typed::Typed,
};

use crate::{Db, audit, auth::Participant, entity::consent_event, participants};

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
    db.write(move |transaction| {
        Box::pin(async move {
            participants::hold(transaction, who.id).await?;
            let before = state(transaction, who.id).await?;
            let same = |decision: &Decision| is_already(&before, decision);
            if before.form_version == Some(version) && decisions.iter().all(same) {
                return Ok(());
            }
            add(transaction, who.id, version, &decisions, "web", "participant", now).await?;
            audit::write(transaction, &who.number, "consent given", "consent", now).await?;
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
    Ok(State::fold(&events(connection, participant).await?))
}

/// A person's events, oldest first.
pub(crate) async fn events(
    connection: &impl ConnectionTrait,
    participant: i32,
) -> Result<Vec<Event>, DbErr> {
    let rows = consent_event::Entity::find()
        .filter(consent_event::Column::ParticipantId.eq(participant))
        .order_by_asc(consent_event::Column::Id)
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(event).collect())
}

pub(crate) fn event(row: consent_event::Model) -> Event {
    let by_name = |name: String| Permission::ALL.into_iter().find(|p| p.name() == name);
    let answer = match row.answer.as_str() {
        "yes" => Answer::Yes,
        "withdrawn" => Answer::Withdrawn,
        _ => Answer::No,
    };
    let permission = row.permission.and_then(by_name);
    Event {
        form_version: row.form_version.cast_unsigned(),
        decision: Decision { statement: row.statement, permission, answer },
        at: row.at,
    }
}
