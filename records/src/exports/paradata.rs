//! How each response came about: columns that stand beside a wave's answers.

use chrono::{DateTime, Utc};
use surveys::{
    value::Missing,
    waves::{Anchor, Wave},
};

use super::{
    calls,
    people::Person,
    plan::Plan,
    standing::{Standing, Status},
};
use crate::{calls::CallMade, entity::response, secret};

/// One column of paradata.
pub(super) struct Field {
    pub name: &'static str,
    pub label: &'static str,
    pub kind: &'static str,
    pub codes: &'static [(i32, &'static str)],
    /// Only in waves that are counted from randomisation.
    after_randomisation: bool,
}

pub(super) const NO_YES: &[(i32, &str)] = &[(0, "No"), (1, "Yes")];
pub(super) const MODES: &[(i32, &str)] =
    &[(1, "Web, by themselves"), (2, "Telephone"), (9, "Another way")];

pub(super) const FIELDS: [Field; 15] = [
    field("status", "How the wave stands", "word", &[]),
    field("mode_start", "Mode in which it was begun", "code", MODES),
    field("mode_end", "Mode in which it was last answered", "code", MODES),
    field("mode_switches", "How often the mode changed while it was answered", "number", &[]),
    field(
        "interviewer_id",
        "Who recorded it by telephone last, as a word that names nobody",
        "pseudonym",
        &[],
    ),
    field("n_attempts", "How often somebody was rung about it", "number", &[]),
    field("last_outcome", "How the last call about it ended; empty where nobody rang", "word", &[]),
    field("lang_start", "Language in which it was begun, by BCP 47", "language", &[]),
    field("lang_end", "Language in which it was last answered, by BCP 47", "language", &[]),
    field("started_utc", "When it was begun, in UTC", "time", &[]),
    field("finished_utc", "When it was sent, in UTC", "time", &[]),
    field("q_version", "Version of the survey", "number", &[]),
    field("outwindow", "Answered after the window had closed", "code", NO_YES),
    field("proxy", "Somebody else answered for the person", "code", NO_YES),
    Field {
        after_randomisation: true,
        ..field("exposure_days", "Days from randomisation that answers count", "number", &[])
    },
];

pub(super) const fn field(
    name: &'static str,
    label: &'static str,
    kind: &'static str,
    codes: &'static [(i32, &'static str)],
) -> Field {
    Field { name, label, kind, codes, after_randomisation: false }
}

/// The fields that a wave has.
pub(super) fn fields(wave: &Wave) -> impl Iterator<Item = &'static Field> {
    let anchored = wave.anchor == Anchor::Randomisation;
    FIELDS.iter().filter(move |field| anchored || !field.after_randomisation)
}

pub(super) fn names(wave: &Wave) -> impl Iterator<Item = &'static str> {
    fields(wave).map(|field| field.name)
}

pub(super) fn all_names() -> impl Iterator<Item = &'static str> {
    FIELDS.iter().map(|field| field.name)
}

/// What each status means.
pub(super) fn statuses() -> String {
    let meaning = |(status, meaning): &(Status, &str)| format!("{}={meaning}", status.name());
    Status::ALL.iter().map(meaning).collect::<Vec<_>>().join("; ")
}

/// The cells of every field, in order, whether the wave has it or not.
pub(super) fn cells(
    person: &Person,
    wave: &Wave,
    standing: &Standing<'_>,
    plan: &Plan,
) -> Vec<String> {
    let status = standing.status().name().to_owned();
    let (attempts, last) = tried(&calls::about(person, wave, standing), standing);
    match standing {
        Standing::Silent { reason, .. } => {
            let cell = |field: &Field| match field.name {
                "status" => status.clone(),
                "n_attempts" => attempts.clone(),
                "last_outcome" => last.clone(),
                _ => unanswered(wave, field, *reason),
            };
            FIELDS.iter().map(cell).collect()
        }
        Standing::Answered { row, .. } => {
            answered((person, wave, plan), row, [status, attempts, last])
        }
    }
}

/// How often they were rung about a wave, and how the last call ended: whether they answered in the end or not.
fn tried(made: &[&CallMade], standing: &Standing<'_>) -> (String, String) {
    let last = made.last().map(|call| call.outcome.clone()).unwrap_or_default();
    let attempts = match (made.len(), standing) {
        // Nobody could have rung yet, or nothing of it is told any more.
        (0, Standing::Silent { status, reason, was_due })
            if !was_due || *status == Status::Erased =>
        {
            reason.to_string()
        }
        (attempts, _) => attempts.to_string(),
    };
    (attempts, last)
}

/// A cell of a wave without a response.
fn unanswered(wave: &Wave, field: &Field, reason: Missing) -> String {
    match field.kind {
        "time" | "language" | "pseudonym" => String::new(),
        _ if has(wave, field) => reason.to_string(),
        _ => Missing::NotAsked.to_string(),
    }
}

fn answered(
    (person, wave, plan): (&Person, &Wave, &Plan),
    row: &response::Model,
    [status, attempts, last]: [String; 3],
) -> Vec<String> {
    let version = plan.versions.get(&row.survey_version_id);
    vec![
        status,
        mode(&row.mode_start),
        mode(&row.mode_end),
        row.mode_switches.to_string(),
        row.interviewer_id.map(|id| interviewer(plan, id)).unwrap_or_default(),
        attempts,
        last,
        row.language_start.clone().unwrap_or_default(),
        row.language_end.clone().unwrap_or_default(),
        time(Some(row.started_at)),
        time(row.submitted_at),
        version.map(|version| version.survey.version.to_string()).unwrap_or_default(),
        i32::from(row.out_of_window).to_string(),
        i32::from(row.proxy).to_string(),
        exposure(person, wave, row.begun_on),
    ]
}

/// Whether a wave has the field.
pub(super) fn has(wave: &Wave, field: &Field) -> bool {
    fields(wave).any(|own| own.name == field.name)
}

/// Days from randomisation to the day on which the response was begun, or to the wave's horizon if
/// that is sooner.
fn exposure(person: &Person, wave: &Wave, begun_on: chrono::NaiveDate) -> String {
    let randomised = person.allocation.as_ref().filter(|_| wave.anchor == Anchor::Randomisation);
    let Some(allocation) = randomised else { return Missing::NotAsked.to_string() };
    let days = (begun_on - allocation.randomised_on).num_days().max(0);
    wave.horizon.map_or(days, |most| days.min(i64::from(most))).to_string()
}

/// An interviewer's own word, the same in every file of the study. The number of an account would be the one in the audit.
pub(super) fn interviewer(plan: &Plan, id: i32) -> String {
    let mac = secret::keyed(&plan.secret, "interviewer", id.to_string());
    let mut word = secret::crockford26(&mac);
    word.truncate(8);
    word
}

pub(super) fn mode(word: &str) -> String {
    let code = match word {
        "web" => 1,
        "telephone" => 2,
        _ => 9,
    };
    code.to_string()
}

pub(super) fn time(at: Option<DateTime<Utc>>) -> String {
    at.map(|at| at.format("%Y-%m-%dT%H:%M:%SZ").to_string()).unwrap_or_default()
}
