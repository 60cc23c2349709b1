//! How much can be written in a box. The limit is shown, not enforced: cutting off a paste loses words.

use leptos::prelude::*;
use surveys::phrases::{Phrase, Words};

/// Of the page on which the box stands, `/r/{token}/q/{page}`.
const HELP: &str = "../help";

/// The id of the line about a box, for `aria-describedby`.
pub(super) fn id(of: &str) -> String {
    format!("{of}-count")
}

/// The line under the box with this id, in which scripts count down, and for every box in which a person
/// can write freely: that nobody reads it straight away.
#[component]
pub(super) fn Limit(of: String, most: u16, words: Words) -> impl IntoView {
    // Scripts count in English unless they are told otherwise.
    let counted = |phrase| (!words.are_english()).then(|| words.say(phrase).to_owned());
    view! {
        <p class="count" id=id(&of) data-count=of data-most=most.to_string()
            data-one-left=counted(Phrase::OneLeft) data-left=counted(Phrase::Left)
            data-one-over=counted(Phrase::OneOver) data-over=counted(Phrase::Over)
        >
            {words.fill(Phrase::Most, &[("most", &most)])}
        </p>
        <p class="hint">
            {format!("{} ", words.say(Phrase::NotReadNow))}
            <a href=HELP>{words.say(Phrase::HelpNow).to_owned()}</a>
        </p>
    }
}
