//! How each response came about: columns that stand beside a wave's answers.

use datasets::Cell;
use surveys::{
    value::Missing,
    waves::{Anchor, Wave},
};

use super::{
    calls,
    interviewers::Interviewers,
    people::Person,
    plan::Plan,
    standing::{Standing, Status},
};
use crate::{calls::CallMade, entity::response};

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

/// What each status means.
pub(super) fn statuses() -> [(&'static str, &'static str); 10] {
    Status::ALL.map(|(status, meaning)| (status.name(), meaning))
}

/// The cells of every field, in order, whether the wave has it or not.
pub(super) type Cells<'c> = [Cell<'c>; FIELDS.len()];

pub(super) fn cells<'c>(
    (person, wave): (&'c Person, &Wave),
    standing: &Standing<'c>,
    plan: &Plan,
    interviewers: &'c Interviewers,
) -> Cells<'c> {
    let status = Cell::Text(standing.status().name());
    let (attempts, last) = tried(&calls::about(person, wave, standing), standing);
    match standing {
        Standing::Silent { reason, .. } => FIELDS.map(|field| match field.name {
            "status" => status,
            "n_attempts" => attempts,
            "last_outcome" => last,
            _ => unanswered(wave, &field, *reason),
        }),
        Standing::Answered { row, .. } => {
            let beside = [status, attempts, last];
            answered((person, wave, plan), (*row, interviewers), beside)
        }
    }
}

/// How often they were rung about a wave, and how the last call ended: whether they answered in the end or not.
fn tried<'c>(made: &[&'c CallMade], standing: &Standing<'_>) -> (Cell<'c>, Cell<'c>) {
    let last = made.last().map_or(Cell::Blank, |call| Cell::Text(&call.outcome));
    let attempts = match (made.len(), standing) {
        // Nobody could have rung yet, or nothing of it is told any more.
        (0, Standing::Silent { status, reason, was_due })
            if !was_due || *status == Status::Erased =>
        {
            Cell::Missing(*reason)
        }
        (attempts, _) => Cell::Number(attempts as i64),
    };
    (attempts, last)
}

/// A cell of a wave without a response.
fn unanswered(wave: &Wave, field: &Field, reason: Missing) -> Cell<'static> {
    match field.kind {
        "time" | "language" | "pseudonym" => Cell::Blank,
        _ if has(wave, field) => Cell::Missing(reason),
        _ => Cell::Missing(Missing::NotAsked),
    }
}

fn answered<'c>(
    (person, wave, plan): (&Person, &Wave, &Plan),
    (row, interviewers): (&'c response::Model, &'c Interviewers),
    [status, attempts, last]: [Cell<'c>; 3],
) -> Cells<'c> {
    let version = plan.versions.get(&row.survey_version_id);
    let word = |word: &'c Option<String>| word.as_deref().map_or(Cell::Blank, Cell::Text);
    [
        status,
        mode(&row.mode_start),
        mode(&row.mode_end),
        Cell::Number(row.mode_switches.into()),
        row.interviewer_id.map_or(Cell::Blank, |id| interviewers.word(id)),
        attempts,
        last,
        word(&row.language_start),
        word(&row.language_end),
        Cell::Moment(row.started_at),
        row.submitted_at.map_or(Cell::Blank, Cell::Moment),
        version.map_or(Cell::Blank, |version| Cell::Number(version.survey.version.into())),
        Cell::Number(row.out_of_window.into()),
        Cell::Number(row.proxy.into()),
        exposure(person, wave, row.begun_on),
    ]
}

/// The cells of the fields that a wave has.
pub(super) fn own<'c>(wave: &Wave, cells: &Cells<'c>) -> impl Iterator<Item = Cell<'c>> {
    let both = FIELDS.iter().zip(cells);
    both.filter(move |(field, _)| has(wave, field)).map(|(_, cell)| *cell)
}

/// Whether a column of this name, in a file that has a row for each wave, is an answer.
pub(crate) fn is_answer(name: &str) -> bool {
    name != "row_key" && name != "wave" && FIELDS.iter().all(|field| field.name != name)
}

/// Whether a wave has the field.
pub(super) fn has(wave: &Wave, field: &Field) -> bool {
    fields(wave).any(|own| own.name == field.name)
}

/// Whether a wave has the field, also where it is of each call or save.
pub(super) fn has_any(wave: &Wave, field: &Field) -> bool {
    !field.after_randomisation || has(wave, field)
}

/// Days from randomisation to the day on which the response was begun, or to the wave's horizon if
/// that is sooner.
fn exposure(person: &Person, wave: &Wave, begun_on: chrono::NaiveDate) -> Cell<'static> {
    let randomised = person.allocation.as_ref().filter(|_| wave.anchor == Anchor::Randomisation);
    let Some(allocation) = randomised else { return Cell::Missing(Missing::NotAsked) };
    let days = (begun_on - allocation.randomised_on).num_days().max(0);
    Cell::Number(wave.horizon.map_or(days, |most| days.min(i64::from(most))))
}

pub(super) fn mode(word: &str) -> Cell<'static> {
    Cell::Number(match word {
        "web" => 1,
        "telephone" => 2,
        _ => 9,
    })
}
