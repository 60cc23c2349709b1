//! What every question has beside its control: its words, its hint, what to put right.

use leptos::prelude::*;
use surveys::{phrases::Phrase, shown::ShownQuestion};

use crate::{
    components::{rich::RichHint, summary::is_soft},
    wording,
};

/// A question that is answered by choosing, or in several parts.
#[component]
pub(super) fn Group(shown: ShownQuestion, heading: bool, children: Children) -> impl IntoView {
    view! {
        <fieldset aria-describedby=described_by(&shown)>
            <legend>{said(&shown.question.text, heading)}</legend>
            {notes(&shown)}
            {children()}
        </fieldset>
    }
}

/// A question that is answered in one box; `id` is the box.
#[component]
pub(super) fn Labelled(
    shown: ShownQuestion,
    heading: bool,
    id: String,
    children: Children,
) -> impl IntoView {
    view! {
        <label for=id>{said(&shown.question.text, heading)}</label>
        {notes(&shown)}
        {children()}
    }
}

/// The ids of the hint and the problems, for whoever does not see them.
pub(super) fn described_by(shown: &ShownQuestion) -> Option<String> {
    let key = &shown.question.key;
    let hint = shown.question.hint.iter().map(|_| format!("{key}-hint"));
    let problem = wrong(shown).then(|| format!("{key}-problem"));
    let ids: Vec<_> = hint.chain(problem).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// What stands inside a `textarea`. Leptos writes that as it is, so it is escaped here; and a first
/// line break is dropped by browsers, so one is put before it.
pub(crate) fn in_box(words: &str) -> String {
    format!("\n{}", words.replace('&', "&amp;").replace('<', "&lt;"))
}

fn wrong(shown: &ShownQuestion) -> bool {
    shown.problems.iter().any(|problem| !is_soft(problem))
}

fn said(text: &str, heading: bool) -> AnyView {
    let text = text.to_owned();
    if heading { view! { <h1>{text}</h1> }.into_any() } else { text.into_any() }
}

fn notes(shown: &ShownQuestion) -> impl IntoView + use<> {
    let key = shown.question.key.to_string();
    let hint = shown.question.hint.clone();
    let hint = hint.map(|text| view! { <RichHint text id=format!("{key}-hint") /> });
    let problems = shown.problems.iter().filter(|problem| !is_soft(problem));
    let words: Vec<_> = problems.map(|problem| wording::problem(problem, shown)).collect();
    let error = format!("{} ", shown.words.say(Phrase::Error));
    let problems = (!words.is_empty()).then(|| {
        let words = words.into_iter().map(|words| {
            let error = error.clone();
            view! { <p class="problem"><span class="hidden">{error}</span>{words}</p> }
        });
        view! { <div id=format!("{key}-problem")>{words.collect_view()}</div> }
    });
    view! { {hint} {problems} }
}
