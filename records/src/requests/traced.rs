//! The calls that were made to the person, what was learned of their address and number, and what was tried to find them.

use chrono::NaiveDate;
use sea_orm::DbErr;
use serde::Serialize;
use surveys::{calendar, roles::Role, study::Study};

use super::{entries::UNREAD, role};
use crate::{Db, calls, entity::participant, tracing};

/// A call, or something that was done because nothing reached the person.
#[derive(Clone, Debug, Serialize)]
pub struct Traced {
    /// What was learned, or what came of looking for them.
    pub what: String,
    /// What staff noted, if they did.
    pub note: Option<String>,
    /// Why it is not here, where they did.
    pub kept_back: Option<&'static str>,
    /// Who wrote it down.
    pub by: String,
    /// The day.
    pub on: NaiveDate,
}

/// The calls, and then the rest, each newest first. What staff noted may tell of others, such as whoever was asked: it comes once somebody has read it.
pub(super) async fn of(
    db: &Db,
    (study, person): (&Study, &participant::Model),
    was_reviewed: bool,
) -> Result<Vec<Traced>, DbErr> {
    let rung = calls::attempts_of(db, person.id).await?.into_iter().map(|call| {
        let kept_back = (!was_reviewed && call.note.is_some()).then_some(UNREAD);
        let actor = format!("staff {}, {}", call.staff_id, Role::Interviewer);
        Traced {
            what: format!("rang you: {}", call.outcome.label().to_lowercase()),
            note: call.note.filter(|_| was_reviewed),
            kept_back,
            by: role(&actor, &person.study_number),
            on: calendar::date_in(&study.timezone, call.at),
        }
    });
    let attempts = tracing::attempts_of(db, person.id).await?.into_iter().map(|attempt| {
        let kept_back = (!was_reviewed && attempt.note.is_some()).then_some(UNREAD);
        Traced {
            what: format!("looked for you: {}", attempt.outcome.name().replace('-', " ")),
            note: attempt.note.filter(|_| was_reviewed),
            kept_back,
            by: role(&attempt.by, &person.study_number),
            on: attempt.on,
        }
    });
    let learned = tracing::learned_of(db, person.id).await?.into_iter().map(|learned| {
        let mistake = if learned.is_taken_back { ", which was a mistake" } else { "" };
        Traced {
            what: format!("{}{mistake}", learned.what.name().replace('_', " ")),
            note: None,
            kept_back: None,
            by: role(&learned.by, &person.study_number),
            on: learned.on,
        }
    });
    Ok(rung.chain(attempts).chain(learned).collect())
}
