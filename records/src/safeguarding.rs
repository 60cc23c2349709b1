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

mod looking;

mod acting;

mod releasing;

mod deleting;

mod concerns;

mod about;

pub(crate) use self::{
    about::about,
    deleting::{details_deleted, may_be_called},
    duty::is_manned,
    releasing::release,
    saved::{Saved, leave, saved},
};
pub use self::{
    acting::{Act, TaskError, act},
    concerns::{Concern, ConcernError, Followed, followed, raise_concern},
    duty::{Colleague, unmanned},
    listing::{Closed, Counts, Named, Standing, Task, closed, counts, numbered, open},
    looking::{Actor, Line, Raised, Seen, look},
    ticking::{Ticked, tick},
    words::{MOST_WORDS, NotKept, Words},
};
