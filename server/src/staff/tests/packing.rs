//! What an ethics committee is given, as the site offers it.

use ::surveys::{definition::Survey, keys::SurveyKey, roles::Role};
use axum::http::StatusCode;
use records::{auth::By, versions};

use super::desk::{Desk, noon};

#[tokio::test]
async fn the_pack_offers_the_version_that_nobody_is_asked_yet_and_the_one_that_was_seen() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let key = SurveyKey::new("exit").expect("a key");
    let exit = versions::find(&desk.db, &key, None).await.expect("read").expect("it is there");
    let next = Survey { version: 2, ..exit.survey.as_ref().clone() };
    let by = By::CommandLine;
    versions::publish(&desk.db, &by, &next, None, noon()).await.expect("published");
    let pack = "/staff/bridgeway/pack";

    let page = desk.opens(pack, Some(&eve)).await.body;
    let next = desk.posts(pack, "as=html&with:exit=2&since:exit=1", Some(&eve)).await.body;
    let now = desk.posts(pack, "as=html&with:exit=1&since:exit=1", Some(&eve)).await.body;

    let (_, page) = page.split_once("Exit: the version in the pack").expect("a choice");
    let (with, since) = page.split_once("the version that the committee saw last").expect("two");
    assert!(with.contains("<option value=\"2\" selected>Version 2, not in use, of "));
    assert!(since.contains("<option value=\"1\" selected>Version 1, in use, of "));
    assert!(next.contains("Exit: version 2 since version 1"));
    assert!(now.contains("<h3>Exit, version 1</h3>") && !now.contains("What changed</h2>"));
}

#[tokio::test]
async fn the_pack_offers_what_the_study_said_before_and_counts_who_is_in_it() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let pack = "/staff/bridgeway/pack";
    let before = desk.opens(pack, Some(&eve)).await.body;
    desk.enrols("1001", "Anna").await;
    desk.is_staffed(&["monday"]).await;

    let page = desk.opens(pack, Some(&eve)).await.body;
    let since = desk.posts(pack, "as=html&study-since=1", Some(&eve)).await.body;
    let now = desk.posts(pack, "as=html&study-since=", Some(&eve)).await.body;
    let none = desk.posts(pack, "as=html&study-since=7", Some(&eve)).await;

    assert!(before.contains("the study was never loaded with other words"));
    assert!(page.contains("Text 1, from 14 September 2026 until 14 September 2026"));
    assert!(since.contains("<del>The study has no safeguarding record."));
    assert!(since.contains("<li>1 person is in the study</li>"));
    assert!(!now.contains("What changed</h2>") && !now.contains("<del>"));
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}
