//! What Eve typed and could not be saved stands on the page that says why, and where she slipped it is undone.

use axum::http::StatusCode;

use super::{
    desk::form::Form,
    meanwhile::{AT, FIRST, LIST, Two},
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
        is_kept(&two, Some(&two.eve), StatusCode::NOT_FOUND, "This draft is not there any more")
            .await;
    let again = two.posts(&two.eve, FIRST, &kept[0].then("save")).await;
    assert!(again.body.contains("Did you rest?"), "as often as it is sent");
    assert!(again.body.contains("under “Drafts that were thrown away”"), "{}", again.body);
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

#[tokio::test]
async fn what_was_chosen_while_the_text_is_half_written_is_kept_and_sent_again_once_it_is_mended() {
    let two = Two::open().await;
    let pages = ["arranging/first", "pages/0.0", "settings", "when/question.woke"];
    let names = ["text", "title", "title", "when"];
    for (page, name) in pages.into_iter().zip(names) {
        let at = format!("{AT}/{page}");
        let form = two.sees(&at).await.with(name, "first = 1");
        two.carys_writes("key = \"woke\"", "key = \"woke").await;

        let then = if name == "when" { "text" } else { "save" };
        let kept = two.eve_is_told(&form, then, "What you typed").await;
        assert!(kept.body.contains("Mend the text first"), "{page}");
        assert!(two.desk.opens(&at, Some(&two.eve)).await.body.contains("Mend the text first"));
        two.carys_writes("key = \"woke", "key = \"woke\"").await;
        two.eve_saves(&Form::on(&kept.body, &at), then).await;
        assert_eq!(two.sees(&at).await.says(name), "first = 1", "{page}");
    }
}

#[tokio::test]
async fn what_was_written_of_a_question_that_a_colleague_took_out_or_renamed_is_shown_again() {
    let two = Two::open().await;
    let at = format!("{LIST}/woke");
    let form = two.sees(&at).await;
    let renamed = form.clone().with("key", "wakings");
    two.carys_saves(&renamed, "otherwise").await;

    let told = "Somebody took this out, or gave it another name";
    let gone = two.eve_is_told(&form.with("hint", "Last night."), "save", told).await;
    assert!(gone.body.contains("What you typed") && gone.body.contains("Last night."));
    assert!(gone.body.contains("kept-hint") && !gone.body.contains("kept-text"), "she wrote one");
    assert_eq!(two.desk.opens(&at, Some(&two.eve)).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_slip_is_undone_and_never_what_somebody_else_did() {
    let two = Two::open().await;
    let before = two.text().await;
    two.eve_saves(&two.sees(LIST).await, "remove/woke").await;
    let saved = two.desk.opens(&format!("{LIST}?done=draft-saved"), Some(&two.eve)).await;
    assert!(saved.body.contains("Undo this change"));
    let caryss = two.desk.opens(&format!("{LIST}?done=draft-saved"), Some(&two.carys)).await;
    assert!(!caryss.body.contains("Undo this change"), "it was not her change");

    let undo = "revision=3&then=undo";
    let theirs = two.posts(&two.carys, LIST, undo).await;
    assert_eq!(theirs.status, StatusCode::UNPROCESSABLE_ENTITY);
    let undone = two.posts(&two.eve, LIST, undo).await;
    assert_eq!(undone.leads_to(), format!("{LIST}?done=undone"));
    assert_eq!(two.text().await, before);

    two.eve_saves(&two.sees(LIST).await, "remove/woke").await;
    two.carys_writes("title = \"Sleep\"", "title = \"Sleep well\"").await;
    let late = two.posts(&two.eve, LIST, "revision=5&then=undo").await;
    assert!(late.body.contains("The draft was saved again since, so nothing was undone"));
    assert!(two.text().await.contains("Sleep well"));
}
