//! What stands around every page.

use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};

use crate::{pages::trouble::TooMuchPage, routes::Site, site::SiteFiles};

/// The document of the page that the address names.
pub fn shell() -> impl IntoView {
    document(|| view! { <Site /> })
}

/// The document that says that too much was posted.
pub fn too_much() -> impl IntoView {
    document(|| view! { <TooMuchPage /> })
}

fn document<V: IntoView + 'static>(page: impl FnOnce() -> V) -> impl IntoView {
    provide_meta_context();
    // Only islands are woken, so nothing outside them is marked for it.
    if let Some(shared) = Owner::current_shared_context() {
        shared.set_is_hydrating(false);
    }
    let files = expect_context::<SiteFiles>();
    view! {
        <!DOCTYPE html>
        <html lang="en-GB">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="format-detection" content="telephone=no" />
                <meta name="robots" content="noindex" />
                {files.style.map(|style| view! { <link rel="stylesheet" href=style /> })}
                {files.icon.map(|icon| view! { <link rel="icon" href=icon /> })}
                <MetaTags />
            </head>
            <body>
                {page()}
            </body>
        </html>
    }
}
