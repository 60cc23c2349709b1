//! Two people at one draft: both are told, and neither loses work.
//!
//! What they write in its text is in `joining.rs`.

use chrono::TimeDelta;
use records::drafts::{self, DraftError, JoinError, PublishError, begin, publish, save};
use surveys::protocol::Protocol;

use super::{another, databases::both, evaluator, eve, joining::keep, key, told};
use crate::study::{noon, protocol, with_anna};

#[tokio::test(flavor = "multi_thread")]
async fn whoever_saves_second_is_told_and_gets_what_the_other_saved() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let eve = eve(&db, &study).await;
        let dev = evaluator(&db, "dev@example.org", &study).await.survey_writer();
        let dev = records::auth::By::Staff(dev.expect("he writes surveys"));
        let sleep = key("sleep");
        let begun = begin(&db, &eve, &sleep, "Sleep", noon()).await.expect("it is begun");
        assert_eq!(begun.revision, 1);

        let first = begun.text.replace("How are you today?", "How did you sleep?");
        let saved = save(&db, &eve, &sleep, (1, &first), noon()).await.expect("it is saved");
        let second = begun.text.replace("Not so well", "Badly");
        let refused = save(&db, &dev, &sleep, (1, &second), noon()).await;

        assert_eq!(saved.revision, 2);
        let Err(DraftError::ChangedMeanwhile(theirs)) = refused else { panic!("{refused:?}") };
        assert_eq!((theirs.revision, theirs.text.as_str()), (2, first.as_str()));
        assert_eq!(theirs.changed_by, eve.actor());
        let again = save(&db, &dev, &sleep, (2, &second), noon()).await.expect("knowingly");
        assert_eq!((again.revision, again.changed_by), (3, dev.actor()));
        let entries = told(&db, "survey draft").await;
        let expected = [
            format!("{}: survey draft begun sleep", eve.actor()),
            format!("{}: survey draft saved sleep", eve.actor()),
            format!("{}: survey draft saved sleep", dev.actor()),
        ];
        assert_eq!(entries, expected);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_save_at_one_moment_one_is_told() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let (eve, sleep) = (eve(&db, &study).await, key("sleep"));
        begin(&db, &eve, &sleep, "Sleep", noon()).await.expect("it is begun");

        let saves = (0..8).map(|number| {
            let (db, eve, sleep) = (db.clone(), eve.clone(), sleep.clone());
            tokio::spawn(async move {
                let text = format!("# the text of number {number}");
                save(&db, &eve, &sleep, (1, &text), noon()).await.is_ok()
            })
        });
        let mut saved = 0;
        for save in saves.collect::<Vec<_>>() {
            saved += usize::from(save.await.expect("nothing panics"));
        }

        assert_eq!(saved, 1);
        assert_eq!(drafts::find(&db, &sleep).await.unwrap().expect("there").revision, 2);
        assert_eq!(told(&db, "survey draft saved").await.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_eve_writes_within_an_hour_is_one_entry_until_dev_writes() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let (eve, sleep) = (eve(&db, &study).await, key("sleep"));
        let dev = evaluator(&db, "dev@example.org", &study).await.survey_writer();
        let dev = records::auth::By::Staff(dev.expect("he writes surveys"));
        let begun = begin(&db, &eve, &sleep, "Sleep", noon()).await.expect("it is begun");
        let with = |words: &str| format!("{}# {words}\n", begun.text);
        let at = |minutes| noon() + TimeDelta::minutes(minutes);

        for (revision, minute) in [(1, 0), (2, 1), (3, 59), (4, 60), (5, 61)] {
            let text = with(&format!("in minute {minute}"));
            keep(&db, &eve, &sleep, (revision, "", &text), at(minute)).await.expect("it is saved");
        }
        let eves = told(&db, "survey draft saved").await;
        keep(&db, &dev, &sleep, (6, "", &with("by Dev")), at(62)).await.expect("it is saved");
        keep(&db, &eve, &sleep, (7, "", &with("by Eve")), at(63)).await.expect("it is saved");
        save(&db, &eve, &sleep, (8, &with("when asked")), at(64)).await.expect("it is saved");
        let late = keep(&db, &dev, &sleep, (7, "", &with("too late")), at(65)).await;

        assert_eq!(eves.len(), 2, "one for each hour of the clock");
        assert_eq!(told(&db, "survey draft saved").await.len(), 5);
        let Err(JoinError::Apart(both)) = late else { panic!("{late:?}") };
        assert_eq!(
            (both.theirs.revision, both.theirs.text.as_str()),
            (9, with("when asked").as_str())
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_text_again_is_no_change() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let (eve, sleep) = (eve(&db, &study).await, key("sleep"));
        let begun = begin(&db, &eve, &sleep, "Sleep", noon()).await.expect("it is begun");

        let again = save(&db, &eve, &sleep, (1, &begun.text), noon()).await.expect("it is there");
        let once_more = begin(&db, &eve, &sleep, "Other", noon()).await.expect("it is there");

        assert_eq!((again, once_more), (begun.clone(), begun));
        assert!(told(&db, "survey draft saved").await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_begins_with_the_published_version_and_becomes_the_next() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let (eve, baseline) = (eve(&db, &study).await, key("baseline"));
        let begun = begin(&db, &eve, &baseline, "", noon()).await.expect("it is begun");
        let survey =
            drafts::check(&db, &baseline, &begun.text).await.unwrap().expect("it has no faults");
        assert_eq!((survey.version, survey.title.as_str()), (2, "Baseline"));
        let changed = begun.text.replace("Anything else?", "Is there anything else?");
        let saved = save(&db, &eve, &baseline, (1, &changed), noon()).await.expect("saved");

        let why = "People asked what we meant";
        let early = publish(&db, &eve, &baseline, (1, why), noon()).await;
        let silent = publish(&db, &eve, &baseline, (saved.revision, "  "), noon()).await;
        let done = publish(&db, &eve, &baseline, (saved.revision, why), noon()).await;

        assert!(matches!(early, Err(PublishError::ChangedMeanwhile(_))));
        assert!(matches!(silent, Err(PublishError::NoReason)));
        assert_eq!(done.expect("it is published").version, 2);
        let stored =
            records::versions::find(&db, &baseline, Some(2)).await.unwrap().expect("there");
        assert_eq!(stored.reason.as_deref(), Some(why));
        assert!(drafts::find(&db, &baseline).await.unwrap().is_some(), "the next begins with it");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_with_faults_is_saved_and_not_published() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let (eve, sleep) = (eve(&db, &study).await, key("sleep"));
        let begun = begin(&db, &eve, &sleep, "Sleep", noon()).await.expect("it is begun");
        let faulty = begun.text.replace("\"first\"]", "\"frst\"]");
        save(&db, &eve, &sleep, (1, &faulty), noon()).await.expect("it is saved");

        let refused = publish(&db, &eve, &sleep, (2, "Ready"), noon()).await;
        let other = begun.text.replace("key = \"sleep\"", "key = \"baseline\"");
        save(&db, &eve, &sleep, (2, &other), noon()).await.expect("it is saved");
        let as_another = publish(&db, &eve, &sleep, (3, "Ready"), noon()).await;

        let Err(PublishError::Faulty(faults)) = refused else { panic!("{refused:?}") };
        assert_eq!(
            (faults[0].line, faults[0].problem.as_str()),
            (10, "there is no question “frst”")
        );
        let Err(PublishError::Faulty(faults)) = as_another else { panic!("{as_another:?}") };
        assert_eq!(faults[0].problem, "the key is “baseline”, and this is “sleep”");
        assert_eq!((faults[0].line, faults[0].column), (1, 7));
        assert!(records::versions::find(&db, &sleep, None).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_of_a_survey_of_other_studies_is_not_theirs_and_none_is_endless() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let mut file = another(&db, &study).await.study().as_ref().clone();
        file.key = surveys::keys::StudyKey::new("elsewhere").expect("a key");
        let empty = Protocol { waves: Vec::new(), messages: None, ..protocol() };
        records::studies::load(&db, &file, (&empty, None), &[], noon())
            .await
            .expect("a study without waves");
        let elsewhere = records::studies::find(&db, &file.key).await.expect("it is there");
        let dev = evaluator(&db, "dev@example.org", &elsewhere).await.survey_writer();
        let dev = records::auth::By::Staff(dev.expect("he writes surveys"));

        let theirs = begin(&db, &dev, &key("baseline"), "", noon()).await;
        begin(&db, &dev, &key("sleep"), "Sleep", noon()).await.expect("his own");
        let endless = "#".repeat(drafts::LONGEST + 1);
        let refused = save(&db, &dev, &key("sleep"), (1, &endless), noon()).await;
        let missing = save(&db, &dev, &key("dreams"), (1, "#"), noon()).await;

        assert!(matches!(theirs, Err(DraftError::NotTheirs)));
        assert!(matches!(refused, Err(DraftError::TooLong)));
        assert!(matches!(missing, Err(DraftError::NoSuchDraft(_))));
    })
    .await;
}
