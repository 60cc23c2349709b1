//! Vouchers, which people are given as thanks for a survey that they sent: a stock of codes, and what is owed to whom. What
//! is owed is written down with the answers, and never waits for the stock; a worker pays it afterwards, oldest first.

mod sealed;

mod stock;

mod promising;

mod owed_later;

mod issuing;

mod following;

mod telling;

mod reaching;

mod sample;

mod printing;

mod reissuing;

mod listing;

mod lacking;

mod reconciling;

mod forgetting;

use sea_orm::DbErr;
use surveys::keys::WaveKey;

pub(crate) use self::{
    forgetting::{forget, forget_destroyed},
    printing::print_by,
    promising::{comes_by_email, promise, promise_for},
    stock::doubt,
    telling::{OnItsWay, told},
};
pub use self::{
    issuing::{Worker, tick},
    lacking::{Lacking, lacking, warn},
    listing::{Chain, Debt, From, Link, Listed, Overview, of_person, one, overview},
    printing::{Letter, print},
    promising::{How, Promised, promised},
    reconciling::{Line, Reconciled, Sum, reconcile},
    reissuing::{another_way, reissue},
    stock::{Brought, Code, Count, bring, counts, vouch},
};
use crate::studies::StudyError;

/// Why nothing was done about vouchers.
#[derive(Debug, thiserror::Error)]
pub enum VoucherError {
    /// They do not look after the vouchers of this study.
    #[error("this is not among the things that this person may do here")]
    NotAllowed,
    /// The study has no such wave.
    #[error("the study has no wave “{0}”")]
    NoSuchWave(WaveKey),
    /// These codes were brought before: their places in what was given, from 0.
    #[error("some of the codes were brought before")]
    Known(Vec<usize>),
    /// Somebody else brought some of the same codes at the same moment.
    #[error("somebody brought some of these codes at the same moment; bring the file again")]
    BroughtMeanwhile,
    /// Nothing was promised by this number.
    #[error("the study owes nothing by this number")]
    NoSuchDebt,
    /// There is no voucher that another could be given in place of.
    #[error("no voucher was given that another could replace")]
    NothingGiven,
    /// Whoever gave the last one in place of another gives no further.
    #[error("another was given before by the same person; somebody else has to do it this time")]
    AnotherPerson,
    /// No file of this number can be had again.
    #[error("no file of letters that was printed lately has this number")]
    NoSuchFile,
    /// A study cannot be read.
    #[error(transparent)]
    Study(#[from] StudyError),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// How a voucher is spoken of. It tells nothing of whose it is.
#[must_use]
pub fn number(id: i32) -> String {
    format!("V{id:06}")
}

/// How what is owed stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// No code is set aside for it yet.
    Owed,
    /// A code is, and is on its way.
    SetAside,
    /// It was given.
    Given,
    /// They want none.
    Declined,
    /// Who they are was deleted before it reached them.
    Released,
}

impl State {
    const ALL: [Self; 5] =
        [Self::Owed, Self::SetAside, Self::Given, Self::Declined, Self::Released];

    const fn name(self) -> &'static str {
        match self {
            Self::Owed => "owed",
            Self::SetAside => "set aside",
            Self::Given => "given",
            Self::Declined => "declined",
            Self::Released => "released",
        }
    }

    fn named(name: &str) -> Result<Self, DbErr> {
        let found = Self::ALL.into_iter().find(|state| state.name() == name);
        found.ok_or_else(|| DbErr::Custom(format!("a voucher is “{name}”")))
    }
}

/// The states of a voucher's own row.
const STOCK: &str = "stock";
const SET_ASIDE: &str = "set aside";
const GIVEN: &str = "given";
const SPOILED: &str = "spoiled";

/// Who acts where no person does.
const SYSTEM: &str = "system";
