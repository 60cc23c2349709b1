//! The script that wakes a page's islands, on the pages that have any.

use leptos::{nonce::use_nonce, prelude::*};

use crate::{
    api::door,
    site::{Package, SiteFiles},
};

/// Waits until everything else on the page is there. The script that Leptos brings would ask for the
/// wasm at once, before the style sheet on a slow line.
const WAKE: &str = include_str!("waking/wake.js");

#[component]
pub(crate) fn Waking() -> impl IntoView {
    let files = expect_context::<SiteFiles>();
    files.package.filter(|_| !door::saves_data()).map(|Package { script, wasm }| {
        let call = format!("({WAKE})({script:?}, {wasm:?})");
        view! { <script nonce=use_nonce() inner_html=call></script> }
    })
}
