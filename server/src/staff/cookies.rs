//! The cookies of staff: the session, and a mark by which a browser is known again that somebody signed
//! in on before; and for ten minutes, sealed, what was begun with another sign-in. None tells anything
//! by itself.

use axum::{
    http::{
        HeaderMap, HeaderName, HeaderValue,
        header::{COOKIE, SET_COOKIE},
    },
    response::Response,
};
use records::staff::SignedIn;

const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");
/// What a browser clears when somebody signs out. Not all cookies: it would take those of every site of the same
/// domain, and the mark by which it is known itself, without which guessing elsewhere makes its owner wait.
const CLEARED: &str = "\"cache\", \"storage\"";

/// How long a browser is known again.
const DEVICE_SECONDS: u32 = 180 * 24 * 60 * 60;

/// How long somebody may be away at their organisation's sign-in.
#[cfg(feature = "sso")]
const BEGUN_SECONDS: u32 = 10 * 60;

/// The session, as the browser shows it.
pub fn session(headers: &HeaderMap, secure: bool) -> Option<String> {
    value(headers, &name("session", secure))
}

/// The mark of a browser that is known.
pub fn device(headers: &HeaderMap, secure: bool) -> Option<String> {
    value(headers, &name("device", secure))
}

/// What was begun with another sign-in.
#[cfg(feature = "sso")]
pub fn begun(headers: &HeaderMap, secure: bool) -> Option<String> {
    value(headers, &name("sign-on", secure))
}

/// Gives the browser what it is to keep while its owner is away.
#[cfg(feature = "sso")]
pub fn keep_begun(mut response: Response, begun: &str, secure: bool) -> Response {
    write(&mut response, "sign-on", begun, Some(BEGUN_SECONDS), secure);
    response
}

/// Takes it from the browser.
#[cfg(feature = "sso")]
pub fn forget_begun(mut response: Response, secure: bool) -> Response {
    write(&mut response, "sign-on", "", Some(0), secure);
    response
}

/// Gives the browser what it is to keep.
pub fn keep(mut response: Response, signed_in: &SignedIn, secure: bool) -> Response {
    write(&mut response, "session", &signed_in.session, None, secure);
    if let Some(device) = &signed_in.device {
        write(&mut response, "device", device, Some(DEVICE_SECONDS), secure);
    }
    response
}

/// Gives the session that goes on its new number.
pub fn renew(mut response: Response, session: &str, secure: bool) -> Response {
    write(&mut response, "session", session, None, secure);
    response
}

/// Takes the session from the browser, and has it clear what it has of the site.
pub fn forget(mut response: Response, secure: bool) -> Response {
    write(&mut response, "session", "", Some(0), secure);
    response.headers_mut().insert(CLEAR_SITE_DATA, HeaderValue::from_static(CLEARED));
    response
}

/// Over https the name has the prefix that no other site of the domain can write.
fn name(what: &str, secure: bool) -> String {
    if secure { format!("__Host-tl-staff-{what}") } else { format!("tl-staff-{what}") }
}

fn write(response: &mut Response, what: &str, value: &str, seconds: Option<u32>, secure: bool) {
    let age = seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
    let only = if secure { "; Secure" } else { "" };
    let name = name(what, secure);
    let written = format!("{name}={value}{age}; Path=/{only}; HttpOnly; SameSite=Lax");
    if let Ok(written) = HeaderValue::from_str(&written) {
        response.headers_mut().append(SET_COOKIE, written);
    }
}

fn value(headers: &HeaderMap, name: &str) -> Option<String> {
    let cookies = headers.get_all(COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|cookies| cookies.split(';'));
    pairs.find_map(|pair| {
        let (key, value) = pair.trim().split_once('=')?;
        (key == name && !value.is_empty()).then(|| value.to_owned())
    })
}
