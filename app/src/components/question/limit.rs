//! How much can be written in a box. The limit is shown, not enforced: cutting off a paste loses words.

use leptos::prelude::*;

/// The id of the line about a box, for `aria-describedby`.
pub(super) fn id(of: &str) -> String {
    format!("{of}-count")
}

/// The line under the box with this id. Scripts count down in it.
#[component]
pub(super) fn Limit(of: String, most: u16) -> impl IntoView {
    view! {
        <p class="count" id=id(&of) data-count=of data-most=most.to_string()>
            {format!("You can write up to {most} characters")}
        </p>
    }
}
