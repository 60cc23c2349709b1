//! What changed between two versions of a survey, and what answers to them are good for.

use leptos::prelude::*;
use surveys::comparing::{self, About, Change, Comparability, Passage, Turn, Variable, What};

use super::staff::table::{Look, StaffTable, cell};
use crate::wording::staff::surveys as wording;

/// Both tables, below headings of the second level.
pub(crate) fn changes(changes: &[Change], variables: &[Variable]) -> AnyView {
    if changes.is_empty() {
        return view! { <p>"Both ask the same, in the same way."</p> }.into_any();
    }
    let rows = changes.iter().map(|change| vec![place(&change.about), what(change)]);
    let rows: Vec<_> = rows.collect();
    let heads = vec!["Where", "What changed"];
    let caption = "What changed".to_owned();
    view! {
        <StaffTable caption look=Look::Wide heads rows />
        {judged("What answers to both versions are good for", variables)}
    }
    .into_any()
}

/// What answers to two surveys are good for, variable by variable: those that are not the same with why, and the names of those
/// that are.
pub(crate) fn judged(caption: &str, variables: &[Variable]) -> AnyView {
    let (same, others): (Vec<_>, Vec<_>) =
        variables.iter().partition(|one| one.is == Comparability::Same);
    let rows: Vec<_> = others.into_iter().map(verdict).collect();
    let all = variables.len();
    let names: Vec<_> = same.iter().map(|one| one.name.clone()).collect();
    let same = match names.is_empty() {
        true => view! { <p>"No variable is asked in the same way."</p> }.into_any(),
        false => view! {
            <details class="staff-more">
                <summary>{format!("The same in both: {} of {all} variables", names.len())}</summary>
                <p>{names.join(", ")}</p>
            </details>
        }
        .into_any(),
    };
    let heads = vec!["Variable", "Answers are", "Why"];
    view! {
        <StaffTable caption=caption.to_owned() look=Look::Wide heads rows />
        {same}
    }
    .into_any()
}

/// Names of variables are written as they are.
fn place(about: &About) -> AnyView {
    match about {
        About::Question(key) | About::Derived(key) | About::Check(key) => {
            view! { <code>{key.to_string()}</code> }.into_any()
        }
        About::Survey | About::Page(_) => cell(capital(about.to_string())),
    }
}

fn verdict(variable: &Variable) -> Vec<AnyView> {
    let class = match variable.is {
        Comparability::NotComparable => "verdict verdict--not",
        _ => "verdict",
    };
    let because = variable.because.iter().map(|why| view! { <li>{capital(why.clone())}</li> });
    let because = view! { <ul class="verdict__why">{because.collect_view()}</ul> };
    vec![
        view! { <code>{variable.name.clone()}</code> }.into_any(),
        view! { <span class=class>{wording::comparability(variable.is)}</span> }.into_any(),
        because.into_any(),
    ]
}

/// Words are shown as they were changed; the rest is told in a sentence.
fn what(change: &Change) -> AnyView {
    let (part, turn) = match &change.what {
        What::Said(part, turn) => (capital(part.to_string()), turn),
        What::OptionReworded(code, turn) => (format!("Words of option {code}"), turn),
        What::RowReworded(key, turn) => (format!("Words of row {key}"), turn),
        _ => return cell(capital(change.to_string())),
    };
    if turn.old.is_empty() || turn.new.is_empty() {
        return cell(capital(change.to_string()));
    }
    view! { {part}": " {edited(turn)} }.into_any()
}

/// The later text, with what went and what came.
fn edited(turn: &Turn) -> AnyView {
    let passages = comparing::words(&turn.old, &turn.new).into_iter().map(passage);
    view! { <span class="edited" dir="auto">{passages.collect_view()}</span> }.into_any()
}

/// A run of text. What went and came is said to whoever does not see it struck or underlined.
pub(crate) fn passage(passage: Passage) -> AnyView {
    match passage {
        Passage::Kept(text) => text.into_any(),
        Passage::Gone(text) => {
            view! { <del><span class="hidden">"[gone: "</span>{text}<span class="hidden">"] "</span></del> }
                .into_any()
        }
        Passage::New(text) => {
            view! { <ins><span class="hidden">"[new: "</span>{text}<span class="hidden">"] "</span></ins> }
                .into_any()
        }
    }
}

/// A sentence that begins with what follows a colon elsewhere.
pub(crate) fn capital(words: String) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    format!("{}{}", first.unwrap_or_default(), letters.as_str())
}
