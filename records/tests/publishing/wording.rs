//! What a protocol's messages say is true on the day on which it is published, or it is not.

use records::{
    Db,
    auth::By,
    protocols::{self, ProtocolError},
    studies::{self, StudyError, StudyHandle},
};
use surveys::{
    messages::{Messages, OfStep, Wrong},
    protocol::Protocol,
};

use super::{databases::both, told, with_baseline};
use crate::study::{noon, protocol, small_baseline, wave, with_anna};

/// The second version, in which this is done to the messages.
fn worded(change: impl FnOnce(&mut Messages)) -> Protocol {
    let mut second = Protocol { version: 2, ..protocol() };
    change(second.messages.as_mut().expect("the example has messages"));
    second
}

async fn publish(db: &Db, study: &StudyHandle, protocol: &Protocol) -> Option<ProtocolError> {
    let published =
        protocols::publish(db, &By::CommandLine, study, protocol, Some("Plainer"), noon()).await;
    published.err()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_anna_will_be_told_is_published_with_the_day_on_which_she_is_told() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let kind = worded(|messages| messages.button = Some("Begin your survey".to_owned()));

        assert!(publish(&db, &study, &kind).await.is_none());

        let held = protocols::current(&db, &study).await.expect("one holds");
        assert_eq!(*held.protocol, kind);
        assert!(held.canonical.contains("Begin your survey"), "the hash is of the words, too");
        let first = protocols::show(&db, &study, Some(1)).await.expect("the first is there");
        assert!(first.canonical.contains("Open your survey"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_that_are_missing_or_untrue_keep_a_protocol_from_being_published() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let before = told(&db, "").await;

        let silent = Protocol { version: 2, messages: None, ..protocol() };
        let none = publish(&db, &study, &silent).await;
        assert!(matches!(none, Some(ProtocolError::NoMessages(key)) if key == wave("four-month")));
        let gone = worded(|messages| {
            messages.messages.retain(|message| message.key.as_str() != "why-it-matters");
        });
        let Some(ProtocolError::Flawed(flaws)) = publish(&db, &study, &gone).await else {
            panic!("a message that is not there is not sent");
        };
        assert!(matches!(&flaws[0].wrong, Wrong::Step(_, step, OfStep::NoMessage)
            if step.as_str() == "why-it-matters"));
        let short = worded(|messages| {
            for message in &mut messages.messages {
                let body = message.body.as_mut();
                body.into_iter().for_each(|body| *body = body.replace("{minutes}", "3"));
            }
        });
        let Some(ProtocolError::Flawed(flaws)) = publish(&db, &study, &short).await else {
            panic!("the survey takes longer");
        };
        assert!(
            flaws.iter().any(|flaw| matches!(&flaw.wrong, Wrong::Step(.., OfStep::Minutes(3, _))))
        );

        assert_eq!(told(&db, "").await, before, "nothing stays of it");
        let all = protocols::versions(&db, &study).await.expect("they are there");
        assert_eq!(all.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_study_is_not_loaded_with_words_that_are_untrue() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let surveys = with_baseline(small_baseline());
        let silent = worded(|messages| {
            for message in &mut messages.messages {
                let sms = message.sms.as_mut().into_iter();
                sms.for_each(|sms| *sms = sms.replace(" Text STOP to opt out", ""));
            }
        });

        let loaded =
            studies::load(&db, study.study(), (&silent, Some("Shorter")), &surveys, noon()).await;

        let refused = loaded.expect_err("it is refused");
        assert!(matches!(&refused, StudyError::Protocol(ProtocolError::Flawed(_))), "{refused}");
        let held = protocols::current(&db, &study).await.expect("one holds");
        assert_eq!(held.protocol.version, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_messages_are_held_against_is_what_each_wave_begins_with() {
    both(|db| async move {
        let study = with_anna(&db).await;

        let beside = protocols::beside(&db, &study, &protocol()).await.expect("it reads");

        let minutes = &beside.asked.minutes;
        assert_eq!(minutes.get(&wave("baseline")), Some(&small_baseline().minutes));
        assert_eq!(minutes.len(), 3);
        assert_eq!(beside.study.waves.len(), 3);
    })
    .await;
}
