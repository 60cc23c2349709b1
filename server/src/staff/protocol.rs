//! What is posted about a study's protocol, and a version of it as files to keep.

mod planning;

use app::{
    For, StaffPage,
    api::staff::{
        Trouble, Wrong,
        door::Done,
        protocol::{read, written},
        surveys::{SurveyDone, SurveyWrong},
        unavailable,
    },
};
use axum::{Extension, extract::State, response::Response, routing::post};
use records::{
    Db,
    auth::{By, SurveyWriter},
    protocols::{self, Draft, DraftError, ProtocolError, Saved},
    rehearsal::Asked,
    studies::StudyHandle,
};
use surveys::{
    authoring::{File, ProtocolFiles},
    keys::WaveKey,
    messages::Messages,
    roles::Act,
};

use super::{
    Route,
    downloading::download,
    gate::{Arrival, in_trouble},
    posted,
    posted::{Posted, Writing, Written, on_to},
};
use crate::{rehearsing, router::Http, zipped::zipped};

/// What is posted about a study's protocol.
pub fn posts() -> Vec<Route> {
    let [see, write, read] =
        [Act::SeeSurveys, Act::EditSurveys, Act::ReadMessages].map(For::Whoever);
    vec![
        posted("/staff/{study}/protocol/messages", read, post(show)),
        posted("/staff/{study}/protocol/next/messages", write, post(show_next)),
        posted("/staff/{study}/protocol/rehearsal", see, post(rehearse)),
        posted("/staff/{study}/protocol/next", write, post(self::write)),
        posted("/staff/{study}/protocol/next/picture", write, post(picture)),
        posted("/staff/{study}/protocol/next/hours", write, post(planning::hours)),
        posted("/staff/{study}/protocol/next/waves", write, post(planning::another)),
        posted("/staff/{study}/protocol/next/waves/{wave}", write, post(planning::wave)),
        posted("/staff/{study}/protocol/next/waves/{wave}/{step}", write, post(planning::contact)),
    ]
}

/// Shows the messages for what was chosen.
pub async fn show(posted: Posted) -> Response {
    posted.draws(StaffPage::ProtocolMessages).await
}

/// The same of the draft of the next version.
pub async fn show_next(posted: Posted) -> Response {
    posted.draws(StaffPage::ProtocolNextMessages).await
}

/// Saves the draft of the next version, and then publishes it where that is asked for; or throws it away.
pub async fn write(Writing(by): Writing, Written(posted): Written) -> Response {
    let Some(study) = posted.arrival.request.study.clone() else {
        return posted.trouble(Trouble::NotFound).await;
    };
    let then = posted.typed.one("then").to_owned();
    let has_reason = !posted.typed.one("reason").is_empty();
    if matches!(&*then, "throw-away" | "start-again") {
        return throw_away(&by, posted, &study).await;
    }
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    let (draft, is_of_both) =
        match protocols::save(db, &by, &study, written(&posted.typed), now).await {
            Ok(Saved { draft, is_of_both }) => (draft, is_of_both),
            Err(error) => return not_saved(posted, error).await,
        };
    let key = study.study().key.clone();
    let next = |done| on_to(&format!("/staff/{key}/protocol/next?done=protocol-{done}"));
    if is_form(&then) {
        return on_to(&format!("/staff/{key}/protocol/next/{then}"));
    }
    match draft {
        None => next("same"),
        Some(draft) if then == "publish" && !is_of_both => {
            publish((&by, posted), &study, draft).await
        }
        // Nobody publishes what they have not seen.
        Some(_) if is_of_both && (then == "publish" || has_reason) => {
            with_reason(posted, SurveyDone::ProtocolJoined).await
        }
        Some(_) if has_reason => with_reason(posted, SurveyDone::ProtocolSaved).await,
        Some(_) => next(if is_of_both { "joined" } else { "saved" }),
    }
}

/// The draft as it is saved by now, and why it is to be published, as far as that was typed: it stands in no address.
async fn with_reason(mut posted: Posted, done: SurveyDone) -> Response {
    posted.typed.retain(|name| name == "reason");
    posted.done_and_kept(StaffPage::ProtocolNext, Done::Survey(done)).await
}

/// Whether somebody goes on to a form of the next version: by the end of its address.
fn is_form(then: &str) -> bool {
    // A wave's key is as long as any part of it.
    let is_key = |part: &str| WaveKey::new(part).is_ok();
    matches!(then, "hours" | "waves") || then.starts_with("waves/") && then.split('/').all(is_key)
}

/// The next version as it would be, without saving it: the whole page, or what stands beside the text of one that is open.
pub async fn picture(Writing(_): Writing, Written(posted): Written) -> Response {
    if posted.typed.one("only") != "beside" {
        return posted.draws(StaffPage::ProtocolNext).await;
    }
    posted.draws_beside(StaffPage::ProtocolNext).await
}

async fn not_saved(posted: Posted, error: DraftError) -> Response {
    let page = StaffPage::ProtocolNext;
    match error {
        DraftError::ChangedMeanwhile => {
            posted.wrong(page, Wrong::Survey(SurveyWrong::SameLines)).await
        }
        DraftError::NotTheirs => posted.kept(Trouble::NotAllowed).await,
        DraftError::NoDraft => posted.trouble(Trouble::NotFound).await,
        error @ (DraftError::TooLong | DraftError::NoSuchFile(_)) => {
            posted.refused(page, SurveyWrong::Unchanged, vec![error.to_string()]).await
        }
        error => posted.kept(unavailable(&error)).await,
    }
}

async fn throw_away(by: &By<SurveyWriter>, posted: Posted, study: &StudyHandle) -> Response {
    let page = StaffPage::ProtocolNext;
    if !posted.typed.has("sure", "yes") {
        return posted.wrong(page, Wrong::Survey(SurveyWrong::NotMeant)).await;
    }
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    let (seen, key) = (posted.typed.one("stands"), &study.study().key);
    let to = if posted.typed.one("then") == "throw-away" { "" } else { "/next" };
    match protocols::throw_away(db, by, study, seen, now).await {
        // Whoever presses a button twice comes to the same.
        Ok(()) | Err(DraftError::NoDraft) => {
            on_to(&format!("/staff/{key}/protocol{to}?done=protocol-thrown-away"))
        }
        Err(DraftError::ChangedMeanwhile) => {
            posted.wrong(page, Wrong::Survey(SurveyWrong::ChangedSince)).await
        }
        Err(error) => not_saved(posted, error).await,
    }
}

async fn publish(
    (by, posted): (&By<SurveyWriter>, Posted),
    study: &StudyHandle,
    draft: Draft,
) -> Response {
    let page = StaffPage::ProtocolNext;
    let read = read(draft.files.into_iter().map(|one| one.file).collect());
    let Some(Ok(files)) = read else {
        // The page says what is wrong with it.
        return posted.wrong(page, Wrong::Survey(SurveyWrong::Faulty)).await;
    };
    match Box::pin(published(by, &posted, (study, files))).await {
        Ok(version) => {
            let key = &study.study().key;
            on_to(&format!("/staff/{key}/protocol/versions/{version}?done=protocol-published"))
        }
        Err(ProtocolError::NotTheirs) => posted.kept(Trouble::NotAllowed).await,
        Err(ProtocolError::NoReason) => {
            posted.wrong(page, Wrong::Survey(SurveyWrong::Reason)).await
        }
        Err(error @ (ProtocolError::Database(_) | ProtocolError::Unreadable(_))) => {
            posted.kept(unavailable(&error)).await
        }
        Err(error) => {
            let reasons = error.to_string().lines().map(str::to_owned).collect();
            posted.refused(page, SurveyWrong::NotPublished, reasons).await
        }
    }
}

async fn published(
    by: &By<SurveyWriter>,
    posted: &Posted,
    (study, files): (&StudyHandle, ProtocolFiles),
) -> Result<u32, ProtocolError> {
    let (db, now): (&Db, _) = (&posted.http.db, posted.http.clock.now());
    let reason = posted.typed.one("reason");
    // From the second on; the first comes with the study.
    if reason.is_empty() {
        return Err(ProtocolError::NoReason);
    }
    let made = protocols::publish(db, by, study, &files.protocol, Some(reason), now).await?;
    Ok(made.version)
}

/// How many people are invented at most: with more, the answer takes longer than somebody waits for a page.
const MOST_INVENTED: u32 = 50;
/// For how many days at most.
const MOST_DAYS: u32 = 800;

/// Goes through the protocol with invented people, and shows what that came to. One rehearsal at a time: each takes a
/// processor for some seconds.
pub async fn rehearse(posted: Posted) -> Response {
    let page = StaffPage::ProtocolRehearsal;
    let Some(study) = posted.arrival.request.study.clone() else {
        return posted.trouble(Trouble::NotFound).await;
    };
    let asked = match asked(&posted) {
        Ok(asked) => asked,
        Err(amiss) => return posted.amiss(page, amiss).await,
    };
    let turn = posted.http.stage.take();
    if turn.is_none() {
        let words = "somebody rehearses at the moment; try again in a minute".to_owned();
        return posted.amiss(page, vec![("participants", words)]).await;
    }
    let (db, now) = (posted.http.db.clone(), posted.http.clock.now());
    match Box::pin(rehearsing::rehearse(&db, &study, asked, now)).await {
        Ok(rehearsed) => posted.done_and_kept(page, Done::Rehearsed(Box::new(rehearsed))).await,
        Err(error) => posted.kept(unavailable(&error)).await,
    }
}

/// What is to be rehearsed, or what is wrong in which box.
fn asked(posted: &Posted) -> Result<Asked, Vec<(&'static str, String)>> {
    let number = |name: &'static str, most: u32| {
        let typed = posted.typed.one(name).parse().ok().filter(|many| (1..=most).contains(many));
        typed.ok_or_else(|| (name, format!("write a number from 1 to {most}")))
    };
    let seed: Option<u64> = posted.typed.one("seed").parse().ok();
    let seed = seed.ok_or_else(|| ("seed", "write a whole number, such as 1".to_owned()));
    match (number("participants", MOST_INVENTED), number("days", MOST_DAYS), seed) {
        (Ok(participants), Ok(days), Ok(seed)) => Ok(Asked { participants, seed, days }),
        (participants, days, seed) => {
            Err([participants.err(), days.err(), seed.err()].into_iter().flatten().collect())
        }
    }
}

/// All files of a version in one. The same version always has the same bytes.
pub async fn files(State(http): State<Http>, Extension(arrival): Extension<Arrival>) -> Response {
    let version = arrival.request.names.parse().ok();
    let Some((study, version)) = arrival.request.study.clone().zip(version) else {
        return in_trouble(&http, arrival, Trouble::NotFound).await;
    };
    let stored = match protocols::show(&http.db, &study, Some(version)).await {
        Ok(stored) => stored,
        Err(ProtocolError::NoSuchVersion(_)) => {
            return in_trouble(&http, arrival, Trouble::NotFound).await;
        }
        Err(error) => return in_trouble(&http, arrival, unavailable(&error)).await,
    };
    let json = File { name: "protocol.json".to_owned(), text: stored.canonical.clone() };
    let own = File { name: "protocol.toml".to_owned(), text: stored.protocol.written() };
    let words = stored.protocol.messages.iter().flat_map(Messages::files);
    let files: Vec<_> = [json, own].into_iter().chain(words).collect();
    match zipped(files.iter().map(|file| (file.name.as_str(), file.text.as_bytes()))) {
        Ok(bytes) => {
            let name = format!("protocol-{}-{version}.zip", study.study().key);
            download(bytes, &name, "application/zip")
        }
        Err(error) => in_trouble(&http, arrival, unavailable(&error)).await,
    }
}
