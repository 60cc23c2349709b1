//! Eve walks through a survey as somebody might who answers it, and nothing of it is stored.

use ::surveys::roles::Role;
use axum::http::StatusCode;

use super::desk::{Answer, Desk};

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

/// Takes a step, and gets the page to which it leads.
async fn step(desk: &Desk, who: &str, form: &str) -> (String, Answer) {
    let taken = desk.posts(HERE, form, Some(who)).await;
    let at = taken.leads_to().to_owned();
    assert!(at.starts_with(&format!("{HERE}?step=")), "{at}: {}", taken.body);
    let page = desk.opens(&at, Some(who)).await;
    (at, page)
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
    let (at_second, second) = step(&desk, &eve, &form).await;
    assert_eq!(second.status, StatusCode::OK);
    assert!(second.body.contains("2 of 2 questions asked"));
    assert!(second.body.contains("Asked because “") && second.body.contains("(first) is 2 ("));

    let form =
        format!("tried-out={}&tried-page=woke&woke=21&tried-then=next", carried(&second.body));
    let (_, wrong) = step(&desk, &eve, &form).await;
    assert!(wrong.body.contains("There is a problem"), "a hard rule holds here, too");

    let form = format!("tried-out={}&tried-page=woke&woke=4&tried-then=next", carried(&wrong.body));
    let (_, review) = step(&desk, &eve, &form).await;
    let form = format!("tried-out={}&tried-then=send", carried(&review.body));
    let (_, sent) = step(&desk, &eve, &form).await;
    assert!(sent.body.contains("An export would have"));
    let back = desk.opens(&at_second, Some(&eve)).await;
    assert!(
        back.body.contains("2 of 2 questions asked") && !back.body.contains("There is a problem")
    );
    let carys = desk.comes_in("carys@example.org", desk.of_study(Role::Evaluator)).await;
    let hers = desk.opens(&at_second, Some(&carys)).await;
    assert!(hers.body.contains("1 of 2 questions asked"), "nobody sees what another tries out");
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

#[tokio::test]
async fn a_score_whose_items_stand_open_is_not_known_yet_and_another_arm_is_told() {
    let desk = Desk::open().await;
    let eve = eve(&desk).await;
    let added = "after=in/0&instrument=phq2&then=add";
    desk.posts("/staff/surveys/sleep/instruments", added, Some(&eve)).await;

    let open = desk.opens(HERE, Some(&eve)).await.body;
    assert!(open.contains("<td>Not known yet</td>"), "{open}");
    assert!(!open.contains("<td>-"), "{open}");

    let form = "tried-out=&known-cohort=1&known-arm=nonsense&tried-then=known";
    let told = desk.posts("/staff/surveys/four-month/1/walking", form, Some(&eve)).await;
    let told = desk.opens(told.leads_to(), Some(&eve)).await.body;
    assert_eq!(told.matches("The survey looks at no arm “nonsense”, only at T.").count(), 2);
}

#[tokio::test]
async fn a_number_of_days_that_is_none_is_told_and_a_long_trial_is_answered_at_once() {
    let desk = Desk::open().await;
    let eve = eve(&desk).await;
    let here = "/staff/surveys/four-month/1/walking";

    let form = "tried-out=&known-cohort=1&known-days=soon&tried-then=known";
    let told = desk.posts(here, form, Some(&eve)).await;
    let told = desk.opens(told.leads_to(), Some(&eve)).await;
    let words = "“soon” is no number of days, such as 126. 28 is used until you put it right";
    assert_eq!(told.body.matches(words).count(), 2, "above and at the box: {}", told.body);
    let long = format!("tried-out={}&tried-then=again", "a".repeat(40_000));
    let long = desk.posts(here, &long, Some(&eve)).await;
    assert_eq!(long.status, StatusCode::OK);
}
