//! The two ways to leave a page of the survey: on, or away for now.

use leptos::prelude::*;

#[component]
pub(crate) fn Onward(
    /// What the form says of itself, for the server.
    then: &'static str,
    label: &'static str,
) -> impl IntoView {
    view! {
        <div class="actions">
            <button class="button" name="then" value=then>{label}</button>
            <button class="button button--quiet" name="then" value="later">
                "Save and finish later"
            </button>
        </div>
    }
}
