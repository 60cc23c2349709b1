//! Stands before every address of the staff site: who asks, and whether it is for them.

use std::{sync::Arc, time::Instant};

use app::{
    For,
    api::staff::{
        Trouble,
        door::{Done, Said, StaffRequest},
    },
};
use axum::{
    RequestExt,
    extract::{RawPathParams, Request, State},
    http::{HeaderMap, Method, header::USER_AGENT},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use records::{
    auth::{self, Arrived},
    staff::From,
    studies::{self, StudyError, StudyHandle},
};
use surveys::{keys::StudyKey, roles::Act};

use super::cookies;
use crate::{figures, limits, packing, peers::Peer, router::Http, saving::form};

/// For whom an address is.
#[derive(Clone)]
pub struct Gate {
    pub http: Http,
    pub is_for: For,
    /// The pattern of the address.
    pub address: &'static str,
}

/// Somebody whom the gate let in.
#[derive(Clone)]
pub struct Arrival {
    /// What a page is read for.
    pub request: StaffRequest,
    /// The session, as the browser shows it.
    pub session: Option<String>,
    /// Where they come from.
    pub from: From,
    /// How the page may be sent.
    pub takes_gzip: bool,
}

/// Lets the request through, or answers it with what to do instead.
pub async fn let_in(State(gate): State<Gate>, mut request: Request, next: Next) -> Response {
    let Gate { http, is_for, address } = gate;
    let (arrival, trouble) = match arrival(&http, &mut request).await {
        Ok(arrival) => {
            let StaffRequest { arrived, study, .. } = &arrival.request;
            if let Some(Arrived::In(member)) = arrived
                && let Err(wait) = http.limits.count_account(member.id(), Instant::now())
            {
                figures::held_off();
                return limits::too_many(wait);
            }
            if is_for.lets_in(arrived.as_ref(), study.as_ref()) {
                request.extensions_mut().insert(arrival);
                return next.run(request).await;
            }
            let trouble = match arrived {
                None => Trouble::SignedOut,
                Some(Arrived::OwesCode(_)) => return Redirect::to("/staff/code").into_response(),
                Some(Arrived::OwesSecondFactor(_)) => {
                    return Redirect::to("/staff/second-factor").into_response();
                }
                Some(Arrived::In(member)) => {
                    let staff = member.id();
                    tracing::warn!(staff, address, "a page that is not for them was asked for");
                    Trouble::NotAllowed
                }
            };
            (arrival, trouble)
        }
        Err((arrival, trouble)) => (*arrival, trouble),
    };
    let arrival = match is_for {
        For::Whoever(Act::EditSurveys) => with_what_was_typed(arrival, request).await,
        _ => arrival,
    };
    if trouble == Trouble::SignedOut && arrival.request.said.again.is_none() {
        return Redirect::to("/staff/sign-in").into_response();
    }
    in_trouble(&http, arrival, trouble).await
}

/// Whoever wrote something of a survey has it on the page that says why it was not saved. What a script sends stays in the
/// page that runs it.
async fn with_what_was_typed(mut arrival: Arrival, request: Request) -> Arrival {
    let address = request.uri().path().to_owned();
    if request.method() != Method::POST || address.ends_with("/keep") {
        return arrival;
    }
    if let Ok(typed) = form::read_at_most(request.into_body(), form::MOST_BYTES_WRITTEN).await
        && app::is_worth_keeping(&typed)
    {
        arrival.request.said.typed = typed;
        arrival.request.said.again = Some(address);
    }
    arrival
}

/// What is drawn instead of a page.
pub async fn in_trouble(http: &Http, arrival: Arrival, trouble: Trouble) -> Response {
    http.draw_staff(Err(trouble), arrival.request, arrival.takes_gzip).await
}

async fn arrival(http: &Http, request: &mut Request) -> Result<Arrival, (Box<Arrival>, Trouble)> {
    let params = request.extract_parts::<RawPathParams>().await.ok();
    let mut arrival = nobody(http, request);
    let failed = |arrival: &Arrival, cause: &dyn std::fmt::Display| {
        (Box::new(arrival.clone()), app::api::staff::unavailable(&cause.to_string()))
    };
    if let Some(token) = &arrival.session {
        let arrived = auth::arrive(&http.db, token, arrival.request.now).await;
        arrival.request.arrived = arrived.map_err(|cause| failed(&arrival, &cause))?;
    }
    for (name, value) in params.iter().flatten() {
        if name != "study" {
            let names = &mut arrival.request.names;
            *names = if names.is_empty() { value.to_owned() } else { format!("{names}/{value}") };
            continue;
        }
        arrival.request.study = match study(http, value).await {
            Ok(Some(study)) => Some(study),
            // Whoever may not look learns nothing of which studies there are.
            Ok(None) if arrival.request.arrived.is_some() => {
                return Err((Box::new(arrival), Trouble::NotFound));
            }
            Ok(None) => None,
            Err(cause) => return Err(failed(&arrival, &cause)),
        };
    }
    Ok(arrival)
}

/// What a request tells before anything is looked up.
fn nobody(http: &Http, request: &Request) -> Arrival {
    let headers = request.headers();
    let peer = request.extensions().get::<Peer>();
    let client = peer.map(|peer| http.proxies.client(peer.0, headers));
    let query = request.uri().query().unwrap_or_default();
    let shows = form::fields(query.as_bytes());
    let said = Said { done: Done::named(shows.one("done")), shows, ..Said::default() };
    Arrival {
        request: StaffRequest {
            db: http.db.clone(),
            now: http.clock.now(),
            site: Arc::clone(&http.public_url),
            arrived: None,
            study: None,
            names: String::new(),
            sign_on: http.provider.as_ref().map(|provider| provider.told()),
            outbox: http.outbox.clone(),
            said,
        },
        session: cookies::session(headers, http.secure),
        from: From {
            address: client
                .map(limits::neighbourhood)
                .map_or_else(String::new, |at| at.to_string()),
            agent: agent(headers),
            device: cookies::device(headers, http.secure),
        },
        takes_gzip: packing::accepts(headers, "gzip"),
    }
}

fn agent(headers: &HeaderMap) -> String {
    let named = headers.get(USER_AGENT).and_then(|named| named.to_str().ok());
    named.unwrap_or_default().to_owned()
}

async fn study(http: &Http, key: &str) -> Result<Option<StudyHandle>, StudyError> {
    let Ok(key) = StudyKey::new(key) else { return Ok(None) };
    match studies::find(&http.db, &key).await {
        Ok(study) => Ok(Some(study)),
        Err(StudyError::Unknown(_)) => Ok(None),
        Err(error) => Err(error),
    }
}
