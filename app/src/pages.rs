//! One page a file. Only pages read; components draw what they are given.

pub(crate) mod front;

pub(crate) mod welcome;

pub(crate) mod consent;

pub(crate) mod check;

pub(crate) mod question;

pub(crate) mod review;

pub(crate) mod thanks;

pub(crate) mod later;

pub(crate) mod help;

pub(crate) mod reading;

pub(crate) mod trouble;

use std::future::Future;

use http::{HeaderValue, StatusCode, header::LOCATION};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

use crate::{
    api::{Away, Place, door::Request},
    components::{frame::Frame, try_again::TryAgain},
    pages::trouble::Trouble,
};

/// Draws a page from what was read for it; or leads away, or says what is in the way.
fn reading<T, V>(
    read: impl Future<Output = Result<T, Away>> + Send + 'static,
    draw: impl FnOnce(T) -> V + Send + 'static,
) -> AnyView
where
    T: Send + 'static,
    V: IntoView + 'static,
{
    let response = expect_context::<ResponseOptions>();
    let page = async move {
        match read.await {
            Ok(read) => draw(read).into_any(),
            Err(Away::To(address)) => {
                go_to(&response, &address);
                view! { <Frame title="Moved" place=None><h1>"Moved"</h1></Frame> }.into_any()
            }
            Err(Away::Trouble(error, place)) => {
                view! { <Trouble error place response /> }.into_any()
            }
        }
    };
    Suspend::new(page).into_any()
}

/// The same for a page that is posted. When the database failed nothing more is asked of it: the page
/// carries what was typed, and one press sends it again.
fn posted<T, V, R>(
    read: impl FnOnce(Request) -> R,
    draw: impl FnOnce(T) -> V + Send + 'static,
) -> AnyView
where
    R: Future<Output = Result<T, Away>> + Send + 'static,
    T: Send + 'static,
    V: IntoView + 'static,
{
    let request = Request::at_hand();
    let Some(typed) = request.not_saved().cloned() else { return reading(read(request), draw) };
    expect_context::<ResponseOptions>().set_status(StatusCode::SERVICE_UNAVAILABLE);
    view! { <Frame title="Error: not saved yet" place=None><TryAgain typed /></Frame> }.into_any()
}

fn go_to(response: &ResponseOptions, address: &str) {
    if let Ok(address) = HeaderValue::from_str(address) {
        response.set_status(StatusCode::SEE_OTHER);
        response.insert_header(LOCATION, address);
    }
}

/// A page of the study, for people who have a link.
fn of_study(place: &Place, page: &str) -> String {
    format!("{page} – {}", place.study.title)
}
