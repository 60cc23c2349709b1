//! "Don't know" and "Prefer not to say": as good an answer as any, and set apart.

use leptos::prelude::*;
use surveys::{shown::ShownQuestion, typed::Typed, value::Missing};

use super::choice::Choice;

/// Among the options of a list: they share its name.
#[component]
pub(super) fn Reasons(
    shown: ShownQuestion,
    name: String,
    /// `radio` or `checkbox`.
    kind: &'static str,
) -> impl IntoView {
    let ShownQuestion { typed, dont_know, refuse, .. } = shown;
    list(&typed, &name, kind, dont_know, refuse)
}

/// Beside a box, as ticks that can be taken away again: a radio button cannot, without scripts.
#[component]
pub(super) fn ReasonsBeside(shown: ShownQuestion) -> impl IntoView {
    let ShownQuestion { typed, dont_know, refuse, question, .. } = shown;
    (dont_know || refuse).then(|| {
        let name = format!("{}_none", question.key);
        view! {
            <fieldset data-beside=question.key.to_string()>
                <legend class="hidden">"Or choose instead"</legend>
                {list(&typed, &name, "checkbox", dont_know, refuse)}
            </fieldset>
        }
    })
}

fn list(
    typed: &Typed,
    name: &str,
    kind: &'static str,
    dont_know: bool,
    refuse: bool,
) -> impl IntoView + use<> {
    let offered = [(dont_know, Missing::DontKnow), (refuse, Missing::Refused)];
    let offered: Vec<_> = offered.into_iter().filter(|(offered, _)| *offered).collect();
    (!offered.is_empty()).then(|| {
        let choices = offered.into_iter().map(|(_, reason)| {
            let value = reason.code().to_string();
            let checked = typed.has(name, &value);
            let (name, text) = (name.to_owned(), reason.label().to_owned());
            view! { <Choice kind name value text checked alone=true /> }
        });
        view! { <div class="choices choices--missing">{choices.collect_view()}</div> }
    })
}
