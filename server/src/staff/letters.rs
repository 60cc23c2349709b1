//! Letters of the protocol, which a supervisor prints. From then on they are taken as posted.

use app::{
    StaffPage,
    api::staff::{Trouble, Wrong, unavailable},
};
use axum::response::Response;
use records::{
    auth::Supervisor,
    outbox::{self, PrintError, Which},
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
    let which = if posted.typed.one("which") == "again" { Which::Again } else { Which::New };
    let whence = (which, &*posted.http.public_url);
    let letters = match outbox::print(&db, &by, &study, whence, now).await {
        Ok(letters) if letters.is_empty() => {
            return posted.wrong(StaffPage::Letters, Wrong::NoLetters).await;
        }
        Ok(letters) => letters,
        Err(PrintError::Held) => return posted.wrong(StaffPage::Letters, Wrong::Held).await,
        Err(PrintError::NotTheirs) => return posted.trouble(Trouble::NotAllowed).await,
        Err(error) => return posted.trouble(unavailable(&error)).await,
    };
    let today = calendar::date_in(&study.study().timezone, now);
    let name = format!("post-{}-{today}", study.study().key);
    if posted.typed.one("then") == "merge" {
        return match planned::to_merge(&letters) {
            Ok(file) => download(file, &format!("{name}.csv"), "text/csv; charset=utf-8"),
            Err(error) => posted.trouble(unavailable(&error)).await,
        };
    }
    let page = planned::to_print(study.study(), &letters);
    download(page.into_bytes(), &format!("{name}.html"), "text/html; charset=utf-8")
}
