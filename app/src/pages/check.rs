//! Is this still the same person? The day and the month of birth are enough to see earlier answers.

use http::StatusCode;
use leptos::prelude::*;
use surveys::typed::Typed;

use super::of_study;
use crate::{
    api::{door::Said, welcome::Asked},
    components::{
        frame::Framed,
        summary::{Summary, ToPutRight},
        team::TeamLines,
    },
};

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
            <Birthday typed words />
            <div class="actions">
                <button class="button">"Continue"</button>
            </div>
        </form>
        <TeamLines team />
    };
    let title = format!("{error}{}", of_study(&place, "Is it you?"));
    Framed::new(title, Some(place), form).with_status(status(said))
}

#[component]
fn Birthday(typed: Typed, words: Option<&'static str>) -> impl IntoView {
    let class = if words.is_some() { "question question--problem" } else { "question" };
    let part = |name: &'static str, label: &'static str| {
        view! {
            <div class="date__part">
                <label for=name>{label}</label>
                <input
                    class="input--2" type="text" inputmode="numeric" id=name name=name
                    value=typed.raw(name).to_owned() autocomplete=format!("bday-{name}")
                    aria-describedby="why" aria-invalid=words.map(|_| "true")
                />
            </div>
        }
    };
    let (day, month) = (part("day", "Day"), part("month", "Month"));
    let words = words.map(|words| {
        view! { <p class="problem"><span class="hidden">"Error: "</span>{words}</p> }
    });
    view! {
        <div class=class>
            <fieldset>
                <legend><h1>"On which day were you born?"</h1></legend>
                <p class="hint" id="why">
                    "This keeps your answers private. For example, 27 3 for 27 March. We do not \
                     ask for the year."
                </p>
                {words}
                <div class="date">{day} {month}</div>
            </fieldset>
        </div>
    }
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
