//! Alerts: raised when an answer says that somebody may come to harm, or a person of the team does; who
//! is told, and what is done about them. Nothing here looks at the arm.

mod events;

mod raising;

mod saved;

mod waiting;

mod ticking;

mod duty;

mod telling;

mod words;

mod listing;

mod counting;

mod looking;

mod acting;

mod releasing;

mod deleting;

mod concerns;

mod about;

mod holding;

pub(crate) use self::{
    about::about,
    deleting::{details_deleted, may_be_called},
    duty::is_manned,
    holding::held,
    releasing::release,
    saved::{Saved, leave, saved},
};
pub use self::{
    acting::{Act, TaskError, act},
    concerns::{Concern, ConcernError, Followed, OnRecord, followed, raise_concern, raised_about},
    counting::{Counts, counts},
    duty::{Colleague, somebody_is_told, unmanned, unmanned_of},
    listing::{Closed, Named, Standing, Task, closed, numbered, open},
    looking::{Actor, Line, Raised, Seen, look},
    ticking::{Ticked, tick},
    words::{MOST_WORDS, NotKept, Words},
};
