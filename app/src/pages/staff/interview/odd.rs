//! An answer that is odd, and let through when it is meant. The survey asks about it in words that speak to the participant: they are
//! read out as they stand, in the language of the survey.

use leptos::prelude::*;
use surveys::{
    answer::Problem,
    interview::Saying,
    phrases::{Phrase, Words},
    shown::ShownQuestion,
};

use super::read_out;
use crate::{
    components::{frame::direction, question::place_of, summary::is_soft},
    wording,
};

/// Everything odd of a page, with the way to each answer.
pub(super) fn odd(
    questions: &[ShownQuestion],
    (language, words): (&str, &Words),
) -> Option<impl IntoView + use<>> {
    let each = questions.iter().flat_map(|shown| {
        let soft = shown.problems.iter().filter(|problem| is_soft(problem));
        soft.map(|problem| one(shown, problem, language))
    });
    let each: Vec<_> = each.collect();
    let end = words.say(Phrase::SoftEnd).to_owned();
    (!each.is_empty()).then(|| {
        view! {
            <div class="soft" role="status">
                <h2>{Saying::MayBeWrong.words()}</h2>
                {each}
                <p>{end}</p>
            </div>
        }
    })
}

fn one(shown: &ShownQuestion, problem: &Problem, language: &str) -> AnyView {
    let say = wording::problem(problem, shown);
    let to = format!("#{}", place_of(&shown.question, problem));
    let (turned, language) = (direction(language), language.to_owned());
    let asked = shown.question.text.clone();
    view! {
        {read_out(view! { <p lang=language.clone() dir=turned>{say}</p> })}
        <p>
            "The answer: "<a href=to><span lang=language dir=turned>{asked}</span></a>
        </p>
    }
    .into_any()
}
