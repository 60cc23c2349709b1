//! A page as it was written: everything that somebody may come to see on it, before anybody has answered.

use super::{ShownPage, ShownQuestion, in_full};
use crate::{
    condition::{Condition, Look},
    definition::{Kind, Page, Survey},
    fill::fill_marked_up,
    typed::Typed,
    value::Value,
};

/// Whoever has not answered yet, and of whom nothing is known.
struct Nobody;

impl Look for Nobody {
    fn look(&self, _: &str) -> Option<Value> {
        None
    }
}

/// The page at this place, from 0, with every question and option of it. What would be filled in from answers is an
/// ellipsis. Its step is counted as if every page were asked.
#[must_use]
pub fn as_written(survey: &Survey, place: usize) -> Option<ShownPage> {
    let (section, page) = survey.pages().nth(place)?;
    let before = place.checked_sub(1).and_then(|before| survey.pages().nth(before));
    Some(ShownPage {
        key: page.key.clone(),
        section: survey.sections[section].title.clone(),
        title: page.title.clone(),
        intro: page.intro.as_ref().map(|intro| fill_marked_up(intro, survey, &Nobody)),
        step: place + 1,
        steps: survey.pages().count(),
        back: before.map(|(_, page)| page.key.clone()),
        questions: questions(survey, page),
        language: survey.language.clone(),
        also_answered: None,
        by_proxy: false,
        saves: 0,
        tells_arm: false,
        words: survey.words.clone(),
    })
}

fn questions(survey: &Survey, page: &Page) -> Vec<ShownQuestion> {
    let shown = page.questions.iter().map(|question| {
        let mut question = question.clone();
        if let Kind::Single { options } | Kind::Multiple { options } = &mut question.kind {
            // Who is offered which option is told beside the page.
            options.iter_mut().for_each(|option| option.offered_if = Condition::Always);
        }
        ShownQuestion {
            asked: true,
            asked_if: Condition::Always,
            typed: Typed::default(),
            problems: Vec::new(),
            dont_know: false,
            refuse: question.sensitive,
            question: in_full(&question, survey, &Nobody),
            words: survey.words.clone(),
        }
    });
    shown.collect()
}
