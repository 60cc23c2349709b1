//! What stands around every page.

use leptos::prelude::*;

use crate::{
    components::{
        frame::{Frame, Framed, PageLanguage, direction},
        staff::frame::{StaffFrame, StaffFramed},
        waking::Waking,
    },
    site::{Package, SiteFiles},
};

/// The whole document of a page for participants, with what wakes its islands and the nonce under
/// which that runs.
pub(crate) fn document(
    page: Framed,
    files: &SiteFiles,
    waking: Option<(Package, String)>,
) -> impl IntoView + use<> {
    let Framed { title, place, middle, language, .. } = page;
    let words = language.words.clone();
    let body = view! {
        <Frame place words>{middle}</Frame>
        {waking.map(|(package, nonce)| view! { <Waking package nonce /> })}
    };
    around(title, &language, files, body)
}

/// The whole document of a page for staff, with its script, if it has one, and the nonce under which that runs.
pub(crate) fn staff_document(
    page: StaffFramed,
    files: &SiteFiles,
    nonce: Option<String>,
) -> impl IntoView + use<> {
    let StaffFramed { title, who, held, script, middle, .. } = page;
    let script = script.map(|script| format!("({script})()"));
    let body = view! {
        <StaffFrame who held>{middle}</StaffFrame>
        {script.map(|script| view! { <script nonce=nonce inner_html=script></script> })}
    };
    around(format!("{title} – Staff"), &PageLanguage::default(), files, body)
}

fn around<B: IntoView + 'static>(
    title: String,
    language: &PageLanguage,
    files: &SiteFiles,
    body: B,
) -> impl IntoView + use<B> {
    let SiteFiles { style, icon, .. } = files.clone();
    let (tag, direction) = (language.tag.clone(), direction(&language.tag));
    view! {
        <!DOCTYPE html>
        <html lang=tag dir=direction>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="format-detection" content="telephone=no" />
                <meta name="robots" content="noindex" />
                {style.map(|style| view! { <link rel="stylesheet" href=style /> })}
                {icon.map(|icon| view! { <link rel="icon" href=icon /> })}
                <title>{title}</title>
            </head>
            <body>{body}</body>
        </html>
    }
}
