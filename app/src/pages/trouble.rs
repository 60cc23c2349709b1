//! What someone sees when a page cannot be shown: what is the matter, and what they can do.

use http::StatusCode;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

use crate::{
    api::{AppError, Place, door::Request},
    components::{frame::Frame, helplines::Urgent, team::TeamLines},
    wording::{self, Told},
};

/// Says what is in the way, with the status code that programs understand.
#[component]
pub(crate) fn Trouble(
    error: AppError,
    place: Option<Place>,
    response: ResponseOptions,
) -> impl IntoView {
    response.set_status(status(error));
    let Told { heading, words } = wording::trouble(error);
    let team = place.as_ref().map(|place| place.study.team.clone());
    view! {
        <Frame title=heading.clone() place>
            <h1>{heading}</h1>
            {words.into_iter().map(|words| view! { <p>{words}</p> }).collect_view()}
            {match team {
                Some(team) => view! { <TeamLines team /> }.into_any(),
                None => view! { <Urgent /> }.into_any(),
            }}
        </Frame>
    }
}

#[component]
pub(crate) fn NotFoundPage() -> impl IntoView {
    let response = expect_context::<ResponseOptions>();
    view! { <Trouble error=AppError::NotFound place=None response /> }
}

/// A page that was too large to be read. What was typed is still in the person's browser.
#[component]
pub(crate) fn TooMuchPage() -> impl IntoView {
    let response = expect_context::<ResponseOptions>();
    let request = Request::at_hand();
    super::reading(
        async move { Ok(request.visit().await.ok().map(|visit| visit.place)) },
        move |place| view! { <Trouble error=AppError::TooMuch place response /> },
    )
}

fn status(error: AppError) -> StatusCode {
    match error {
        AppError::LinkUnknown | AppError::NotFound => StatusCode::NOT_FOUND,
        AppError::LinkEnded | AppError::Closed => StatusCode::GONE,
        AppError::NotYet(_) | AppError::OtherDevice => StatusCode::FORBIDDEN,
        AppError::TooMuch => StatusCode::PAYLOAD_TOO_LARGE,
        AppError::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    }
}
