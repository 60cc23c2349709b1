//! Eve goes on from a page on which she typed: all of it is saved first, whichever button she presses, or she is led to
//! the box that stands in the way.

use super::{
    desk::form::Form,
    meanwhile::{AT, FIRST, LIST, Two},
};

const CHECK: &str =
    "revision=2&how=above&with=7&level=soft&say=Sure%3F&at=woke&key=ck_woke&then=save";

#[tokio::test]
async fn what_was_typed_is_saved_before_somebody_goes_on_to_a_condition() {
    let two = Two::open().await;
    two.posts(&two.eve, &format!("{AT}/checks/new.woke"), CHECK).await;
    two.posts(&two.eve, &format!("{AT}/instruments"), "after=&instrument=phq2&then=add").await;

    for (page, name, to) in [
        ("arranging/first", "text", "question.first"),
        ("pages/0.2", "title", "page.0.2"),
        ("checks/0", "say", "check.0"),
        ("settings", "title", "survey"),
    ] {
        let at = format!("{AT}/{page}");
        let (form, when) = (two.sees(&at).await, format!("{AT}/when/{to}"));

        let left = two.posts(&two.eve, &at, &form.then("when")).await;
        assert_eq!(
            left.leads_to(),
            when,
            "{page}: nothing was typed, and nothing is said to be saved"
        );
        let saved = two.posts(&two.eve, &at, &form.with(name, "Rested?").then("when")).await;
        assert_eq!(saved.leads_to(), format!("{when}?done=draft-saved"), "{page}");

        assert_eq!(two.sees(&at).await.says(name), "Rested?", "{page}");
        let condition = two.desk.opens(saved.leads_to(), Some(&two.eve)).await;
        assert!(condition.body.contains("Undo this change"), "{page}");
    }
}

#[tokio::test]
async fn nobody_is_led_away_from_words_that_a_colleague_wrote_otherwise() {
    let two = Two::open().await;
    let form = two.sees(FIRST).await;
    two.carys_saves(&form.clone().with("text", "How do you feel?"), "save").await;

    let told = "The same thing was changed elsewhere";
    let late = two.eve_is_told(&form.with("text", "Did you rest?"), "when", told).await;

    assert_eq!(Form::on(&late.body, FIRST).says("text"), "Did you rest?");
}

#[tokio::test]
async fn the_summary_of_a_conflict_leads_to_each_box_that_is_in_it() {
    let two = Two::open().await;
    let form = two.sees(FIRST).await;
    let caryss = form.clone().with("hint", "Today.").with("option-2-text", "Badly");
    two.carys_saves(&caryss, "save").await;
    let told = "<a href=\"#hint\">The same thing was changed elsewhere";

    let eves = form.clone().with("hint", "Last night.").with("option-2-text", "Poorly");
    let late = two.eve_is_told(&eves, "save", told).await;
    let and = "<a href=\"#option-2-text\">Look at this one as well: Option 2: Words</a>";
    assert!(late.body.contains(and), "{}", late.body);
    for id in ["id=\"hint\"", "id=\"option-2-text\""] {
        assert!(late.body.contains(id), "{id}");
    }

    let emptied = two.sees(FIRST).await.with("option-1-text", "");
    let told = "<a href=\"#option-1-text\">An option was left without words";
    two.eve_is_told(&emptied, "save", told).await;

    let list = two.sees(LIST).await;
    two.carys_saves(&list.clone().with("title-0", "Rest"), "sections").await;
    let told = "<a href=\"#title-0\">The same thing was changed elsewhere";
    two.eve_is_told(&list.with("title-0", "Sleep"), "sections", told).await;
}

#[tokio::test]
async fn whichever_button_is_pressed_nothing_that_was_typed_is_lost() {
    let two = Two::open().await;
    let list = two.sees(LIST).await;
    two.eve_saves(&list.with("title-0", "Your nights"), "up/woke").await;
    let outline = ::surveys::editing::outline(&two.text().await).unwrap();
    assert_eq!(outline.sections[0].title, "Your nights");
    assert_eq!(outline.sections[0].pages[0].questions[0].key, "woke");

    let form = two.sees(FIRST).await.with("key", "mood").with("kind", "text");
    two.eve_saves(&form.with("text", "How was it?"), "save").await;

    let mood = two.sees(&format!("{LIST}/mood")).await;
    assert_eq!((mood.says("text"), mood.says("seen:kind")), ("How was it?", "text"));
}
