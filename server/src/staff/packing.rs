//! The ethics committee's pack of a study, as a file to keep.

use app::api::staff::{Trouble, unavailable};
use axum::response::Response;
use records::{auth::By, protocols::ProtocolError};
use surveys::{keys::SurveyKey, typed::Typed};

use super::{
    downloading::download,
    posted::{Member, Posted},
};
use crate::pack::{self, PackError, Seen, Wanted};

/// What a word processor calls its files.
pub const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// Makes it, with the changes since the versions that were chosen.
pub async fn pack(Member(member): Member, posted: Posted) -> Response {
    let (db, now) = (posted.http.db.clone(), posted.http.clock.now());
    let Some(study) = posted.arrival.request.study.clone() else {
        return posted.trouble(Trouble::NotFound).await;
    };
    let Ok(reader) = member.survey_reader() else {
        return posted.trouble(Trouble::NotAllowed).await;
    };
    let wanted = wanted(&posted.typed);
    let by = By::Staff(reader);
    let asked = match pack::asked(&db, &by, &study.study().key, &wanted).await {
        Ok(asked) => asked,
        Err(PackError::NotAsked(_) | PackError::NoSuchVersion(_) | PackError::Same(..)) => {
            return posted.trouble(Trouble::NotFound).await;
        }
        Err(error @ (PackError::Version(_) | PackError::Protocol(_))) => {
            return posted.trouble(unavailable(&error)).await;
        }
    };
    let followed = match pack::followed(&db, &study, &wanted).await {
        Ok(followed) => followed,
        Err(PackError::Protocol(ProtocolError::NoSuchVersion(_))) => {
            return posted.trouble(Trouble::NotFound).await;
        }
        Err(error) => return posted.trouble(unavailable(&error)).await,
    };
    let document = pack::of((study.study(), &followed), &asked, now);
    let name = format!("pack-{}-{}", study.study().key, now.format("%Y-%m-%d"));
    if posted.typed.one("as") == "html" {
        let page = document.html().into_bytes();
        return download(page, &format!("{name}.html"), "text/html; charset=utf-8");
    }
    match document.docx(now) {
        Ok(bytes) => download(bytes, &format!("{name}.docx"), DOCX),
        Err(error) => posted.trouble(unavailable(&error)).await,
    }
}

/// What was chosen. To have seen what the pack has is to have no changes marked.
fn wanted(typed: &Typed) -> Wanted {
    let chosen = |name: &str| -> Vec<Seen> {
        let chosen = typed.iter().filter_map(|(field, values)| {
            let key = SurveyKey::new(field.strip_prefix(name)?).ok()?;
            Some((key, Some(values.first()?.parse().ok()?)))
        });
        chosen.collect()
    };
    let (with, mut since) = (chosen("with:"), chosen("since:"));
    since.retain(|seen| !with.contains(seen));
    let protocol_since = typed.one("protocol-since").parse().ok();
    Wanted { with, since, protocol_since }
}
