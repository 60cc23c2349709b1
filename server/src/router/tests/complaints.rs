//! The form of complaints, with Anna's link and without one.

use app::Page as Drawn;
use axum::{
    body::Body,
    http::{Request, StatusCode},
};

use super::anna::{Anna, Page};
use crate::{peers::Peer, plain};

const FORM: &str = "what=The+text+came+at+night&wish=&contact=Anna%2C+07700+900123";

async fn complains(anna: &Anna, form: &str) -> Page {
    anna.asks(Request::post("/complaint"), Body::from(form.to_owned())).await
}

#[tokio::test]
async fn every_page_leads_to_the_form_of_complaints() {
    let anna = Anna::consented().await;
    let token = anna.link().trim_start_matches("/r/");
    for (address, _) in Drawn::ADDRESSES {
        let own = address.replace("{token}", token).replace("{page}", "dob");
        let page = anna.opens_address(&own.replace("{code}", "K7QX-M2PD")).await;
        let form = match address.starts_with("/r/") {
            true => format!("href=\"/r/{token}/complaint\""),
            false => "href=\"/complaint\"".to_owned(),
        };
        let led_on = page.status == StatusCode::SEE_OTHER;
        assert!(led_on || page.body.contains(&form), "{address}: {}", page.body);
    }
    for nowhere in ["/nowhere", "/r/00000000000000000000000000", "/staff/sign-in"] {
        let page = anna.opens_address(nowhere).await;
        assert!(page.body.contains("href=\"/complaint\""), "{nowhere}");
    }
    let plain = plain::page(StatusCode::NOT_FOUND, "No", "Nothing is here.").into_body();
    let plain = axum::body::to_bytes(plain, usize::MAX).await.unwrap();
    assert!(String::from_utf8_lossy(&plain).contains("href=\"/complaint\""));
}

#[tokio::test]
async fn anna_complains_at_her_link_and_is_told_what_happens_next() {
    let anna = Anna::enrolled().await;
    let empty = anna.opens("/complaint").await;
    assert!(
        !empty.body.contains("Annabel") && !empty.body.contains("900123"),
        "nothing is filled in"
    );

    let next = anna.posts("/complaint", FORM).await;

    assert!(next.leads_to().starts_with("/complaint?received="));
    let page = anna.opens(next.leads_to()).await;
    for words in ["Your reference is", "C-1", "within 30 days", "0303 123 1113", "Bridgeway"] {
        assert!(page.body.contains(words), "{words}");
    }
    page.is_guarded();
}

#[tokio::test]
async fn whoever_has_no_link_complains_too_and_need_not_say_who_they_are() {
    let anna = Anna::enrolled().await;

    let made = complains(&anna, "what=Nobody+answers+the+phone").await;

    let page = anna.opens_address(made.header("location")).await;
    assert!(page.body.contains("We have your complaint") && page.body.contains("C-1"));
}

#[tokio::test]
async fn an_address_that_somebody_made_up_says_of_no_complaint_that_we_have_it() {
    let anna = Anna::enrolled().await;
    let made = complains(&anna, "what=Nobody+answers+the+phone&once=a%0D%0Ab").await;
    let told = made.header("location").to_owned();
    assert!(!told.contains("C-1") && told.len() == "/complaint?received=".len() + 26, "{told}");

    for made_up in ["C-1", "C-2", "1", "00000000000000000000000000", "", "%00"] {
        let page = anna.opens_address(&format!("/complaint?received={made_up}")).await;
        assert!(!page.body.contains("We have your complaint"), "{made_up}");
        assert!(page.body.contains("Make a complaint"), "{made_up}");
    }
    assert!(anna.opens_address(&told).await.body.contains("C-1"));
}

#[tokio::test]
async fn to_open_the_form_changes_nothing() {
    let anna = Anna::enrolled().await;
    let before = anna.database();

    for address in ["/complaint", "/complaint?received=C-1", "/complaint?received=%3Cb%3E"] {
        let page = anna.opens_address(address).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.body.contains("<b>") && !page.body.contains("%3Cb"));
    }
    anna.opens("/complaint").await;

    assert_eq!(anna.database(), before);
}

#[tokio::test]
async fn without_what_happened_the_form_is_shown_again_and_nothing_typed_is_lost() {
    let anna = Anna::enrolled().await;

    let form = "what=+&wish=%3Cscript%3EA+call&contact=anna%40example.org&may_know=yes&once=K7";
    let page = anna.posts("/complaint", form).await;

    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("href=\"#what\"") && page.body.contains("Write what happened"));
    assert!(page.body.contains("&lt;script>A call") && !page.body.contains("<script>A call"));
    assert!(page.body.contains("anna@example.org"));
    assert!(page.input("may_know").contains("checked"));
    assert!(page.body.contains("name=\"once\" value=\"K7\""), "sent again it is the same form");
    let long = anna.posts("/complaint", &format!("what={}", "x".repeat(10_001))).await;
    assert!(long.body.contains("Shorten this by 1 character"));
}

#[tokio::test]
async fn the_same_form_sent_twice_is_one_complaint() {
    let anna = Anna::enrolled().await;
    let form = format!("{FORM}&once=2B9ZK");

    let first = complains(&anna, &form).await.header("location").to_owned();
    let again = complains(&anna, &form).await.header("location").to_owned();
    let other = complains(&anna, FORM).await.header("location").to_owned();

    assert_eq!(first, again);
    assert_ne!(first, other);
}

#[tokio::test]
async fn a_complaint_that_another_site_sends_is_refused_and_too_much_is_too() {
    let anna = Anna::enrolled().await;
    let before = anna.database();

    for address in ["/complaint".to_owned(), format!("{}/complaint", anna.link())] {
        let request = Request::post(&address).header("sec-fetch-site", "cross-site");
        let foreign = anna.asks(request, Body::from(FORM)).await;
        assert_eq!(foreign.status, StatusCode::FORBIDDEN, "{address}");
        let huge = anna.asks(Request::post(&address), Body::from(vec![b'a'; 10_000_000])).await;
        assert_eq!(huge.status, StatusCode::PAYLOAD_TOO_LARGE, "{address}");
    }

    assert_eq!(anna.database(), before);
}

#[tokio::test]
async fn whoever_complains_again_and_again_waits_and_keeps_their_words_and_others_do_not() {
    let anna = Anna::enrolled().await;
    let from = async |address: &str| {
        let request = Request::post("/complaint").extension(Peer(address.parse().unwrap()));
        anna.asks(request, Body::from(FORM)).await
    };
    for _ in 0..20 {
        assert_eq!(from("203.0.113.9").await.status, StatusCode::SEE_OTHER);
    }

    let held = from("203.0.113.9").await;

    assert_eq!(held.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(held.body.contains("The text came at night") && held.body.contains("Wait"));
    let wait: u64 = held.header("retry-after").parse().unwrap();
    assert!((1..=100).contains(&wait), "{wait}");
    assert_eq!(from("203.0.113.8").await.status, StatusCode::SEE_OTHER);
    for _ in 0..20 {
        assert_eq!(anna.posts("/complaint", FORM).await.status, StatusCode::SEE_OTHER);
    }
    let at_link = anna.posts("/complaint", FORM).await;
    assert_eq!(at_link.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(at_link.body.contains("The text came at night"));
}

#[tokio::test]
async fn while_the_database_fails_the_complaint_is_carried_in_the_page() {
    let anna = Anna::enrolled().await;
    anna.breaks_the_database().await;

    let page = complains(&anna, FORM).await;

    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.body.contains("name=\"what\" value=\"The text came at night\""));
}
