//! What stands beside the pages for choosing, and what is not offered to whoever may not do it.

use ::surveys::{keys::StudyKey, protocol::Protocol, roles::Role};
use axum::http::StatusCode;
use records::{staff::Appointment, studies};

use super::{
    desk::{Desk, noon, protocol::protocol},
    surveys::{DRAFT, coded, text},
};

const AT: &str = "/staff/surveys/sleep";

/// A survey of two pages, of which one has options.
fn two_pages() -> String {
    let more = "[[questions]]\nkey = \"kept\"\ntext = \"What kept you awake?\"\nkind = \"single\"\n\
                asked_if = \"well is answered\"\noptions = [\n@@{ code = 1, text = \"Noise\" },\n\
                @@{ code = 2, text = \"Light\" },\n]\n";
    let more = more.replace('@', " ");
    text(1, "How well do you sleep?").replace(
        "pages = [{ questions = [\"well\"] }]",
        "pages = [{ questions = [\"well\"] }, { questions = [\"kept\"] }]",
    ) + &more
}

/// An evaluator with a draft of it.
async fn eve(desk: &Desk) -> String {
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    desk.posts("/staff/surveys", "key=sleep&title=Sleep", Some(&eve)).await;
    let form = format!("revision=1&text={}", coded(&two_pages()));
    let saved = desk.posts(DRAFT, &form, Some(&eve)).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    eve
}

/// An evaluator's place in a study that asks nothing.
async fn elsewhere(desk: &Desk) -> Appointment {
    let mut file = desk.other.study().as_ref().clone();
    file.key = StudyKey::new("elsewhere").expect("a key");
    let empty = Protocol { waves: Vec::new(), messages: None, ..protocol() };
    let loaded = studies::load(&desk.db, &file, (&empty, None), &[], noon()).await;
    loaded.expect("a study without waves");
    let study = studies::find(&desk.db, &file.key).await.expect("it is there");
    Appointment { role: Role::Evaluator, study: Some(study), site: None }
}

/// What the frame shows, as it stands in the page.
fn framed(body: &str) -> &str {
    let frame = body.split_once("srcdoc=").map_or("", |(_, rest)| rest);
    frame.split_once("</iframe>").map_or(frame, |(frame, _)| frame)
}

#[tokio::test]
async fn whoever_chooses_sees_the_page_that_they_change_as_it_is_saved() {
    let desk = Desk::open().await;
    let eve = eve(&desk).await;

    for (page, step, asked) in [
        ("arranging", 1, "How well do you sleep?"),
        ("arranging?seen=kept", 2, "What kept you awake?"),
        ("arranging/kept", 2, "What kept you awake?"),
        ("arranging/well", 1, "How well do you sleep?"),
        ("when/question.kept", 2, "What kept you awake?"),
        ("when/question.kept/new/well", 2, "What kept you awake?"),
        ("pages/0.1", 2, "What kept you awake?"),
        ("checks/new.kept", 2, "What kept you awake?"),
        ("settings", 1, "How well do you sleep?"),
    ] {
        let body = desk.opens(&format!("{AT}/{page}"), Some(&eve)).await.body;
        assert!(body.contains(&format!("title=\"Preview of page {step}\"")), "{page}: {body}");
        assert!(framed(&body).contains(asked), "{page}");
        assert!(body.contains(&format!("Page {step} of 2.")), "{page}");
    }
    let one = desk.opens(&format!("{AT}/arranging/kept"), Some(&eve)).await.body;
    assert!(!one.contains("Page before"), "what is typed there would be lost");
    let list = desk.opens(&format!("{AT}/arranging"), Some(&eve)).await.body;
    assert!(list.contains("/arranging?seen=kept#beside"), "{list}");
    let chosen = desk.opens(&format!("{AT}/instruments"), Some(&eve)).await.body;
    assert!(!chosen.contains("<iframe"), "an instrument stands on no page before it is added");

    let form = "revision=2&text=What+woke+you%3F&then=save";
    desk.posts(&format!("{AT}/arranging/kept"), form, Some(&eve)).await;
    let saved = desk.opens(&format!("{AT}/arranging/kept"), Some(&eve)).await.body;
    assert!(framed(&saved).contains("What woke you?"), "{saved}");
}

#[tokio::test]
async fn eve_moves_an_option_and_what_she_typed_beside_it_is_saved_too() {
    let desk = Desk::open().await;
    let eve = eve(&desk).await;
    let here = format!("{AT}/arranging/kept");

    let page = desk.opens(&here, Some(&eve)).await.body;
    assert!(page.contains("option-down/1") && page.contains("option-up/2"));
    assert!(!page.contains("option-up/1") && !page.contains("option-down/2"), "no further");
    let form =
        "revision=2&text=What+woke+you%3F&option-1-text=Noise&option-2-text=Light&then=option-up/2";
    let moved = desk.posts(&here, form, Some(&eve)).await;
    assert_eq!(moved.leads_to(), format!("{here}?done=draft-saved"));

    let page = desk.opens(&here, Some(&eve)).await.body;
    let (light, noise) = (page.find("option-2-text"), page.find("option-1-text"));
    assert!(light < noise && page.contains("What woke you?"), "{page}");
    let again = desk.posts(&here, "revision=3&then=option-up/2", Some(&eve)).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.body.contains("“option 2” cannot be moved further"));
}

#[tokio::test]
async fn dev_is_told_why_he_may_not_change_a_survey_of_another_study_before_he_tries() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let dev = desk.comes_in("dev@example.org", elsewhere(&desk).await).await;
    desk.posts("/staff/surveys/baseline", "", Some(&eve)).await;

    let page = desk.opens("/staff/surveys/baseline", Some(&dev)).await.body;
    let version = desk.opens("/staff/surveys/baseline/1", Some(&dev)).await.body;
    let list = desk.opens("/staff/surveys", Some(&dev)).await.body;

    assert!(page.contains("studies that you do not see") && !page.contains("Nowhere"), "{page}");
    assert!(page.contains("you are no evaluator of any study that uses it"));
    for offered in ["Change it by choosing", "Write its text", "Throw it away", "Begin a draft"] {
        assert!(!page.contains(offered), "{offered}");
    }
    assert!(page.contains("Walk through its draft"), "reading it is for every evaluator");
    assert!(!version.contains("Retire it for good") && version.contains("Nowhere that you see."));
    assert!(list.contains("studies that you do not see"));
    for address in ["arranging", "draft", "settings", "publishing", "draft/throwing-away"] {
        let address = format!("/staff/surveys/baseline/{address}");
        let refused = desk.opens(&address, Some(&dev)).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{address}");
        assert!(refused.body.contains("You cannot change this survey"), "{address}");
    }
    let form = "revision=1&text=%23+mine";
    let posted = desk.posts("/staff/surveys/baseline/draft", form, Some(&dev)).await;
    assert_eq!(posted.status, StatusCode::FORBIDDEN);
    assert!(
        posted.body.contains("You cannot change this survey") && posted.body.contains("# mine")
    );
}

#[tokio::test]
async fn whoever_ends_the_address_with_a_stroke_comes_to_the_same_page() {
    let desk = Desk::open().await;
    let answer = desk.opens("/staff/", None).await;
    assert_eq!(answer.status, StatusCode::PERMANENT_REDIRECT);
    assert_eq!(answer.leads_to(), "/staff");
}
