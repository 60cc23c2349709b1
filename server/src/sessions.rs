//! The cookie by which a device is known again. It holds no answer and no name: only a proof, made by
//! `records`, that the person's birthday was given here, or that the answers were begun here.

use app::api::door::{Device, Keep};
use axum::{
    extract::{Request, State},
    http::{
        HeaderMap, HeaderValue,
        header::{COOKIE, SET_COOKIE},
    },
    middleware::Next,
    response::Response,
};
use sha2::{Digest, Sha256};

use crate::router::Http;

/// How long a browser keeps it. How long it is believed is said in the proof itself, which ends far
/// sooner for anybody whose birthday is known.
const KEPT_SECONDS: u32 = 90 * 24 * 60 * 60;

/// Reads the cookie before a participant's page, and writes it after.
pub async fn remember(State(http): State<Http>, mut request: Request, next: Next) -> Response {
    let Some(token) = token(request.uri().path()).map(str::to_owned) else {
        request.extensions_mut().insert(Device::default());
        return next.run(request).await;
    };
    let cookie = Cookie::of(&token, http.secure);
    let device = Device::showing(cookie.value(request.headers()));
    request.extensions_mut().insert(device.clone());
    let mut response = next.run(request).await;
    let written = match device.kept() {
        Keep::AsItIs => None,
        Keep::New(proof) => Some(cookie.set(&proof, KEPT_SECONDS)),
        Keep::Nothing => Some(cookie.set("", 0)),
    };
    if let Some(Ok(written)) = written.map(|written| HeaderValue::from_str(&written)) {
        response.headers_mut().append(SET_COOKIE, written);
    }
    response
}

fn token(path: &str) -> Option<&str> {
    let token = path.strip_prefix("/r/")?.split('/').next()?;
    let plain = token.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (!token.is_empty() && plain).then_some(token)
}

/// The cookie of a link for a device that has just shown whose it is.
pub fn shown(token: &str, proof: &str, secure: bool) -> String {
    Cookie::of(token, secure).set(proof, KEPT_SECONDS)
}

/// One link's cookie. Over https its name has the prefix that no other site of the domain can write;
/// such a cookie cannot be kept to one path, so its name tells links apart, by a hash.
struct Cookie {
    name: String,
    ending: String,
}

impl Cookie {
    fn of(token: &str, secure: bool) -> Self {
        if !secure {
            let ending = format!("Path=/r/{token}; HttpOnly; SameSite=Lax");
            return Self { name: "tl-shown".to_owned(), ending };
        }
        let hash = Sha256::digest(token.as_bytes());
        let short: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        let name = format!("__Host-tl-shown-{short}");
        Self { name, ending: "Path=/; Secure; HttpOnly; SameSite=Lax".to_owned() }
    }

    fn value(&self, headers: &HeaderMap) -> Option<String> {
        let cookies = headers.get_all(COOKIE).into_iter().filter_map(|value| value.to_str().ok());
        let mut pairs = cookies.flat_map(|cookies| cookies.split(';'));
        pairs.find_map(|pair| {
            let (name, value) = pair.trim().split_once('=')?;
            (name == self.name && !value.is_empty()).then(|| value.to_owned())
        })
    }

    fn set(&self, value: &str, seconds: u32) -> String {
        format!("{}={value}; Max-Age={seconds}; {}", self.name, self.ending)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn over_https_no_other_site_can_write_it_and_the_link_is_not_in_it() {
        let written = Cookie::of("ABC123", true).set("proof", 60);

        assert!(written.starts_with("__Host-tl-shown-"));
        assert!(written.contains("; Path=/; Secure; HttpOnly; SameSite=Lax"));
        assert!(!written.contains("ABC123"));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_cookies_and_any_path_are_read_without_harm(
            header in any::<Vec<u8>>(),
            path in any::<String>(),
            secure in any::<bool>(),
        ) {
            let path = format!("/r/{path}");
            let cookie = Cookie::of(token(&path).unwrap_or("ABC123"), secure);
            let mut headers = HeaderMap::new();
            if let Ok(header) = HeaderValue::from_bytes(&header) {
                headers.append(COOKIE, header);
            }
            let ours = HeaderValue::from_str(&format!("a=b; {}=proof;c", cookie.name));
            headers.append(COOKIE, ours.expect("a header"));
            prop_assert!(cookie.value(&headers).is_some_and(|value| !value.is_empty()));
            prop_assert!(HeaderValue::from_str(&cookie.set("proof", 60)).is_ok());
        }
    }

    #[test]
    fn at_home_it_is_sent_with_this_link_only() {
        let written = Cookie::of("ABC123", false).set("proof", 60);

        assert_eq!(written, "tl-shown=proof; Max-Age=60; Path=/r/ABC123; HttpOnly; SameSite=Lax");
    }
}
