//! What happens to a participant at the door, on the embedded database. Anna has been enrolled and
//! has answered nothing.

mod anna;

mod protocol;

mod codes;

mod hostile;

pub(crate) mod logging;

mod choices;

mod languages;

mod complaints;

mod emails;

mod leaving;

mod hooks;

mod strangers;

use axum::http::StatusCode;

use self::anna::Anna;

#[tokio::test]
async fn a_program_that_scans_mail_opens_the_link_and_changes_nothing() {
    let anna = Anna::enrolled().await;
    let before = anna.database();

    for page in ["", "/consent", "/help", "/check", "/later", "/q/sex", "/answers", "/stop"] {
        anna.opens(page).await;
    }
    for page in ["", "/stop", "/confirm?choice=delete-identity", "/consent", "/pause", "/details"] {
        anna.opens(&format!("/you{page}")).await;
    }

    assert_eq!(anna.database(), before);
}

#[tokio::test]
async fn a_link_that_nobody_was_sent_is_not_found_and_says_where_to_get_help() {
    let anna = Anna::enrolled().await;

    let page = anna.opens_address("/r/00000000000000000000000000").await;

    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.body.contains("We do not know this link"));
    assert!(page.body.contains("116 123"));
}

#[tokio::test]
async fn before_consent_every_page_of_questions_leads_to_consent() {
    let anna = Anna::enrolled().await;

    assert_eq!(anna.opens("/q/sex").await.leads_to(), "/consent");
    assert_eq!(anna.posts("/q/sex", "sex=1&then=next").await.leads_to(), "/consent");
    assert_eq!(anna.opens("/answers").await.leads_to(), "/consent");
}

#[tokio::test]
async fn a_form_with_open_statements_is_shown_again_with_what_was_ticked() {
    let anna = Anna::enrolled().await;

    let page = anna.posts("/consent", "C1=yes").await;

    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("There is a problem"));
    assert!(page.input("C1-yes").contains("checked"));
    assert_eq!(anna.opens("/q/sex").await.leads_to(), "/consent");
}

#[tokio::test]
async fn a_page_posted_out_of_order_is_kept_and_she_goes_on_where_she_was() {
    let mut anna = Anna::consented().await;

    assert_eq!(anna.posts("/q/sex", "sex=1&then=next").await.leads_to(), "/q/dob");
    anna.answers("/q/dob", "dob_day=27&dob_month=3&dob_year=1980&then=next").await;

    assert!(anna.opens("/q/sex").await.input("sex-1").contains("checked"));
}

#[tokio::test]
async fn a_page_too_far_ahead_leads_back_to_the_first_that_is_open() {
    let mut anna = Anna::consented().await;
    anna.answers("/q/dob", "dob_day=27&dob_month=3&dob_year=1980&then=next").await;

    assert_eq!(anna.opens("/q/genhlth").await.leads_to(), "/q/sex");
}

#[tokio::test]
async fn a_mistyped_date_is_shown_again_as_it_was_typed() {
    let mut anna = Anna::consented().await;

    let next = anna.answers("/q/dob", "dob_day=31&dob_month=2&dob_year=1980&then=next").await;
    let page = anna.opens("/q/dob").await;

    assert_eq!(next.leads_to(), "/q/dob");
    assert!(page.body.contains("That day is not in the calendar"));
    assert!(page.body.contains("href=\"#dob_day\""));
    assert!(page.input("dob_day").contains("value=\"31\""));
}

#[tokio::test]
async fn letters_that_are_no_utf_8_are_said_and_shown() {
    let mut anna = Anna::consented().await;

    anna.answers("/q/dob", "dob_day=2%E97&dob_month=3&dob_year=1980&then=next").await;
    let page = anna.opens("/q/dob").await;

    assert!(page.body.contains("did not reach us"));
    assert!(page.input("dob_day").contains("2\u{fffd}7"));
}

#[tokio::test]
async fn more_than_a_page_can_hold_is_refused_with_a_page_that_says_what_to_do() {
    let anna = Anna::consented().await;

    let page = anna.posts("/q/dob", &format!("dob_day={}", "9".repeat(70_000))).await;

    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(page.body.contains("Go back in your browser"));
}

#[tokio::test]
async fn a_script_that_saves_on_the_way_is_answered_without_a_page() {
    let mut anna = Anna::consented().await;

    let kept = anna.keeps("/q/dob", "dob_day=27&dob_month=&dob_year=").await;

    assert_eq!((kept.status, kept.body.as_str()), (StatusCode::NO_CONTENT, ""));
    assert!(!anna.opens("/q/dob").await.body.contains("There is a problem"));
}

#[tokio::test]
async fn another_phone_sees_no_answer_before_it_gives_her_birthday_and_may_still_save() {
    let mut anna = Anna::consented().await;
    anna.answers("/q/dob", "dob_day=27&dob_month=3&dob_year=1980&then=next").await;

    let mut other = anna.on_another_phone();
    assert_eq!(other.opens("/q/dob").await.leads_to(), "/check");
    assert_eq!(other.posts("/q/sex", "sex=1&then=next").await.leads_to(), "/q/genid");
    assert_eq!(other.opens("/q/genid").await.leads_to(), "/check");
    let wrong = other.posts("/check", "day=1&month=1").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("not the day and month we have"));
    assert_eq!(other.answers("/check", "day=27&month=3").await.leads_to(), "/q/genid");

    assert!(other.opens("/q/sex").await.input("sex-1").contains("checked"));
}

#[tokio::test]
async fn a_page_runs_only_our_script_and_is_never_stored() {
    let anna = Anna::enrolled().await;

    let page = anna.opens("").await;

    let policy = page.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'; "), "{policy}");
    // This page has nothing to wake, so it may run nothing.
    assert!(!policy.contains("script-src") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(page.header("x-frame-options"), "DENY");
    assert_eq!(page.header("strict-transport-security"), "", "the site is not at an https address");
    assert_eq!(page.header("referrer-policy"), "same-origin");
    assert!(page.body.ends_with("</html>"));
}

#[tokio::test]
async fn every_page_has_one_heading_a_way_out_and_help() {
    let mut anna = Anna::consented().await;
    let pages =
        ["", "/q/dob", "/later", "/help", "/information", "/privacy", "/accessibility", "/stop"];
    for address in pages {
        let page = anna.opens(address).await;
        assert_eq!(page.body.matches("<h1>").count(), 1, "{address}");
        assert!(page.body.contains("Leave this page now"), "{address}");
        assert!(page.body.contains("Get help now"), "{address}");
    }
    anna.answers("/q/dob", "dob_day=27&dob_month=3&dob_year=1980&then=later").await;
}

#[tokio::test]
async fn while_the_database_fails_the_page_carries_what_was_typed_and_one_press_sends_it_again() {
    let mut anna = Anna::consented().await;

    anna.breaks_the_database().await;
    let page = anna.posts("/q/dob", "dob_day=27&dob_month=3&dob_year=1980&then=next").await;
    let kept = anna.keeps("/q/dob", "dob_day=27&dob_month=3&dob_year=1980").await;

    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.body.contains("Nothing is lost"));
    assert!(page.body.contains("name=\"dob_day\" value=\"27\""));
    assert_eq!(kept.status, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn finishing_later_saves_what_there_is_and_asks_nothing() {
    let mut anna = Anna::consented().await;

    let later = anna.answers("/q/dob", "dob_day=27&dob_month=&dob_year=&then=later").await;

    assert_eq!(later.leads_to(), "/later");
    assert!(!anna.opens("/q/dob").await.body.contains("There is a problem"));
}

#[tokio::test]
async fn a_link_that_was_passed_on_with_a_stroke_at_its_end_still_leads_to_the_survey() {
    let anna = Anna::enrolled().await;

    let page = anna.opens("/").await;

    assert_eq!(page.leads_to(), "");
    assert_eq!(anna.opens_address("//example.org/").await.status, StatusCode::NOT_FOUND);
}
