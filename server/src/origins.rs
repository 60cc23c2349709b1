//! Forms are taken from our own pages only: another site cannot post in somebody's name.

use axum::{http::StatusCode, response::Response};
use tower_http::csrf::{CsrfLayer, ProtectionError};

use crate::plain;

/// Refuses what another site's page made a browser post. Browsers say where a post comes from in
/// `Sec-Fetch-Site` or `Origin`; one that says neither is let through, see decision 17.
pub fn ours_only(
    public_url: &str,
) -> CsrfLayer<impl Fn(ProtectionError) -> Response + Clone + use<>> {
    // Behind a proxy that changes the host, an older browser's `Origin` is still the public one.
    let ours = CsrfLayer::new().add_trusted_origin(public_url.to_ascii_lowercase());
    let ours = ours.unwrap_or_else(|error| {
        tracing::warn!(%error, "the public URL is no origin that browsers name");
        CsrfLayer::new()
    });
    ours.with_rejection_response(refused)
}

fn refused(_: ProtectionError) -> Response {
    plain::page(
        StatusCode::FORBIDDEN,
        "We could not take that",
        "It came from another website, so nothing was saved. Open your own link again, from the \
         message we sent you, and go on there.",
    )
}
