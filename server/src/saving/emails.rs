//! Stopping emails: with one click of a mail program (RFC 8058), or with the button of the page. Whoever has the address
//! was sent it, so the post may come from anywhere; what it says is not read.

use app::{Page, paths};
use axum::{
    body::Body,
    extract::{Path, Request, State},
    response::Response,
};
use records::stopping;

use super::on_to;
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

/// Leads on to everything that they can change of how they are contacted, with the link that is theirs.
pub async fn choices(
    State(http): State<Http>,
    Path(token): Path<String>,
    request: Request,
) -> Response {
    let page = match stopping::link_of_mail(&http.db, &token, http.clock.now()).await {
        Ok(Some(own)) => return on_to(&paths::contact(&own)),
        Ok(None) => Page::Emails,
        Err(error) => {
            app::api::unavailable(&error);
            Page::Unavailable
        }
    };
    let (parts, _) = request.into_parts();
    http.draw(page, Request::from_parts(parts, Body::empty())).await
}
