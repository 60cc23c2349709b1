//! What goes while people go on, others are at it too, or something cannot be read.

use chrono::{DateTime, TimeDelta, Utc};
use records::{
    Db,
    auth::{By, Participant},
    links, responses,
    retention::{RetentionError, Worker, daily, list, take_out, take_out_listed},
    studies::{self, StudyHandle},
};
use sea_orm_migration::sea_orm::ConnectionTrait;
use surveys::{journey::Manner, protocol::Protocol, retention::Kind, waves::Anchor};

use crate::{
    answered, both_of_them,
    databases::{Folder, both},
    day, files, goes, reported, send,
    study::{anna_at, noon, page, protocol, small_baseline, typed, wave},
    takes, told, with_rules,
};

/// A date of birth that Anna begins to type.
async fn begins(who: &Participant, db: &Db, now: DateTime<Utc>) {
    let (on, form) = (page("dob"), typed("dob_day=4&dob_month=5"));
    let saved = responses::save_page(db, who, &on, form, Manner::Leave, now);
    saved.await.expect("the page is kept");
}

/// The second wave asks the same, from the day of consent on.
async fn with_two_waves(db: &Db, study: &StudyHandle) -> StudyHandle {
    let (file, mut protocol) = (study.study(), Protocol { version: 2, ..protocol() });
    let first = protocol.waves[0].wave.survey.clone();
    protocol.waves[1].steps.clear();
    let second = &mut protocol.waves[1].wave;
    (second.survey, second.anchor, second.opens_after) = (first, Anchor::Consent, 0);
    let mut all = vec![small_baseline()];
    let others = surveys::catalogue::surveys().iter();
    all.extend(others.filter(|survey| survey.key.as_str() != "baseline").cloned());
    studies::load(db, file, (&protocol, Some("asked again")), &all, noon())
        .await
        .expect("the study loads");
    studies::find(db, &file.key).await.expect("it is there")
}

async fn anna_at_the_second(db: &Db, study: &StudyHandle, now: DateTime<Utc>) -> Participant {
    let token = links::print(db, By::CommandLine, study, "1001", &wave("four-month"), now)
        .await
        .expect("a link");
    links::open(db, &token, None, now).await.expect("the link opens")
}

async fn audited(db: &Db) -> Vec<String> {
    let entries =
        "SELECT action || ' | ' || object AS told FROM audit WHERE actor = 'retention' ORDER BY id";
    told(db, entries).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_and_never_finished_at_two_waves_goes_from_both() {
    both(|db| async move {
        let (study, _) = answered(&db).await;
        let (study, folder) = (with_two_waves(&db, &study).await, Folder::new());
        let then = day("2026-03-20");
        begins(&anna_at_the_second(&db, &study, then).await, &db, then).await;

        takes(&db, &study, &folder, "2026-06-18").await;

        assert_eq!(goes(&db, &study, &folder, "2026-12-31").await, []);
        assert_eq!(audited(&db).await, ["unfinished details deleted | 1001"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_wave_that_was_left_alone_for_so_long_goes() {
    both(|db| async move {
        let (study, _) = answered(&db).await;
        let (study, folder) = (with_two_waves(&db, &study).await, Folder::new());
        let then = day("2026-03-20");
        begins(&anna_at_the_second(&db, &study, then).await, &db, then).await;

        takes(&db, &study, &folder, "2026-06-17").await;

        assert_eq!(goes(&db, &study, &folder, "2026-06-17").await, []);
        let second = [(Kind::Unfinished, vec!["1001".to_owned()])];
        assert_eq!(goes(&db, &study, &folder, "2026-06-18").await, second);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_goes_on_after_the_listing_keeps_what_they_typed() {
    both(|db| async move {
        let (study, _) = answered(&db).await;
        let (folder, now) = (Folder::new(), day("2026-05-31"));
        let listed = list(&db, &study, &files(&folder), now).await.unwrap();
        assert!(
            listed.iter().any(|going| going.kind == Kind::Unfinished && going.whose == ["1001"])
        );

        begins(&anna_at(&db, &study, None, now).await, &db, now).await;
        let gone = take_out_listed(&db, &study, listed, &files(&folder), now).await.unwrap();

        assert!(gone.iter().all(|going| going.whose.is_empty()), "{gone:?}");
        assert_eq!(audited(&db).await, Vec::<String>::new());
        let still = [(Kind::Unfinished, vec!["1001".to_owned()])];
        assert_eq!(goes(&db, &study, &folder, "2026-08-29").await, still);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_worker_at_a_time_takes_out_what_goes() {
    both(|db| async move {
        let (study, _) = answered(&db).await;
        let study = with_rules(&db, &study, reported()).await;
        let (folder, then) = (Folder::new(), day("2027-09-01"));
        let taken = "INSERT INTO lease (name, holder, until) VALUES ('retention', 'another', '2027-09-01T12:05:00+00:00')";
        db.writer().execute_unprepared(taken).await.unwrap();
        let (one, other) = (Worker::default(), Worker::default());

        let refused = take_out(&db, &study, &files(&folder), then).await;
        let before = daily(&db, &files(&folder), &one, then + TimeDelta::minutes(4)).await.unwrap();
        let after = daily(&db, &files(&folder), &one, then + TimeDelta::minutes(6)).await.unwrap();
        let next = daily(&db, &files(&folder), &other, then + TimeDelta::minutes(6)).await.unwrap();

        assert!(matches!(refused, Err(RetentionError::Elsewhere)), "{refused:?}");
        assert_eq!(before, None);
        assert!(after.is_some_and(|gone| gone >= 4), "{after:?}");
        assert_eq!(next, Some(0), "who has done it lets the next begin, and there is nothing left");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_cannot_be_deleted_stops_nothing_else_and_is_in_no_entry() {
    both(|db| async move {
        let (study, _) = answered(&db).await;
        let folder = Folder::new();
        send(&db, &folder, "one").await;
        send(&db, &folder, "two").await;
        let outbox = folder.0.join("outbox");
        let mut there: Vec<_> =
            std::fs::read_dir(&outbox).unwrap().map(|file| file.unwrap().path()).collect();
        there.sort();
        std::fs::remove_file(&there[0]).unwrap();
        std::fs::create_dir(&there[0]).unwrap();

        let refused = take_out(&db, &study, &files(&folder), day("2026-06-01")).await;

        assert!(matches!(refused, Err(RetentionError::File(_))), "{refused:?}");
        assert!(there[0].exists() && !there[1].exists());
        let went = ["unfinished details deleted | 1001", "message file deleted | 1001"];
        assert_eq!(audited(&db).await, went);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_study_that_cannot_be_read_stops_no_other() {
    both(|db| async move {
        let (study, _) = answered(&db).await;
        let study = with_rules(&db, &study, reported()).await;
        let (folder, then) = (Folder::new(), day("2027-09-01"));
        let broken = "INSERT INTO study (key, revision, definition, secret, loaded_at) SELECT 'a-broken-one', 1, '{}', secret, loaded_at FROM study";
        db.writer().execute_unprepared(broken).await.unwrap();

        let refused = daily(&db, &files(&folder), &Worker::default(), then).await;

        assert!(matches!(refused, Err(RetentionError::Study(_))), "{refused:?}");
        assert_eq!(goes(&db, &study, &folder, "2027-09-01").await, []);
        for number in both_of_them() {
            let entry = format!("identity destroyed | {number}");
            assert!(audited(&db).await.contains(&entry), "{entry}");
        }
    })
    .await;
}
