//! Which changes bear on what, found once: a draft may have many questions and as many changes.

use std::collections::{BTreeMap, BTreeSet};

use super::{About, Change, Part, What, placed};
use crate::{
    definition::{Question, Survey, TextKey},
    keys::{PageKey, QuestionKey},
};

/// The changes by what they are about, and where each question of the later version stands.
pub(super) struct Bearing<'a> {
    /// Each with its place among all.
    changes: BTreeMap<&'a About, Vec<(usize, &'a Change)>>,
    questions: BTreeMap<&'a QuestionKey, (&'a PageKey, &'a Question)>,
    /// The checks that are said beside a question.
    checks: BTreeMap<&'a QuestionKey, BTreeSet<About>>,
    /// Languages in which words of a question, of a page or beside a question changed.
    translated: BTreeMap<String, BTreeSet<(&'a str, Piece<'a>)>>,
}

/// Of which part of a question words are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Piece<'a> {
    All,
    Row(&'a str),
    Option(i32),
}

impl<'a> Bearing<'a> {
    pub fn of(survey: &'a Survey, changes: &'a [Change]) -> Self {
        let mut by_about: BTreeMap<_, Vec<_>> = BTreeMap::new();
        let mut translated: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for (place, change) in changes.iter().enumerate() {
            by_about.entry(&change.about).or_default().push((place, change));
            if let Some((of, said)) = translation(change) {
                translated.entry(of).or_default().insert(said);
            }
        }
        let mut questions = BTreeMap::new();
        for (page, question) in placed(survey) {
            questions.entry(&question.key).or_insert((&page.key, question));
        }
        let mut checks: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for check in &survey.checks {
            checks.entry(&check.at).or_default().insert(About::Check(check.key.clone()));
        }
        Self { changes: by_about, questions, checks, translated }
    }

    /// The question, where it is about one.
    pub fn question(&self, of: &About) -> Option<&'a Question> {
        let About::Question(key) = of else { return None };
        self.questions.get(key).map(|(_, question)| *question)
    }

    /// The changes that bear on it, in their order: on a question also those of its page, of the checks beside it, and
    /// another language of the survey.
    pub fn on(&self, of: &About) -> Vec<&'a Change> {
        let about = |about: &About| self.changes.get(about).into_iter().flatten().copied();
        let mut found: Vec<_> = about(of).collect();
        if let About::Question(key) = of {
            let page = self.questions.get(key).map(|(page, _)| About::Page((*page).clone()));
            found.extend(page.iter().flat_map(about));
            found.extend(self.checks.get(key).into_iter().flatten().flat_map(about));
            let language = |change: &Change| {
                let own = matches!(change.what, What::Said(Part::Language, _));
                own || matches!(change.what, What::LanguageAdded(_) | What::LanguageRemoved(..))
            };
            found.extend(about(&About::Survey).filter(|(_, change)| language(change)));
        }
        found.sort_by_key(|(place, _)| *place);
        found.into_iter().map(|(_, change)| change).collect()
    }

    /// That words of a variable's question changed in another language, once for each. A row's are of its own variable,
    /// and so are an option's where each has one.
    pub fn translated(&self, of: &About, (name, option): (&str, Option<i32>)) -> BTreeSet<String> {
        let About::Question(key) = of else { return BTreeSet::new() };
        let page = self.questions.get(key).map(|(page, _)| format!("page:{page}"));
        let places = [key.to_string()].into_iter().chain(page);
        let said = places.filter_map(|place| self.translated.get(&place)).flatten();
        let own = said.filter(|(_, piece)| match piece {
            Piece::All => true,
            Piece::Row(row) => name == format!("{key}_{row}"),
            Piece::Option(code) => option.is_none_or(|own| own == *code),
        });
        let told = own.map(|(tag, _)| format!("its words in {} changed", super::whole::named(tag)));
        told.collect()
    }
}

/// The question or page of a translated text, with its language and its piece: `trust.row.boss` in Welsh.
fn translation(change: &Change) -> Option<(String, (&str, Piece<'_>))> {
    let What::Said(Part::Text(language, TextKey(key)), _) = &change.what else { return None };
    let tag = language.as_str();
    if let Some(check) = key.strip_prefix("check:") {
        return Some((check.split('.').nth(1)?.to_owned(), (tag, Piece::All)));
    }
    if key.starts_with("page:") {
        return Some((key.split_once('.')?.0.to_owned(), (tag, Piece::All)));
    }
    let question = TextKey(key.clone()).question()?.to_owned();
    let mut parts = key.strip_prefix(question.as_str())?.split('.').skip(1);
    let piece = match (parts.next(), parts.next()) {
        (Some("row"), Some(row)) => Piece::Row(row),
        (Some("option"), Some(code)) => code.parse().map_or(Piece::All, Piece::Option),
        _ => Piece::All,
    };
    Some((question, (tag, piece)))
}
