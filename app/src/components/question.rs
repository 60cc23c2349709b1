//! A question, drawn by its kind. Each kind has a file of its own; this one only chooses.

mod words;

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
use surveys::{
    answer::Problem,
    condition::Condition,
    definition::{Kind, Question},
    shown::ShownQuestion,
};

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

/// The id of the control at which a problem is put right.
pub(crate) fn place_of(question: &Question, problem: &Problem) -> String {
    let key = &question.key;
    match (&question.kind, problem) {
        (Kind::Single { options } | Kind::Multiple { options }, Problem::TooLong { .. }) => {
            let words = question.words().next().map(|(field, _)| field);
            words.unwrap_or_else(|| first_option(key.as_str(), options.first().map(|o| o.code)))
        }
        (Kind::Single { options } | Kind::Multiple { options }, _) => {
            first_option(key.as_str(), options.first().map(|option| option.code))
        }
        (Kind::Scale { .. }, _) => first_option(key.as_str(), Some(0)),
        (Kind::Grid { rows, .. }, problem) => {
            let open = match problem {
                Problem::RowsUnanswered(open) => open.first(),
                _ => None,
            };
            let row = rows.iter().find(|row| open.is_none_or(|open| *open == row.text));
            row.map_or_else(|| key.to_string(), |row| format!("{key}_{}-0", row.key))
        }
        (Kind::Date { .. }, Problem::DateIncomplete { day: false, month: true, .. })
        | (Kind::Month { .. }, Problem::DateIncomplete { month: true, .. }) => {
            format!("{key}_month")
        }
        (Kind::Date { .. } | Kind::Month { .. }, Problem::DateIncomplete { day: false, .. }) => {
            format!("{key}_year")
        }
        (Kind::Date { .. }, _) => format!("{key}_day"),
        (Kind::Month { .. }, _) => format!("{key}_month"),
        (Kind::Amount { period, .. }, Problem::PeriodMissing) => period.to_string(),
        (Kind::Contact, Problem::NotAnEmail) => format!("{key}_email"),
        (Kind::Contact, Problem::NotAPostcode) => format!("{key}_postcode"),
        (Kind::Contact, Problem::TooLong { .. }) => format!("{key}_address"),
        (Kind::Contact, _) => format!("{key}_mobile"),
        (Kind::Number { .. } | Kind::Text { .. } | Kind::Amount { .. }, _) => key.to_string(),
    }
}

fn first_option(name: &str, code: Option<i32>) -> String {
    choice::id(name, &code.unwrap_or_default().to_string())
}
