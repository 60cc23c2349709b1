//! The texts that a participant sent: those that wait for somebody first, with what to do about them.

use leptos::prelude::*;
use records::{people::Seen, studies::StudyHandle, texts::Received};
use surveys::fill::long_date;

use super::super::of_one;
use crate::wording::desk;

/// What they texted. Nobody who never texted has this part of the page.
pub(super) fn texts(study: &StudyHandle, seen: &Seen) -> Option<AnyView> {
    if seen.texts.is_empty() {
        return None;
    }
    let action = of_one(study, seen.id, "/text");
    let (open, others): (Vec<_>, Vec<_>) = seen.texts.iter().partition(|text| text.is_open());
    let lines = open.into_iter().chain(others).map(|text| line(&action, text));
    let lines = lines.collect::<Vec<_>>();
    Some(
        view! {
            <h2 id="texts">"Texts from them"</h2>
            <p>"The telephone number they came from is theirs; somebody else may have written them."</p>
            <ul class="staff-list">{lines}</ul>
        }
        .into_any(),
    )
}

fn line(action: &str, text: &Received) -> impl IntoView + use<> {
    let asks = desk::asks(text.asks);
    let words = text.words.clone();
    let words = words.map(|words| view! { <p class="staff-words" dir="auto">{words}</p> });
    let seen = text
        .seen
        .as_ref()
        .map(|(at, by)| format!(" Dealt with on {} by {by}.", long_date(at.date_naive())));
    let button = text.is_open().then(|| {
        view! {
            <form method="post" action=action.to_owned()>
                <input type="hidden" name="text" value=text.id.to_string() />
                <button class="button button--quiet">
                    "Dealt with"<span class="hidden">{format!(": {asks}, text {}", text.id)}</span>
                </button>
            </form>
        }
    });
    view! {
        <li>
            <strong>{asks}</strong><br />
            {text.at.format("%-d %B %Y, %H:%M UTC").to_string()}"."{seen}
            {words}
            {button}
        </li>
    }
}
