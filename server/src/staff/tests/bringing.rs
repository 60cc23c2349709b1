//! Files that several people bring at the same time.

use std::task::Poll;

use ::surveys::roles::Role;
use axum::{body::Body, http::StatusCode};
use futures_util::{FutureExt, future::join_all, stream};
use tokio::sync::mpsc;

use super::desk::Desk;

const BRING: &str = "/staff/bringing";
const FILE: (&str, &[u8]) = (
    "sleep.csv",
    b"Variable / Field Name,Form Name,Section Header,Field Type,Field Label,\"Choices, Calculations, OR Slider Labels\"\n\
      rested,sleep,,yesno,Did you rest?,\n",
);

#[tokio::test]
async fn while_three_files_are_on_their_way_a_fourth_is_refused_kindly_and_taken_afterwards() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let (begins, mut begun) = mpsc::unbounded_channel();
    let slow = (0..3).map(|_| {
        let mut begins = Some(begins.clone());
        let nothing_yet = stream::poll_fn(move |_| {
            if let Some(begins) = begins.take() {
                begins.send(()).expect("the test goes on");
            }
            Poll::<Option<Result<Vec<u8>, std::io::Error>>>::Pending
        });
        desk.sends_file(BRING, Body::from_stream(nothing_yet), &eve).boxed_local()
    });
    let mut slow = join_all(slow).boxed_local();
    for _ in 0..3 {
        tokio::select! {
            _ = &mut slow => panic!("nothing of them has come"),
            begun = begun.recv() => begun.expect("a file is read"),
        }
    }

    let refused = desk.uploads(BRING, &[("key", "sleep")], FILE, &eve).await;
    drop(slow);
    let taken = desk.uploads(BRING, &[("key", "sleep")], FILE, &eve).await;

    assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(refused.header("retry-after"), "30");
    assert!(refused.body.contains("Others have brought large files just before you"));
    assert_eq!(taken.leads_to(), "/staff/surveys/sleep/draft/brought", "{}", taken.body);
}

#[tokio::test]
async fn a_survey_that_came_half_translated_leads_eve_to_its_translations_and_to_no_file() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let translated = r#"{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/translation","extension":[
        {"url":"lang","valueCode":"cy"},{"url":"content","valueString":"A wnaethoch chi orffwys?"}]}]}"#;
    let form = format!(
        r#"{{"resourceType":"Questionnaire","status":"active","title":"Sleep","language":"en","item":[
        {{"linkId":"rested","type":"boolean","text":"Did you rest?","_text":{translated}}},
        {{"linkId":"woke","type":"boolean","text":"Did you wake?"}}]}}"#
    );

    let brought =
        desk.uploads(BRING, &[("key", "sleep")], ("half.json", form.as_bytes()), &eve).await;

    let report = desk.opens(brought.leads_to(), Some(&eve)).await.body;
    assert!(report.contains("texts are translated; translate the other"), "{report}");
    assert!(report.contains("things to do before it can be published"), "{report}");
    assert!(report.contains("href=\"/staff/surveys/sleep/draft/translations\""), "{report}");
    assert!(!report.contains(".toml"), "{report}");
}
