//! Eve and Carys write in the text of one draft at one time: neither loses a word, and both are told.

use axum::http::StatusCode;

use super::{
    desk::form::Form,
    meanwhile::{AT, Two},
};

const TOLD: &str = "The same lines were changed elsewhere while you were writing";

fn draft() -> String {
    format!("{AT}/draft")
}

/// The page of the text, with something else in the place of this.
fn writing(form: &Form, from: &str, to: &str) -> Form {
    let text = form.says("text");
    assert!(text.contains(from), "{from}: {text}");
    form.clone().with("text", &text.replacen(from, to, 1))
}

#[tokio::test]
async fn what_two_write_in_different_lines_is_saved_together_and_both_are_told() {
    let two = Two::open().await;
    let seen = two.sees(&draft()).await;
    two.carys_writes("How are you today?", "How do you feel?").await;

    let eves = writing(&seen, "How often did you wake up?", "How often did you wake?");
    let saved = two.posts(&two.eve, &draft(), &eves.then("")).await;

    assert_eq!(saved.leads_to(), format!("{}?done=draft-joined", draft()));
    let page = two.desk.opens(saved.leads_to(), Some(&two.eve)).await;
    assert!(page.body.contains("those changes and yours are both in it"), "{}", page.body);
    let text = two.text().await;
    assert!(text.contains("How do you feel?") && text.contains("did you wake?"), "{text}");
}

#[tokio::test]
async fn of_a_line_that_two_wrote_eve_chooses_and_what_carys_lost_is_fetched_again() {
    let two = Two::open().await;
    let seen = two.sees(&draft()).await;
    two.carys_writes("How are you today?", "How do you feel?").await;
    two.carys_writes("title = \"Sleep\"", "title = \"Sleep well\"").await;
    let caryss = two.text().await;

    let eves = writing(&seen, "How are you today?", "Did you rest?");
    let late = two.eve_is_told(&eves, "", TOLD).await;
    assert!(late.body.contains("saved this draft while you were writing"), "{}", late.body);
    assert!(late.body.contains("What ") && late.body.contains("Yours"), "{}", late.body);
    let again = Form::on(&late.body, &draft());
    assert!(again.says("text").contains("Did you rest?"), "what she typed is still in the box");
    let unsure = two.eve_is_told(&again, "", TOLD).await;
    let name = late.body.split("name=\"keep:").nth(1).and_then(|rest| rest.split('"').next());
    let chosen = Form::on(&unsure.body, &draft());
    two.eve_saves(&chosen.ticking(&format!("keep:{}", name.unwrap()), "mine"), "").await;

    let text = two.text().await;
    assert!(text.contains("Did you rest?") && text.contains("Sleep well"), "{text}");
    let list = two.desk.opens(&format!("{AT}/draft/earlier"), Some(&two.eve)).await;
    let latest = list.body.split("/draft/earlier/").nth(1).and_then(|rest| rest.split('"').next());
    let address = format!("{AT}/draft/earlier/{}", latest.expect("one is kept"));
    let page = two.desk.opens(&address, Some(&two.carys)).await;
    assert!(page.body.contains("How do you feel?") && page.body.contains("<del>"), "{}", page.body);
    let back = two.posts(&two.carys, &address, "revision=1").await;
    assert!(back.body.contains("Somebody saved this draft since you opened this page"));
    let back = two.posts(&two.carys, &address, &Form::on(&page.body, &address).then("")).await;
    assert_eq!(back.leads_to(), format!("{}?done=draft-saved", draft()));
    assert_eq!(two.text().await, caryss);
}

#[tokio::test]
async fn the_earlier_texts_of_one_person_and_day_are_one_entry_that_opens() {
    let two = Two::open().await;
    two.carys_writes("How are you today?", "How do you feel?").await;
    two.carys_writes("How do you feel?", "How did you rest?").await;
    two.carys_writes("title = \"Sleep\"", "title = \"Rest\"").await;
    let eves = two.sees(&draft()).await;
    two.eve_saves(&writing(&eves, "Rest", "Sleep"), "").await;
    two.carys_writes("Sleep", "Doze").await;

    let list = two.desk.opens(&format!("{AT}/draft/earlier"), Some(&two.carys)).await.body;

    let entry = |texts: u32| format!("14 September 2026, 1pm, by Somebody Invented: {texts} texts");
    let stretches: Vec<_> = list.split("<details").skip(1).collect();
    assert_eq!(stretches.len(), 2, "Eve's one text between them stands by itself: {list}");
    assert!(stretches[0].contains(&entry(3)) && stretches[1].contains(&entry(2)), "{list}");
    assert_eq!(list.matches("/draft/earlier/").count(), 6, "each can be opened: {list}");
    assert!(list.contains("Monday 14 September 2026, 1pm</a>, by"), "{list}");
}

#[tokio::test]
async fn a_page_that_is_open_gets_what_a_colleague_saved_and_where_eve_writes_now() {
    let two = Two::open().await;
    let (seen, keep) = (two.sees(&draft()).await, format!("{}/keep", draft()));
    two.carys_writes("title = \"Sleep\"", "# by Carys\n\ntitle = \"Sleep\"").await;

    let line = seen.says("text").lines().position(|line| line.contains("wake up?")).unwrap() + 1;
    let eves = writing(&seen, "How often did you wake up?", "How often did you wake?");
    let kept = eves.ticking("line", &line.to_string());
    let kept = two.posts(&two.eve, &keep, &kept.then("")).await;

    assert_eq!(kept.status, StatusCode::OK);
    assert_eq!(kept.header("draft-line"), (line + 2).to_string());
    assert!(kept.body.contains("# by Carys") && kept.body.contains("did you wake?"));
    assert!(kept.body.contains("Saved, together with what") && kept.body.contains("<ins>"));
    let now = two.sees(&draft()).await;
    assert_eq!(kept.header("draft-revision"), now.says("revision"));
    let other_tab = two.posts(&two.eve, &keep, &seen.then("")).await;
    assert_eq!(other_tab.status, StatusCode::OK);
    assert!(other_tab.body.contains("You, in another tab, saved this draft since you opened it"));
    assert_eq!(two.text().await, now.says("text"), "nothing was typed, and nothing is changed");
}

#[tokio::test]
async fn lines_that_two_typed_are_not_saved_by_themselves_and_neither_is_an_emptied_text() {
    let two = Two::open().await;
    let (seen, keep) = (two.sees(&draft()).await, format!("{}/keep", draft()));
    two.carys_writes("How are you today?", "How do you feel?").await;
    let caryss = two.text().await;

    let eves = writing(&seen, "How are you today?", "Did you rest?");
    let late = two.posts(&two.eve, &keep, &eves.then("")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("The same lines were changed twice"), "{}", late.body);
    let emptied = two.sees(&draft()).await.with("text", "");
    let held = two.posts(&two.eve, &keep, &emptied.then("")).await;
    assert_eq!((held.status, held.body.as_str()), (StatusCode::CONFLICT, ""));
    assert_eq!(two.text().await, caryss);

    two.eve_saves(&emptied, "").await;
    assert_eq!(two.text().await, "", "she pressed the button");
    let list = two.desk.opens(&format!("{AT}/draft/earlier"), Some(&two.eve)).await;
    assert!(list.body.contains("/draft/earlier/"), "it can be fetched: {}", list.body);
}

#[tokio::test]
async fn what_is_checked_without_saving_it_still_knows_what_eve_saw() {
    let two = Two::open().await;
    let seen = two.sees(&draft()).await;
    two.carys_writes("How are you today?", "How do you feel?").await;

    let eves = writing(&seen, "How often did you wake up?", "How often did you wake?");
    let checked = two.posts(&two.eve, &format!("{}/preview", draft()), &eves.then("")).await;
    two.eve_saves(&Form::on(&checked.body, &draft()), "").await;

    let text = two.text().await;
    assert!(text.contains("How do you feel?") && text.contains("did you wake?"), "{text}");
}
