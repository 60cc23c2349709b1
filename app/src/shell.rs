//! What stands around every page.

use leptos::prelude::*;

use crate::{
    components::{
        frame::{Frame, Framed},
        waking::Waking,
    },
    site::SiteFiles,
};

/// The whole document of a page. Scripts run in it only with this nonce.
pub(crate) fn document(
    page: Framed,
    files: &SiteFiles,
    spares_data: bool,
    nonce: &str,
) -> impl IntoView + use<> {
    let Framed { title, place, has_islands, middle, .. } = page;
    let SiteFiles { style, package, icon } = files.clone();
    let package = package.filter(|_| has_islands && !spares_data);
    let nonce = nonce.to_owned();
    view! {
        <!DOCTYPE html>
        <html lang="en-GB">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="format-detection" content="telephone=no" />
                <meta name="robots" content="noindex" />
                {style.map(|style| view! { <link rel="stylesheet" href=style /> })}
                {icon.map(|icon| view! { <link rel="icon" href=icon /> })}
                <title>{title}</title>
            </head>
            <body>
                <Frame place>{middle}</Frame>
                {package.map(|package| view! { <Waking package nonce /> })}
            </body>
        </html>
    }
}
