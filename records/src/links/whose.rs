//! Which study a link is of, where its survey cannot be shown: a page that says so names the study, and who can be asked.

use std::sync::Arc;

use surveys::study::Study;

use super::as_printed;
use crate::{Db, secret, studies};

/// The study that a link leads to, as its file has it, while nothing else of it can be read; none where the link is unknown or
/// the study can be read after all.
pub async fn in_trouble(db: &Db, token: &str) -> Option<Arc<Study>> {
    let link = db.link(secret::hashed(&as_printed(token))).await.ok()??;
    match studies::by_revision(db, link.study_id, link.revision).await {
        Ok(_) => None,
        Err(_) => studies::as_filed(db, link.study_id, link.revision).await.ok(),
    }
}
