//! What is read of drafts besides their text: what was told of the file that one was made from, and what is thrown
//! away with one.

use records::{
    drafts::{self, Brought, Draft, Earlier},
    staff::Names,
    versions,
};
use surveys::{authoring::Fault, keys::SurveyKey};

use super::{
    Away, Trouble,
    door::{Said, StaffRequest},
    surveys::{self as written, Clock, Editing, drafted, named, reader, theirs, writer},
};

/// A form to bring a survey that was made elsewhere.
pub(crate) struct Bringing {
    pub said: Said,
}

pub(crate) async fn bringing(request: StaffRequest) -> Result<Bringing, Away> {
    writer(&request)?;
    Ok(Bringing { said: request.said })
}

/// How a survey is written.
pub(crate) struct Explained {
    pub said: Said,
}

pub(crate) async fn explained(request: StaffRequest) -> Result<Explained, Away> {
    writer(&request)?;
    Ok(Explained { said: request.said })
}

/// What was told of the file that a draft was made from.
pub(crate) struct Report {
    pub draft: Draft,
    pub brought: Brought,
    /// All that is wrong with the draft now.
    pub faults: Vec<Fault>,
    /// How much is to be done about its translations before it can be published.
    pub untranslated: usize,
    /// Whether it has any.
    pub is_translated: bool,
    pub said: Said,
}

pub(crate) async fn report(request: StaffRequest) -> Result<Report, Away> {
    let db = request.db.clone();
    let Editing { draft, read, untranslated, said, .. } = written::draft(request).await?;
    let brought = drafts::brought(&db, &draft.key).await.map_err(Away::failed)?;
    let brought = brought.ok_or(Away::Trouble(Trouble::NotFound))?;
    let every = drafts::in_every_language(&db, &draft.key).await.map_err(Away::failed)?;
    let is_translated = every.is_some_and(|every| !every.languages.is_empty());
    let faults = read.err().unwrap_or_default();
    Ok(Report { draft, brought, faults, untranslated, is_translated, said })
}

/// A draft before it is thrown away.
pub(crate) struct Throwing {
    pub draft: Draft,
    /// How often it was saved, with its translations.
    pub stands: u32,
    /// Its languages besides its own.
    pub languages: Vec<String>,
    pub is_published: bool,
    pub said: Said,
}

pub(crate) async fn throwing(request: StaffRequest) -> Result<Throwing, Away> {
    let (by, _) = reader(&request)?;
    let key = SurveyKey::new(&request.names).map_err(|_| Away::Trouble(Trouble::NotFound))?;
    theirs(&request, &key).await?;
    let db = &request.db;
    let draft = drafts::find(db, &key).await.map_err(Away::failed)?;
    let mut draft = draft.ok_or(Away::Trouble(Trouble::NotFound))?;
    let languages = drafts::in_languages(db, &key).await.map_err(Away::failed)?;
    let stands = drafts::standing(&draft, &languages);
    let names = Names::read(db, &by).await.map_err(Away::failed)?;
    draft.changed_by = names.of(&draft.changed_by);
    let offered = languages.iter().filter(|own| !own.left_out);
    let published = versions::listed_of(db, &key).await.map_err(Away::failed)?;
    Ok(Throwing {
        draft,
        stands,
        languages: offered.map(|own| own.language.english_name().to_owned()).collect(),
        is_published: !published.is_empty(),
        said: request.said,
    })
}

/// What one person saved on one day, with nobody between. The texts of an afternoon would hide those of the day before.
pub(crate) struct Stretch {
    pub by: String,
    /// The last one first.
    pub texts: Vec<Earlier>,
}

/// Texts of a draft that were saved over.
pub(crate) struct Earliers {
    pub key: SurveyKey,
    /// The last one first.
    pub stretches: Vec<Stretch>,
    pub clock: Clock,
    pub said: Said,
}

pub(crate) async fn earlier(request: StaffRequest) -> Result<Earliers, Away> {
    let key = drafted(&request).await?.draft.key;
    let (by, _) = reader(&request)?;
    let names = Names::read(&request.db, &by).await.map_err(Away::failed)?;
    let all = drafts::earlier(&request.db, &key).await.map_err(Away::failed)?;
    let clock = Clock::for_survey(&request.db, &by, &key).await?;
    let goes_on = |one: &Earlier, other: &Earlier| {
        one.by == other.by && clock.day(one.at) == clock.day(other.at)
    };
    let stretches = all.chunk_by(goes_on).filter_map(|texts| {
        let by = names.of(&texts.first()?.by);
        Some(Stretch { by, texts: texts.to_vec() })
    });
    let stretches = stretches.collect();
    Ok(Earliers { key, stretches, clock, said: request.said })
}

/// One of them, and the draft as it is now.
pub(crate) struct EarlierText {
    pub then: Draft,
    pub now: Draft,
    pub clock: Clock,
    pub said: Said,
}

pub(crate) async fn earlier_text(request: StaffRequest) -> Result<EarlierText, Away> {
    let (key, numbers) = named(&request)?;
    let lost = Away::Trouble(Trouble::NotFound);
    let Some(revision) = numbers.first().copied() else { return Err(lost) };
    let draft = drafted(&request).await?;
    let then = drafts::earlier_text(&request.db, &key, revision).await.map_err(Away::failed)?;
    let mut then = then.ok_or(lost)?;
    let (by, _) = reader(&request)?;
    let names = Names::read(&request.db, &by).await.map_err(Away::failed)?;
    then.changed_by = names.of(&then.changed_by);
    let clock = Clock::for_survey(&request.db, &by, &key).await?;
    Ok(EarlierText { then, now: draft.draft, clock, said: request.said })
}
