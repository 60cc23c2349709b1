//! Stopping emails: with one click of a mail program (RFC 8058), or with the button of the page. Whoever has the address
//! was sent it, so the post may come from anywhere; what it says is not read.

use app::Page;
use axum::{
    body::Body,
    extract::{Path, Request, State},
    response::Response,
};
use records::stopping;

use crate::router::Http;

/// Stops them, and says so. Again, it says so again.
pub async fn stop(
    State(http): State<Http>,
    Path(token): Path<String>,
    request: Request,
) -> Response {
    let stopped = stopping::stop_emails(&http.db, &token, http.clock.now()).await;
    let page = match stopped {
        Ok(_) => Page::Emails,
        Err(error) => {
            app::api::unavailable(&error);
            Page::Unavailable
        }
    };
    let (parts, _) = request.into_parts();
    http.draw(page, Request::from_parts(parts, Body::empty())).await
}
