//! `pages.csv`: a row for each save that changed something. It tells which variables, and so in which mode and by whom each of them
//! was answered last. To what they changed stands in no row.

use datasets::Cell;

use super::{
    interviewers::Interviewers,
    paradata::{self, Field, field},
    people::Person,
    standing::Standing,
};
use crate::{calls, page_history::WhoSaved};

const SAVED_BY: &[(i32, &str)] = &[(1, "The participant"), (2, "An interviewer"), (9, "Another")];

/// The columns after those that say whose page it was, and of which wave.
pub(super) const FIELDS: [Field; 7] = [
    field("save", "Which save of the response it was, from 1 on", "number", &[]),
    field("page", "The page, by its key in the survey", "word", &[]),
    field("saved_utc", "When it was saved, in UTC", "time", &[]),
    field("mode", "Mode in which it was saved", "code", paradata::MODES),
    field("saved_by", "Who saved it", "code", SAVED_BY),
    field("interviewer_id", "Which interviewer did, as a word that names nobody", "pseudonym", &[]),
    field("changed", "What it changed, by its name in the survey", "word", &[]),
];

/// What stands in place of a page.
pub(super) const IN_PLACE_OF_A_PAGE: [(&str, &str); 3] = [
    ("_sent", "The answers were sent"),
    ("_back", "An interviewer said why they go back"),
    ("_proxy", "It was said who answers"),
];

/// What stands between the names of two variables that one save changed.
pub(super) const BETWEEN: &str = "; ";

/// The saves of a response, in their order. There are none where nothing was answered, or where the answers were deleted.
pub(super) fn of<'p>(person: &'p Person, standing: &Standing<'_>) -> &'p [WhoSaved] {
    let Standing::Answered { row, .. } = standing else { return &[] };
    person.saved.get(&row.id).map_or(&[][..], Vec::as_slice)
}

/// The cells of every field, in order, of a save by its place among them.
pub(super) fn cells<'c>(
    (place, save, changed): (usize, &'c WhoSaved, &'c str),
    interviewers: &'c Interviewers,
) -> [Cell<'c>; FIELDS.len()] {
    let interviewer = calls::staff_of(&save.actor);
    let saved_by = match (interviewer, save.actor.as_str()) {
        (Some(_), _) => 2,
        (None, "participant") => 1,
        (None, _) => 9,
    };
    [
        Cell::Number(place as i64 + 1),
        Cell::Text(&save.page),
        Cell::Moment(save.at),
        paradata::mode(&save.mode),
        Cell::Number(saved_by),
        interviewer.map_or(Cell::Blank, |id| interviewers.word(id)),
        Cell::Text(changed),
    ]
}
