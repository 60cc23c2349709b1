//! The consent ledger. Decisions are only ever added; what a person agrees to is worked out from
//! them each time.

pub(crate) mod forms;

mod reading;

mod telling;

mod before;

mod noted;

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait};
use surveys::{
    consent::{Answer, ConsentProblem, Decision, Event, Mode, Permission, State},
    typed::Typed,
};

pub(crate) use self::reading::{events, first_day, last, state, state_after, states};
pub use self::{
    noted::NoteProblem,
    telling::{RecordError, Recorded, record},
};
use crate::{Db, audit::Entry, auth::Participant, entity::consent_event, links};

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
            if let Some(link) = who.link_id {
                links::opened(transaction, link, now).await?;
            }
            let before = match stored.consent {
                Some(state) => state,
                None => state(transaction, who.id).await?,
            };
            let same = |decision: &Decision| is_already(&before, decision);
            if before.form_version == Some(version) && decisions.iter().all(same) {
                return Ok(());
            }
            add(transaction, who.id, version, &decisions, Source::THEM, now).await?;
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

/// How a decision reached the ledger.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Source<'a> {
    pub mode: Mode,
    pub actor: &'a str,
    /// Who was there, when staff wrote it down.
    pub witness: Option<&'a str>,
    /// When it was said, where that was before it is written down.
    pub said_at: Option<DateTime<Utc>>,
}

impl Source<'_> {
    /// The participant, on their own page.
    pub const THEM: Source<'static> =
        Source { mode: Mode::Web, actor: "participant", witness: None, said_at: None };
}

pub(crate) async fn add(
    transaction: &impl ConnectionTrait,
    participant: i32,
    form_version: u32,
    decisions: &[Decision],
    source: Source<'_>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    if decisions.is_empty() {
        return Ok(());
    }
    let rows = decisions.iter().map(|decision| consent_event::ActiveModel {
        participant_id: Set(participant),
        form_version: Set(form_version.cast_signed()),
        statement: Set(decision.statement.clone()),
        permission: Set(decision.permission.map(|permission| permission.name().to_owned())),
        answer: Set(name(decision.answer).to_owned()),
        channel: Set(source.mode.name().to_owned()),
        actor: Set(source.actor.to_owned()),
        witness: Set(source.witness.map(str::to_owned)),
        at: Set(source.said_at.unwrap_or(now)),
        recorded_at: Set(source.said_at.map(|_| now)),
        ..Default::default()
    });
    let rows: Vec<_> = rows.collect();
    consent_event::Entity::insert_many(rows).exec_without_returning(transaction).await.map(drop)
}

/// Ends agreement to each of these that somebody agrees to, under the statement and form on which they
/// did. `source` is how it reached the study.
pub(crate) async fn withdraw(
    transaction: &impl ConnectionTrait,
    participant: i32,
    permissions: &[Permission],
    source: Source<'_>,
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
            add(transaction, participant, version, &[withdrawn], source, now).await?;
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
