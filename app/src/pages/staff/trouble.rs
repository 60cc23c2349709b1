//! What staff see when a page cannot be shown.

use http::StatusCode;
use leptos::prelude::*;

use crate::{
    api::staff::{Trouble, door::Said},
    components::staff::{frame::StaffFramed, kept::kept},
    pages::staff::interview::{self, ARRIVE, KEYS},
    wording::staff as wording,
};

/// What is in the way, and where to go on; `calls` is the page of calls, for who rings people there.
pub(crate) fn trouble(trouble: Trouble, said: &Said, calls: Option<&str>) -> StaffFramed {
    let words = wording::trouble(trouble).into_iter().filter(|words| !words.is_empty());
    let heading = trouble.to_string();
    let calls = calls.filter(|_| matches!(trouble, Trouble::GivenAway | Trouble::TheirsNoMore));
    let (to, onward) = onward(trouble, said, calls);
    let of_interview = interview::unsaved(said);
    // What was typed stands on this page only.
    let stands_here = of_interview.is_some()
        || matches!(trouble, Trouble::SignedOut | Trouble::NoDraft | Trouble::NotTheirs);
    let target = stands_here.then_some("_blank");
    let unsaved = of_interview.or_else(|| kept(said));
    let middle = view! {
        <h1>{heading.clone()}</h1>
        {words.map(|words| view! { <p>{words}</p> }).collect_view()}
        <p><a href=to target=target>{onward}</a></p>
        {unsaved}
        {calls.map(|calls| next_call(calls.to_owned(), target))}
    };
    let page = StaffFramed::new(heading, middle).with_status(status(trouble));
    // Enter led here from a call, so no button has the focus.
    match trouble {
        _ if calls.is_some() => page.with_script(KEYS),
        Trouble::GivenAway
        | Trouble::TheirsNoMore
        | Trouble::NotTheirCase
        | Trouble::NotOnTheLine => page.with_script(ARRIVE),
        _ => page,
    }
}

/// Where to go on, and what the link there is called.
fn onward(trouble: Trouble, said: &Said, calls: Option<&str>) -> (String, &'static str) {
    let (to, words) = match trouble {
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
        Trouble::NotOnTheLine => {
            let front = interview::front_of(said).unwrap_or_else(|| "/staff".to_owned());
            return (front, "Make sure that it is them, in another tab");
        }
        _ => calls.map_or(("/staff", "Go to the overview"), |calls| (calls, "Go to “Calls”")),
    };
    (to.to_owned(), words)
}

/// Whoever lost one case goes on with another.
fn next_call(calls: String, target: Option<&'static str>) -> impl IntoView {
    view! {
        <form method="post" action=calls target=target id="interview">
            <p id="heard" role="status"></p>
            <div class="actions">
                <button class="button button--quiet" name="then" value="next" data-key="n">"Next call"</button>
            </div>
        </form>
    }
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
