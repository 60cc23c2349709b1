//! The registers of complaints, breaches and harms: what each holds, and by when somebody has to do
//! what about it.
//!
//! An entry is worked out from its events, which are only ever added. What people wrote is no part of
//! them: it lies in the vault.

mod reference;

mod record;

mod standing;

mod forms;

#[cfg(feature = "calendar")]
mod opening;

#[cfg(feature = "calendar")]
mod clock;

#[cfg(feature = "calendar")]
pub use clock::Clock;
pub use forms::{Act, Complaint, MOST_CONTACT, MOST_WORDS, Mistake, Problem};
#[cfg(feature = "calendar")]
pub use opening::Opening;
pub use record::{Assessment, Channel, Event, Fact, Outcome, Report, Risk, Said, Way};
pub use reference::{NoReference, Reference, Register};
pub use standing::{Refused, Standing, Task};
