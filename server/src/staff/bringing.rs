//! A survey that was made elsewhere, brought as a file. It is converted away from the requests of others, and one at a
//! time: a file may be large, and what is swollen in it larger.

use app::{
    StaffPage,
    api::staff::{Trouble, Wrong, surveys::SurveyWrong, unavailable},
};
use axum::response::Response;
use records::drafts::{self, Brought, BroughtItem, DraftError, Fate};
use surveys::{
    importing::{self, About, Format, ImportError, Imported, Item, Outcome},
    keys::SurveyKey,
};
use tokio::{sync::Semaphore, task::spawn_blocking};

use super::{
    posted::{Posted, Sent, Writing, on_to},
    surveys::{is_known, not_drafted},
};
use crate::saving::with_file::File;

static CONVERTING: Semaphore = Semaphore::const_new(1);

/// Begins a draft with what was brought, and leads to what is told of it.
pub async fn bring(Writing(by): Writing, sent: Sent<{ importing::LARGEST }>) -> Response {
    let page = StaffPage::SurveyBringing;
    let Sent { posted, file } = sent;
    let wrong = |wrong| Wrong::Survey(wrong);
    let Some(file) = file else { return posted.wrong(page, wrong(SurveyWrong::NoFile)).await };
    let Some(format) = format(&file.name) else {
        return posted.wrong(page, wrong(SurveyWrong::NoFormat)).await;
    };
    let Ok(key) = SurveyKey::new(posted.typed.one("key")) else {
        return posted.wrong(page, wrong(SurveyWrong::Key)).await;
    };
    match is_known(&posted, &key).await {
        Ok(false) => {}
        Ok(true) => return posted.wrong(page, wrong(SurveyWrong::KeyTaken)).await,
        Err(trouble) => return posted.trouble(trouble).await,
    }
    let title = Some(posted.typed.one("title").to_owned()).filter(|title| !title.is_empty());
    let about = About { key: key.to_string(), title, language: None };
    let name = file.name.clone();
    let imported = match converted(format, file, about).await {
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

async fn converted(
    format: Format,
    file: File,
    about: About,
) -> Result<Result<Imported, ImportError>, Trouble> {
    let _turn = CONVERTING.acquire().await.map_err(|cause| unavailable(&cause))?;
    let convert = move || importing::import(format, &file.bytes, &about);
    spawn_blocking(convert).await.map_err(|cause| unavailable(&cause))
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
            Fate::Differently(how.iter().map(ToString::to_string).collect())
        }
        Outcome::Not(why) => Fate::Not(why.to_string()),
    };
    BroughtItem { place: item.place.to_string(), name: item.name.clone(), fate }
}
