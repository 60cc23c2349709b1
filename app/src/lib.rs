//! The site. The server renders every page whole; in the browser one island makes the pages with
//! questions livelier. Nothing works only with scripts.

#![recursion_limit = "256"]

mod islands;

#[cfg(feature = "ssr")]
mod drawing;

#[cfg(feature = "ssr")]
mod shell;

#[cfg(feature = "ssr")]
mod routes;

#[cfg(feature = "ssr")]
pub mod site;

#[cfg(feature = "ssr")]
pub mod paths;

#[cfg(feature = "ssr")]
pub mod api;

#[cfg(feature = "ssr")]
pub mod pages;

#[cfg(feature = "ssr")]
mod components;

#[cfg(feature = "ssr")]
mod wording;

#[cfg(feature = "ssr")]
pub use {
    components::staff::{kept::is_worth_keeping, picture::Squares},
    drawing::{Answer, draw, draw_apart, draw_beside, draw_joined, draw_staff},
    routes::{
        Page,
        staff::{For, StaffPage},
    },
};

/// What the browser calls first, before it wakes the islands of the page.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
