//! Whom a recipient has to take out of the files that they were given.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::ConnectionTrait;
use serde::Serialize;
use surveys::{calendar, consent::Event, linking::terms::Terms, stopping::Choice};

use super::{Cut, CutError, agreed, find, gates::Gate, kept};
use crate::{
    Db, audit::Entry, consent, entity::cut_row, exports, stopping, studies::StudyHandle, terms,
};

/// What owners of records returned, where a cut has it.
const LINKED: &str = "linked.csv";

/// Whom a recipient has to take out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// The study's key.
    pub study: String,
    /// The number of the cut.
    pub cut: u32,
    /// Who was given it.
    pub recipient: String,
    /// The day on which it was made, by the study's clock.
    pub made_on: NaiveDate,
    /// Whom they take out, by row key.
    pub remove: Vec<ToRemove>,
}

/// Somebody whom a recipient takes out of every file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ToRemove {
    /// What their rows have as `row_key` in this cut.
    pub row_key: String,
    /// Why.
    pub because: Why,
    /// Since when, as far as it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<NaiveDate>,
}

/// Why somebody is taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Their answers were deleted.
    AnswersDeleted,
    /// They took back what the cut's purpose needs.
    TakenBack,
    /// They want linked records used no more, and these were not frozen.
    LinkedDropped,
}

impl Why {
    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::AnswersDeleted => "their answers were deleted",
            Self::TakenBack => "they took back their agreement to this use",
            Self::LinkedDropped => {
                "they want linked records used no more: take out their row of linked alone"
            }
        }
    }
}

/// Tells whom the recipient of a cut has to take out by now, and writes the audit entry that says so.
///
/// # Errors
/// When there is no such cut, or the database fails.
pub async fn notice(
    db: &Db,
    study: &StudyHandle,
    number: u32,
    by: &str,
    now: DateTime<Utc>,
) -> Result<Notice, CutError> {
    let cut = find(db, study, number).await?;
    let snapshot = exports::snapshot(db).await?;
    let remove = to_remove(&snapshot, study, &cut).await?;
    snapshot.rollback().await?;
    note(db, study, (&cut, remove.len(), by), now).await?;
    Ok(Notice {
        study: study.study().key.to_string(),
        cut: cut.number,
        recipient: cut.recipient,
        made_on: calendar::date_in(&study.study().timezone, cut.made_at),
        remove,
    })
}

/// Whom the recipient has to take out by now.
pub(super) async fn to_remove(
    connection: &impl ConnectionTrait,
    study: &StudyHandle,
    cut: &Cut,
) -> Result<Vec<ToRemove>, CutError> {
    let gate = agreed::gate_of(study, &cut.manifest);
    let has_linked = cut.manifest.first_made.iter().any(|file| file.name == LINKED);
    let terms = if has_linked { terms::current(connection, study.id).await? } else { None };
    let linked = terms.map(|kept| Linked {
        made_on: calendar::date_in(&study.study().timezone, cut.made_at),
        terms: kept.terms,
    });
    let (mut remove, mut last) = (Vec::new(), String::new());
    loop {
        let people = kept::after(connection, cut.id, &last).await?;
        let Some(person) = people.last() else { return Ok(remove) };
        last.clone_from(&person.row_key);
        remove.extend(among(connection, study, (&gate, linked.as_ref()), people).await?);
    }
}

async fn among(
    connection: &impl ConnectionTrait,
    study: &StudyHandle,
    (gate, linked): (&Gate, Option<&Linked>),
    people: Vec<cut_row::Model>,
) -> Result<Vec<ToRemove>, CutError> {
    let ids: Vec<_> = people.iter().map(|person| person.participant_id).collect();
    let consents = consent::events(connection, &ids).await?;
    let stops = stopping::states(connection, &ids).await?;
    let to_remove = |person: cut_row::Model| {
        let row_key = person.row_key;
        if let Some(on) = person.erased_on {
            let (because, since) = (Why::AnswersDeleted, Some(on));
            return Some(ToRemove { row_key, because, since });
        }
        let decided = consents.get(&person.participant_id).map_or(&[][..], Vec::as_slice);
        let (because, since) = (Why::TakenBack, taken_back(study, gate, decided));
        if !gate.is_open_to(decided) {
            return Some(ToRemove { row_key, because, since });
        }
        let dropped = stops.get(&person.participant_id)?.since(Choice::DropLinked)?;
        let (because, since) = (Why::LinkedDropped, Some(dropped));
        linked?.counts(dropped).then_some(ToRemove { row_key, because, since })
    };
    Ok(people.into_iter().filter_map(to_remove).collect())
}

/// What owners of records returned, as it is in a cut.
struct Linked {
    made_on: NaiveDate,
    terms: Arc<Terms>,
}

impl Linked {
    /// Whether somebody who wanted it used no more from this day on is still to be taken out of the cut. Whoever did on the
    /// day on which it was made may have been left out of it already, and is named.
    fn counts(&self, dropped: NaiveDate) -> bool {
        let is_open = |owner| self.terms.may_drop(owner, dropped);
        dropped >= self.made_on && self.terms.linkage.owners.iter().any(is_open)
    }
}

/// The day of the last decision that is about the statement.
fn taken_back(study: &StudyHandle, gate: &Gate, decided: &[Event]) -> Option<NaiveDate> {
    let last = decided.iter().rev().find(|event| gate.is_about(event))?;
    Some(calendar::date_in(&study.study().timezone, last.at))
}

async fn note(
    db: &Db,
    study: &StudyHandle,
    (cut, people, by): (&Cut, usize, &str),
    now: DateTime<Utc>,
) -> Result<(), CutError> {
    let object = format!("{} cut {}", study.study().key, cut.number);
    let entry = Entry::new(by, "notice of a cut told", &object).in_study(study.id);
    let told = format!("for {}: people to remove, {people}", cut.recipient);
    Ok(entry.to(&told).write_alone(db, now).await?)
}
