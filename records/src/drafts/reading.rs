//! Texts of drafts are read away from the requests of others, a few at a time: a page of conditions may take a second.
//! What was just read is kept, so that the page, the faults and each step through a draft are of one reading.

mod newest;

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use sea_orm::DbErr;
use surveys::{authoring::Fault, definition::Survey, keys::SurveyKey};

use self::newest::{Newest, Place};
use super::{
    checking::{self, Reading, Text},
    translations::in_languages,
};
use crate::{
    Db,
    auth::{By, SurveyWriter},
    rights,
    turns::Turns,
};

/// So many texts are read at the same time, that participants are never without a processor.
const TOGETHER: usize = 2;
/// So many readings are kept. A long survey takes some megabytes.
const KEPT: usize = 4;

/// Why a text was not read.
#[derive(Debug, thiserror::Error)]
pub enum NotRead {
    /// The same person wrote on before it was begun.
    #[error("a newer text of the same draft came")]
    Overtaken,
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// Reads a draft. Of what was read just now it is the same reading.
///
/// # Errors
/// When the database fails.
pub async fn read(db: &Db, key: &SurveyKey, text: &str) -> Result<Arc<Reading>, DbErr> {
    let text = beside(db, key, text).await?;
    db.cache.readings.read(text).await
}

/// Reads a text that somebody is typing. While it waits for its turn, a newer one of theirs takes its place.
///
/// # Errors
/// When a newer one came before it was begun, or the database fails.
pub async fn read_typed(
    db: &Db,
    by: &By<SurveyWriter>,
    key: &SurveyKey,
    text: &str,
) -> Result<Arc<Reading>, NotRead> {
    let place = db.cache.readings.newest.come((by.actor(), key.clone()));
    let text = beside(db, key, text).await?;
    db.cache.readings.read_newest(place, text).await
}

/// Reads a draft as a survey in all its languages: what it is, or everything that is wrong with it and its translations.
///
/// # Errors
/// When the database fails.
pub async fn check(
    db: &Db,
    key: &SurveyKey,
    text: &str,
) -> Result<Result<Survey, Vec<Fault>>, DbErr> {
    let reading = read(db, key, text).await?;
    Ok(Arc::unwrap_or_clone(reading).whole())
}

/// A draft in its own language only; none where it has faults.
pub(super) async fn alone(db: &Db, key: &SurveyKey, text: &str) -> Result<Option<Survey>, DbErr> {
    let packs = rights::packs(db).await?;
    let (file, key) = (checking::file(key, text), key.clone());
    db.cache.readings.aside(move || checking::alone(&file, &key, &packs).ok()).await
}

async fn beside(db: &Db, key: &SurveyKey, text: &str) -> Result<Text, DbErr> {
    let packs = rights::packs(db).await?;
    let languages = in_languages(db, key).await?;
    Ok(Text { key: key.clone(), text: text.to_owned(), languages, packs })
}

/// What is being read, and what was read last.
#[derive(Debug)]
pub(crate) struct Readings {
    turns: Turns,
    kept: Arc<Mutex<Kept>>,
    newest: Newest,
}

type Kept = VecDeque<(Text, Arc<Reading>)>;

impl Default for Readings {
    fn default() -> Self {
        Self { turns: Turns::new(TOGETHER), kept: Arc::default(), newest: Newest::default() }
    }
}

impl Readings {
    async fn read_newest(&self, mut place: Place, text: Text) -> Result<Arc<Reading>, NotRead> {
        tokio::select! {
            biased;
            () = place.is_overtaken() => Err(NotRead::Overtaken),
            read = self.read(text) => Ok(read?),
        }
    }

    async fn read(&self, text: Text) -> Result<Arc<Reading>, DbErr> {
        if let Some(known) = known(&self.kept, &text) {
            return Ok(known);
        }
        let kept = Arc::clone(&self.kept);
        // Whoever had the turn before may have asked for the same.
        let work = move || known(&kept, &text).unwrap_or_else(|| read_and_kept(&kept, text));
        self.aside(work).await
    }

    /// Reads something in turn with the drafts of surveys.
    pub async fn aside<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, DbErr> {
        let done = self.turns.take(work).await;
        done.map_err(|cause| DbErr::Custom(format!("reading a draft: {cause}")))
    }
}

fn known(kept: &Mutex<Kept>, text: &Text) -> Option<Arc<Reading>> {
    let kept = kept.lock().ok()?;
    kept.iter().find(|(known, _)| known == text).map(|(_, reading)| Arc::clone(reading))
}

/// What it came to serves whoever asks next, also when nobody waits for it any more.
fn read_and_kept(kept: &Mutex<Kept>, text: Text) -> Arc<Reading> {
    let reading = Arc::new(text.reading());
    if let Ok(mut kept) = kept.lock() {
        kept.truncate(KEPT - 1);
        kept.push_front((text, Arc::clone(&reading)));
    }
    reading
}

#[cfg(test)]
mod tests {
    use std::{sync::Arc, time::Duration};

    use surveys::{authoring, keys::SurveyKey};

    use super::{NotRead, Readings, TOGETHER, Text, known};

    /// A draft as it begins, with another question.
    fn text(question: &str) -> Text {
        let key = SurveyKey::new("sleep").expect("a survey's key");
        let text = authoring::begin(&key, "Sleep").replace("How are you today?", question);
        Text { key, text, languages: Vec::new(), packs: surveys::scoring::Packs::default() }
    }

    fn eve() -> (String, SurveyKey) {
        ("staff 1, evaluator".to_owned(), text("").key)
    }

    #[tokio::test]
    async fn of_two_texts_of_eve_that_wait_only_the_newer_is_begun() {
        let readings = Arc::new(Readings::default());
        let taken = (0..TOGETHER).map(|_| {
            let (release, held) = tokio::sync::oneshot::channel::<()>();
            let turns = readings.turns.clone();
            (release, tokio::spawn(async move { turns.take(|| held.blocking_recv()).await }))
        });
        let (releases, taken): (Vec<_>, Vec<_>) = taken.unzip();
        tokio::task::yield_now().await;
        let read = |question: &'static str| {
            let (readings, place) = (Arc::clone(&readings), readings.newest.come(eve()));
            tokio::spawn(async move { readings.read_newest(place, text(question)).await })
        };

        let older = read("Rest");
        tokio::task::yield_now().await;
        let newer = read("Rested?");
        let older = tokio::time::timeout(Duration::from_secs(9), older).await;

        assert!(
            matches!(older, Ok(Ok(Err(NotRead::Overtaken)))),
            "it is told before any turn is free"
        );
        drop((releases, taken));
        let newer = newer.await.expect("no panic").expect("it is read");
        assert!(newer.read.is_ok() && newer.untranslated.is_empty());
        assert!(known(&readings.kept, &text("Rest")).is_none());
        assert!(known(&readings.kept, &text("Rested?")).is_some());
    }

    #[tokio::test]
    async fn what_eve_looked_at_last_is_not_read_again_and_what_is_long_ago_is_forgotten() {
        let readings = Readings::default();
        let first = readings.read(text("A?")).await.expect("it is read");

        let again = readings.read(text("A?")).await.expect("it is there");
        assert!(Arc::ptr_eq(&first, &again), "the same reading");
        for question in ["B?", "C?", "D?", "E?"] {
            readings.read(text(question)).await.expect("it is read");
        }
        assert!(known(&readings.kept, &text("A?")).is_none());
        assert!(known(&readings.kept, &text("E?")).is_some());
    }
}
