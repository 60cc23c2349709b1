//! The list of decisions: rows, and the events that they are. Rows are only ever added.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
};
use surveys::{
    calendar,
    consent::Mode,
    keys::WaveKey,
    stopping::{Act, Choice, Event, PassedOn, State, TakenBack},
};

use super::{Decider, Subject, Wish, standing::state};
use crate::{consent, entity::stop_event, secret};

/// How a decision reached the study, and who wrote it down.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub decided_by: Decider,
    pub mode: Mode,
    pub actor: &'a str,
    pub reason: Option<&'a str>,
}

impl<'a> Source<'a> {
    /// Whoever wishes it, as it was recorded. An empty reason is none.
    pub fn of(wish: &'a Wish, actor: &'a str) -> Self {
        let reason = wish.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
        Self { decided_by: wish.decided_by, mode: wish.mode, actor, reason }
    }

    /// The participant, on their own page.
    pub const THEM: Source<'static> = Source {
        decided_by: Decider::Participant,
        mode: Mode::Web,
        actor: "participant",
        reason: None,
    };

    /// Staff, who learned that something goes on after all: from the person, where it is theirs.
    pub fn told(choice: Choice, actor: &'a str) -> Self {
        let theirs = choice.taken_back() == TakenBack::ByThem;
        let decided_by = if theirs { Decider::Participant } else { Decider::Staff };
        Self { decided_by, mode: Mode::Phone, actor, reason: None }
    }
}

/// A decision as staff read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// What was decided.
    pub act: Act,
    /// The wave, when it is one survey that is skipped.
    pub wave: Option<WaveKey>,
    /// The day, where the participant lives.
    pub on: NaiveDate,
    /// How it was said.
    pub mode: Mode,
    /// Who decided.
    pub decided_by: Decider,
    /// Why, if somebody said so.
    pub reason: Option<String>,
    /// By which it is spoken of.
    pub reference: String,
    /// Whether it was not taken back since.
    pub stands: bool,
}

/// What is remembered beside a choice, so that its receipt says the same on every later day.
#[derive(Default)]
pub(super) struct Remembered {
    /// The wave whose survey could still be answered.
    pub asked: Option<WaveKey>,
    /// Who is told that the support stops.
    pub passed_on: Option<PassedOn>,
}

/// Adds that something stops, and returns its reference.
pub(super) async fn stopped(
    transaction: &impl ConnectionTrait,
    subject: &Subject,
    choice: Choice,
    (source, remembered): (Source<'_>, Remembered),
    now: DateTime<Utc>,
) -> Result<String, DbErr> {
    let mut row = row(transaction, subject, Act::Stops(choice), source, now).await?;
    row.asked_wave = Set(remembered.asked.map(|wave| wave.to_string()));
    row.passed_on = Set(remembered.passed_on.map(|who| who.name().to_owned()));
    let reference = row.reference.clone().unwrap();
    stop_event::Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(reference)
}

/// Adds a decision to go on, or to pause, and returns its reference.
pub(super) async fn add(
    transaction: &impl ConnectionTrait,
    subject: &Subject,
    act: Act,
    source: Source<'_>,
    now: DateTime<Utc>,
) -> Result<String, DbErr> {
    let row = row(transaction, subject, act, source, now).await?;
    let reference = row.reference.clone().unwrap();
    stop_event::Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(reference)
}

async fn row(
    connection: &impl ConnectionTrait,
    subject: &Subject,
    act: Act,
    source: Source<'_>,
    now: DateTime<Utc>,
) -> Result<stop_event::ActiveModel, DbErr> {
    let (word, choice, until) = match act {
        Act::Stops(choice) => ("stops", Some(choice), None),
        Act::TakesBack(choice) => ("takes_back", Some(choice), None),
        Act::PausesUntil(day) => ("pauses", None, Some(day)),
        Act::EndsPause => ("ends_pause", None, None),
    };
    let of_wave = choice == Some(Choice::SkipSurvey);
    Ok(stop_event::ActiveModel {
        participant_id: Set(subject.id),
        act: Set(word.to_owned()),
        choice: Set(choice.map(|choice| choice.name().to_owned())),
        wave_key: Set(of_wave.then(|| subject.wave.to_string())),
        until_on: Set(until),
        decided_by: Set(source.decided_by.name().to_owned()),
        channel: Set(source.mode.name().to_owned()),
        actor: Set(source.actor.to_owned()),
        reason: Set(source.reason.map(str::to_owned)),
        decided_on: Set(calendar::date_in(&subject.study.timezone, now)),
        consent_event_id: Set(consent::last(connection, subject.id).await?),
        reference: Set(reference()),
        at: Set(now),
        ..Default::default()
    })
}

/// Eight characters that can be read out on the telephone; the index makes each one only.
pub(crate) fn reference() -> String {
    let random = secret::crockford26(&secret::random());
    format!("{}-{}", &random[..4], &random[4..8])
}

/// What somebody who was stopped by it takes back, when they agreed anew.
pub(crate) async fn begin_again(
    transaction: &impl ConnectionTrait,
    subject: &Subject,
    choices: Vec<Choice>,
    (mode, actor): (Mode, &str),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let state = state(transaction, subject.id).await?;
    let source = Source { mode, actor, ..Source::THEM };
    for choice in choices {
        if state.has(choice, &subject.wave) {
            add(transaction, subject, Act::TakesBack(choice), source, now).await?;
        }
    }
    Ok(())
}

/// Everything that somebody decided, newest first.
pub(crate) async fn decided(
    connection: &impl ConnectionTrait,
    participant: i32,
) -> Result<Vec<Decided>, DbErr> {
    let rows = theirs(connection, participant).await?;
    let events: Vec<_> = rows.iter().filter_map(event).collect();
    let state = State::fold(&events);
    let mut seen = Vec::new();
    let told = rows.into_iter().rev().filter_map(|row| {
        let Event { act, wave, on } = event(&row)?;
        let stands = match (act, &wave) {
            _ if seen.contains(&(act, wave.clone())) => false,
            (Act::Stops(Choice::SkipSurvey), Some(wave)) => state.skipped_on(wave).is_some(),
            (Act::Stops(choice), _) => state.since(choice).is_some(),
            _ => false,
        };
        seen.push((act, wave.clone()));
        let decided_by = Decider::from_name(&row.decided_by).unwrap_or(Decider::Staff);
        let mode = Mode::from_name(&row.channel).unwrap_or(Mode::Web);
        let (reason, reference) = (row.reason, row.reference);
        Some(Decided { act, wave, on, mode, decided_by, reason, reference, stands })
    });
    Ok(told.collect())
}

/// The last day on which somebody decided to stop something, or to go on.
pub(crate) async fn last_decided_on(
    connection: &impl ConnectionTrait,
    participant: i32,
) -> Result<Option<NaiveDate>, DbErr> {
    Ok(theirs(connection, participant).await?.iter().map(|row| row.decided_on).max())
}

async fn theirs(
    connection: &impl ConnectionTrait,
    participant: i32,
) -> Result<Vec<stop_event::Model>, DbErr> {
    stop_event::Entity::find()
        .filter(stop_event::Column::ParticipantId.eq(participant))
        .order_by_asc(stop_event::Column::Id)
        .all(connection)
        .await
}

/// Says of somebody that they died on a day, when it is not known yet.
pub(crate) async fn died(
    transaction: &impl ConnectionTrait,
    (participant, actor): (i32, &str),
    on: NaiveDate,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    if state(transaction, participant).await?.since(Choice::Died).is_some() {
        return Ok(());
    }
    let row = stop_event::ActiveModel {
        participant_id: Set(participant),
        act: Set("stops".to_owned()),
        choice: Set(Some(Choice::Died.name().to_owned())),
        decided_by: Set(Decider::Staff.name().to_owned()),
        channel: Set(Mode::Paper.name().to_owned()),
        actor: Set(actor.to_owned()),
        decided_on: Set(on),
        reference: Set(reference()),
        at: Set(now),
        ..Default::default()
    };
    stop_event::Entity::insert(row).exec_without_returning(transaction).await.map(drop)
}

/// The decision in a row; none when a later version of the program wrote what this one cannot know.
pub(super) fn event(row: &stop_event::Model) -> Option<Event> {
    let choice = row.choice.as_deref().and_then(Choice::from_name);
    let act = match (row.act.as_str(), choice, row.until_on) {
        ("stops", Some(choice), _) => Act::Stops(choice),
        ("takes_back", Some(choice), _) => Act::TakesBack(choice),
        ("pauses", _, Some(day)) => Act::PausesUntil(day),
        ("ends_pause", ..) => Act::EndsPause,
        _ => return None,
    };
    let wave = row.wave_key.as_deref().and_then(|key| WaveKey::new(key).ok());
    Some(Event { act, wave, on: row.decided_on })
}
