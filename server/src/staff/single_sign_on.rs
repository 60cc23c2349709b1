//! Coming in by the sign-in of one's own organisation (OIDC, by authorization code with PKCE). The
//! browser goes there with three random numbers, and comes back with a code that only whoever began
//! can change into what the organisation vouches for. Decision 23.

mod outgoing;

mod claims;

mod provider;

mod believing;

use app::{
    For,
    api::staff::{Trouble, unavailable},
};
use axum::{
    Extension,
    extract::{Query, State, rejection::QueryRejection},
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use records::staff::{self, Begun, NotSignedOn};
use serde::Deserialize;

use self::believing::Unbelieved;
pub use self::provider::Provider;
use super::{
    Route, cookies,
    gate::{Arrival, in_trouble},
    posted::on_to,
};
use crate::router::Http;

/// Where the provider sends the browser back to.
pub const BACK: &str = "/staff/single-sign-on/back";

/// What is answered with another address. No form leads there: browsers let a form lead to no other
/// site than its page may.
pub fn ways() -> Vec<Route> {
    vec![
        Route { address: "/staff/single-sign-on", is_for: For::Anybody, answers: get(go) },
        Route { address: BACK, is_for: For::Anybody, answers: get(back) },
    ]
}

/// What the provider says in the address by which the browser comes back.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Answered {
    state: String,
    code: String,
    error: String,
    iss: Option<String>,
}

/// Sends the browser to the provider, when somebody wants to who is at our own page.
async fn go(
    State(http): State<Http>,
    Extension(arrival): Extension<Arrival>,
    headers: HeaderMap,
) -> Response {
    let Some(provider) = &http.provider else {
        return in_trouble(&http, arrival, Trouble::NotFound).await;
    };
    if !is_begun_here(&headers, &http.public_url) {
        return on_to("/staff/sign-in");
    }
    let (begun, now) = (Begun::now(), http.clock.now());
    match provider.address(&begun, now).await {
        Ok(address) => {
            let there = Redirect::to(&address).into_response();
            cookies::keep_begun(there, &begun.sealed(&http.db, now), http.secure)
        }
        Err(cause) => in_trouble(&http, arrival, told(&cause)).await,
    }
}

/// Whether the button on our page was pressed, or the address typed. A link or a redirect of another site
/// would sign in whoever the provider knows without their wanting it. A browser that is too old to say, or is
/// not let to without https, says from which page it comes.
fn is_begun_here(headers: &HeaderMap, public_url: &str) -> bool {
    let said = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match said("sec-fetch-site") {
        Some(site) => matches!(site, "same-origin" | "none"),
        None => said("referer").is_some_and(|page| {
            let (start, rest) = page.split_at_checked(public_url.len()).unwrap_or_default();
            start.eq_ignore_ascii_case(public_url) && rest.starts_with('/')
        }),
    }
}

/// Takes what the provider says of whoever comes back.
async fn back(
    State(http): State<Http>,
    Extension(arrival): Extension<Arrival>,
    headers: HeaderMap,
    answered: Result<Query<Answered>, QueryRejection>,
) -> Response {
    let kept = cookies::begun(&headers, http.secure);
    let answered = kept.zip(answered.ok().map(|Query(answered)| answered));
    let came = came_in(&http, &arrival, answered).await;
    let response = match came {
        Ok(response) => response,
        Err(trouble) => in_trouble(&http, arrival, trouble).await,
    };
    // Whatever came of it: an answer is taken once.
    cookies::forget_begun(response, http.secure)
}

async fn came_in(
    http: &Http,
    arrival: &Arrival,
    answered: Option<(String, Answered)>,
) -> Result<Response, Trouble> {
    let provider = http.provider.as_ref().ok_or(Trouble::NotFound)?;
    let now = http.clock.now();
    let (kept, answered) = answered.ok_or(Trouble::SignOnOver)?;
    let begun = Begun::open(&http.db, &kept, now).ok_or(Trouble::SignOnOver)?;
    if !begun.is_answered_by(&answered.state) || !provider.is(answered.iss.as_deref()) {
        return Err(Trouble::SignOnOver);
    }
    if answered.error == "access_denied" {
        // They thought better of it.
        return Ok(on_to("/staff/sign-in"));
    }
    if answered.code.is_empty() {
        return Err(told(&Unbelieved::Refused("it sent no code".to_owned())));
    }
    let vouched = provider.vouched(&answered.code, &begun, now).await.map_err(|why| told(&why))?;
    let signed_in = staff::sign_on(&http.db, vouched, arrival.from.clone(), now).await;
    let signed_in = signed_in.map_err(|why| not_let_in(&why))?;
    // Whatever session the browser had before is not the one that came in.
    if let Some(before) = &arrival.session
        && let Err(cause) = staff::sign_out(&http.db, before, now).await
    {
        unavailable(&cause);
    }
    Ok(cookies::keep(on_to("/staff"), &signed_in, http.secure))
}

/// What somebody is told whom the provider vouches for and nobody knows.
fn not_let_in(why: &NotSignedOn) -> Trouble {
    if let NotSignedOn::Database(cause) = why {
        return unavailable(cause);
    }
    tracing::warn!(reason = %why, "single sign-on let nobody in");
    match why {
        NotSignedOn::NoAddress => Trouble::SignOnNoAddress,
        _ => Trouble::SignOnNoAccount,
    }
}

/// What the person is told. What the provider did wrong is for whoever runs the service.
fn told(why: &Unbelieved) -> Trouble {
    tracing::warn!(reason = %why, "single sign-on did not work");
    match why {
        Unbelieved::Away(_) => Trouble::SignOnAway,
        Unbelieved::Refused(_) => Trouble::SignOnOver,
        Unbelieved::Elsewhere => Trouble::SignOnNoAccount,
    }
}

#[cfg(test)]
mod tests;
