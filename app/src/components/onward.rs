//! The two ways to leave a page of the survey: on, or away for now.

use leptos::prelude::*;
use surveys::phrases::{Phrase, Words};

#[component]
pub(crate) fn Onward(
    /// What the form says of itself, for the server.
    then: &'static str,
    label: Phrase,
    words: Words,
) -> impl IntoView {
    view! {
        <div class="actions">
            <button class="button" name="then" value=then>{words.say(label).to_owned()}</button>
            <button class="button button--quiet" name="then" value="later">
                {words.say(Phrase::Later).to_owned()}
            </button>
        </div>
    }
}
