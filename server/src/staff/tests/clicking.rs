//! What somebody who only clicks is told of a form that cannot be taken, and can say of every question.

use axum::http::StatusCode;

use super::{
    desk::Desk,
    stumbling::{CHOOSING, with_draft},
    surveys::DRAFT,
};

#[tokio::test]
async fn eve_who_only_clicks_says_that_nobody_has_to_act_on_a_question_in_words() {
    let desk = Desk::open().await;
    let eve = with_draft(&desk).await;
    let add = "after=after/first&text=Have+you+hurt+yourself%3F&key=hurt&kind=text&then=add";
    desk.posts(CHOOSING, add, Some(&eve)).await;
    let (at, fault) = (format!("{CHOOSING}/hurt"), "speaks of suicide or of hurting oneself");
    let page = desk.opens(&at, Some(&eve)).await.body;
    assert!(page.contains(fault) && page.contains("under “Alerts” on the question"), "{page}");
    assert!(page.contains("name=\"harmless\"") && !page.contains("name=\"alert-3\""), "{page}");

    let form = "revision=2&text=Have+you+hurt+yourself%3F&seen:harmless=&harmless=yes&then=save";
    let saved = desk.posts(&at, form, Some(&eve)).await;

    assert_eq!(saved.leads_to(), format!("{at}?done=draft-saved"));
    assert!(!desk.opens(&at, Some(&eve)).await.body.contains(fault));
    assert!(desk.opens(DRAFT, Some(&eve)).await.body.contains("alerts = []"));
    let taken_back = "revision=3&text=Have+you+hurt+yourself%3F&seen:harmless=yes&then=save";
    desk.posts(&at, taken_back, Some(&eve)).await;
    assert!(desk.opens(&at, Some(&eve)).await.body.contains(fault), "it was taken back");
}

#[tokio::test]
async fn all_that_is_wrong_with_a_new_question_or_survey_is_told_at_once() {
    let desk = Desk::open().await;
    let eve = with_draft(&desk).await;
    let told = async |address: &str, form: &str, all: &[&str]| {
        let page = desk.posts(address, form, Some(&eve)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        for words in all {
            let times = page.body.matches(words).count();
            assert_eq!(
                times, 2,
                "above the page and at its box, of {form}: {words}: {}",
                page.body
            );
        }
    };

    let name = "Use 1 to 20 lower-case letters, digits and _, beginning with a letter";
    let all = ["Write what is asked", name, "Choose how it is answered"];
    told(CHOOSING, "text=&key=&then=add", &all).await;
    let all = [name, "Write the smallest whole number", "Write the largest whole number"];
    told(CHOOSING, "text=How+long%3F&key=Slept+Hours&kind=number&most=x&then=add", &all).await;
    let all = ["A question has this name", "Write what 0 means", "Write what 10 means"];
    told(CHOOSING, "text=How+well%3F&key=first&kind=scale&then=add", &all).await;
    let all = ["A question has this name", "Write at least one option"];
    told(CHOOSING, "text=Which%3F&key=first&kind=single&then=add", &all).await;
    told("/staff/surveys", "key=&title=", &["Write what staff call it", "Use 1 to 32"]).await;
    assert!(!desk.opens(DRAFT, Some(&eve)).await.body.contains("How well"), "nothing is added");
}
