//! What a supervisor posts about who looks after whom.

use app::{
    StaffPage,
    api::staff::{Wrong, unavailable},
};
use axum::response::Response;
use records::{
    auth::{By, Supervisor},
    staff::{self, CaseError},
};

use super::posted::{Holding, Posted, on_to};

/// Gives participants to an interviewer.
pub async fn give(Holding { by, study }: Holding<Supervisor>, posted: Posted) -> Response {
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    let numbers = posted.typed.raw("numbers").split([',', ';', '\n', '\r', '\t']);
    let numbers = numbers.map(|number| number.trim().to_owned());
    let numbers = numbers.filter(|number| !number.is_empty()).collect();
    let to = posted.typed.one("interviewer").parse().unwrap_or_default();
    let given = staff::give_cases(db, By::Staff(by), to, &study, numbers, now).await;
    let here = format!("/staff/{}/cases?done=cases", study.study().key);
    answered(posted, StaffPage::Cases, given, &here).await
}

/// Takes participants back from an interviewer.
pub async fn take(Holding { by, study }: Holding<Supervisor>, posted: Posted) -> Response {
    let (db, from, now) = (&posted.http.db, posted.number(), posted.http.clock.now());
    let numbers = posted.typed.all("numbers").map(str::to_owned).collect();
    let taken = staff::take_cases(db, By::Staff(by), from, &study, numbers, now).await;
    let here = format!("/staff/{}/cases/{from}?done=cases", study.study().key);
    answered(posted, StaffPage::CasesOf, taken, &here).await
}

async fn answered(
    posted: Posted,
    page: StaffPage,
    outcome: Result<usize, CaseError>,
    here: &str,
) -> Response {
    let wrong = match outcome {
        Ok(_) => return on_to(here),
        Err(CaseError::NoInterviewer) => Wrong::NoInterviewer,
        Err(CaseError::NoNumbers) => Wrong::NoNumbers,
        Err(CaseError::Unknown(numbers)) => return posted.unknown(page, numbers).await,
        Err(CaseError::Database(cause)) => {
            unavailable(&cause);
            Wrong::Unavailable
        }
    };
    posted.wrong(page, wrong).await
}
