//! The page on which a short code is entered.

use std::time::{Duration, Instant};

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use futures_util::future::join_all;

use super::anna::{Anna, Page};
use crate::{peers::Peer, router::HttpSettings};

/// A site that answers wrong codes at once.
fn quick() -> HttpSettings {
    HttpSettings { guess: Duration::ZERO, ..HttpSettings::at("http://127.0.0.1:3000") }
}

/// Somebody at this address enters a code, and Anna's birthday unless they say another.
async fn enters(anna: &Anna, address: &str, code: &str, birthday: &str) -> Page {
    let request = Request::post("/c").extension(Peer(address.parse().unwrap()));
    anna.asks(request, Body::from(format!("code={code}&{birthday}"))).await
}

const HERS: &str = "day=27&month=3";

#[tokio::test]
async fn anna_types_the_code_of_her_letter_and_goes_on_where_she_was() {
    let mut anna = Anna::with_birthday(quick()).await;
    let code = anna.code().await;

    let page = anna.opens_address(&format!("/c/{}", code.to_lowercase())).await;
    assert!(page.input("code").contains(&format!("value=\"{code}\"")), "{}", page.body);
    let next = enters(&anna, "203.0.113.9", &code, HERS).await;
    anna.remember(&next);

    assert_eq!(next.leads_to(), "");
    let first = anna.opens("").await;
    assert!(!first.body.contains("/check\""), "she has shown who she is");
}

#[tokio::test]
async fn opening_the_short_link_changes_nothing_and_says_nothing_of_whose_it_is() {
    let anna = Anna::with_birthday(quick()).await;
    let code = anna.code().await;
    let before = anna.database();

    let hers = anna.opens_address(&format!("/c/{code}")).await;
    let nobodys = anna.opens_address("/c/0000-0000").await;
    let nonsense = anna.opens_address("/c/%3Cscript%3E").await;

    assert_eq!(hers.body.replace(&code, "0000-0000"), nobodys.body);
    assert!(nonsense.input("code").contains("value=\"\""));
    assert_eq!(anna.database(), before);
}

#[tokio::test]
async fn a_wrong_birthday_and_an_unknown_code_are_answered_alike_and_after_the_same_time() {
    let guess = Duration::from_millis(60);
    let anna = Anna::with_birthday(HttpSettings { guess, ..quick() }).await;
    let code = anna.code().await;
    let began = Instant::now();

    let wrong = enters(&anna, "203.0.113.9", &code, "day=1&month=1").await;
    let after_wrong = began.elapsed();
    let unknown = enters(&anna, "203.0.113.9", "0000-0000", "day=1&month=1").await;

    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("We cannot find this code with this birthday"));
    assert_eq!(
        (wrong.status, wrong.body.replace(&code, "0000-0000")),
        (unknown.status, unknown.body)
    );
    assert!(after_wrong >= guess && began.elapsed() >= 2 * guess);
}

#[tokio::test]
async fn what_is_missing_is_said_at_its_place_and_what_was_typed_is_kept() {
    let anna = Anna::with_birthday(quick()).await;

    let page = enters(&anna, "203.0.113.9", "K7QX+%3Cb%3E", "day=&month=3").await;

    assert!(page.body.contains("href=\"#code\"") && page.body.contains("href=\"#day\""));
    assert!(page.input("code").contains("value=\"K7QX &lt;b&gt;\""), "{}", page.input("code"));
    assert!(page.input("month").contains("value=\"3\""));
}

#[tokio::test]
async fn three_thousand_guesses_from_one_address_and_from_many_keep_anna_out_of_nothing() {
    let anna = Anna::with_birthday(quick()).await;
    let code = anna.code().await;
    let guess = |nth: u32, address: String| {
        let anna = &anna;
        async move { enters(anna, &address, &format!("{nth:08}"), HERS).await.status }
    };
    let before = anna.database();

    let one = join_all((0..1500).map(|nth| guess(nth, "203.0.113.9".to_owned()))).await;
    let many = (0..1500).map(|nth| guess(nth, format!("198.51.{}.{}", nth / 250, nth % 250)));
    let many = join_all(many).await;

    let held_off = one.iter().filter(|status| **status == StatusCode::TOO_MANY_REQUESTS).count();
    assert_eq!(held_off, 1400);
    assert!(many.iter().all(|status| *status == StatusCode::UNPROCESSABLE_ENTITY));
    assert_eq!(anna.database(), before, "guesses at codes that nobody has leave nothing behind");
    assert_eq!(enters(&anna, "203.0.113.10", &code, HERS).await.leads_to(), "");
    let stopped = enters(&anna, "203.0.113.9", &code, HERS).await;
    assert_eq!(stopped.header("retry-after"), "60");
    assert!(stopped.body.contains("use the link in an email from us"));
}

#[tokio::test]
async fn whoever_guesses_birthdays_for_annas_code_from_many_addresses_sees_five_of_them() {
    let anna = Anna::with_birthday(quick()).await;
    let code = anna.code().await;
    let days = (1..=31).map(|day| format!("day={day}&month=3"));
    for (nth, birthday) in days.enumerate() {
        let tried = enters(&anna, &format!("203.0.113.{nth}"), &code, &birthday).await;
        assert_eq!(tried.status, StatusCode::UNPROCESSABLE_ENTITY, "{birthday}");
    }

    // Her link is another way in, and is not at rest.
    let mut phone = anna.on_another_phone();
    assert_eq!(phone.answers("/check", HERS).await.leads_to(), "/consent");
}
