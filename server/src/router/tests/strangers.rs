//! Whoever is not Anna, and what they try at the door.

use std::{convert::Infallible, time::Duration};

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use futures_util::stream;

use super::anna::Anna;
use crate::{
    limits::{Rate, Rates},
    peers::{Peer, Proxies},
    router::HttpSettings,
};

const BIRTHDAY: &str = "dob_day=27&dob_month=3&dob_year=1980&then=next";

/// Anna's browser posts a page, and says this of where the post comes from. Whether it was taken.
async fn taken(said: &[(&str, &str)]) -> bool {
    let anna = Anna::consented().await;
    let mut request = Request::post(format!("{}/q/dob", anna.link()));
    for (name, value) in said {
        request = request.header(*name, *value);
    }
    let page = anna.asks(request, Body::from(BIRTHDAY)).await;
    if page.status == StatusCode::FORBIDDEN {
        assert!(page.body.contains("It came from another website"), "{}", page.body);
        page.is_guarded();
        return false;
    }
    assert_eq!(page.leads_to(), "/q/sex");
    true
}

#[tokio::test]
async fn a_form_that_another_site_sends_is_refused() {
    assert!(!taken(&[("sec-fetch-site", "cross-site")]).await);
    assert!(!taken(&[("sec-fetch-site", "same-site")]).await);
    assert!(!taken(&[("host", "127.0.0.1:3000"), ("origin", "https://evil.example")]).await);
    assert!(!taken(&[("host", "127.0.0.1:3000"), ("origin", "null")]).await);
}

#[tokio::test]
async fn our_own_form_is_taken_from_a_new_browser_and_an_old_one_and_through_a_proxy() {
    assert!(taken(&[("sec-fetch-site", "same-origin"), ("origin", "http://127.0.0.1:3000")]).await);
    assert!(taken(&[("sec-fetch-site", "none")]).await);
    assert!(taken(&[("host", "phone.test:3000"), ("origin", "http://phone.test:3000")]).await);
    assert!(taken(&[("host", "inner:8080"), ("origin", "http://127.0.0.1:3000")]).await);
    assert!(taken(&[("host", "127.0.0.1:3000")]).await);
}

#[tokio::test]
async fn a_page_may_be_opened_from_another_site_and_changes_nothing() {
    let anna = Anna::enrolled().await;

    let request = Request::get(anna.link()).header("sec-fetch-site", "cross-site");

    assert_eq!(anna.asks(request, Body::empty()).await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_address_that_is_bent_leads_nowhere_and_is_answered_with_a_page() {
    let anna = Anna::consented().await;
    let link = anna.link().to_owned();
    let bent = [
        "/r/%2e%2e/%2e%2e/etc/passwd".to_owned(),
        "/r/../../etc/passwd".to_owned(),
        "/pkg/%2e%2e/Cargo.toml".to_owned(),
        "/..%2f..%2fetc/passwd".to_owned(),
        "/r/%00".to_owned(),
        "//r//x//q".to_owned(),
        format!("/{link}"),
        format!("{link}%00"),
        format!("{link}/q/%ff"),
        format!("{link}/q/%2e%2e%2fanswers"),
        format!("{link}/q/{}", "a".repeat(12_000)),
        format!("{link}/%71/dob"),
        format!("{link};x=1/answers"),
    ];
    for address in bent {
        let page = anna.opens_address(&address).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{address}");
        assert!(page.body.contains("<h1>"), "{address}");
        page.is_guarded();
    }
}

#[tokio::test]
async fn a_post_to_a_bent_address_saves_nothing_and_is_no_fault_of_ours() {
    let anna = Anna::consented().await;
    let before = anna.database();
    let link = anna.link().to_owned();
    let bent = ["/r/%2e%2e/consent", "/r/%00/check", "/r/a%20b/answers", "/r/%ff/q/dob"];
    let bent = bent.map(str::to_owned).into_iter();
    let bent = bent.chain([format!("{link}/q/%ff"), format!("{link}/q/%2e%2e")]);
    for address in bent {
        let request = Request::post(&address);
        let page = anna.asks(request, Body::from(BIRTHDAY)).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{address}: {}", page.body);
    }
    assert_eq!(anna.database(), before);
}

#[tokio::test]
async fn other_methods_are_not_allowed_and_change_nothing() {
    let anna = Anna::consented().await;
    let before = anna.database();
    let address = format!("{}/q/dob", anna.link());
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW"] {
        let request = Request::builder().method(method).uri(&address);
        let page = anna.asks(request, Body::from(BIRTHDAY)).await;
        assert_eq!(page.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
        page.is_guarded();
    }
    assert_eq!(anna.database(), before);
}

#[tokio::test]
async fn over_https_a_browser_is_told_to_stay_there() {
    let anna = Anna::at(HttpSettings::at("https://survey.example.org")).await;

    let page = anna.opens("").await;

    assert_eq!(page.header("strict-transport-security"), "max-age=31536000; includeSubDomains");
}

#[tokio::test]
async fn a_form_that_never_ends_is_given_up_with_a_page_that_says_what_to_do() {
    let within = Duration::from_millis(50);
    let anna = Anna::at(HttpSettings { within, ..HttpSettings::at("http://127.0.0.1:3000") }).await;
    let endless = Body::from_stream(stream::pending::<Result<Vec<u8>, Infallible>>());

    let page = anna.asks(Request::post(format!("{}/consent", anna.link())), endless).await;

    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(page.header("connection"), "close");
    assert!(page.body.contains("Go back in your browser"));
    page.is_guarded();
}

#[tokio::test]
async fn who_asks_too_often_waits_and_others_do_not() {
    let address = Rate { at_once: 2, a_second: 0.01 };
    let rates = Rates { address, ..Rates::default() };
    let proxies = Proxies::read(["10.0.0.7"]).unwrap();
    let settings = HttpSettings { rates, proxies, ..HttpSettings::at("http://127.0.0.1:3000") };
    let anna = Anna::at(settings).await;
    let opens = async |peer: &str, client: &str| {
        let request = Request::get(anna.link()).extension(Peer(peer.parse().unwrap()));
        anna.asks(request.header("x-forwarded-for", client), Body::empty()).await
    };

    for _ in 0..2 {
        assert_eq!(opens("10.0.0.7", "203.0.113.9").await.status, StatusCode::OK);
    }
    let stopped = opens("10.0.0.7", "203.0.113.9").await;
    let other = opens("10.0.0.7", "203.0.113.8").await;
    // A stranger who names other addresses stays one stranger.
    let stranger = async |nth| opens("198.51.100.1", &format!("192.0.2.{nth}")).await.status;
    let strangers = [stranger(1).await, stranger(2).await, stranger(3).await];

    assert_eq!(stopped.status, StatusCode::TOO_MANY_REQUESTS);
    // A hundred seconds, less those that the two pages took.
    let seconds: u32 = stopped.header("retry-after").parse().expect("seconds");
    assert!((50..=100).contains(&seconds), "{seconds}");
    assert!(stopped.body.contains("Nothing is lost"));
    stopped.is_guarded();
    assert_eq!(other.status, StatusCode::OK);
    let (ok, wait) = (StatusCode::OK, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(strangers, [ok, ok, wait]);
}
