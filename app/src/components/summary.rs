//! What is to be put right on a page, said at its top with a link to each place.

use leptos::prelude::*;
use surveys::{
    answer::Problem,
    definition::Level,
    phrases::{Phrase, Words},
    shown::ShownQuestion,
};

use super::question::place_of;
use crate::wording;

/// One thing to put right: the id of the control, and the words.
pub(crate) struct ToPutRight {
    pub at: String,
    pub words: String,
}

/// Everything that blocks, or is asked for once more.
pub(crate) fn to_put_right(questions: &[ShownQuestion]) -> Vec<ToPutRight> {
    all(questions, |problem| !is_soft(problem))
}

/// Everything that is odd, and let through when it is meant.
pub(crate) fn odd(questions: &[ShownQuestion]) -> Vec<ToPutRight> {
    all(questions, is_soft)
}

pub(crate) fn is_soft(problem: &Problem) -> bool {
    matches!(problem, Problem::Check { level: Level::Soft, .. })
}

fn all(questions: &[ShownQuestion], which: impl Fn(&Problem) -> bool) -> Vec<ToPutRight> {
    let several = questions.iter().filter(|shown| shown.asked).count() > 1;
    let each = questions.iter().flat_map(|shown| {
        let problems = shown.problems.iter().filter(|problem| which(problem));
        problems.map(|problem| ToPutRight {
            at: place_of(&shown.question, problem),
            words: match (wording::problem(problem, shown), several) {
                (words, true) => wording::about_in(&shown.words, &words, &shown.question.text),
                (words, false) => words,
            },
        })
    });
    each.collect()
}

#[component]
pub(crate) fn Summary(wrong: Vec<ToPutRight>, #[prop(optional)] words: Words) -> impl IntoView {
    (!wrong.is_empty()).then(|| {
        view! {
            <div class="summary-box" role="alert" tabindex="-1" autofocus=true>
                <h2>{words.say(Phrase::ProblemHeading).to_owned()}</h2>
                <ul>{links(wrong)}</ul>
            </div>
        }
    })
}

/// Calmer than an error: the answer is allowed.
#[component]
pub(crate) fn Soft(odd: Vec<ToPutRight>, words: Words) -> impl IntoView {
    (!odd.is_empty()).then(|| {
        view! {
            <div class="soft" role="status">
                <h2>{words.say(Phrase::SoftHeading).to_owned()}</h2>
                <ul>{links(odd)}</ul>
                <p>{words.say(Phrase::SoftEnd).to_owned()}</p>
            </div>
        }
    })
}

fn links(all: Vec<ToPutRight>) -> impl IntoView {
    let links = all.into_iter().map(|ToPutRight { at, words }| {
        view! { <li><a href=format!("#{at}")>{words}</a></li> }
    });
    links.collect_view()
}
