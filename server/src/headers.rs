//! Headers of every answer: what a page may load, and what may be remembered of it.

use axum::{
    extract::{Request, State},
    http::{
        HeaderName, HeaderValue,
        header::{
            CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
            X_CONTENT_TYPE_OPTIONS,
        },
    },
    middleware::Next,
    response::Response,
};

use crate::router::Http;

const PERMISSIONS: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(), \
     gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

/// Adds what is missing. A page brings its own policy for scripts, a file its own for caching.
pub async fn add(State(http): State<Http>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut or = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    or(CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'; base-uri 'none'");
    or(REFERRER_POLICY, "same-origin");
    or(X_CONTENT_TYPE_OPTIONS, "nosniff");
    or(CACHE_CONTROL, "no-store");
    or(HeaderName::from_static("permissions-policy"), PERMISSIONS);
    or(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    or(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    if http.secure {
        or(STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    response
}

/// A page loads only what is ours, and runs only the script that carries this page's nonce.
pub fn policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; \
         connect-src 'self'; img-src 'self' data:; style-src 'self'; font-src 'self'; \
         form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )
}
