//! What every page has around it: ways past the header, out of the page and to help.

use http::StatusCode;
use leptos::prelude::*;

use crate::{
    api::Place,
    paths::{self, NEUTRAL_PAGE},
};

/// A page: what stands in its middle, and what stands around it is made from.
pub(crate) struct Framed {
    pub status: StatusCode,
    /// Neutral: anyone may look over a shoulder.
    pub title: String,
    /// Whose it is, once a link is known.
    pub place: Option<Place>,
    /// Whether there are islands on it to be woken.
    pub has_islands: bool,
    pub middle: AnyView,
}

impl Framed {
    pub fn new(
        title: impl Into<String>,
        place: Option<Place>,
        middle: impl IntoView + 'static,
    ) -> Self {
        let (status, title, has_islands) = (StatusCode::OK, title.into(), false);
        Self { status, title, place, has_islands, middle: middle.into_any() }
    }

    pub fn with_status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    pub fn with_islands(self, has_islands: bool) -> Self {
        Self { has_islands, ..self }
    }
}

#[component]
pub(crate) fn Frame(place: Option<Place>, children: Children) -> impl IntoView {
    let name = place.as_ref().map_or("Surveys".to_owned(), |place| place.study.title.clone());
    let help = place
        .as_ref()
        .map_or_else(|| "#help".to_owned(), |place| paths::below(&place.token, "help"));
    let leave =
        place.as_ref().map_or_else(|| NEUTRAL_PAGE.to_owned(), |place| paths::leave(&place.token));
    view! {
        <a class="skip" href="#main">"Skip to main content"</a>
        <header class="top">
            <div class="top__name">{name}</div>
            <nav aria-label="Help">
                <a href=help>"Get help now"</a>
                <a class="leave" href=leave rel="noreferrer">"Leave this page now"</a>
            </nav>
        </header>
        <main class="main" id="main" tabindex="-1">{children()}</main>
        {match place {
            Some(place) => view! { <Foot token=place.token /> }.into_any(),
            None => view! { <FootWithoutLink /> }.into_any(),
        }}
    }
}

#[component]
fn Foot(token: String) -> impl IntoView {
    let pages = [
        ("information", "Information sheet"),
        ("privacy", "Your privacy"),
        ("you", "Your choices"),
        ("accessibility", "Accessibility"),
        ("complaint", "Make a complaint"),
        ("help", "Get help now"),
    ];
    let links = pages.map(|(page, words)| {
        view! { <li><a href=paths::below(&token, page)>{words}</a></li> }
    });
    view! { <footer class="foot"><ul>{links.collect_view()}</ul></footer> }
}

/// Where no link is known, the help lines that everyone may call are on the page itself.
#[component]
fn FootWithoutLink() -> impl IntoView {
    view! {
        <footer class="foot" id="help">
            <p>"In danger: call 999. To talk to someone, day or night: Samaritans, 116 123."</p>
            <ul><li><a href=paths::COMPLAINT>"Make a complaint"</a></li></ul>
        </footer>
    }
}
