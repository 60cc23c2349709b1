//! What is read for translating a draft: its languages, how far each is, and its texts beside their translations.

mod parts;

use records::{
    drafts::{self, Draft, InEveryLanguage, InLanguage, Translating},
    staff::Names,
    versions,
};
use surveys::{
    authoring::{Amiss, Pair},
    definition::TextKey,
    keys::SurveyKey,
    language::Language,
};

pub use self::parts::IN_DOUBT;
pub(crate) use self::parts::{Group, Part};
use self::parts::{MISSING, TEXTS, parts};
use super::{
    Away, Trouble,
    door::{Said, StaffRequest},
    surveys::{reader, theirs},
};

/// What is wrong with a form about a translation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TranslationWrong {
    /// What was typed names no language.
    NoLanguage,
    /// The survey is written in it.
    Own,
    /// It was not said that leaving it out is meant.
    NotMeant,
    /// Somebody else translated some of these texts meanwhile.
    Overtaken,
    /// It is longer than any.
    TooLong,
    /// No file was chosen.
    NoFile,
    /// The file is no text, or in another encoding.
    NotText,
    /// The file is no such file; why stands beside what is said.
    NotAFile,
}

impl Said {
    /// What somebody wrote of a text that was not taken: nothing, where they left it as they saw it.
    pub(crate) fn written(&self, at: &TextKey) -> Option<String> {
        self.wrong?;
        self.instead(at)
    }

    /// What the form says of a text instead of what was seen.
    pub(crate) fn instead(&self, at: &TextKey) -> Option<String> {
        let field = |field: &str| {
            let name = format!("{field}:{at}");
            self.typed.is_sent(&name).then(|| self.typed.raw(&name).replace("\r\n", "\n"))
        };
        field("to").filter(|to| Some(to) != field("seen").as_ref())
    }
}

/// How far a translation is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Progress {
    /// Translated, and nothing is amiss.
    pub done: usize,
    pub missing: usize,
    pub stale: usize,
    /// Something else is amiss.
    pub wrong: usize,
    pub all: usize,
}

impl Progress {
    fn of<'a>(pairs: impl Iterator<Item = &'a Pair>) -> Self {
        let mut progress = Self::default();
        for pair in pairs {
            progress.all += 1;
            match pair.amiss.first() {
                None => progress.done += 1,
                Some(Amiss::Missing) => progress.missing += 1,
                Some(Amiss::Stale(_)) => progress.stale += 1,
                Some(_) => progress.wrong += 1,
            }
        }
        progress
    }
}

/// A draft's languages.
pub(crate) struct Languages {
    pub draft: Draft,
    /// That of its own texts.
    pub written_in: Option<Language>,
    pub languages: Vec<(InLanguage, Progress)>,
    /// Those of the last version of which the draft knows nothing.
    pub unknown: Vec<Language>,
    pub said: Said,
}

pub(crate) async fn languages(request: StaffRequest) -> Result<Languages, Away> {
    let (by, _) = reader(&request)?;
    let (key, _) = named(&request)?;
    theirs(&request, &key).await?;
    let (db, lost) = (&request.db, || Away::Trouble(Trouble::NotFound));
    let every = drafts::in_every_language(db, &key).await.map_err(Away::failed)?;
    let InEveryLanguage { draft, survey, languages } = every.ok_or_else(lost)?;
    let names = Names::read(db, &by).await.map_err(Away::failed)?;
    let languages = languages.into_iter().map(|(mut own, pairs)| {
        own.changed_by = names.of(&own.changed_by);
        (own, Progress::of(pairs.iter()))
    });
    let languages: Vec<_> = languages.collect();
    let written_in = survey.and_then(|survey| Language::new(&survey.language).ok());
    let last = versions::find(db, &key, None).await.map_err(Away::failed)?;
    let published = last.iter().flat_map(|last| last.survey.translations.keys());
    let known = |one: &&Language| languages.iter().any(|(own, _)| own.language == **one);
    let is_own = |one: &&Language| written_in.as_ref() == Some(*one);
    let unknown = published.filter(|one| !known(one) && !is_own(one)).cloned().collect();
    Ok(Languages { draft, written_in, languages, unknown, said: request.said })
}

/// One language of a draft: its parts.
pub(crate) struct OneLanguage {
    pub key: SurveyKey,
    pub own: InLanguage,
    /// Whether the draft's text has faults now, so that these are the texts of before.
    pub is_of_before: bool,
    pub progress: Progress,
    pub parts: Vec<(Part, Progress)>,
    pub said: Said,
}

pub(crate) async fn language(request: StaffRequest) -> Result<OneLanguage, Away> {
    let (translating, names, _) = open(&request).await?;
    let mut own = translating.own.clone();
    own.changed_by = names.of(&own.changed_by);
    let parts: Vec<_> = parts(&translating)
        .into_iter()
        .map(|part| {
            let progress = Progress::of(part.groups.iter().flat_map(|group| &group.pairs));
            (part, progress)
        })
        .collect();
    let all = parts.iter().flat_map(|(part, _)| &part.groups);
    Ok(OneLanguage {
        key: translating.draft.key.clone(),
        own,
        is_of_before: is_of_before(&translating),
        progress: Progress::of(all.flat_map(|group| &group.pairs)),
        parts,
        said: request.said,
    })
}

/// A part of a draft beside its translation.
pub(crate) struct Side {
    pub key: SurveyKey,
    pub language: Language,
    /// That of the texts.
    pub written_in: Language,
    pub is_of_before: bool,
    pub part: Part,
    /// The name of the part after it.
    pub next: Option<String>,
    pub said: Said,
}

pub(crate) async fn side(request: StaffRequest) -> Result<Side, Away> {
    let (translating, _, name) = open(&request).await?;
    let all = parts(&translating);
    let english = || Language::new("en").map_err(Away::failed);
    let written_in = translating.survey.as_ref().map(|survey| Language::new(&survey.language));
    let place = all.iter().position(|part| part.name == name).or_else(|| of_texts(&all, &name));
    let next = place.and_then(|place| all.get(place + 1)).map(|part| part.name.clone());
    let part = match name.as_str() {
        MISSING => Some(parts::missing(all, &request.said)),
        IN_DOUBT => Some(parts::in_doubt(&translating, &request.said)),
        _ => place.and_then(|place| all.into_iter().nth(place)),
    };
    let is_words = part.as_ref().is_some_and(Part::is_words);
    let written_in = match written_in {
        Some(Ok(own)) if !is_words => own,
        _ => english()?,
    };
    Ok(Side {
        key: translating.draft.key.clone(),
        language: translating.own.language.clone(),
        written_in,
        is_of_before: is_of_before(&translating) && !is_words,
        part: part.ok_or(Away::Trouble(Trouble::NotFound))?,
        next,
        said: request.said,
    })
}

/// Parts of the survey's texts are called otherwise while the draft has faults: whoever comes from one that is not there
/// gets the first that is.
fn of_texts(parts: &[Part], name: &str) -> Option<usize> {
    let is_number = name.parse::<usize>().is_ok();
    let is_known = is_number || name == TEXTS || name.starts_with("texts-");
    parts.iter().position(|part| !part.is_words()).filter(|_| is_known)
}

fn is_of_before(translating: &Translating) -> bool {
    translating.survey.is_none() && translating.texts.is_some()
}

/// The language that the address names, and the part.
async fn open(request: &StaffRequest) -> Result<(Translating, Names, String), Away> {
    let (by, _) = reader(request)?;
    let (key, mut rest) = named(request)?;
    theirs(request, &key).await?;
    let lost = || Away::Trouble(Trouble::NotFound);
    let language = rest.next().and_then(|tag| Language::new(tag).ok()).ok_or_else(lost)?;
    let part = rest.next().unwrap_or_default().to_owned();
    let found = drafts::side_by_side(&request.db, &key, &language).await.map_err(Away::failed)?;
    let names = Names::read(&request.db, &by).await.map_err(Away::failed)?;
    Ok((found.ok_or_else(lost)?, names, part))
}

fn named(request: &StaffRequest) -> Result<(SurveyKey, std::str::Split<'_, char>), Away> {
    let mut rest = request.names.split('/');
    let key = SurveyKey::new(rest.next().unwrap_or_default());
    Ok((key.map_err(|_| Away::Trouble(Trouble::NotFound))?, rest))
}
