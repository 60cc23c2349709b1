//! How much can be written in a box. The limit is shown, not enforced: cutting off a paste loses words.

use leptos::prelude::*;

/// Of the page on which the box stands, `/r/{token}/q/{page}`.
const HELP: &str = "../help";

/// The id of the line about a box, for `aria-describedby`.
pub(super) fn id(of: &str) -> String {
    format!("{of}-count")
}

/// The line under the box with this id, in which scripts count down, and for every box in which a person
/// can write freely: that nobody reads it straight away.
#[component]
pub(super) fn Limit(of: String, most: u16) -> impl IntoView {
    view! {
        <p class="count" id=id(&of) data-count=of data-most=most.to_string()>
            {format!("You can write up to {most} characters")}
        </p>
        <p class="hint">
            "We do not read answers straight away. If you need help now: "
            <a href=HELP>"Get help now"</a>
        </p>
    }
}
