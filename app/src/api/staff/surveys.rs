//! What is read of surveys: their versions, what changed between them, and the drafts of the next ones.

mod clock;

mod outcome;

mod writing;

use std::{collections::BTreeSet, sync::Arc};

use records::{
    Db,
    auth::{By, SurveyReader, SurveyWriter},
    drafts::{self, DraftLine, Gone},
    staff::Names,
    versions::{self, Listed, Retired, Standing, Stored, Use},
};
use surveys::{
    authoring,
    comparing::{Change, Variable, compare, variables},
    definition::Survey,
    keys::SurveyKey,
};

pub(crate) use self::clock::Clock;
pub use self::outcome::{SurveyDone, SurveyWrong, Whose};
pub(crate) use self::writing::{Editing, Writing, draft, drafted, typing, writing};
use super::{
    Away, Trouble,
    door::{Said, StaffRequest},
};

/// A survey in the list.
pub(crate) struct Line {
    pub key: SurveyKey,
    pub title: String,
    /// Its versions, oldest first.
    pub versions: Vec<Listed>,
    pub draft: Option<DraftLine>,
    /// Whether the draft says just what the last version says.
    pub is_as_published: bool,
    pub uses: Vec<Use>,
    /// How many studies ask it besides, of which they are told no more.
    pub unseen: usize,
}

pub(crate) struct Surveys {
    pub lines: Vec<Line>,
    /// Drafts that were thrown away, each with the one that is there now, where there is one.
    pub gone: Vec<(Gone, Option<DraftLine>)>,
    pub clock: Clock,
    pub may_write: bool,
    pub said: Said,
}

pub(crate) async fn every(request: StaffRequest) -> Result<Surveys, Away> {
    let (by, may_write) = reader(&request)?;
    let db = &request.db;
    let names = Names::read(db, &by).await.map_err(Away::failed)?;
    let all = versions::listed(db).await.map_err(Away::failed)?;
    let drafts = drafts::list(db).await.map_err(Away::failed)?;
    let gone = drafts::gone(db).await.map_err(Away::failed)?.into_iter().map(|mut gone| {
        gone.by = names.of(&gone.by);
        let now_there = drafts.iter().find(|draft| draft.key == gone.key).cloned();
        (
            gone,
            now_there.map(|mut draft| {
                draft.changed_by = names.of(&draft.changed_by);
                draft
            }),
        )
    });
    let gone = gone.collect();
    let uses = versions::uses(db, &by).await.map_err(Away::failed)?;
    let mut unseen = versions::unseen(db, &by).await.map_err(Away::failed)?;
    let clock = Clock::of(db, uses.first()).await?;
    let keys = all.iter().map(|listed| &listed.key).chain(drafts.iter().map(|one| &one.key));
    let keys: BTreeSet<_> = keys.cloned().collect();
    let mut lines = Vec::new();
    for key in keys {
        let versions = all.iter().filter(|one| one.key == key).cloned().collect();
        let draft = drafts.iter().find(|draft| draft.key == key).cloned();
        let uses = uses.iter().filter(|used| used.survey == key).cloned().collect();
        let unseen = unseen.remove(&key).unwrap_or_default();
        lines.push(line((db, &names), key, (versions, draft), (uses, unseen)).await?);
    }
    Ok(Surveys { lines, gone, clock, may_write, said: request.said })
}

async fn line(
    (db, names): (&Db, &Names),
    key: SurveyKey,
    (mut versions, mut draft): (Vec<Listed>, Option<DraftLine>),
    (uses, unseen): (Vec<Use>, usize),
) -> Result<Line, Away> {
    let (mut title, mut is_as_published) = (key.to_string(), false);
    if versions.is_empty() {
        let found = drafts::find(db, &key).await.map_err(Away::failed)?;
        title = found.and_then(|draft| authoring::titled(&draft.text)).unwrap_or(title);
    } else if let Some(last) = versions.last() {
        title.clone_from(&versions::asks(db, last).await.map_err(Away::failed)?.title);
        if let Some(draft) = &draft {
            let read = drafts::is_as_published(db, draft, last).await;
            is_as_published = read.map_err(Away::failed)?;
        }
    }
    for listed in &mut versions {
        named_by((&mut listed.published_by, &mut listed.retired), names);
    }
    if let Some(draft) = &mut draft {
        draft.changed_by = names.of(&draft.changed_by);
    }
    Ok(Line { key, title, versions, draft, is_as_published, uses, unseen })
}

/// Who published and retired it, as colleagues are called.
fn named_by((published_by, retired): (&mut String, &mut Option<Retired>), names: &Names) {
    *published_by = names.of(published_by);
    if let Some(retired) = retired {
        retired.by = names.of(&retired.by);
    }
}

/// One survey.
pub(crate) struct One {
    pub line: Line,
    /// Whether they write surveys.
    pub may_write: bool,
    /// Whether they may change this one.
    pub may_change: bool,
    pub said: Said,
}

pub(crate) async fn one(request: StaffRequest) -> Result<One, Away> {
    let (key, _) = named(&request)?;
    let (by, may_write) = reader(&request)?;
    let db = &request.db;
    let versions = versions::listed_of(db, &key).await.map_err(Away::failed)?;
    let drafts = drafts::list(db).await.map_err(Away::failed)?;
    let draft = drafts.into_iter().find(|draft| draft.key == key);
    if versions.is_empty() && draft.is_none() {
        return Err(Away::Trouble(Trouble::NotFound));
    }
    let names = Names::read(db, &by).await.map_err(Away::failed)?;
    let Standing { uses, unseen, may_change } = standing(&request, &key).await?;
    let line = line((db, &names), key, (versions, draft), (uses, unseen)).await?;
    Ok(One { line, may_write, may_change, said: request.said })
}

/// Where a survey stands for whoever asks.
async fn standing(request: &StaffRequest, key: &SurveyKey) -> Result<Standing, Away> {
    let (by, _) = reader(request)?;
    let writer = writer(request).ok().map(By::Staff);
    let found = versions::standing(&request.db, (&by, writer.as_ref()), key).await;
    found.map_err(Away::failed)
}

/// Nobody is offered to change what would be refused them.
pub(super) async fn theirs(request: &StaffRequest, key: &SurveyKey) -> Result<(), Away> {
    writer(request)?;
    match standing(request, key).await?.may_change {
        true => Ok(()),
        false => Err(Away::Trouble(Trouble::NotTheirs)),
    }
}

/// One version of it.
pub(crate) struct Version {
    pub stored: Stored,
    /// The numbers of those before it, latest first.
    pub earlier: Vec<u32>,
    /// The waves that ask the survey, with the version that each begins with.
    pub uses: Vec<Use>,
    /// How many studies ask it besides, of which they are told no more.
    pub unseen: usize,
    /// Whether they may say where it is used, and retire it.
    pub may_change: bool,
    pub said: Said,
}

pub(crate) async fn version(request: StaffRequest) -> Result<Version, Away> {
    let (key, numbers) = named(&request)?;
    let (by, _) = reader(&request)?;
    let (db, number) = (&request.db, numbers.first().copied().unwrap_or_default());
    let stored = versions::find(db, &key, Some(number)).await.map_err(Away::failed)?;
    let mut stored = stored.ok_or(Away::Trouble(Trouble::NotFound))?;
    let names = Names::read(db, &by).await.map_err(Away::failed)?;
    named_by((&mut stored.published_by, &mut stored.retired), &names);
    let all = versions::listed_of(db, &key).await.map_err(Away::failed)?;
    let earlier = all.iter().map(|listed| listed.version).filter(|earlier| *earlier < number);
    let earlier = earlier.rev().collect();
    let Standing { uses, unseen, may_change } = standing(&request, &key).await?;
    Ok(Version { stored, earlier, uses, unseen, may_change, said: request.said })
}

/// What a version asks, whose number stands at a place in the address.
pub(crate) async fn asked(request: &StaffRequest, place: usize) -> Result<Arc<Survey>, Away> {
    let (key, numbers) = named(request)?;
    reader(request)?;
    let all = versions::listed_of(&request.db, &key).await.map_err(Away::failed)?;
    let found = all.iter().find(|listed| Some(&listed.version) == numbers.get(place));
    let found = found.ok_or(Away::Trouble(Trouble::NotFound))?;
    versions::asks(&request.db, found).await.map_err(Away::failed)
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
    let (new, old) = (asked(&request, 0).await?, asked(&request, 1).await?);
    Ok(Between::of(&old, &new))
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
