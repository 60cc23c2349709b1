//! The texts that a participant sent: those that wait for somebody first, with what to do about them.

use leptos::prelude::*;
use records::{people::Seen, studies::StudyHandle, texts::Received};
use surveys::{
    calendar,
    fill::{long_date, long_moment},
};

use super::super::of_one;
use crate::wording::desk;

/// What they texted. Nobody who never texted has this part of the page.
pub(super) fn texts(study: &StudyHandle, seen: &Seen) -> Option<AnyView> {
    if seen.texts.is_empty() {
        return None;
    }
    let action = of_one(study, seen.id, "/text");
    let (open, others): (Vec<_>, Vec<_>) = seen.texts.iter().partition(|text| text.is_open());
    let zone = &study.study().timezone;
    let lines = open.into_iter().chain(others).map(|text| line((&action, zone), text));
    let lines = lines.collect::<Vec<_>>();
    Some(
        view! {
            <h2 id="texts">"Texts from them"</h2>
            <p>"The telephone number they came from is theirs; somebody else may have written them. Times are by the clock of "
                {zone.clone()}"."</p>
            <ul class="staff-list">{lines}</ul>
        }
        .into_any(),
    )
}

fn line((action, zone): (&str, &str), text: &Received) -> impl IntoView + use<> {
    let asks = desk::asks(text.asks);
    let words = text.words.clone();
    let words = words.map(|words| view! { <p class="staff-words" dir="auto">{words}</p> });
    let seen = text.seen.as_ref().map(|(at, by)| {
        format!(" Dealt with on {} by {by}.", long_date(calendar::date_in(zone, *at)))
    });
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
            {long_moment(calendar::moment_in(zone, text.at))}"."{seen}
            {words}
            {button}
        </li>
    }
}
