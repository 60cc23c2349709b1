//! The next version of a protocol as a draft on the staff site: kept, shared, published and thrown away.

use ::surveys::{authoring::File, language::Language, protocol::Protocol, roles::Role};
use axum::http::StatusCode;
use records::{
    auth::By,
    protocols::{self, Written},
    studies,
};

use super::{
    desk::{Desk, noon, protocol::protocol},
    protocol::{form, written_over},
};

const HERE: &str = "/staff/bridgeway/protocol";
const NEXT: &str = "/staff/bridgeway/protocol/next";

fn hours(between: u16) -> impl Fn(&mut Protocol) {
    move |protocol| protocol.hours_between = between
}

async fn drafted(desk: &Desk) -> Option<Vec<File>> {
    let study = studies::all(&desk.db).await.expect("the studies").remove(0);
    let draft = protocols::draft(&desk.db, &study).await.expect("the database");
    draft.map(|draft| draft.files.into_iter().map(|one| one.file).collect())
}

#[tokio::test]
async fn what_eve_saved_of_the_next_protocol_is_there_when_carys_opens_it() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let carys = desk.comes_in("carys@example.org", desk.of_study(Role::Evaluator)).await;
    let ada = desk.administrator("ada@example.org").await;

    let same = desk.posts(NEXT, &form(|_| {}, "then=save"), Some(&eve)).await;
    assert_eq!(same.leads_to(), format!("{NEXT}?done=protocol-same"));
    assert!(drafted(&desk).await.is_none(), "there is nothing to keep");
    let saved = desk.posts(NEXT, &form(hours(72), "then=save"), Some(&eve)).await;

    let told = desk.opens(saved.leads_to(), Some(&eve)).await.body;
    assert!(told.contains("Saved. Nobody follows it until it is published."));
    let page = desk.opens(NEXT, Some(&carys)).await.body;
    assert!(page.contains("hours_between = 72") && page.contains("Saved on "));
    let held = desk.opens(HERE, Some(&carys)).await.body;
    assert!(held.contains("Go on with the draft of the next version"));
    let held = desk.opens(HERE, Some(&ada)).await.body;
    assert!(!held.contains("Go on with the draft"), "who writes none hears of none");
}

#[tokio::test]
async fn carys_sees_what_eve_saved_of_the_same_line_and_nothing_of_either_is_lost() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let carys = desk.comes_in("carys@example.org", desk.of_study(Role::Evaluator)).await;
    desk.posts(NEXT, &form(hours(72), "then=save"), Some(&eve)).await.leads_to();

    let refused = desk.posts(NEXT, &form(hours(96), "then=save"), Some(&carys)).await;

    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("The same lines were changed elsewhere while you were writing"));
    assert!(refused.body.contains("changed the same lines of protocol.toml"));
    assert!(refused.body.contains("hours_between = 96"), "what she typed stands in the box");
    assert!(refused.body.contains("72"), "and what Eve saved stands below it");
    let seen = drafted(&desk).await.expect("Eve's");
    assert!(seen[0].text.contains("hours_between = 72"), "nothing of Carys's is saved");
    let again = written_over(&seen, hours(96), "then=save");
    let saved = desk.posts(NEXT, &again, Some(&carys)).await;
    assert_eq!(saved.leads_to(), format!("{NEXT}?done=protocol-saved"));
}

#[tokio::test]
async fn eve_is_told_of_her_own_other_page_and_of_a_draft_that_is_there_no_more() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let study = studies::all(&desk.db).await.expect("the studies").remove(0);
    desk.posts(NEXT, &form(hours(72), "then=save"), Some(&eve)).await.leads_to();
    let seen = drafted(&desk).await.expect("it is saved");

    let hers = desk.posts(NEXT, &form(hours(96), "then=save"), Some(&eve)).await;
    let draft = protocols::draft(&desk.db, &study).await.expect("the database");
    let mark = draft.expect("it is there").mark();
    let thrown = protocols::throw_away(&desk.db, &By::CommandLine, &study, &mark, noon()).await;
    thrown.expect("it goes");
    let gone = written_over(&seen, hours(96), "then=save");
    let gone = desk.posts(NEXT, &gone, Some(&eve)).await;

    assert!(hers.body.contains("You changed the same lines of protocol.toml on another page"));
    assert!(gone.body.contains("The draft of protocol.toml is there no more"), "{}", gone.body);
    for told in [&hers, &gone] {
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!told.body.contains("Somebody else"), "nobody else was there");
    }
}

#[tokio::test]
async fn carys_does_not_publish_what_eve_saved_while_she_was_writing() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let carys = desk.comes_in("carys@example.org", desk.of_study(Role::Evaluator)).await;
    let eves = |protocol: &mut Protocol| protocol.hours_late -= 1;
    let hers = |protocol: &mut Protocol| protocol.waves[1].steps[3].day = 8;
    desk.posts(NEXT, &form(eves, "then=save"), Some(&eve)).await.leads_to();

    let said = "then=publish&reason=The+panel+asked";
    let page = desk.posts(NEXT, &form(hers, said), Some(&carys)).await;

    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("Both are saved now"));
    assert!(page.body.contains("The panel asked"), "her reason stays");
    let seen = drafted(&desk).await.expect("of both");
    let both = |protocol: &mut Protocol| {
        eves(protocol);
        hers(protocol);
    };
    let mut next = Protocol { version: 2, ..protocol() };
    both(&mut next);
    assert_eq!(seen[0].text, next.written());
    let published = desk.posts(NEXT, &written_over(&seen, both, said), Some(&carys)).await;
    assert!(published.leads_to().ends_with("versions/2?done=protocol-published"));
    assert!(drafted(&desk).await.is_none(), "it is published");
}

#[tokio::test]
async fn why_eve_publishes_stays_when_she_saves_once_more_also_with_a_fault() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    desk.posts(NEXT, &form(hours(72), "then=save"), Some(&eve)).await.leads_to();
    let seen = drafted(&desk).await.expect("it is saved");
    let said = "then=save&reason=The+panel+asked";

    let faulty = desk.posts(NEXT, &written_over(&seen, hours(1), said), Some(&eve)).await;
    let seen = drafted(&desk).await.expect("it is saved");
    let mended = desk.posts(NEXT, &written_over(&seen, hours(50), said), Some(&eve)).await;

    for page in [&faulty, &mended] {
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("Saved. Nobody follows it until it is published."));
        assert!(page.body.contains("The panel asked"), "{}", page.body);
    }
    assert!(!faulty.body.contains("Publish, so that it holds"));
    assert!(mended.body.contains("Publish, so that it holds"));
}

#[tokio::test]
async fn a_draft_is_thrown_away_when_it_is_meant_and_begun_again_from_what_holds() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    desk.posts(NEXT, &form(hours(72), "then=save"), Some(&eve)).await.leads_to();
    let page = desk.opens(NEXT, Some(&eve)).await.body;
    let (_, mark) = page.split_once("name=\"stands\" value=\"").expect("a mark");
    let mark = mark.split('"').next().expect("a mark");

    let unsure = desk.posts(NEXT, &format!("then=throw-away&stands={mark}"), Some(&eve)).await;
    assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unsure.body.contains("Say that you mean it"));
    let late = desk.posts(NEXT, "then=throw-away&sure=yes&stands=0", Some(&eve)).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(drafted(&desk).await.is_some());
    let again = format!("then=start-again&sure=yes&stands={mark}");
    let again = desk.posts(NEXT, &again, Some(&eve)).await;

    assert_eq!(again.leads_to(), format!("{NEXT}?done=protocol-thrown-away"));
    assert!(drafted(&desk).await.is_none());
    let page = desk.opens(NEXT, Some(&eve)).await.body;
    assert!(page.contains("version = 2") && !page.contains("hours_between = 72"));
}

/// The protocol that holds, in which everything is said in Welsh, too.
async fn in_welsh(desk: &Desk) -> Protocol {
    let study = studies::all(&desk.db).await.expect("the studies").remove(0);
    let mut next = Protocol { version: 2, ..protocol() };
    let messages = next.messages.as_mut().expect("it has messages");
    let texts = messages.texts().into_iter().collect();
    messages.translations.insert(Language::new("cy").expect("a tag"), texts);
    let why = Some("Welsh, too");
    protocols::publish(&desk.db, &By::CommandLine, &study, &next, why, noon())
        .await
        .expect("it is published");
    next
}

#[tokio::test]
async fn a_language_that_eve_takes_out_keeps_its_box_to_be_written_in_again() {
    const WELSH: &str = "messages.cy.toml";
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let study = studies::all(&desk.db).await.expect("the studies").remove(0);
    let held = protocols::next_files(&in_welsh(&desk).await);
    let seen = held.into_iter().find(|file| file.name == WELSH).expect("it holds").text;
    let file = File { name: WELSH.to_owned(), text: String::new() };
    let emptied = vec![Written { file, seen }];
    protocols::save(&desk.db, &By::CommandLine, &study, emptied, noon()).await.expect("saved");
    let files = drafted(&desk).await.expect("there is a draft");
    assert!(files.iter().all(|file| file.name != WELSH), "it is taken out");

    let page = desk.opens(NEXT, Some(&eve)).await.body;
    let again = format!("file:{WELSH}=&seen:file:{WELSH}=&then=add/cy");
    desk.posts(NEXT, &form(|_| {}, &again), Some(&eve)).await.leads_to();

    assert!(page.contains(&format!("name=\"file:{WELSH}\"")), "{page}");
    assert!(page.contains("Empty: by this version nobody is written to in this language."));
    let files = drafted(&desk).await.expect("there is a draft");
    let again = files.iter().find(|file| file.name == WELSH).expect("it is there again");
    assert!(again.text.contains("to = \"\""), "to be translated: {}", again.text);
}

#[tokio::test]
async fn a_draft_that_says_what_holds_is_not_offered_to_be_published() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let numbered = |protocol: &mut Protocol| protocol.version = 3;

    desk.posts(NEXT, &form(numbered, "then=save"), Some(&eve)).await.leads_to();
    let page = desk.opens(NEXT, Some(&eve)).await.body;
    let again = "then=publish&reason=Once+more";
    let again = desk.posts(NEXT, &form(numbered, again), Some(&eve)).await;

    assert!(page.contains("Both say the same.") && page.contains("There is nothing to publish."));
    assert!(!page.contains("Publish, so that it holds"));
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.body.contains("protocol 1 holds, and says the same"), "{}", again.body);
}
