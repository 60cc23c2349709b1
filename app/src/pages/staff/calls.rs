//! Ringing people: the next case, the call, and how it ended; and for supervisors the list, its rules, its rates and what each
//! interviewer did. Interviewers need no mouse: numbers choose, and Enter goes on. Without scripts everything is a plain form.

mod calling;

mod on_call;

mod ending;

mod needing;

mod listing;

mod so_far;

mod ruling;

mod as_of;

mod rating;

mod figuring;

mod pacing;

mod verifying;

mod correcting;

pub(crate) use self::{
    calling::calling, correcting::correcting, figuring::figuring, listing::listing,
    on_call::on_call, rating::rating, ruling::ruling, so_far::so_far,
};

/// The keys of an interview, where scripts run.
const KEYS: &str = include_str!("interview/keys.js");
