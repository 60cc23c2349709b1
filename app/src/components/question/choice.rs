//! One option in a list. The whole row can be pressed.

use leptos::prelude::*;

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

/// A box for the words behind an option. It stays in view, so that what was written is not missed.
#[component]
pub(super) fn OtherWords(name: String, option: String, value: String) -> impl IntoView {
    view! {
        <div class="choice__more">
            <label for=name.clone()>
                "Please say what"<span class="hidden">{format!(", for: {option}")}</span>
            </label>
            <input type="text" id=name.clone() name=name value=value autocomplete="off" />
        </div>
    }
}
