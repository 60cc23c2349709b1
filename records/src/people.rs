//! What staff do with who people are: find somebody by number, email or name, see one of theirs, and do at once what somebody who
//! rings in asks for. Each look is in the audit trail before anything is told.

mod reaching;

mod finding;

mod calling_us;

mod waves;

mod seeing;

mod ringing_in;

pub(crate) use self::finding::with_telephone;
pub(crate) use self::reaching::{reached, theirs};
pub(crate) use self::ringing_in::{invitation, ways_of_link};
pub(crate) use self::seeing::shown;
pub(crate) use self::waves::{
    current, in_study as all_waves, in_wave, is_touched, of_all as waves_of_all,
    of_one as waves_of, wave_of,
};
pub use self::{
    calling_us::{CallsUs, who_calls_us},
    finding::{Listed, Own, TOGETHER, find, look_up, own},
    reaching::{number, told},
    ringing_in::{DetailsKept, LinkNotSent, NewDetails, NotNew, change_details, send_link},
    seeing::{Seen, see},
    waves::{InWave, Stands, can_be_skipped},
};
