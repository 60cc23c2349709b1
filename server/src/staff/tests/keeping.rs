//! What Eve typed and could not be saved: it stands on the page that says why.

use axum::http::StatusCode;

use super::{
    desk::form::Form,
    meanwhile::{AT, FIRST, Two},
};

/// What Eve wrote of a question, of the text and of a translation stands on the page that says why it is not saved, and is
/// sent again from there.
async fn is_kept(two: &Two, eve: Option<&str>, status: StatusCode, heading: &str) -> Vec<Form> {
    let mut kept = Vec::new();
    for (page, form, name, words) in writings() {
        let answer = two.desk.posts(&page, &form, eve).await;
        assert_eq!(answer.status, status, "{page}");
        assert!(answer.body.contains(heading), "{page}: {}", answer.body);
        assert!(answer.body.contains("What you typed"), "{page}: {}", answer.body);
        let again = Form::on(&answer.body, &page);
        assert!(again.says(name).contains(words), "{page}");
        kept.push(again);
    }
    kept
}

/// Pages with what is written on them.
fn writings() -> Vec<(String, String, &'static str, &'static str)> {
    let (draft, words) = (format!("{AT}/draft"), "key = \"sleep\"\ntitle = \"Rest\"");
    let translated = "from:first.option.1=Well&seen:first.option.1=&to:first.option.1=Da";
    vec![
        (
            FIRST.to_owned(),
            "seen:text=How+are+you+today%3F&text=Did+you+rest%3F&then=save".to_owned(),
            "text",
            "rest?",
        ),
        (
            draft,
            format!("revision=2&text={}", words.replace(' ', "+").replace('=', "%3D")),
            "text",
            "Rest",
        ),
        (format!("{AT}/draft/translations/cy/1"), translated.to_owned(), "to:first.option.1", "Da"),
    ]
}

#[tokio::test]
async fn what_was_written_stays_when_the_right_to_it_or_the_session_is_gone() {
    let two = Two::open().await;
    let ada = two.desk.administrator("ada@example.org").await;
    let signed_out = is_kept(&two, None, StatusCode::FORBIDDEN, "You are signed out").await;
    assert_eq!(signed_out.len(), 3);
    let nothing = two.desk.posts(FIRST, "then=save", None).await;
    assert_eq!(nothing.leads_to(), "/staff/sign-in", "there is nothing to keep");

    let (id, role) = two.desk.role_of("eve@example.org").await;
    let address = format!("/staff/people/{id}/take-role");
    two.desk.posts(&address, &format!("role={role}"), Some(&ada)).await;
    let heading = "You cannot open that page";
    is_kept(&two, Some(&two.eve), StatusCode::FORBIDDEN, heading).await;
}

#[tokio::test]
async fn what_was_written_stays_when_the_draft_is_gone() {
    let two = Two::open().await;
    let throwing = two.sees(&format!("{AT}/draft/throwing-away")).await;
    two.carys_saves(&throwing.ticking("sure", "yes"), "").await;

    let kept =
        is_kept(&two, Some(&two.eve), StatusCode::NOT_FOUND, "We cannot find that page").await;
    let again = two.posts(&two.eve, FIRST, &kept[0].then("save")).await;
    assert!(again.body.contains("Did you rest?"), "as often as it is sent");
}

#[tokio::test]
async fn what_was_written_stays_while_nothing_can_be_saved_or_read() {
    let two = Two::open().await;
    let heading = "Sorry, there is a problem at our end";
    two.desk.db.writer().clone().close().await.unwrap();
    is_kept(&two, Some(&two.eve), StatusCode::SERVICE_UNAVAILABLE, heading).await;

    two.desk.db.read().clone().close().await.unwrap();
    is_kept(&two, Some(&two.eve), StatusCode::SERVICE_UNAVAILABLE, heading).await;
}
