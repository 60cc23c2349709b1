//! What staff see when a page cannot be shown.

use http::StatusCode;
use leptos::prelude::*;

use crate::{
    api::staff::{Trouble, door::Said},
    components::staff::{frame::StaffFramed, kept::kept},
    pages::staff::interview,
    wording::staff as wording,
};

pub(crate) fn trouble(trouble: Trouble, said: &Said) -> StaffFramed {
    let words = wording::trouble(trouble).into_iter().filter(|words| !words.is_empty());
    let heading = trouble.to_string();
    let front = interview::front_of(said).unwrap_or_else(|| "/staff".to_owned());
    let onward = match trouble {
        Trouble::SignOnOver
        | Trouble::SignOnAway
        | Trouble::SignOnNoAccount
        | Trouble::SignOnNoAddress => ("/staff/sign-in", "Go to the sign-in page"),
        Trouble::NoDraft | Trouble::NotTheirs => {
            ("/staff/surveys", "See the list of surveys, in another tab")
        }
        Trouble::SignedOut => ("/staff/sign-in", "Sign in, in another tab"),
        // From the page of a case to those of the same study.
        Trouble::NotTheirCase => ("../calls", "Go to “Calls”"),
        Trouble::NotOnTheLine => (front.as_str(), "Make sure that it is them, in another tab"),
        _ => ("/staff", "Go to the overview"),
    };
    let onward = (onward.0.to_owned(), onward.1);
    let of_interview = interview::unsaved(said);
    // What was typed stands on this page only.
    let stands_here = of_interview.is_some()
        || matches!(trouble, Trouble::SignedOut | Trouble::NoDraft | Trouble::NotTheirs);
    let target = stands_here.then_some("_blank");
    let unsaved = of_interview.or_else(|| kept(said));
    let middle = view! {
        <h1>{heading.clone()}</h1>
        {words.map(|words| view! { <p>{words}</p> }).collect_view()}
        <p><a href=onward.0 target=target>{onward.1}</a></p>
        {unsaved}
    };
    StaffFramed::new(heading, middle).with_status(status(trouble))
}

const fn status(trouble: Trouble) -> StatusCode {
    match trouble {
        Trouble::NotFound
        | Trouble::NoDraft
        | Trouble::GivenAway
        | Trouble::TheirsNoMore
        | Trouble::NotTheirCase => StatusCode::NOT_FOUND,
        Trouble::NotAllowed | Trouble::NotTheirs | Trouble::SignedOut | Trouble::NotOnTheLine => {
            StatusCode::FORBIDDEN
        }
        Trouble::NoInvitation => StatusCode::GONE,
        Trouble::SignOnOver => StatusCode::BAD_REQUEST,
        Trouble::SignOnAway => StatusCode::BAD_GATEWAY,
        Trouble::SignOnNoAccount | Trouble::SignOnNoAddress => StatusCode::FORBIDDEN,
        Trouble::TooMuch => StatusCode::PAYLOAD_TOO_LARGE,
        Trouble::Overtaken | Trouble::Busy | Trouble::Unavailable => {
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}
