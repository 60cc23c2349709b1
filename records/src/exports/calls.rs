//! `calls.csv`: a row for each call that was made about a wave. What an interviewer put into words is not in it, nor which number
//! was rung.

use datasets::Cell;
use surveys::{
    calendar,
    calls::{Answered, Outcome, Slot},
    value::Missing,
    waves::Wave,
};

use super::{
    interviewers::Interviewers,
    paradata::{self, Field, field},
    people::Person,
    plan::Plan,
    standing::{Standing, Status},
};
use crate::calls::CallMade;

const WHO_ANSWERED: &[(i32, &str)] =
    &[(0, "Nobody"), (1, "The participant"), (2, "Somebody who spoke for them or of them")];

/// The columns after those that say whose call it was, and about which wave.
pub(super) const FIELDS: [Field; 11] = [
    field("attempt", "Which call about the wave it was, from 1 on", "number", &[]),
    field("dialled_utc", "When it was dialled, in UTC", "time", &[]),
    field("slot", "Part of the week in which it was dialled, by the study's clock", "word", &[]),
    field("outcome", "How it ended, by the ending that holds", "word", &[]),
    field("aapor", "AAPOR's code of this ending", "word", &[]),
    field("outcome_label", "This ending in words", "word", &[]),
    field("corrected", "A supervisor put right how it ended", "code", paradata::NO_YES),
    field("outcome_first", "How it ended, as it was written down first", "word", &[]),
    field(
        "answered_by",
        "Who spoke, by the ending that holds and by who gave an interview",
        "code",
        WHO_ANSWERED,
    ),
    field("mode", "Mode of the contact", "code", paradata::MODES),
    field("interviewer_id", "Who rang, as a word that names nobody", "pseudonym", &[]),
];

/// What each ending means, with its code.
pub(super) fn endings() -> Vec<(&'static str, String)> {
    let meaning = |one: Outcome| (one.key(), format!("{} {}", one.code(), one.label()));
    Outcome::ALL.into_iter().filter(|outcome| outcome.is_recorded()).map(meaning).collect()
}

/// What each part of the week means.
pub(super) fn slots() -> [(&'static str, &'static str); 4] {
    Slot::ALL.map(|slot| (slot.key(), in_words(slot)))
}

const fn in_words(slot: Slot) -> &'static str {
    match slot {
        Slot::Morning => "Morning",
        Slot::Afternoon => "Afternoon",
        Slot::Evening => "Evening",
        Slot::Saturday => "Saturday",
    }
}

/// The calls about a wave, in their order. Of one whose answers were deleted none is told: how they ended says what was answered.
pub(super) fn about<'p>(
    person: &'p Person,
    wave: &Wave,
    standing: &Standing<'_>,
) -> Vec<&'p CallMade> {
    if standing.status() == Status::Erased {
        return Vec::new();
    }
    person.calls.iter().filter(|call| call.wave == wave.key.as_str()).collect()
}

/// The cells of every field, in order.
pub(super) fn cells<'c>(
    call: &'c CallMade,
    plan: &Plan,
    interviewers: &'c Interviewers,
) -> [Cell<'c>; FIELDS.len()] {
    let local = calendar::moment_in(&plan.study.timezone, call.dialled_at);
    let ended = Outcome::from_key(&call.outcome);
    [
        Cell::Number(call.number.into()),
        Cell::Moment(call.dialled_at),
        Cell::Text(Slot::at(&plan.slots, local).key()),
        Cell::Text(&call.outcome),
        ended.map_or(Cell::Blank, |ended| Cell::Text(ended.code())),
        ended.map_or(Cell::Blank, |ended| Cell::Text(ended.label())),
        Cell::Number(call.is_corrected.into()),
        Cell::Text(&call.written_down),
        ended.map_or(Cell::Missing(Missing::NotAsked), |ended| {
            who_answered(ended, call.is_by_proxy)
        }),
        paradata::mode("telephone"),
        interviewers.word(call.staff_id),
    ]
}

/// Who spoke: somebody else where they gave the interview. What an ending of a newer program tells of it is not known.
const fn who_answered(ended: Outcome, is_by_proxy: bool) -> Cell<'static> {
    Cell::Number(match ended.answered() {
        Answered::Nobody => 0,
        Answered::Participant if is_by_proxy => 2,
        Answered::Participant => 1,
        Answered::Another => 2,
    })
}
