//! Anna's own page: what she changes, and what a mistake leads to.

use axum::http::StatusCode;

use super::anna::Anna;

const CONFIRM: &str = "/you/confirm?choice=no-more-surveys";

#[tokio::test]
async fn what_stops_is_said_first_done_once_and_has_a_receipt_to_come_back_to() {
    let mut anna = Anna::consented().await;

    let said = anna.opens(CONFIRM).await;
    assert!(said.body.contains("We send you no more surveys."));
    assert!(said.body.contains("We still use any records about you"));
    let first = anna.answers(CONFIRM, "choice=no-more-surveys&reason=").await;
    let again = anna.answers(CONFIRM, "choice=no-more-surveys&reason=").await;

    let receipt = first.leads_to();
    assert_eq!(receipt, again.leads_to());
    assert!(receipt.starts_with("/you/receipt?reference="), "{receipt}");
    let shown = anna.opens(receipt).await;
    assert!(shown.body.contains("It is done"));
    let closed = anna.opens("/q/dob").await;
    assert_eq!(closed.status, StatusCode::GONE);
    assert!(closed.body.contains("no more surveys"));
    assert!(anna.opens("/you").await.body.contains("Take part in surveys again"));
}

#[tokio::test]
async fn pressing_on_without_a_choice_asks_for_one() {
    let anna = Anna::consented().await;

    for page in ["/you/confirm", "/you/confirm?choice=died", "/you/confirm?choice=everything"] {
        let page = anna.opens(page).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.body.contains("There is a problem"));
        assert!(page.body.contains("href=\"#stop-emails\""));
    }
}

#[tokio::test]
async fn a_receipt_of_somebody_else_leads_back_to_her_own_page() {
    let anna = Anna::consented().await;

    assert_eq!(anna.opens("/you/receipt?reference=AAAA-AAAA").await.leads_to(), "/you");
}

#[tokio::test]
async fn a_phone_that_has_not_shown_whose_it_is_is_asked_first_and_changes_nothing() {
    let mut anna = Anna::consented().await;
    anna.answers("/q/dob", "dob_day=27&dob_month=3&dob_year=1980&then=next").await;
    let other = anna.on_another_phone();

    for page in ["", "/answers", "/details", "/consent", "/stop", "/receipt?reference=A"] {
        let page = other.opens(&format!("/you{page}")).await;
        assert_eq!(page.leads_to(), "/check?next=you");
    }
    let before = anna.database();
    for (page, form) in [
        ("/you/consent", "C4=contact_post&C5=no&C6=no&C7=no&C8=no"),
        ("/you/details", "contact_mobile=07700+900003"),
        ("/you/people", "then=name&contact1_name=Eve&contact1_phone=07700+900321"),
        ("/you/pause", "then=end"),
        ("/you/confirm", "choice=delete-answers"),
    ] {
        assert_eq!(other.posts(page, form).await.leads_to(), "/check?next=you");
    }

    assert_eq!(anna.database(), before);
    let shown = other.posts("/check?next=you", "day=27&month=3").await;
    assert_eq!(shown.leads_to(), "/you");
}

#[tokio::test]
async fn a_mistyped_detail_and_a_break_that_is_too_long_are_shown_again_with_what_is_wrong() {
    let mut anna = Anna::consented().await;

    let details = anna.answers("/you/details", "contact_email=anna&language=English").await;
    assert_eq!(details.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(details.body.contains("href=\"#contact_email\""));
    assert!(details.input("contact_email").contains("value=\"anna\""));
    let landline = anna.answers("/you/details", "contact_mobile=0114+496+0000").await;
    assert_eq!(landline.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(landline.body.contains("it is a landline. Write a mobile number"), "{}", landline.body);
    let no_words = anna.answers("/you/details", "language=%F0%9F%99%82%F0%9F%99%82").await;
    assert_eq!(no_words.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(no_words.body.contains("href=\"#language\""), "{}", no_words.body);
    let no_day = anna.answers("/you/pause", "day=31&month=2&year=2027").await;
    assert!(no_day.body.contains("There is no such day"), "{}", no_day.body);
    let pause = anna.answers("/you/pause", "day=1&month=1&year=2199").await;
    assert_eq!(pause.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(pause.body.contains("Choose a day up to"));
    let consent = anna.answers("/you/consent", "C4=contact_email&C5=no&C6=no&C7=no").await;
    assert_eq!(consent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(consent.body.contains("Choose Yes or No"));
}

#[tokio::test]
async fn anna_names_her_sister_is_told_what_she_would_be_asked_and_mends_a_number() {
    let mut anna = Anna::consented().await;
    anna.answers("/q/dob", "dob_day=27&dob_month=3&dob_year=1980&then=next").await;
    let page = anna.opens("/you/details").await.body;
    assert!(page.contains("We do not tell them what the study is about"), "{page}");
    assert!(page.contains("Would you like to name somebody? You need not."));

    let eve = "form=people&then=name&contact1_name=Eve+Example&contact1_phone=";
    let wrong = anna.answers("/you/people", &format!("{eve}12")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("href=\"#contact1_phone\""), "{}", wrong.body);
    assert!(wrong.input("contact1_name").contains("value=\"Eve Example\""));
    let right = anna.answers("/you/people", &format!("{eve}07700+900321")).await;

    let saved = anna.opens(right.leads_to()).await.body;
    assert!(saved.contains("We have saved whom we may ask how to reach you."), "{saved}");
    let page = anna.opens("/you/details").await.body;
    assert!(page.contains("You last checked this on"), "{page}");
    assert!(!page.contains("Would you like to name somebody"));
}

/// Every link in the middle of a page, below hers.
fn links(body: &str, link: &str) -> Vec<String> {
    let middle = body.split("<main").nth(1).and_then(|rest| rest.split("</main>").next());
    let targets = middle.expect("a middle").split("href=\"").skip(1);
    let targets = targets.filter_map(|rest| rest.split('"').next()?.strip_prefix(link));
    targets.map(str::to_owned).collect()
}

#[tokio::test]
async fn after_a_deletion_her_page_says_what_is_gone_and_what_goes_on_and_every_link_on_it_works() {
    for (choice, gone, stays) in [
        ("delete-identity", "Your name and contact details, on", "We still use the answers"),
        ("delete-answers", "The answers that you had given us, on", "We keep your name"),
        ("no-more-surveys", "Take part in surveys again", "Change what you agreed to"),
    ] {
        let mut anna = Anna::consented().await;
        anna.answers("/q/dob", "dob_day=27&dob_month=3&dob_year=1980&then=next").await;
        let before = links(&anna.opens("/you").await.body, anna.link());
        anna.answers(&format!("/you/confirm?choice={choice}"), &format!("choice={choice}")).await;

        let page = anna.opens("/you").await;

        assert!(page.body.contains(gone) && page.body.contains(stays), "{choice}: {}", page.body);
        let after = links(&page.body, anna.link());
        assert!(after.len() < before.len(), "{choice}: {after:?}");
        for below in before.iter().chain(&after) {
            let opened = anna.opens(below).await;
            let works = opened.status == StatusCode::OK;
            assert!(works || !after.contains(below), "{choice} offers {below}");
        }
    }
}

#[tokio::test]
async fn whoever_can_be_reached_in_no_way_is_not_told_that_we_will_write() {
    let mut anna = Anna::consented().await;

    anna.answers("/you/confirm?choice=stop-emails", "choice=stop-emails").await;

    let said = anna.opens("/you/confirm?choice=skip-survey").await.body;
    assert!(said.contains("We have no way left to tell you when"), "{said}");
    assert!(!anna.opens("/you").await.body.contains("Take a break from messages"));
}
