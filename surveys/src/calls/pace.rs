//! How long interviewers took over the questions of each page, by when pages were saved: from the save before until this one.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};

use super::{figures::middle, noted::is_said};
use crate::{
    definition::{Kind, Page, Survey},
    journey::Change,
    keys::{PageKey, SurveyKey},
};

/// After a longer time something else than the page was in between, such as a pause or another call: the page has no length.
const LONGEST: TimeDelta = TimeDelta::minutes(5);
/// An interviewer who saved a page less often than this is not compared with others on it.
const FEWEST: usize = 3;
/// Whoever takes less than this part of the time of others is far faster.
const FAR_BELOW: f64 = 0.5;

/// Something that was saved of a response by telephone: a page, or what stands between pages.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The number of the interviewer's account.
    pub by: i32,
    /// The page's key. What begins with `_` is no page: somebody went back, or said who answers.
    pub page: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What it changed.
    pub changes: Vec<Change>,
}

/// How long pages took each time, by page and interviewer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pace(BTreeMap<(SurveyKey, PageKey), Lengths>);

/// Of one page.
#[derive(Clone, Debug, PartialEq)]
struct Lengths {
    survey: String,
    label: String,
    /// In seconds for each question, by the number of the interviewer's account.
    each: BTreeMap<i32, Vec<f64>>,
}

/// How long something took in the middle: as often it was longer as it was shorter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Middle {
    /// How often it was timed; at least once.
    pub times: usize,
    /// Seconds for each question.
    pub seconds: f64,
}

/// How long the questions of a page took.
#[derive(Clone, Debug, PartialEq)]
pub struct PageTime {
    /// The survey.
    pub survey: SurveyKey,
    /// What staff call the survey.
    pub title: String,
    /// The page.
    pub page: PageKey,
    /// What it asks, in a few words.
    pub label: String,
    /// Of all interviewers.
    pub all: Middle,
    /// Of each of them who has a length of it, in the order of their accounts.
    pub each: Vec<OwnTime>,
}

/// How long the questions of a page took one interviewer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OwnTime {
    /// The number of their account.
    pub by: i32,
    /// Theirs.
    pub own: Middle,
    /// Seconds for each question of the other interviewer in the middle. None unless this one was timed three times, and another
    /// one was, too.
    pub others: Option<f64>,
}

impl OwnTime {
    /// Whether they took less than half as long as the others.
    #[must_use]
    pub fn is_far_below(&self) -> bool {
        self.others.is_some_and(|others| self.own.seconds < others * FAR_BELOW)
    }
}

impl Pace {
    /// Adds what was saved of one response by telephone, the oldest first. The first page of a call has no length, since it is not
    /// known when it was opened; nor has a page that only changed what had been answered before. A page that was gone over
    /// without anything new is not saved, and its time is in the next one. A page that was saved several times in a row, as
    /// when something was left open, is one.
    pub fn add(&mut self, survey: &Survey, steps: &[Step]) {
        let is_one = |one: &Step, next: &Step| (one.by, &one.page) == (next.by, &next.page);
        let runs: Vec<_> = steps.chunk_by(is_one).collect();
        for pair in runs.windows(2) {
            let (Some(before), [step, ..]) = (pair[0].last(), pair[1]) else { continue };
            let page = survey.pages().find(|(_, page)| page.key.as_str() == step.page);
            let Some((_, page)) = page.filter(|_| before.by == step.by) else { continue };
            let Some(seconds) = seconds(page, before.at, pair[1]) else { continue };
            let key = (survey.key.clone(), page.key.clone());
            let lengths = self.0.entry(key).or_insert_with(|| Lengths {
                survey: survey.title.clone(),
                label: label(page),
                each: BTreeMap::new(),
            });
            lengths.each.entry(step.by).or_default().push(seconds);
        }
    }

    /// All pages of one interviewer, each time that they saved it.
    #[must_use]
    pub fn of(&self, by: i32) -> Option<Middle> {
        Middle::of(self.0.values().filter_map(|lengths| lengths.each.get(&by)).flatten())
    }

    /// Each page that has a length, the slowest first.
    #[must_use]
    pub fn pages(&self) -> Vec<PageTime> {
        let pages = self.0.iter().filter_map(|((survey, page), lengths)| {
            Some(PageTime {
                survey: survey.clone(),
                title: lengths.survey.clone(),
                page: page.clone(),
                label: lengths.label.clone(),
                all: Middle::of(lengths.each.values().flatten())?,
                each: lengths.compared(),
            })
        });
        let mut pages: Vec<_> = pages.collect();
        pages.sort_by(|one, next| next.all.seconds.total_cmp(&one.all.seconds));
        pages
    }
}

impl Lengths {
    /// Each interviewer beside the others. One of the others counts as much as another, however often each saved the page.
    fn compared(&self) -> Vec<OwnTime> {
        let each = self.each.iter().filter_map(|(by, own)| Some((*by, Middle::of(own)?)));
        let each: Vec<_> = each.collect();
        let known: Vec<_> = each.iter().filter(|(_, own)| own.times >= FEWEST).collect();
        let others = |by: i32| {
            let others = known.iter().filter(|(other, _)| *other != by);
            middle(others.map(|(_, other)| other.seconds).collect())
        };
        let own = each.iter().map(|(by, own)| {
            let is_known = own.times >= FEWEST;
            OwnTime { by: *by, own: *own, others: is_known.then(|| others(*by)).flatten() }
        });
        own.collect()
    }
}

impl Middle {
    fn of<'l>(lengths: impl IntoIterator<Item = &'l f64>) -> Option<Self> {
        let lengths: Vec<_> = lengths.into_iter().copied().collect();
        Some(Self { times: lengths.len(), seconds: middle(lengths)? })
    }
}

/// How many seconds each question of a page took that was saved in these steps, from the save before.
fn seconds(page: &Page, before: DateTime<Utc>, steps: &[Step]) -> Option<f64> {
    let mut last = before;
    for step in steps {
        if step.at - last > LONGEST {
            return None;
        }
        last = step.at;
    }
    let length = u32::try_from((last - before).num_milliseconds()).ok()?;
    Some(f64::from(length) / 1000.0 / f64::from(asked(page, steps)?))
}

/// How many questions of a page were answered in these steps, each line of a grid as one. None if none was, or one of them had an
/// answer before.
fn asked(page: &Page, steps: &[Step]) -> Option<u32> {
    let mut answered = BTreeSet::new();
    for change in steps.iter().flat_map(|step| &step.changes) {
        let variable = change.variable.as_str();
        if change.from.as_ref().is_some_and(is_said) && !answered.contains(variable) {
            return None;
        }
        if change.to.as_ref().is_some_and(is_said) {
            answered.insert(variable);
        }
    }
    let lines = page.questions.iter().flat_map(|question| match question.kind {
        Kind::Grid { .. } => question.variables(),
        _ => vec![question.key.to_string()],
    });
    let asked = lines.filter(|line| answered.contains(line.as_str())).count();
    u32::try_from(asked).ok().filter(|asked| *asked > 0)
}

/// What a page asks: its only question by its label, or several by their heading, or by the first of them.
fn label(page: &Page) -> String {
    let first = page.questions.first().map(|question| question.label.clone());
    let title = page.title.clone().filter(|_| page.questions.len() > 1);
    title.or(first).unwrap_or_else(|| page.key.to_string())
}
