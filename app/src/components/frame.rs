//! What every page has around it: ways past the header, out of the page and to help.

use http::StatusCode;
use leptos::prelude::*;
use surveys::{
    language::Language,
    phrases::{Phrase, Words},
};

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
    pub language: PageLanguage,
    pub middle: AnyView,
}

/// The language of a page, and the words that stand around its middle.
#[derive(Clone)]
pub(crate) struct PageLanguage {
    pub tag: String,
    pub words: Words,
}

impl Default for PageLanguage {
    fn default() -> Self {
        Self { tag: "en-GB".to_owned(), words: Words::default() }
    }
}

/// What stands in `dir` for what is in this language; nothing where it is written from the left.
pub(crate) fn direction(tag: &str) -> Option<&'static str> {
    let direction = Language::new(tag).ok()?.direction().attribute();
    (direction != "ltr").then_some(direction)
}

impl Framed {
    pub fn new(
        title: impl Into<String>,
        place: Option<Place>,
        middle: impl IntoView + 'static,
    ) -> Self {
        Self {
            status: StatusCode::OK,
            title: title.into(),
            place,
            has_islands: false,
            language: PageLanguage::default(),
            middle: middle.into_any(),
        }
    }

    pub fn with_status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    pub fn with_islands(self, has_islands: bool) -> Self {
        Self { has_islands, ..self }
    }

    /// The whole page is in this language, with these words around it. Where there are none, only its middle is.
    pub fn in_language(self, tag: &str, words: &Words) -> Self {
        if words.are_english() {
            return self;
        }
        Self { language: PageLanguage { tag: tag.to_owned(), words: words.clone() }, ..self }
    }
}

#[component]
pub(crate) fn Frame(place: Option<Place>, words: Words, children: Children) -> impl IntoView {
    let name = place.as_ref().map_or("Surveys".to_owned(), |place| place.study.title.clone());
    let help = place
        .as_ref()
        .map_or_else(|| "#help".to_owned(), |place| paths::below(&place.token, "help"));
    let leave =
        place.as_ref().map_or_else(|| NEUTRAL_PAGE.to_owned(), |place| paths::leave(&place.token));
    let say = |phrase| words.say(phrase).to_owned();
    view! {
        <a class="skip" href="#main">{say(Phrase::Skip)}</a>
        <header class="top">
            <div class="top__name">{name}</div>
            <nav aria-label=say(Phrase::Help)>
                <a href=help>{say(Phrase::HelpNow)}</a>
                <a class="leave" href=leave rel="noreferrer">{say(Phrase::Leave)}</a>
            </nav>
        </header>
        <main class="main" id="main" tabindex="-1">{children()}</main>
        {match place {
            Some(place) => view! { <Foot token=place.token words /> }.into_any(),
            None => view! { <FootWithoutLink /> }.into_any(),
        }}
    }
}

#[component]
fn Foot(token: String, words: Words) -> impl IntoView {
    let pages = [
        ("information", Phrase::Information),
        ("privacy", Phrase::Privacy),
        ("you", Phrase::Choices),
        ("accessibility", Phrase::Accessibility),
        ("complaint", Phrase::Complaint),
        ("help", Phrase::HelpNow),
    ];
    let links = pages.map(|(page, phrase)| {
        let said = words.say(phrase).to_owned();
        view! { <li><a href=paths::below(&token, page)>{said}</a></li> }
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
