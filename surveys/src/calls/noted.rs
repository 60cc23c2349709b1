//! What an interviewer wrote down of answers, in numbers: by what they changed in responses, page by page.

use super::{rates::share, series};
use crate::{
    definition::{Kind, Survey},
    journey::Change,
    value::{Missing, Value},
};

/// The fewest lines of a grid in which the same number in all of them tells anything.
const LINES: usize = 3;

/// The answers that one interviewer wrote down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Noted {
    /// Answers, with those who did not know or would not say. One that was changed counts each time.
    pub answers: u32,
    /// “Don't know”.
    pub dont_know: u32,
    /// “Prefer not to say”.
    pub refused: u32,
    /// Answers that they changed or took out, whoever had given them: the participant on the web, too.
    pub edits: u32,
    /// Grids of three lines or more that they filled in at once.
    pub grids: u32,
    /// How many of those have the same number in every line.
    pub alike: u32,
    /// Three questions or more in a row with one list of answers, that they asked one after the other.
    pub series: u32,
    /// How many of those have the same answer to every question.
    pub series_alike: u32,
}

impl Noted {
    /// Adds what one saved page changed. What begins with `_` is no answer: an interviewer went back, or somebody else answers.
    /// Nor is what was set aside when the answers were sent.
    pub fn add(&mut self, survey: &Survey, changes: &[Change]) {
        for change in changes.iter().filter(|change| !change.variable.starts_with('_')) {
            let reason = change.to.as_ref().and_then(Value::missing);
            let stood = change.from.as_ref().is_some_and(is_said);
            self.answers += u32::from(change.to.as_ref().is_some_and(is_said));
            self.dont_know += u32::from(reason == Some(Missing::DontKnow));
            self.refused += u32::from(reason == Some(Missing::Refused));
            self.edits += u32::from(stood && reason != Some(Missing::NotApplicable));
        }
        self.add_grids(survey, changes);
    }

    /// Adds the questions in a row among all that they changed in one response, page after page.
    pub fn add_series<'c>(
        &mut self,
        survey: &Survey,
        changes: impl IntoIterator<Item = &'c Change>,
    ) {
        for is_alike in series::asked(survey, changes) {
            self.series += 1;
            self.series_alike += u32::from(is_alike);
        }
    }

    fn add_grids(&mut self, survey: &Survey, changes: &[Change]) {
        if changes.len() < LINES {
            return;
        }
        for question in survey.pages().flat_map(|(_, page)| &page.questions) {
            if !matches!(question.kind, Kind::Grid { .. }) {
                continue;
            }
            let lines = question.variables();
            let points = lines.iter().map(|line| point(changes, line));
            let points: Option<Vec<i32>> = points.collect();
            if let Some(points) = points.filter(|points| points.len() >= LINES) {
                self.grids += 1;
                self.alike += u32::from(points.iter().all(|point| *point == points[0]));
            }
        }
    }

    /// Of the answers, the share of “don't know”. None where there are no answers.
    #[must_use]
    pub fn dont_know_share(&self) -> Option<f64> {
        share(self.dont_know, self.answers.into())
    }

    /// Of the answers, the share of “prefer not to say”.
    #[must_use]
    pub fn refused_share(&self) -> Option<f64> {
        share(self.refused, self.answers.into())
    }
}

/// Whether somebody said it, if only that they do not know or would not say.
pub(super) fn is_said(value: &Value) -> bool {
    matches!(value.missing(), None | Some(Missing::DontKnow | Missing::Refused))
}

/// The number that was chosen in a line.
fn point(changes: &[Change], line: &str) -> Option<i32> {
    let change = changes.iter().find(|change| change.variable == line)?;
    match change.to {
        Some(Value::Code(point)) => Some(point),
        _ => None,
    }
}
