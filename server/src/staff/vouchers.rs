//! What those who look after vouchers post: codes to bring, letters to print, another voucher in place of one, and the books.

use app::{
    StaffPage,
    api::staff::{
        Trouble, Wrong,
        door::Done,
        unavailable,
        vouchers::{VoucherDone, VoucherWrong},
    },
};
use axum::response::Response;
use records::{
    auth::{By, Supervisor, VoucherKeeper},
    letter_files::Printing,
    vouchers::{self, VoucherError},
};
use surveys::{
    authoring::File,
    calendar,
    keys::WaveKey,
    vouchers::{GivenBy, Reason},
};

use super::{
    downloading::download,
    posted::{Holding, Posted, Sent, on_to},
};
use crate::{books, files, files::voucher, letters};

/// The largest file of codes, in bytes.
pub const LARGEST: usize = 4 * 1024 * 1024;
/// So many faults of a file are told.
const TOLD: usize = 200;

/// Takes a file of codes into the stock: all of it or none.
pub async fn bring(
    Holding { by, study }: Holding<VoucherKeeper>,
    Sent { posted, file }: Sent<LARGEST>,
) -> Response {
    let wave = match posted.typed.one("wave") {
        "any" => None,
        key => match WaveKey::new(key) {
            Ok(wave) => Some(wave),
            Err(_) => return wrong(posted, VoucherWrong::NoWave).await,
        },
    };
    let Some(file) = file else { return wrong(posted, VoucherWrong::NoFile).await };
    let file = match files::of_bytes(file.name, file.bytes) {
        Ok(file) => file,
        Err(fault) => return faulty(posted, vec![fault.to_string()]).await,
    };
    let (db, now) = (posted.http.db.clone(), posted.http.clock.now());
    let today = calendar::date_in(&study.study().timezone, now);
    let rows = match voucher::read(&file, today) {
        Ok(rows) => rows,
        Err(faults) => return faulty(posted, told(faults)).await,
    };
    let (lines, codes): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
    match vouchers::bring(&db, &By::Staff(by), &study, (wave, codes), now).await {
        Ok(_) => on_to(&format!("{}?done=vouchers-brought", at(&study))),
        Err(VoucherError::Known(places)) => faulty(posted, known(&file, &lines, &places)).await,
        Err(VoucherError::NoSuchWave(_)) => wrong(posted, VoucherWrong::NoWave).await,
        Err(VoucherError::BroughtMeanwhile) => wrong(posted, VoucherWrong::Meanwhile).await,
        Err(error) => not_done(posted, error).await,
    }
}

fn known(file: &File, lines: &[usize], places: &[usize]) -> Vec<String> {
    let lines = places.iter().filter_map(|place| lines.get(*place));
    told(lines.map(|line| voucher::known(file, *line)))
}

fn told(faults: impl IntoIterator<Item = impl ToString>) -> Vec<String> {
    let mut told: Vec<_> = faults.into_iter().map(|fault| fault.to_string()).collect();
    let more = told.len().saturating_sub(TOLD);
    if more > 0 {
        told.truncate(TOLD);
        told.push(format!("and {more} more"));
    }
    told
}

async fn faulty(mut posted: Posted, reasons: Vec<String>) -> Response {
    posted.arrival.request.said.reasons = reasons;
    wrong(posted, VoucherWrong::Faulty).await
}

async fn wrong(posted: Posted, wrong: VoucherWrong) -> Response {
    posted.wrong(StaffPage::Vouchers, Wrong::Voucher(wrong)).await
}

fn at(study: &records::studies::StudyHandle) -> String {
    format!("/staff/{}/vouchers", study.study().key)
}

/// Finds what somebody was promised; says that what was in doubt was not given; or gives the books for finance.
pub async fn look(Holding { by, study }: Holding<VoucherKeeper>, posted: Posted) -> Response {
    let (db, now) = (posted.http.db.clone(), posted.http.clock.now());
    match posted.typed.one("then") {
        "find" => match vouchers::of_person(&db, &by, &study, posted.typed.one("number")).await {
            Ok(Some(_)) => posted.draws(StaffPage::Vouchers).await,
            Ok(None) => posted.wrong(StaffPage::Vouchers, Wrong::Number).await,
            Err(error) => not_done(posted, error).await,
        },
        "more" => posted.draws(StaffPage::Vouchers).await,
        "vouch" => match vouchers::vouch(&db, &by, &study, now).await {
            Ok(_) => on_to(&format!("{}?done=vouchers-vouched", at(&study))),
            Err(error) => not_done(posted, error).await,
        },
        _ => match vouchers::reconcile(&db, &By::Staff(by), &study, now).await {
            Ok(books) => match books::zipped(&books) {
                Ok(zip) => download(zip, &format!("vouchers-{}.zip", books.on), "application/zip"),
                Err(error) => posted.trouble(unavailable(&error)).await,
            },
            Err(error) => not_done(posted, error).await,
        },
    }
}

/// Letters to print. From now on they are taken as given.
pub async fn print(Holding { by, study }: Holding<Supervisor>, posted: Posted) -> Response {
    let (db, now) = (posted.http.db.clone(), posted.http.clock.now());
    let which = super::letters::which(&posted);
    let Printing { number, letters } = match vouchers::print(&db, &by, &study, which, now).await {
        Ok(Some(printing)) => printing,
        Ok(None) => return posted.wrong(StaffPage::Vouchers, Wrong::NoLetters).await,
        Err(VoucherError::NoSuchFile) => {
            return posted.wrong(StaffPage::Vouchers, Wrong::NoSuchFile).await;
        }
        Err(error) => return not_done(posted, error).await,
    };
    let today = calendar::date_in(&study.study().timezone, now);
    let name = format!("vouchers-{}-{today}-file-{number}", study.study().key);
    if posted.typed.one("then") == "merge" {
        return match letters::to_merge(&letters) {
            Ok(file) => download(file, &format!("{name}.csv"), "text/csv; charset=utf-8"),
            Err(error) => posted.trouble(unavailable(&error)).await,
        };
    }
    let page = letters::to_print(study.study(), &letters, today);
    download(page.into_bytes(), &format!("{name}.html"), "text/html; charset=utf-8")
}

/// Gives another voucher in place of one, or sends one in another way that reached nobody.
pub async fn reissue(Holding { by, study }: Holding<VoucherKeeper>, posted: Posted) -> Response {
    let (db, now) = (posted.http.db.clone(), posted.http.clock.now());
    let page = StaffPage::Voucher;
    let way = GivenBy::named(posted.typed.one("given_by"));
    if posted.typed.one("then") == "another-way" {
        let Some(way) = way else {
            return posted.wrong(page, Wrong::Voucher(VoucherWrong::NoWay)).await;
        };
        let another = (posted.number(), way);
        return match vouchers::another_way(&db, &by, &study, another, now).await {
            Ok(()) => posted.done(page, Done::Voucher(VoucherDone::AnotherWay)).await,
            Err(VoucherError::NothingGiven) => posted.wrong(page, Wrong::DecidedAlready).await,
            Err(error) => not_done(posted, error).await,
        };
    }
    let Some(reason) = Reason::named(posted.typed.one("reason")) else {
        return posted.wrong(page, Wrong::Voucher(VoucherWrong::NoReason)).await;
    };
    let Some(given_by) = way else {
        return posted.wrong(page, Wrong::Voucher(VoucherWrong::NoWay)).await;
    };
    let id = posted.number();
    match vouchers::reissue(&db, &by, &study, (id, reason, given_by), now).await {
        Ok(()) => posted.done(page, Done::Voucher(VoucherDone::Reissued)).await,
        Err(VoucherError::NothingGiven) => posted.wrong(page, Wrong::DecidedAlready).await,
        Err(VoucherError::AnotherPerson) => {
            posted.wrong(page, Wrong::Voucher(VoucherWrong::AnotherPerson)).await
        }
        Err(error) => not_done(posted, error).await,
    }
}

async fn not_done(posted: Posted, error: VoucherError) -> Response {
    match error {
        VoucherError::NoSuchDebt => posted.trouble(Trouble::NotFound).await,
        VoucherError::NotAllowed => posted.trouble(Trouble::NotAllowed).await,
        error => posted.trouble(unavailable(&error)).await,
    }
}
