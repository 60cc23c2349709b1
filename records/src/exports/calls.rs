//! `calls.csv`: a row for each call that was made about a wave. What an interviewer put into words is not in it, nor which number
//! was rung.

use surveys::{
    calendar,
    calls::{Answered, Outcome, Slot},
    value::Missing,
    waves::Wave,
};

use super::{
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
pub(super) fn endings() -> String {
    let meaning = |one: Outcome| format!("{}={} {}", one.key(), one.code(), one.label());
    let recorded = Outcome::ALL.into_iter().filter(|outcome| outcome.is_recorded());
    recorded.map(meaning).collect::<Vec<_>>().join("; ")
}

/// What each part of the week means.
pub(super) fn slots() -> String {
    let meaning = |slot: Slot| format!("{}={}", slot.key(), in_words(slot));
    Slot::ALL.map(meaning).join("; ")
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
pub(super) fn cells(call: &CallMade, plan: &Plan) -> [String; FIELDS.len()] {
    let local = calendar::moment_in(&plan.study.timezone, call.dialled_at);
    let ended = Outcome::from_key(&call.outcome);
    [
        call.number.to_string(),
        paradata::time(Some(call.dialled_at)),
        Slot::at(&plan.slots, local).key().to_owned(),
        call.outcome.clone(),
        ended.map(Outcome::code).unwrap_or_default().to_owned(),
        ended.map(Outcome::label).unwrap_or_default().to_owned(),
        i32::from(call.is_corrected).to_string(),
        call.written_down.clone(),
        who_answered(ended, call.is_by_proxy),
        paradata::mode("telephone"),
        paradata::interviewer(plan, call.staff_id),
    ]
}

/// Who spoke: somebody else where they gave the interview. What an ending of a newer program tells of it is not known.
fn who_answered(ended: Option<Outcome>, is_by_proxy: bool) -> String {
    let code = ended.map_or(Missing::NotAsked.code(), |ended| match ended.answered() {
        Answered::Nobody => 0,
        Answered::Participant if is_by_proxy => 2,
        Answered::Participant => 1,
        Answered::Another => 2,
    });
    code.to_string()
}
