//! The ethics committee's pack of a study, as a file to keep.

use app::api::staff::{Trouble, unavailable};
use axum::response::Response;
use records::auth::By;
use surveys::{keys::SurveyKey, typed::Typed};

use super::{
    downloading::download,
    posted::{Member, Posted},
};
use crate::pack::{self, Seen, Wanted};

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
    let (asked, followed, read) =
        match pack::gathered(&db, &By::Staff(reader), &study, &wanted).await {
            Ok(gathered) => gathered,
            Err(error) if error.names_nothing() => {
                return posted.trouble(Trouble::NotFound).await;
            }
            Err(error) => return posted.trouble(unavailable(&error)).await,
        };
    let document = pack::of((&read, &followed), &asked, now);
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
    let [protocol_since, study_since] =
        ["protocol-since", "study-since"].map(|name| typed.one(name).parse().ok());
    Wanted { with, since, protocol_since, study_since }
}
