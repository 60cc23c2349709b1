//! What someone sees when a page cannot be shown: what is the matter, and what they can do.

use http::StatusCode;
use leptos::prelude::*;

use crate::{
    api::{AppError, Place},
    components::{frame::Framed, helplines::Urgent, team::TeamLines},
    wording::{self, Told},
};

/// Says what is in the way, with the status code that programs understand.
pub(crate) fn trouble(error: AppError, place: Option<Place>) -> Framed {
    let Told { heading, words } = wording::trouble(error);
    let title = heading.clone();
    let team = place.as_ref().map(|place| place.study.team.clone());
    let words = view! {
        <h1>{heading}</h1>
        {words.into_iter().map(|words| view! { <p>{words}</p> }).collect_view()}
        {match team {
            Some(team) => view! { <TeamLines team /> }.into_any(),
            None => view! { <Urgent /> }.into_any(),
        }}
    };
    Framed::new(title, place, words).with_status(status(error))
}

fn status(error: AppError) -> StatusCode {
    match error {
        AppError::LinkUnknown | AppError::NotFound => StatusCode::NOT_FOUND,
        AppError::LinkEnded | AppError::Closed | AppError::Stopped(_) => StatusCode::GONE,
        AppError::NotYet(_) | AppError::OtherDevice => StatusCode::FORBIDDEN,
        AppError::TooMuch => StatusCode::PAYLOAD_TOO_LARGE,
        AppError::InTrouble | AppError::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    }
}
