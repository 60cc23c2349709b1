//! What people are sent about the waves of their study, and when: worked out each time from what is held of them at that
//! moment. Nothing of it is kept; what is handed over is a row of the outbox.

mod facts;

mod reach;

mod some;

mod opening;

mod leaving_out;

mod handing_over;

mod counting;

mod sending;

mod releasing;

mod seeing;

mod comparing;

mod ledger;

pub use self::comparing::{
    Affected, Change, Changes, Effect, FromTo, Named, Windows, compare, compare_each,
};
pub use self::counting::{Due, due};
pub use self::handing_over::{Planner, hand_over};
pub use self::leaving_out::{LeftOut, left_out};
pub use self::ledger::{Became, Contacts, Entry};
pub(crate) use self::ledger::{of_one as ledger_of, of_one_by as ledger_by};
pub use self::releasing::{GoesAtOnce, Going, each_goes_at_once, goes_at_once};
pub use self::seeing::{ScheduleError, of_person};
pub(crate) use self::sending::{Saying, Still, said, still, still_each};
pub(crate) use self::{
    facts::of as known_of,
    opening::shut,
    some::{By, Walk, planned_for},
};
