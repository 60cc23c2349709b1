//! A draft that is being translated: it is looked at before all of it is done, and whatever is saved leads on.

use axum::http::StatusCode;

use super::{
    desk::{Desk, form::Form},
    stumbling::with_draft,
    surveys::{DRAFT, coded, text},
    translating::{AT, form, in_welsh},
};

#[tokio::test]
async fn what_is_translated_while_a_colleagues_draft_has_a_fault_is_saved_and_says_so() {
    let desk = Desk::open().await;
    let eve = in_welsh(&desk).await;
    let part = format!("{AT}/cy/1");
    let faulty = "revision=1&text=key+%3D+%22sleep%22%0Aversion+%3D+1%0A";
    let broken = desk.posts("/staff/surveys/sleep/draft", faulty, Some(&eve)).await;
    assert_eq!(broken.status, StatusCode::SEE_OTHER);

    let saved = desk.posts(&part, &form("Da", ""), Some(&eve)).await;
    let page = desk.opens(saved.leads_to(), Some(&eve)).await;

    assert_eq!(
        (saved.leads_to(), page.status),
        (&*format!("{part}?done=translated"), StatusCode::OK)
    );
    assert!(page.body.contains("Saved.") && page.body.contains("faults"), "{}", page.body);
    let nowhere = desk.opens(&format!("{AT}/cy/nothing"), Some(&eve)).await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_translation_is_looked_at_and_walked_through_before_all_of_it_is_done() {
    let desk = Desk::open().await;
    let eve = in_welsh(&desk).await;
    desk.posts(&format!("{AT}/cy/1"), &form("Da+iawn", ""), Some(&eve)).await;

    let page = desk.opens("/staff/surveys/sleep/draft", Some(&eve)).await;
    assert!(page.body.contains("<option value=\"cy\""), "{}", page.body);
    let draft = "/staff/surveys/sleep/draft";
    let text = Form::on(&page.body, draft);
    let shown = text.ticking("only", "beside").with("language", "cy").then("");
    let shown = desk.posts(&format!("{draft}/preview"), &shown, Some(&eve)).await;
    for said in ["Da iawn", "How are you today? [not translated yet]", "lang=&quot;cy&quot;"] {
        assert!(shown.body.contains(said), "{said}: {}", shown.body);
    }
    let walk = format!("{draft}/walking");
    let set = "tried-out=&known-language=cy&tried-then=known";
    let set = desk.posts(&walk, set, Some(&eve)).await;
    let walked = desk.opens(set.leads_to(), Some(&eve)).await;
    assert!(walked.body.contains("Da iawn") && walked.body.contains("[not translated yet]"));
    let early = "revision=1&reason=New";
    let early = desk.posts("/staff/surveys/sleep/publishing", early, Some(&eve)).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing of that is published");
}

/// Two questions, of which one is worded like this.
fn asking(version: u32, question: &str) -> String {
    let more = "[[questions]]\nkey = \"rest\"\ntext = \"Rested?\"\nkind = \"text\"\nmost = 9\n";
    text(version, question).replace("[\"well\"]", "[\"well\", \"rest\"]") + more
}

#[tokio::test]
async fn a_language_of_which_a_text_is_stale_is_not_called_lost_and_spoils_no_comparison() {
    let desk = Desk::open().await;
    let eve = with_draft(&desk).await;
    let publishing = "/staff/surveys/sleep/publishing";
    desk.posts(DRAFT, &format!("revision=1&text={}", coded(&asking(1, "Well?"))), Some(&eve)).await;
    desk.posts(AT, "language=en-US&then=add", Some(&eve)).await;
    let at = format!("{AT}/en-US");
    let file = desk.opens(&format!("{at}/texts-file"), Some(&eve)).await.body;
    let filled = file.replace("to = \"\"", "to = \"Howdy\"");
    desk.uploads(&at, &[], ("sleep.en-US.toml", filled.as_bytes()), &eve).await;
    let page = desk.opens(publishing, Some(&eve)).await.body;
    let first = Form::on(&page, publishing).with("reason", "First").then("");
    let first = desk.posts(publishing, &first, Some(&eve)).await;
    assert_eq!(first.leads_to(), "/staff/surveys/sleep/1?done=published");
    desk.posts(
        DRAFT,
        &format!("revision=2&text={}", coded(&asking(2, "Are you well?"))),
        Some(&eve),
    )
    .await;

    let page = desk.opens(publishing, Some(&eve)).await.body;

    assert!(page.contains("so it cannot be published yet"), "{page}");
    assert!(page.contains("Since version 1, in its own language"), "{page}");
    assert!(page.contains("Are you"), "{page}");
    assert!(!page.contains("no longer offered"), "{page}");
    assert!(page.contains("The same in both: 1 of 2 variables"), "{page}");
}
