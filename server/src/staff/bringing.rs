//! A survey that was made elsewhere, brought as a file. It is converted away from the requests of others, and one at a
//! time: a file may be large, and what is swollen in it larger. No more files are held than there are places.

use std::sync::Arc;

use app::{
    StaffPage,
    api::staff::{Trouble, Wrong, surveys::SurveyWrong, unavailable},
};
use axum::{
    extract::{FromRequest, Request},
    response::{IntoResponse, Response},
};
use records::{
    drafts::{self, Brought, BroughtItem, DraftError, Fate},
    turns::{BrokenOff, Turns},
};
use surveys::{
    authoring::LONGEST_TITLE,
    importing::{self, About, Difference, Format, ImportError, Imported, Item, Outcome},
    keys::SurveyKey,
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::{
    posted::{Posted, Sent, Writing, apart, on_to},
    surveys::{is_known, not_drafted},
};
use crate::{
    router::Http,
    saving::with_file::{self, File},
};

/// So many files are held at the same time: one that is converted, and those that come or wait.
const PLACES: usize = 3;

/// Where files are converted.
#[derive(Clone, Debug)]
pub struct Converting {
    turns: Turns,
    places: Arc<Semaphore>,
}

impl Default for Converting {
    fn default() -> Self {
        Self { turns: Turns::new(1), places: Arc::new(Semaphore::new(PLACES)) }
    }
}

impl Converting {
    /// The place is given back with the file, also when nobody waits for it any more.
    async fn convert(
        &self,
        format: Format,
        (file, place): (File, OwnedSemaphorePermit),
        about: About,
    ) -> Result<Result<Imported, ImportError>, BrokenOff> {
        let convert = move || {
            let imported = importing::import(format, &file.bytes, &about);
            drop((file, place));
            imported
        };
        self.turns.take(convert).await
    }
}

/// A file that was brought, and its place.
pub struct BroughtFile {
    sent: Sent<{ importing::LARGEST }>,
    place: OwnedSemaphorePermit,
}

impl FromRequest<Http> for BroughtFile {
    type Rejection = Response;

    /// The place is taken before anything of the file is.
    async fn from_request(request: Request, http: &Http) -> Result<Self, Response> {
        if let Ok(place) = Arc::clone(&http.converting.places).try_acquire_owned() {
            let sent = Sent::from_request(request, http).await?;
            return Ok(Self { sent, place });
        }
        let (arrival, _, body) = apart(request).map_err(IntoResponse::into_response)?;
        with_file::pass_over(body, importing::LARGEST).await;
        Err(http.draw_staff(Err(Trouble::Busy), arrival.request, arrival.takes_gzip).await)
    }
}

/// Begins a draft with what was brought, and leads to what is told of it.
pub async fn bring(Writing(by): Writing, brought: BroughtFile) -> Response {
    let page = StaffPage::SurveyBringing;
    let BroughtFile { sent: Sent { posted, file }, place } = brought;
    let wrong = |wrong| Wrong::Survey(wrong);
    let Some(file) = file else { return posted.wrong(page, wrong(SurveyWrong::NoFile)).await };
    let Some(format) = format(&file.name) else {
        return posted.wrong(page, wrong(SurveyWrong::NoFormat)).await;
    };
    let Ok(key) = SurveyKey::new(posted.typed.one("key")) else {
        return posted.wrong(page, wrong(SurveyWrong::Key)).await;
    };
    let title = Some(posted.typed.one("title").to_owned()).filter(|title| !title.is_empty());
    if title.as_ref().is_some_and(|title| title.chars().count() > LONGEST_TITLE) {
        return posted.wrong(page, wrong(SurveyWrong::LongTitle)).await;
    }
    match is_known(&posted, &key).await {
        Ok(false) => {}
        Ok(true) => return posted.wrong(page, wrong(SurveyWrong::KeyTaken)).await,
        Err(trouble) => return posted.trouble(trouble).await,
    }
    let about = About { key: key.to_string(), title, language: None };
    let name = file.name.clone();
    let converted = posted.http.converting.convert(format, (file, place), about).await;
    let imported = match converted.map_err(|cause| unavailable(&cause)) {
        Ok(Ok(imported)) => imported,
        Ok(Err(refused)) => return not_brought(posted, refused).await,
        Err(trouble) => return posted.trouble(trouble).await,
    };
    let brought = Brought { file: name, items: imported.items.iter().map(told).collect() };
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    let beside = (&*imported.translations, &brought);
    match drafts::begin_with(db, &by, (&key, &imported.text), beside, now).await {
        Ok(_) => on_to(&format!("/staff/surveys/{key}/draft/brought")),
        Err(DraftError::TooLong) => {
            posted.refused(page, SurveyWrong::NotBrought, vec![too_long()]).await
        }
        Err(error) => not_drafted(posted, page, error).await,
    }
}

fn too_long() -> String {
    let most = drafts::LONGEST / 1024;
    format!("what it becomes is longer than a draft can be, {most} KB; divide it")
}

/// What the file is, by its name.
fn format(name: &str) -> Option<Format> {
    let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
    match ending.as_str() {
        "csv" => Some(Format::Redcap),
        "xlsx" => Some(Format::Xlsform),
        "json" => Some(Format::Fhir),
        _ => None,
    }
}

async fn not_brought(posted: Posted, refused: ImportError) -> Response {
    const TOLD: usize = 200;
    let reasons: Vec<_> = match refused {
        ImportError::NoQuestion(items) => {
            std::iter::once("nothing in it became a question".to_owned())
                .chain(items.iter().take(TOLD).map(ToString::to_string))
                .collect()
        }
        other => vec![other.to_string()],
    };
    posted.refused(StaffPage::SurveyBringing, SurveyWrong::NotBrought, reasons).await
}

fn told(item: &Item) -> BroughtItem {
    let fate = match &item.outcome {
        Outcome::Exactly => Fate::Exactly,
        Outcome::Differently(how) => {
            Fate::Differently(how.iter().map(Difference::on_a_page).collect())
        }
        Outcome::Not(why) => Fate::Not(why.to_string()),
    };
    BroughtItem { place: item.place.to_string(), name: item.name.clone(), fate }
}
