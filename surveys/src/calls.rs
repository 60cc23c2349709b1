//! Whom to ring next, and why: worked out from the calls that were made, from what was agreed in them and from the time that
//! it is given. Nothing is planned ahead and kept, so no case can stand where its history does not put it.

mod outcome;

mod slot;

mod rules;

mod amiss;

mod attempt;

mod case;

mod history;

mod refusal;

mod asked;

mod ours;

mod standing;

mod promising;

mod disposition;

mod rates;

mod figures;

mod noted;

mod series;

mod pace;

mod in_words;

mod following;

mod form;

pub use self::{
    amiss::Amiss,
    asked::{still_agreed, was_asked_for},
    attempt::{Agreed, Attempt},
    case::{Because, Case, Kept, Sent},
    disposition::disposition,
    figures::{BySlot, Figures, Group, Made, to_verify},
    form::{HoursBoxes, NumberBox, ON_HOLIDAYS, SLOTS, Unfit},
    noted::Noted,
    outcome::{Answered, Class, Needs, Outcome},
    pace::{Middle, OwnTime, Pace, PageTime, Step},
    promising::{NoPromise, may_promise},
    rates::{Design, Tally},
    rules::{CallRules, Delays, First, Most, SlotTimes},
    slot::{Slot, Slots},
    standing::{Rank, Reason, Standing, Turn, Waited, standing},
};
