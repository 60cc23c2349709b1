//! What follows when an answer says that somebody may come to harm: who has to act, and by when.
//!
//! An alert is raised when the answer is saved, never by a score that is worked out later, and never
//! looks at the arm. Nothing that is typed afterwards lowers it or takes it away.

mod level;

mod raised;

mod saving;

#[cfg(feature = "authoring")]
pub(crate) mod wording;

mod record;

mod deed;

#[cfg(feature = "authoring")]
mod said;

mod roster;

mod hours;

mod help;

#[cfg(feature = "authoring")]
mod lacking;

#[cfg(feature = "calendar")]
mod holidays;

#[cfg(feature = "calendar")]
mod clock;

#[cfg(feature = "calendar")]
pub use clock::{Clock, Expected};
pub use deed::{Deed, NotDone};
pub use help::Help;
pub use hours::{Hours, NotHours, Span};
#[cfg(feature = "authoring")]
pub use lacking::{Lack, lacking, undescribed, unprepared};
pub use level::Level;
pub use raised::{Concern, concern, concern_at, raised};
pub use record::{Escalation, Event, Fact, Outcome, Progress};
pub use roster::{Respond, Safeguarding};
#[cfg(feature = "authoring")]
pub use said::{Said, said};
pub use saving::{Known, SETTLES_AFTER_SECONDS, Save, Step, Waiting, steps};
