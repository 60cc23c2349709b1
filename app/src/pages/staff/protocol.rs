//! A study's protocol: when each survey is open, what people are sent about it, and the next version of both.

mod held;

mod saying;

mod rehearsal;

mod rewriting;

mod beside;

mod drafted;

mod wave;

mod contact;

mod another;

mod anchored;

mod hours;

mod around;

mod faults;

mod effect;

mod version;

use surveys::keys::StudyKey;

pub(crate) use self::{
    another::another, beside::beside, contact::contact, held::held, hours::hours,
    rehearsal::rehearsal, rewriting::rewriting, saying::saying, version::version, wave::wave,
};

/// A page of the protocol.
fn of_protocol(study: &StudyKey, rest: &str) -> String {
    format!("/staff/{study}/protocol{rest}")
}
