//! What is done with every request, whatever it asks for.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Instant,
};

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header::CONNECTION},
    middleware::Next,
    response::Response,
};
use tokio::time::timeout;
use tracing::Instrument;

use crate::{figures, headers, limits, plain, router::Http};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Answers within the time there is, with the headers that every answer has, and tells of it.
pub async fn watch(State(http): State<Http>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let _answering = http.asked.begins();
    let id = id();
    // The path holds a link. The pattern that it fits does not.
    let route = request.extensions().get::<MatchedPath>().cloned();
    let method = request.method().clone();
    let span = tracing::info_span!("request", id);
    let work = answered(&http, request, next, began).instrument(span.clone());
    let mut response = work.await;
    let headers = response.headers_mut();
    headers::add(headers, http.secure);
    if let Ok(id) = HeaderValue::from_str(&id) {
        headers.insert(REQUEST_ID, id);
    }
    let route = route.as_ref().map_or("other", MatchedPath::as_str);
    let (took, status) = (began.elapsed(), response.status());
    figures::answered(&method, route, status, took);
    // To a tenth: more says nothing, and reads like a number that somebody typed.
    let duration_ms = (took.as_secs_f64() * 1e4).round() / 10.0;
    let status = status.as_u16();
    span.in_scope(|| match route {
        "/livez" | "/readyz" => tracing::debug!(%method, route, status, duration_ms, "answered"),
        _ => tracing::info!(%method, route, status, duration_ms, "answered"),
    });
    response
}

async fn answered(http: &Http, request: Request, next: Next, now: Instant) -> Response {
    let client = http.client(&request);
    if let Err(wait) = http.limits.count(client, request.method(), request.uri().path(), now) {
        figures::held_off();
        return limits::too_many(wait);
    }
    timeout(http.within, next.run(request)).await.unwrap_or_else(|_| too_slow())
}

/// By which the lines of one request are found in the log. Nothing that was sent is in it.
fn id() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    format!("{:x}-{:x}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

/// What was begun in the database goes on to its end: sending the same again does no harm.
fn too_slow() -> Response {
    tracing::warn!("a request took too long and was given up");
    let mut response = plain::page(
        StatusCode::SERVICE_UNAVAILABLE,
        "Sorry, that took too long",
        "Your connection may be slow. Go back in your browser: what you wrote should still be \
         there. Then try again.",
    );
    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    response
}
