//! The calls that were made to the person, what was learned of their address and number, and what was tried to find them.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::DbErr;
use serde::Serialize;
use surveys::{calendar, calls::Agreed, fill::long_date, roles::Role, study::Study};

use super::{entries::UNREAD, role};
use crate::{
    Db,
    calls::{self, Attempt},
    entity::participant,
    tracing,
};

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
    let rung = calls::attempts_of(db, person.id).await?;
    let rung = rung.into_iter().map(|call| of_call((study, person), call, was_reviewed));
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

/// A call. Which language was spoken and who answered are words about others, too, like a note.
fn of_call(
    (study, person): (&Study, &participant::Model),
    call: Attempt,
    was_reviewed: bool,
) -> Traced {
    let said = [
        call.who_answered.map(|who| format!("Who answered: {who}.")),
        call.language.map(|language| format!("Language: {language}.")),
        call.note,
    ];
    let said: Vec<_> = said.into_iter().flatten().collect();
    let note = (!said.is_empty()).then(|| said.join(" "));
    let zone = &study.timezone;
    let wave = study.waves.iter().find(|wave| wave.key.as_str() == call.wave);
    let wave = wave.map_or(call.wave.as_str(), |wave| wave.title.as_str());
    let clock = |at| calendar::moment_in(zone, at).format("%H:%M");
    let agreed = call.agreed.map(|agreed| in_words(zone, agreed)).unwrap_or_default();
    let actor = format!("staff {}, {}", call.staff_id, Role::Interviewer);
    Traced {
        what: format!(
            "rang you about {wave} at {}, written down at {}: {}{agreed}",
            clock(call.at),
            clock(call.ended_at),
            call.outcome.label().to_lowercase()
        ),
        kept_back: (!was_reviewed && note.is_some()).then_some(UNREAD),
        note: note.filter(|_| was_reviewed),
        by: role(&actor, &person.study_number),
        on: calendar::date_in(zone, call.at),
    }
}

/// What was agreed about the next call.
fn in_words(zone: &str, agreed: Agreed) -> String {
    let moment = |at: DateTime<Utc>| {
        let local = calendar::moment_in(zone, at);
        format!("{} at {}", long_date(local.date()), local.format("%H:%M"))
    };
    match agreed {
        Agreed::At(at) => format!("; the next call was agreed for {}", moment(at)),
        Agreed::Between(from, until) => {
            format!("; the next call was agreed for between {} and {}", moment(from), moment(until))
        }
        Agreed::On(day) => format!("; you were said to be away until {}", long_date(day)),
    }
}
