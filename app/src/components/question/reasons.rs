//! "Don't know" and "Prefer not to say": as good an answer as any, and set apart.

use leptos::prelude::*;
use surveys::{phrases::Phrase, shown::ShownQuestion, value::Missing};

use super::choice::Choice;

/// Among the options of a list: they share its name.
#[component]
pub(super) fn Reasons(
    shown: ShownQuestion,
    name: String,
    /// `radio` or `checkbox`.
    kind: &'static str,
) -> impl IntoView {
    list(&shown, &name, kind)
}

/// Beside a box, as ticks that can be taken away again: a radio button cannot, without scripts.
#[component]
pub(super) fn ReasonsBeside(shown: ShownQuestion) -> impl IntoView {
    (shown.dont_know || shown.refuse).then(|| {
        let key = shown.question.key.to_string();
        let name = format!("{key}_none");
        view! {
            <fieldset data-beside=key>
                <legend class="hidden">{shown.words.say(Phrase::Instead).to_owned()}</legend>
                {list(&shown, &name, "checkbox")}
            </fieldset>
        }
    })
}

fn list(shown: &ShownQuestion, name: &str, kind: &'static str) -> impl IntoView + use<> {
    let ShownQuestion { typed, dont_know, refuse, words, .. } = shown;
    let (dont_know, refuse) = (*dont_know, *refuse);
    let offered = [(dont_know, Missing::DontKnow), (refuse, Missing::Refused)];
    let offered: Vec<_> = offered.into_iter().filter(|(offered, _)| *offered).collect();
    (!offered.is_empty()).then(|| {
        let choices = offered.into_iter().map(|(_, reason)| {
            let value = reason.code().to_string();
            let checked = typed.has(name, &value);
            let (name, text) = (name.to_owned(), words.reason(reason).to_owned());
            view! { <Choice kind name value text checked alone=true /> }
        });
        view! { <div class="choices choices--missing">{choices.collect_view()}</div> }
    })
}
