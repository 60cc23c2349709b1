//! Words about vouchers.

use chrono::NaiveDate;
use records::vouchers::{Debt, Lacking, Link, State};
use surveys::{
    fill::long_date,
    vouchers::{GivenBy, Reason, Standing},
};

use super::people;
use crate::api::staff::vouchers::{VoucherDone, VoucherWrong};

pub(crate) const fn place(wrong: VoucherWrong) -> &'static str {
    match wrong {
        VoucherWrong::NoFile | VoucherWrong::Faulty | VoucherWrong::Meanwhile => "file",
        VoucherWrong::NoWave => "wave",
        VoucherWrong::AnotherPerson => "main",
        VoucherWrong::NoReason => "reason",
        VoucherWrong::NoWay => "given_by",
    }
}

pub(crate) const fn wrong(wrong: VoucherWrong) -> &'static str {
    match wrong {
        VoucherWrong::NoFile => "Choose the file with the codes",
        VoucherWrong::NoWave => "Choose for which survey they are",
        VoucherWrong::Faulty => {
            "The file has faults: see the list. No code was taken. Mend them and bring the file again"
        }
        VoucherWrong::Meanwhile => {
            "Somebody brought some of these codes at the same moment. Bring the file again"
        }
        VoucherWrong::NoReason => "Choose why another is needed",
        VoucherWrong::NoWay => "Choose how it goes to them",
        VoucherWrong::AnotherPerson => {
            "You gave the last one in place of another. A second time needs somebody else: ask another \
             supervisor or data manager"
        }
    }
}

pub(crate) const fn done(done: VoucherDone) -> &'static str {
    match done {
        VoucherDone::Brought => {
            "The codes are in stock. Whoever is owed a voucher gets one within a minute. Delete the file \
             now: codes are money."
        }
        VoucherDone::Vouched => "They are in stock again, and are given from now on.",
        VoucherDone::AnotherWay => {
            "The code goes back to the stock. One is sent the other way within a minute."
        }
        VoucherDone::Reissued => {
            "The voucher is marked as spoiled. Another is given within a minute, if there is one in stock."
        }
    }
}

pub(crate) const fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::InStock => "In stock",
        Standing::SetAside => "Set aside",
        Standing::Given => "Given",
        Standing::Reissued => "Re-issued",
        Standing::Spoiled => "Spoiled",
        Standing::Expired => "Expired",
    }
}

pub(crate) const fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::NotArrived => "It did not arrive",
        Reason::WrongAddress => "It went to a wrong address",
        Reason::DidNotWork => "The code did not work",
    }
}

pub(crate) const fn by(by: GivenBy) -> &'static str {
    match by {
        GivenBy::Email => "by email",
        GivenBy::Letter => "by letter",
    }
}

/// How what is owed stands: `On its way by letter`.
pub(crate) fn debt(debt: &Debt) -> String {
    let how = debt.given_by.map(|how| format!(" {}", by(how))).unwrap_or_default();
    match (debt.state, debt.kept_back) {
        (State::Owed, _) => "Waits for a code".to_owned(),
        (State::SetAside, Some(why)) => kept_back(why).to_owned(),
        (State::SetAside, None) if debt.given_by == Some(GivenBy::Letter) => {
            "Waits to be printed".to_owned()
        }
        (State::SetAside, None) if debt.mail_failed => {
            "Its mail failed, or may not have left. Look on the page of messages".to_owned()
        }
        (State::SetAside, None) => format!("On its way{how}"),
        (State::Given, _) => format!("Given{how}"),
        (State::Declined, _) => "They want none".to_owned(),
        (State::Released, _) => "Not given: who they are was deleted first".to_owned(),
    }
}

/// Why no letter goes, and what to do.
pub(crate) fn kept_back(why: &str) -> &'static str {
    match why {
        "no address" => "Neither email nor postal address reaches them. Ask them for one",
        "came back" => "Letters to their address come back. Ask them for another",
        _ => "They want neither emails nor letters. Ask them how they would like it",
    }
}

pub(crate) fn lacking(lacking: &Lacking) -> String {
    let Lacking { wave, stock, may, owed } = lacking;
    let mut words = format!("{wave}: {stock} in stock");
    if *owed > 0 {
        words += &format!(", {} owed one already", are(*owed, &people(*owed)));
    }
    words += &format!(", and {} may still earn one within 30 days", people(*may));
    words
}

fn are(count: i64, people: &str) -> String {
    if count == 1 { format!("{people} is") } else { format!("{people} are") }
}

/// What happened to a voucher: `Given by email on 3 March 2026. Spoiled on …`.
pub(crate) fn story(link: &Link) -> String {
    let on = |day: NaiveDate| long_date(day);
    let given = link.given.map(|(day, how)| format!("Given {} on {}. ", by(how), on(day)));
    let spoiled = link.spoiled.as_ref().map(|(day, by, why)| {
        format!("Spoiled on {} by {by}: {}.", on(*day), reason(*why).to_lowercase())
    });
    let told = [given, spoiled].into_iter().flatten().collect::<String>();
    let told = told.trim_end().to_owned();
    if told.is_empty() { "Not known to have left yet.".to_owned() } else { told }
}
