//! “Leave this page now”: the phone forgets whose it is at once, and nothing that was saved is lost.

use axum::{
    body::Body,
    http::{Request, StatusCode, header::COOKIE},
};

use super::anna::Anna;
use crate::router::HttpSettings;

const AWAY: &str = "https://www.bbc.co.uk/weather";

/// Anna has given her birthday and one more answer.
async fn answering() -> Anna {
    let mut anna = Anna::consented().await;
    anna.answers("/q/dob", "dob_day=27&dob_month=3&dob_year=1980&then=next").await;
    anna.answers("/q/sex", "sex=2&then=next").await;
    anna
}

#[tokio::test]
async fn every_page_of_hers_has_the_way_out_and_a_page_without_a_link_leads_away_by_itself() {
    let anna = answering().await;
    let way_out = format!("href=\"{}/leave\" rel=\"noreferrer\"", anna.link());

    for page in ["", "/q/sex", "/you", "/you/stop", "/help", "/information"] {
        let body = anna.opens(page).await.body;
        assert!(body.contains(&way_out), "{page}");
    }
    let front = anna.opens_address("/").await;
    assert!(front.body.contains(AWAY) && !front.body.contains("/leave"));
}

#[tokio::test]
async fn who_leaves_now_and_comes_back_is_asked_who_they_are_and_finds_every_answer() {
    let mut anna = answering().await;
    assert_eq!(anna.opens("/q/sex").await.status, StatusCode::OK);
    let before = anna.database();

    let left = anna.opens("/leave").await;
    anna.remember(&left);

    assert_eq!((left.status, left.header("location")), (StatusCode::SEE_OTHER, AWAY));
    assert!(left.header("set-cookie").contains("Max-Age=0"), "{}", left.header("set-cookie"));
    left.is_guarded();
    assert_eq!(anna.database(), before, "only the phone has changed");
    for page in ["/q/sex", "/answers"] {
        assert_eq!(anna.opens(page).await.leads_to(), "/check");
    }
    assert_eq!(anna.opens("/you").await.leads_to(), "/check?next=you");
    let shown = anna.answers("/check", "day=27&month=3").await;
    assert!(shown.leads_to().starts_with("/q/"), "on from where she was");
    assert!(anna.opens("/q/sex").await.input("sex-2").contains("checked"));
}

#[tokio::test]
async fn what_is_sent_at_the_last_moment_is_kept_and_makes_nobody_known_again() {
    let mut anna = answering().await;
    let left = anna.opens("/leave").await;
    anna.remember(&left);

    let kept = anna.keeps("/q/sex", "sex=1").await;

    assert_eq!(kept.status, StatusCode::NO_CONTENT);
    assert_eq!(kept.header("set-cookie"), "");
    anna.answers("/check", "day=27&month=3").await;
    assert!(anna.opens("/q/sex").await.input("sex-1").contains("checked"));
}

#[tokio::test]
async fn where_no_birthday_could_be_asked_for_the_phone_sees_nothing_for_an_hour() {
    let mut anna = Anna::consented().await;
    anna.answers("/q/dob", "then=next").await;
    anna.answers("/q/dob", "then=next").await;
    assert_eq!(anna.opens("/q/sex").await.status, StatusCode::OK);

    let left = anna.opens("/leave").await;
    anna.remember(&left);

    assert!(!left.header("set-cookie").contains("Max-Age=0"), "it is kept for later");
    assert_eq!(anna.opens("/q/sex").await.leads_to(), "/check");
    let shut = anna.opens("/check").await;
    assert_eq!(shut.status, StatusCode::FORBIDDEN);
    assert!(shut.body.contains("opens again here after an hour"));
}

#[tokio::test]
async fn who_presses_twice_and_has_no_birthday_on_record_is_let_in_again_after_the_hour() {
    let mut anna = Anna::consented().await;
    anna.answers("/q/dob", "then=next").await;
    anna.answers("/q/dob", "then=next").await;
    let left = anna.opens("/leave").await;
    anna.remember(&left);

    let again = anna.opens("/leave").await;
    anna.remember(&again);

    assert_eq!((again.status, again.header("location")), (StatusCode::SEE_OTHER, AWAY));
    assert_eq!(again.header("set-cookie"), "", "what it keeps for later stays");
    assert_eq!(anna.opens("/q/sex").await.leads_to(), "/check", "not within the hour");
    anna.an_hour_later();
    assert_eq!(anna.opens("/q/sex").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_phone_that_was_never_known_is_not_by_leaving() {
    let mut anna = Anna::consented().await;
    anna.answers("/q/dob", "then=next").await;
    anna.answers("/q/dob", "then=next").await;
    let address = format!("{}/leave", anna.link());

    for proof in ["", "began.1789387200.AAAAAAAAAAAAAAAAAAAAAAAAAA", "shown.1"] {
        let stranger = anna.on_another_phone();
        let request = Request::get(&address).header(COOKIE, format!("tl-shown={proof}"));
        let left = stranger.asks(request, Body::empty()).await;
        let given = left.header("set-cookie");
        assert!(given.is_empty() || given.starts_with("tl-shown=; Max-Age=0"), "{given}");
        let page = Request::get(format!("{}/q/sex", anna.link()));
        let page = page.header(COOKIE, format!("tl-shown={proof}"));
        let seen = stranger.asks(page, Body::empty()).await;
        assert_eq!(seen.leads_to(), "/check");
    }
}

#[tokio::test]
async fn leaving_works_while_the_database_is_away_and_with_any_link() {
    let mut anna = Anna::with_birthday(HttpSettings::at("https://survey.example.org")).await;
    anna.answers("/check", "day=27&month=3").await;
    let nobodys = anna.opens_address("/r/00000000000000000000000000/leave").await;
    assert_eq!(nobodys.header("location"), AWAY);
    anna.breaks_the_database().await;

    let left = anna.opens("/leave").await;

    assert_eq!(left.header("location"), AWAY);
    assert!(left.header("set-cookie").contains("Max-Age=0; Path=/; Secure"));
}
