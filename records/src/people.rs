//! What staff do with who people are: find somebody by number or email, and see one of theirs. Each is in the
//! audit trail before anything is told.

mod reaching;

mod finding;

mod waves;

mod seeing;

pub(crate) use self::reaching::{reached, theirs};
pub(crate) use self::seeing::shown;
pub(crate) use self::waves::{
    current, in_study as all_waves, in_wave, is_touched, of_all as waves_of_all,
    of_one as waves_of, wave_of,
};
pub use self::{
    finding::{Listed, Own, find, look_up, own},
    reaching::{number, told},
    seeing::{Seen, see},
    waves::{InWave, Stands, can_be_skipped},
};
