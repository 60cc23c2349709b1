//! Letters of the protocol, which a supervisor prints. From then on they are taken as posted.

use app::{
    StaffPage,
    api::staff::{Trouble, Wrong, unavailable},
};
use axum::response::Response;
use records::{
    auth::Supervisor,
    letter_files::{Printing, Which},
    outbox::{self, PrintError},
};
use surveys::calendar;

use super::{
    downloading::download,
    posted::{Holding, Posted},
};
use crate::letters::planned;

/// Letters as a page to print, or as a table.
pub async fn print(Holding { by, study }: Holding<Supervisor>, posted: Posted) -> Response {
    let (db, now) = (posted.http.db.clone(), posted.http.clock.now());
    let whence = (which(&posted), &*posted.http.public_url);
    let Printing { number, letters } = match outbox::print(&db, &by, &study, whence, now).await {
        Ok(Some(printing)) => printing,
        Ok(None) => return posted.wrong(StaffPage::Letters, Wrong::NoLetters).await,
        Err(PrintError::NoSuchFile) => {
            return posted.wrong(StaffPage::Letters, Wrong::NoSuchFile).await;
        }
        Err(PrintError::Held) => return posted.wrong(StaffPage::Letters, Wrong::Held).await,
        Err(PrintError::NotTheirs) => return posted.trouble(Trouble::NotAllowed).await,
        Err(error) => return posted.trouble(unavailable(&error)).await,
    };
    let today = calendar::date_in(&study.study().timezone, now);
    let name = format!("post-{}-{today}-file-{number}", study.study().key);
    if posted.typed.one("then") == "merge" {
        return match planned::to_merge(&letters) {
            Ok(file) => download(file, &format!("{name}.csv"), "text/csv; charset=utf-8"),
            Err(error) => posted.trouble(unavailable(&error)).await,
        };
    }
    let page = planned::to_print(study.study(), &letters);
    download(page.into_bytes(), &format!("{name}.html"), "text/html; charset=utf-8")
}

/// New letters, or those of a file once more. A file that is no number is nobody's.
pub(super) fn which(posted: &Posted) -> Which {
    match posted.typed.one("which") {
        "again" => Which::Again(posted.typed.one("file").parse().unwrap_or_default()),
        _ => Which::New,
    }
}
