//! What data managers post about requests: a copy for somebody, or to erase.

use app::{
    StaffPage,
    api::staff::{Trouble, Wrong, door::Done, unavailable},
};
use axum::response::Response;
use records::{
    auth::{By, DataManager},
    requests::{self, RequestError, Wanted},
    stopping::{self, Erasing, StopError},
};
use surveys::consent::Mode;

use super::{
    downloading::download,
    posted::{Holding, Posted},
};
use crate::copies;

/// One ZIP file with everything that is held about somebody.
pub async fn copy(Holding { by, study }: Holding<DataManager>, posted: Posted) -> Response {
    let number = posted.typed.one("number").to_owned();
    let Ok(checked) = posted.typed.one("checked").parse() else {
        let wrong = if number.is_empty() { Wrong::Number } else { Wrong::Checked };
        return posted.wrong(StaffPage::Requests, wrong).await;
    };
    let wanted = Wanted {
        number,
        checked,
        safeguarding_reviewed: posted.typed.has("safeguarding", "yes"),
        group_known: posted.typed.has("group", "yes"),
    };
    let (by, db, now) = (By::Staff(by), posted.http.db.clone(), posted.http.clock.now());
    let held = match requests::copy(&db, &by, &study, &wanted, now).await {
        Ok(held) => held,
        Err(RequestError::NoSuchParticipant) => {
            return posted.wrong(StaffPage::Requests, Wrong::Number).await;
        }
        Err(RequestError::NotAllowed(_)) => return posted.trouble(Trouble::NotAllowed).await,
        Err(error) => return posted.trouble(unavailable(&error)).await,
    };
    match copies::zipped(&held) {
        Ok(zip) => download(zip, &format!("copy-{}.zip", held.made_on), "application/zip"),
        Err(error) => posted.trouble(unavailable(&error)).await,
    }
}

/// Shows what would be erased, and erases it when it was said that it is meant.
pub async fn erase(Holding { by, study }: Holding<DataManager>, mut posted: Posted) -> Response {
    let (by, db, now) = (By::Staff(by), posted.http.db.clone(), posted.http.clock.now());
    let typed = posted.typed.one("erase_number").to_owned();
    let known = match requests::number_on_record(&db, &by, &study, &typed).await {
        Ok(known) => known,
        Err(error) => return posted.trouble(unavailable(&error)).await,
    };
    let what: Result<Erasing, ()> = posted.typed.one("what").parse();
    let channel = Mode::from_name(posted.typed.one("channel"));
    let (number, what, channel) = match (known, what, channel) {
        (None, ..) => return posted.wrong(StaffPage::Requests, Wrong::EraseNumber).await,
        (_, Err(()), _) => return posted.wrong(StaffPage::Requests, Wrong::NoErasing).await,
        (.., None) => return posted.wrong(StaffPage::Requests, Wrong::NoChannel).await,
        (Some(number), Ok(what), Some(channel)) => (number, what, channel),
    };
    // Whoever confirms it reads whose it is as it is on record, not as it was typed.
    posted.typed.retain(|name| name != "erase_number");
    posted.typed.add("erase_number", number.clone());
    if posted.typed.one("then") != "erase" {
        return posted.draws(StaffPage::Erasing).await;
    }
    if !posted.typed.has("sure", "yes") {
        return posted.wrong(StaffPage::Erasing, Wrong::NotMeant).await;
    }
    let wanted = (number.as_str(), what, channel);
    match stopping::erase(&db, &by, &study, wanted, now).await {
        Ok(receipts) => posted.done(StaffPage::Requests, Done::Erased(receipts)).await,
        Err(StopError::NoSuchParticipant) => {
            posted.wrong(StaffPage::Requests, Wrong::EraseNumber).await
        }
        Err(error) => posted.trouble(unavailable(&error)).await,
    }
}
