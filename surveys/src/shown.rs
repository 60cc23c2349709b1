//! A page as one person sees it: words filled in, options that are offered to them, what they typed.

mod as_typed;

mod as_written;

mod in_words;

mod above;

use above::Above;
pub(crate) use as_typed::as_typed;
pub use as_written::as_written;
use chrono::NaiveDateTime;
use in_words::in_words;
use serde::{Deserialize, Serialize};

use crate::{
    answer::{self, Problem},
    condition::{Condition, Look},
    definition::{Kind, Question, Survey},
    fill::{fill, fill_marked_up},
    journey::Journey,
    keys::{PageKey, QuestionKey},
    phrases::Words,
    typed::Typed,
    value::{Answers, Missing},
};

/// A page to be drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShownPage {
    /// The page's key.
    pub key: PageKey,
    /// The section's title.
    pub section: String,
    /// Its heading, when it has several questions.
    pub title: Option<String>,
    /// Words before the questions.
    pub intro: Option<String>,
    /// The page's place on the route, from 1.
    pub step: usize,
    /// How many pages the route has, as far as is known now.
    pub steps: usize,
    /// The page before, if there is one.
    pub back: Option<PageKey>,
    /// What is asked, and what may come to be asked as answers on this page are given.
    pub questions: Vec<ShownQuestion>,
    /// The language it is in.
    pub language: String,
    /// When the survey was also answered in the other way, on the web or by telephone, by the clock where they live, while
    /// both are at it. Whoever shows the page knows it.
    #[serde(skip)]
    pub also_answered: Option<NaiveDateTime>,
    /// Whether somebody else answers for the participant. Whoever shows the page knows it.
    #[serde(skip)]
    pub by_proxy: bool,
    /// How often a page of the response was saved before this one was drawn. Whoever shows the page knows it.
    #[serde(skip)]
    pub saves: i32,
    /// Whether the page tells an interviewer the arm. Whoever shows the page knows it.
    #[serde(skip)]
    pub tells_arm: bool,
    /// The words around the questions, in that language.
    #[serde(skip)]
    pub words: Words,
}

/// A question to be drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShownQuestion {
    /// With its words filled in, and only the options that are offered.
    pub question: Question,
    /// Whether it is asked as things stand. The others are drawn hidden when scripts run.
    pub asked: bool,
    /// What is still open about whether it is asked, in terms of this page's fields.
    pub asked_if: Condition,
    /// What stands in its fields.
    pub typed: Typed,
    /// What is to be put right.
    pub problems: Vec<Problem>,
    /// Offers "don't know".
    pub dont_know: bool,
    /// Offers "prefer not to say".
    pub refuse: bool,
    /// The words around it, in its language.
    #[serde(skip)]
    pub words: Words,
}

/// One line of "check your answers".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// The page on which it can be changed.
    pub page: PageKey,
    /// The section's title.
    pub section: String,
    /// The question.
    pub question: QuestionKey,
    /// What its page says above it and others, where that is no part of its words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub under: Option<String>,
    /// Its words, filled in; where its page begins a sentence that it ends, the whole of it.
    pub text: String,
    /// The answers in words; a grid has several.
    pub answers: Vec<String>,
}

/// The page for this person, or nothing when it is not on their route. `vault` holds what the
/// identity vault keeps, for the person to see it again.
#[must_use]
pub fn page(journey: &Journey<'_>, vault: &Answers, key: &PageKey) -> Option<ShownPage> {
    let Journey { survey, route, .. } = journey;
    let here = route.leg(key)?;
    let leg = &route.legs[here];
    let on_page: Vec<_> = leg.page.questions.iter().flat_map(Question::variables).collect();
    let open = |name: &str| on_page.iter().any(|variable| variable == name);
    let questions = leg.page.questions.iter().filter_map(|question| {
        let asked_if = question.asked_if.settle(&open, route);
        (route.asks(&question.key) || asked_if != Condition::Never)
            .then(|| shown(journey, vault, key, question, asked_if))
    });
    Some(ShownPage {
        key: key.clone(),
        section: survey.sections[leg.section].title.clone(),
        title: leg.page.title.clone(),
        intro: leg.page.intro.as_ref().map(|intro| fill_marked_up(intro, survey, route)),
        step: here + 1,
        steps: route.legs.len(),
        back: here.checked_sub(1).map(|before| route.legs[before].page.key.clone()),
        questions: questions.collect(),
        language: survey.language.clone(),
        also_answered: None,
        by_proxy: false,
        saves: 0,
        tells_arm: false,
        words: survey.words.clone(),
    })
}

fn shown(
    journey: &Journey<'_>,
    vault: &Answers,
    page: &PageKey,
    question: &Question,
    asked_if: Condition,
) -> ShownQuestion {
    let Journey { survey, sheet, route, .. } = journey;
    let draft = sheet.draft(page);
    let own =
        |(key, problem): &(QuestionKey, Problem)| (*key == question.key).then(|| problem.clone());
    let problems: Vec<_> =
        draft.map(|draft| draft.problems.iter().filter_map(own).collect()).unwrap_or_default();
    let stored = question.variables().iter().find_map(|v| sheet.answers.get(v)?.missing());
    let prompted = !problems.is_empty() || stored == Some(Missing::Blank);
    let mut typed = match draft {
        Some(draft) => draft.typed.clone(),
        None => as_typed(question, &sheet.answers, vault),
    };
    typed.retain(|field| answer::owns(question, field));
    ShownQuestion {
        asked: route.asks(&question.key),
        asked_if,
        typed,
        dont_know: prompted || stored == Some(Missing::DontKnow),
        refuse: prompted || question.sensitive || stored == Some(Missing::Refused),
        problems,
        question: in_full(question, survey, route),
        words: survey.words.clone(),
    }
}

fn in_full(question: &Question, survey: &Survey, route: &impl Look) -> Question {
    let mut filled = question.clone();
    filled.text = fill(&question.text, survey, route);
    let words = |text: &Option<String>| text.as_ref().map(|text| fill(text, survey, route));
    filled.hint = question.hint.as_ref().map(|hint| fill_marked_up(hint, survey, route));
    filled.spoken = words(&question.spoken);
    if let Kind::Single { options } | Kind::Multiple { options } = &mut filled.kind {
        options.retain(|choice| choice.offered_if.holds(route));
        for choice in options {
            choice.text = fill(&choice.text, survey, route);
            choice.spoken = words(&choice.spoken);
        }
    }
    filled
}

/// An answer in words, whether the route leads to its question or not.
#[cfg(feature = "authoring")]
pub(crate) fn answer_in_words(question: &Question, answers: &Answers) -> Vec<String> {
    in_words(question, answers, &Answers::default(), &Words::default())
}

/// Everything on the route that is in order, to be checked before it is sent.
#[must_use]
pub fn review(journey: &Journey<'_>, vault: &Answers) -> Vec<Line> {
    let Journey { survey, sheet, route, .. } = journey;
    let mut lines = Vec::new();
    for leg in journey.settled() {
        let section = &survey.sections[leg.section].title;
        let above = Above::of(leg.page, section);
        for question in &leg.asked {
            lines.push(Line {
                page: leg.page.key.clone(),
                section: section.clone(),
                question: question.key.clone(),
                under: above.heading.clone(),
                text: above.whole(fill(&question.text, survey, route)),
                answers: in_words(
                    &in_full(question, survey, route),
                    &sheet.answers,
                    vault,
                    &survey.words,
                ),
            });
        }
    }
    lines
}
