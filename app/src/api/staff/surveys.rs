//! What is read of surveys: their versions, what changed between them, and the drafts of the next ones.

mod writing;

use records::{
    auth::{By, SurveyReader, SurveyWriter},
    drafts::{self, Draft, Gone},
    staff::Names,
    versions::{self, Stored, Use},
};
use surveys::{
    comparing::{Change, Variable, compare, variables},
    definition::Survey,
    keys::SurveyKey,
};

pub(crate) use self::writing::{Editing, Looking, Writing, draft, writing};
use super::{
    Away, Trouble,
    arranging::QuestionWrong,
    door::{Said, StaffRequest},
    translating::TranslationWrong,
};

/// What was done about a survey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SurveyDone {
    /// The draft was saved.
    Saved,
    /// A version was published.
    Published,
    /// A wave begins with this version.
    PutToUse,
    /// The version is retired.
    Retired,
    /// Just this was published before.
    PublishedBefore,
    /// The draft was thrown away.
    ThrownAway,
    /// The translations were saved.
    Translated,
    /// The last change was undone.
    Undone,
}

impl SurveyDone {
    /// What an address may say was done.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "draft-saved" => Some(Self::Saved),
            "published" => Some(Self::Published),
            "put-to-use" => Some(Self::PutToUse),
            "retired" => Some(Self::Retired),
            "published-before" => Some(Self::PublishedBefore),
            "thrown-away" => Some(Self::ThrownAway),
            "translated" => Some(Self::Translated),
            "undone" => Some(Self::Undone),
            _ => None,
        }
    }
}

/// What is wrong with a form about a survey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SurveyWrong {
    /// The key is none.
    Key,
    /// A survey has this key.
    KeyTaken,
    /// It has no title.
    Title,
    /// It is longer than any survey.
    TooLong,
    /// Somebody else saved it meanwhile.
    ChangedMeanwhile,
    /// Somebody saved it since its changes were looked at.
    Overtaken,
    /// The published version cannot be written as a file.
    Unwritable,
    /// It was not said why.
    Reason,
    /// The draft has faults.
    Faulty,
    /// The number is taken by a version that says something else.
    Taken(u32),
    /// It is retired already, or for good.
    Retired,
    /// People still begin on it.
    InUse,
    /// No wave was chosen.
    NoWave,
    /// The wave cannot begin with it; why stands beside what is said.
    Unfit,
    /// It was not changed; why stands beside what is said.
    Unchanged,
    /// Something of a question is.
    Question(QuestionWrong),
    /// Something of a translation is.
    Translation(TranslationWrong),
    /// No file was chosen.
    NoFile,
    /// The file is of none of the formats.
    NoFormat,
    /// Nothing was brought of the file; why stands beside what is said.
    NotBrought,
    /// It was not said that throwing away is meant.
    NotMeant,
    /// Somebody saved it since it was to be thrown away.
    ChangedSince,
}

/// A survey in the list.
pub(crate) struct Line {
    pub key: SurveyKey,
    pub title: String,
    /// Its versions, oldest first.
    pub versions: Vec<Stored>,
    pub draft: Option<Draft>,
    pub uses: Vec<Use>,
}

pub(crate) struct Surveys {
    pub lines: Vec<Line>,
    /// Drafts that were thrown away, of surveys that have no other.
    pub gone: Vec<Gone>,
    pub may_write: bool,
    pub said: Said,
}

pub(crate) async fn every(request: StaffRequest) -> Result<Surveys, Away> {
    let (by, may_write) = reader(&request)?;
    let db = &request.db;
    let names = Names::read(db, &by).await.map_err(Away::failed)?;
    let mut all = versions::list(db).await.map_err(Away::failed)?;
    all.iter_mut().for_each(|stored| named_by(stored, &names));
    let mut drafts = drafts::list(db).await.map_err(Away::failed)?;
    drafts.iter_mut().for_each(|draft| draft.changed_by = names.of(&draft.changed_by));
    let mut gone = drafts::gone(db).await.map_err(Away::failed)?;
    gone.retain(|gone| drafts.iter().all(|draft| draft.key != gone.key));
    gone.iter_mut().for_each(|gone| gone.by = names.of(&gone.by));
    let uses = versions::uses(db, &by).await.map_err(Away::failed)?;
    let keys = all.iter().map(|stored| &stored.survey.key).chain(drafts.iter().map(|one| &one.key));
    let keys: std::collections::BTreeSet<_> = keys.cloned().collect();
    let lines = keys.into_iter().map(|key| {
        let versions: Vec<_> = all.iter().filter(|one| one.survey.key == key).cloned().collect();
        let draft = drafts.iter().find(|draft| draft.key == key).cloned();
        let title = versions.last().map(|stored| stored.survey.title.clone());
        let title = title.unwrap_or_else(|| key.to_string());
        let uses = uses.iter().filter(|used| used.survey == key).cloned().collect();
        Line { key, title, versions, draft, uses }
    });
    Ok(Surveys { lines: lines.collect(), gone, may_write, said: request.said })
}

/// Who published and retired it, as colleagues are called.
fn named_by(stored: &mut Stored, names: &Names) {
    stored.published_by = names.of(&stored.published_by);
    if let Some(retired) = &mut stored.retired {
        retired.by = names.of(&retired.by);
    }
}

/// One survey.
pub(crate) struct One {
    pub line: Line,
    /// Whether its draft was made from a file of another system.
    pub was_brought: bool,
    pub may_write: bool,
    pub said: Said,
}

pub(crate) async fn one(request: StaffRequest) -> Result<One, Away> {
    let (key, _) = named(&request)?;
    let db = request.db.clone();
    let Surveys { lines, may_write, said, .. } = every(request).await?;
    let line = lines.into_iter().find(|line| line.key == key);
    let was_brought = drafts::brought(&db, &key).await.map_err(Away::failed)?.is_some();
    let line = line.ok_or(Away::Trouble(Trouble::NotFound))?;
    Ok(One { line, was_brought, may_write, said })
}

/// One version of it.
pub(crate) struct Version {
    pub stored: Stored,
    /// The numbers of those before it, latest first.
    pub earlier: Vec<u32>,
    /// The waves that ask the survey, with the version that each begins with.
    pub uses: Vec<Use>,
    pub may_write: bool,
    pub said: Said,
}

pub(crate) async fn version(request: StaffRequest) -> Result<Version, Away> {
    let (_, numbers) = named(&request)?;
    let One { line, may_write, said, .. } = one(request).await?;
    let number = numbers.first().copied().unwrap_or_default();
    let earlier = line.versions.iter().map(|stored| stored.survey.version);
    let earlier = earlier.filter(|earlier| *earlier < number).rev().collect();
    let stored = line.versions.into_iter().find(|stored| stored.survey.version == number);
    let stored = stored.ok_or(Away::Trouble(Trouble::NotFound))?;
    Ok(Version { stored, earlier, uses: line.uses, may_write, said })
}

/// What changed between two versions.
pub(crate) struct Between {
    pub old: u32,
    pub new: u32,
    pub survey: Survey,
    pub changes: Vec<Change>,
    pub variables: Vec<Variable>,
}

impl Between {
    pub(super) fn of(old: &Survey, new: &Survey) -> Self {
        let changes = compare(old, new);
        let variables = variables(old, new, &changes);
        Self { old: old.version, new: new.version, survey: new.clone(), changes, variables }
    }
}

pub(crate) async fn changes(request: StaffRequest) -> Result<Between, Away> {
    let (_, numbers) = named(&request)?;
    let line = one(request).await?.line;
    let find = |place: usize| {
        let number = numbers.get(place);
        line.versions.iter().find(|stored| Some(&stored.survey.version) == number)
    };
    let (new, old) = find(0).zip(find(1)).ok_or(Away::Trouble(Trouble::NotFound))?;
    Ok(Between::of(&old.survey, &new.survey))
}

/// The survey that the address names, and the numbers after it.
pub(super) fn named(request: &StaffRequest) -> Result<(SurveyKey, Vec<u32>), Away> {
    let lost = Away::Trouble(Trouble::NotFound);
    let mut parts = request.names.split('/');
    let key = SurveyKey::new(parts.next().unwrap_or_default());
    let numbers: Result<Vec<u32>, _> = parts.map(str::parse).collect();
    match (key, numbers) {
        (Ok(key), Ok(numbers)) => Ok((key, numbers)),
        _ => Err(lost),
    }
}

/// Whoever reads surveys, and whether they write them, too.
pub(super) fn reader(request: &StaffRequest) -> Result<(By<SurveyReader>, bool), Away> {
    let member = request.member()?;
    let reader = member.survey_reader().map_err(|_| Away::Trouble(Trouble::NotAllowed))?;
    Ok((By::Staff(reader), member.survey_writer().is_ok()))
}

pub(super) fn writer(request: &StaffRequest) -> Result<SurveyWriter, Away> {
    request.member()?.survey_writer().map_err(|_| Away::Trouble(Trouble::NotAllowed))
}
