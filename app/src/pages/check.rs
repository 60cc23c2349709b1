//! Is this still the same person? The day and the month of birth are enough to see earlier answers.

use super::of_study;
use crate::{
    api::{door::Said, welcome::Asked},
    components::{
        birthday::Birthday,
        frame::Framed,
        summary::{Summary, ToPutRight},
        team::TeamLines,
    },
};
use http::StatusCode;
use leptos::prelude::*;

pub(crate) fn check(asked: Asked) -> Framed {
    let Asked { place, unsaved } = asked;
    let said = unsaved.as_ref().map(|unsaved| unsaved.said);
    let typed = unsaved.map(|unsaved| unsaved.typed).unwrap_or_default();
    let words = said.and_then(words);
    let wrong = words.map(|words| ToPutRight { at: "day".to_owned(), words: words.to_owned() });
    let wrong: Vec<_> = wrong.into_iter().collect();
    let error = if wrong.is_empty() { "" } else { "Error: " };
    let team = place.study.team.clone();
    let form = view! {
        <Summary wrong />
        <form class="page" method="post" novalidate>
            <Birthday typed words>
                <h1>"On which day were you born?"</h1>
            </Birthday>
            <div class="actions">
                <button class="button">"Continue"</button>
            </div>
        </form>
        <TeamLines team />
    };
    let title = format!("{error}{}", of_study(&place, "Is it you?"));
    Framed::new(title, Some(place), form).with_status(status(said))
}

fn status(said: Option<Said>) -> StatusCode {
    match said {
        None => StatusCode::OK,
        Some(Said::TooMany) => StatusCode::TOO_MANY_REQUESTS,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

fn words(said: Said) -> Option<&'static str> {
    match said {
        Said::AsFound => Some("Write the day and the month you were born, for example 27 and 3"),
        Said::Wrong => Some("That is not the day and month we have. Check them and try again"),
        Said::TooMany => Some(
            "That is too many tries. Wait 15 minutes, or ask us for help. Your answers are safe",
        ),
        Said::Unavailable => None,
    }
}
