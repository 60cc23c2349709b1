//! One option in a list. The whole row can be pressed.

use leptos::prelude::*;
use surveys::{
    definition::{self, words_variable},
    phrases::Phrase,
    shown::ShownQuestion,
};

use super::{
    limit::{self, Limit},
    places::invalid,
};

/// The id of an option's control.
pub(super) fn id(name: &str, value: &str) -> String {
    format!("{name}-{value}")
}

#[component]
pub(super) fn Choice(
    /// `radio` or `checkbox`.
    kind: &'static str,
    name: String,
    value: String,
    text: String,
    checked: bool,
    /// Cannot stand with any other.
    #[prop(optional)]
    alone: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let id = id(&name, &value);
    view! {
        <div class="choice">
            <input
                type=kind id=id.clone() name=name value=value checked=checked
                data-alone=alone.then_some("")
            />
            <label for=id>{text}</label>
            {children.map(|children| children())}
        </div>
    }
}

/// A box for the words behind an option that asks for them. It stays in view, so that what was
/// written is not missed.
pub(super) fn other_words(
    shown: &ShownQuestion,
    option: &definition::Choice,
) -> impl IntoView + use<> {
    let name = words_variable(&shown.question.key, option.code);
    let value = shown.typed.raw(&name).to_owned();
    let invalid = invalid(shown, &name);
    let words = shown.words.clone();
    let said = words.fill(Phrase::SayWhatFor, &[("option", &option.text)]);
    option.other.map(|most| {
        view! {
            <div class="choice__more">
                <label for=name.clone()>
                    {words.say(Phrase::SayWhat).to_owned()}<span class="hidden">{said}</span>
                </label>
                <input
                    type="text" id=name.clone() name=name.clone() value=value autocomplete="off"
                    aria-describedby=limit::id(&name) aria-invalid=invalid
                />
                <Limit of=name most words />
            </div>
        }
    })
}
