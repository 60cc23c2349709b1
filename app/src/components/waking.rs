//! The script that wakes a page's islands, on the pages that have any.

use leptos::prelude::*;

use crate::site::Package;

/// Hides the page at once when it is left in a hurry, and waits until everything else on the page is there. The script that Leptos brings would ask for the
/// wasm at once, before the style sheet on a slow line.
const WAKE: &str = include_str!("waking/wake.js");

#[component]
pub(crate) fn Waking(package: Package, nonce: String) -> impl IntoView {
    let Package { script, wasm } = package;
    let call = format!("({WAKE})({script:?}, {wasm:?})");
    view! { <script nonce=nonce inner_html=call></script> }
}
