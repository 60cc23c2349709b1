//! A question, drawn by its kind. Each kind has a file of its own; this one only chooses.

pub(crate) mod words;

mod places;

mod limit;

mod choice;

mod reasons;

mod single;

mod multiple;

mod scale;

mod grid;

mod number;

mod amount;

mod date;

mod month;

mod text;

mod contact;

use leptos::prelude::*;
use surveys::{condition::Condition, definition::Kind, shown::ShownQuestion};

pub(crate) use self::places::place_of;
use super::summary::is_soft;

#[component]
pub(crate) fn QuestionField(
    shown: ShownQuestion,
    /// Its words are the page's heading.
    heading: bool,
) -> impl IntoView {
    let key = shown.question.key.to_string();
    let wrong = shown.problems.iter().any(|problem| !is_soft(problem));
    let class = if wrong { "question question--problem" } else { "question" };
    let waits = shown.asked_if != Condition::Always;
    let unasked = !shown.asked;
    let field = by_kind(shown, heading);
    let drawn = view! { <div class=class data-question=key.clone()>{field}</div> };
    if !waits {
        return drawn.into_any();
    }
    // Without scripts what is not asked stays away, and a disabled field posts nothing.
    view! {
        <fieldset role="none" data-follows=key hidden=unasked disabled=unasked>
            {drawn}
        </fieldset>
    }
    .into_any()
}

fn by_kind(shown: ShownQuestion, heading: bool) -> AnyView {
    match &shown.question.kind {
        Kind::Single { .. } => view! { <single::SingleField shown heading /> }.into_any(),
        Kind::Multiple { .. } => view! { <multiple::MultipleField shown heading /> }.into_any(),
        Kind::Number { .. } => view! { <number::NumberField shown heading /> }.into_any(),
        Kind::Scale { .. } => view! { <scale::ScaleField shown heading /> }.into_any(),
        Kind::Date { .. } => view! { <date::DateField shown heading /> }.into_any(),
        Kind::Month { .. } => view! { <month::MonthField shown heading /> }.into_any(),
        Kind::Text { .. } => view! { <text::TextField shown heading /> }.into_any(),
        Kind::Grid { .. } => view! { <grid::GridField shown heading /> }.into_any(),
        Kind::Amount { .. } => view! { <amount::AmountField shown heading /> }.into_any(),
        Kind::Contact => view! { <contact::ContactField shown heading /> }.into_any(),
    }
}
