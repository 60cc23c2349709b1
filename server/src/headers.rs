//! Headers of every answer: what a page may load, and what may be remembered of it.

use axum::http::{
    HeaderMap, HeaderName, HeaderValue,
    header::{
        CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
        X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
    },
};

const PERMISSIONS: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(), \
     gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

/// For what is no page: a picture, a redirect, two words for a program.
const NOTHING: &str =
    "default-src 'none'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

/// Adds what is missing. A page brings its own policy for scripts, a file its own for caching.
/// `secure` where participants reach the site over https.
pub fn add(headers: &mut HeaderMap, secure: bool) {
    let mut or = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    or(CONTENT_SECURITY_POLICY, NOTHING);
    or(REFERRER_POLICY, "same-origin");
    or(X_CONTENT_TYPE_OPTIONS, "nosniff");
    or(X_FRAME_OPTIONS, "DENY");
    or(CACHE_CONTROL, "no-store");
    or(HeaderName::from_static("permissions-policy"), PERMISSIONS);
    or(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    or(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    if secure {
        or(STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains");
    }
}

/// A page loads only what is ours, and posts only to us. It runs only the script that carries its
/// nonce, with the wasm that this one wakes; a page without a nonce runs none.
pub fn policy(nonce: Option<&str>) -> String {
    allowing(&nonce.map_or_else(String::new, |nonce| {
        format!("script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; connect-src 'self'; ")
    }))
}

/// The same of a page for staff, whose script, where it has one, stands in it whole: it loads no other.
pub fn policy_for_staff(nonce: Option<&str>) -> String {
    allowing(&nonce.map_or_else(String::new, |nonce| {
        format!("script-src 'nonce-{nonce}'; connect-src 'self'; ")
    }))
}

fn allowing(scripts: &str) -> String {
    format!(
        "default-src 'none'; {scripts}img-src 'self'; style-src 'self'; \
         form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )
}
