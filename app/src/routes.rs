//! Which page answers which address. Every page is rendered whole before it is sent.

use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

use crate::pages::{
    check::CheckPage,
    consent::ConsentPage,
    front::FrontPage,
    help::HelpPage,
    later::LaterPage,
    question::QuestionPage,
    reading::{AccessibilityPage, InformationPage, PrivacyPage, StopPage},
    review::ReviewPage,
    thanks::ThanksPage,
    trouble::NotFoundPage,
    welcome::WelcomePage,
};

/// All pages.
#[component]
pub fn Site() -> impl IntoView {
    view! {
        <Router>
            <Routes fallback=NotFoundPage>
                <Route path=path!("/") view=FrontPage ssr=SsrMode::Async />
                <Route path=path!("/r/:token") view=WelcomePage ssr=SsrMode::Async />
                <Route path=path!("/r/:token/consent") view=ConsentPage ssr=SsrMode::Async />
                <Route path=path!("/r/:token/check") view=CheckPage ssr=SsrMode::Async />
                <Route path=path!("/r/:token/q/:page") view=QuestionPage ssr=SsrMode::Async />
                <Route path=path!("/r/:token/answers") view=ReviewPage ssr=SsrMode::Async />
                <Route path=path!("/r/:token/thanks") view=ThanksPage ssr=SsrMode::Async />
                <Route path=path!("/r/:token/later") view=LaterPage ssr=SsrMode::Async />
                <Route path=path!("/r/:token/help") view=HelpPage ssr=SsrMode::Async />
                <Route path=path!("/r/:token/information") view=InformationPage ssr=SsrMode::Async />
                <Route path=path!("/r/:token/privacy") view=PrivacyPage ssr=SsrMode::Async />
                <Route path=path!("/r/:token/accessibility") view=AccessibilityPage ssr=SsrMode::Async />
                <Route path=path!("/r/:token/stop") view=StopPage ssr=SsrMode::Async />
            </Routes>
        </Router>
    }
}
