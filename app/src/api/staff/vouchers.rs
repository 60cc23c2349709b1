//! What is read of a study's vouchers.

use records::{
    studies::StudyHandle,
    vouchers::{self, Chain, Debt, Lacking, VoucherError},
};
use surveys::keys::WaveKey;

use super::{
    Away, Trouble,
    door::{Said, StaffRequest},
};

/// What was done about vouchers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VoucherDone {
    /// Codes were taken into the stock.
    Brought,
    /// What was in doubt is in stock again.
    Vouched,
    /// Another is given in place of one.
    Reissued,
    /// One goes another way.
    AnotherWay,
}

impl VoucherDone {
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "vouchers-brought" => Some(Self::Brought),
            "vouchers-vouched" => Some(Self::Vouched),
            _ => None,
        }
    }
}

/// What is wrong with a form about vouchers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VoucherWrong {
    /// No file was chosen.
    NoFile,
    /// It was not said for which wave they are.
    NoWave,
    /// The file has faults, which are listed.
    Faulty,
    /// Somebody else brought some of the same codes at the same moment.
    Meanwhile,
    /// It was not said why.
    NoReason,
    /// It was not said how the next one goes.
    NoWay,
    /// Somebody else has to do it.
    AnotherPerson,
}

/// A study's vouchers.
pub(crate) struct Vouchers {
    pub study: StudyHandle,
    pub overview: vouchers::Overview,
    pub lacking: Vec<Lacking>,
    /// The waves, with their titles, for which codes can be kept.
    pub waves: Vec<(WaveKey, String)>,
    /// What was found of the study number that was typed.
    pub found: Option<Vec<Debt>>,
    /// Whether they may print letters.
    pub prints: bool,
    pub said: Said,
}

pub(crate) async fn listing(request: StaffRequest) -> Result<Vouchers, Away> {
    let (member, study) = request.in_study()?;
    let by = member.voucher_keeper(&study);
    let by = by.map_err(|_| Away::Trouble(Trouble::NotAllowed))?;
    let (db, now) = (&request.db, request.now);
    let typed = &request.said.typed;
    let from = |name| typed.one(name).parse().unwrap_or_default();
    let (owed, kept_back, failed) = (from("owed"), from("kept_back"), from("failed"));
    let from = vouchers::From { owed, kept_back, failed };
    let overview = vouchers::overview(db, &by, &study, from, now).await.map_err(Away::failed)?;
    let lacking = vouchers::lacking(db, &study, now).await.map_err(Away::failed)?;
    let number = request.said.typed.one("number");
    let found = match request.said.typed.one("then") {
        "find" => vouchers::of_person(db, &by, &study, number).await.map_err(Away::failed)?,
        _ => None,
    };
    let waves = study.study().waves.iter().map(|wave| (wave.key.clone(), wave.title.clone()));
    let (waves, prints) = (waves.collect(), member.supervisor(&study).is_ok());
    Ok(Vouchers { study, overview, lacking, waves, found, prints, said: request.said })
}

/// What one person was promised for one wave.
pub(crate) struct Voucher {
    pub study: StudyHandle,
    pub chain: Chain,
    pub said: Said,
}

pub(crate) async fn one(request: StaffRequest) -> Result<Voucher, Away> {
    let (member, study) = request.in_study()?;
    let by = member.voucher_keeper(&study);
    let by = by.map_err(|_| Away::Trouble(Trouble::NotAllowed))?;
    let chain = vouchers::one(&request.db, &by, &study, request.number(), request.now).await;
    let chain = chain.map_err(|error| match error {
        VoucherError::NoSuchDebt => Away::Trouble(Trouble::NotFound),
        error => Away::failed(error),
    })?;
    Ok(Voucher { study, chain, said: request.said })
}
