//! Eve walks through a survey as somebody might who answers it, and nothing of it is stored.

use ::surveys::roles::Role;
use axum::http::StatusCode;

use super::desk::Desk;

const HERE: &str = "/staff/surveys/sleep/draft/walking";
const WOKE: &str = "revision=1&after=first&text=How+often+did+you+wake+up?&key=woke&kind=number&least=0&most=20&then=add";

/// An evaluator with a draft of two questions, of which the second is asked when the first is 2.
async fn eve(desk: &Desk) -> String {
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    desk.posts("/staff/surveys", "key=sleep&title=Sleep", Some(&eve)).await;
    let arranging = "/staff/surveys/sleep/arranging";
    desk.posts(arranging, WOKE, Some(&eve)).await;
    let when = "/staff/surveys/sleep/when/question.woke/new/first";
    let set = desk.posts(when, "revision=2&how=is&with=2&then=add", Some(&eve)).await;
    assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.body);
    eve
}

/// What the page carries to the next, as a form sends it.
fn carried(body: &str) -> String {
    let (_, rest) = body.split_once("name=\"tried-out\" value=\"").expect("it carries the trial");
    let value = rest.split('"').next().unwrap_or_default().replace("&quot;", "\"");
    value.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[tokio::test]
async fn each_answer_says_what_is_asked_next_and_why() {
    let desk = Desk::open().await;
    let eve = eve(&desk).await;

    let begun = desk.opens(HERE, Some(&eve)).await;
    assert_eq!(begun.status, StatusCode::OK);
    assert!(
        begun.body.contains("How are you today?") && begun.body.contains("1 of 2 questions asked")
    );
    assert!(begun.body.contains("there is no answer yet"));

    let form =
        format!("tried-out={}&tried-page=first&first=2&tried-then=next", carried(&begun.body));
    let second = desk.posts(HERE, &form, Some(&eve)).await;
    assert_eq!(second.status, StatusCode::OK);
    assert!(second.body.contains("2 of 2 questions asked"));
    assert!(second.body.contains("Asked because “") && second.body.contains("(first) is 2 ("));

    let form =
        format!("tried-out={}&tried-page=woke&woke=21&tried-then=next", carried(&second.body));
    let wrong = desk.posts(HERE, &form, Some(&eve)).await;
    assert!(wrong.body.contains("There is a problem"), "a hard rule holds here, too");

    let form = format!("tried-out={}&tried-page=woke&woke=4&tried-then=next", carried(&wrong.body));
    let review = desk.posts(HERE, &form, Some(&eve)).await;
    let form = format!("tried-out={}&tried-then=send", carried(&review.body));
    let sent = desk.posts(HERE, &form, Some(&eve)).await;
    assert!(sent.body.contains("An export would have"));
    assert!(sent.body.contains("<code>woke</code></th><td>4</td>"));
}

#[tokio::test]
async fn a_draft_with_faults_says_so_instead_and_a_version_is_walked_by_whoever_reads_it() {
    let desk = Desk::open().await;
    let eve = eve(&desk).await;
    let ada = desk.administrator("ada@example.org").await;
    desk.posts("/staff/surveys/sleep/arranging", "revision=3&then=up/woke", Some(&eve)).await;

    for page in ["walking", "map"] {
        let faulty = desk.opens(&format!("/staff/surveys/sleep/draft/{page}"), Some(&eve)).await;
        assert!(faulty.body.contains("It has 1 fault, which has to be mended first"), "{page}");
        let not_hers = desk.opens(&format!("/staff/surveys/sleep/draft/{page}"), Some(&ada)).await;
        assert_eq!(not_hers.status, StatusCode::FORBIDDEN);
        let version = desk.opens(&format!("/staff/surveys/baseline/1/{page}"), Some(&ada)).await;
        assert_eq!(version.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn the_map_says_in_words_who_comes_to_a_page_and_leads_to_why() {
    let desk = Desk::open().await;
    let eve = eve(&desk).await;

    let map = desk.opens("/staff/surveys/sleep/draft/map", Some(&eve)).await;

    assert!(map.body.contains("if first is 2 ("), "on the picture");
    assert!(map.body.contains("When first is 2 ("), "and in the table");
    assert!(map.body.contains("href=\"/staff/surveys/sleep/draft/walking#step-woke\""));
}
