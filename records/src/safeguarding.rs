//! Alerts: raised when an answer says that somebody may come to harm. Nothing here looks at the arm.

mod events;

mod raising;

mod saved;

mod waiting;

mod ticking;

pub(crate) use self::events::of_all as events_of;
pub(crate) use self::saved::{Saved, leave, saved};
pub use self::ticking::{Ticked, tick};
