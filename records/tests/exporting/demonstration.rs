//! The invented trial, as it comes out of an export.

use std::sync::Mutex;

use records::{
    Db,
    auth::By,
    calls, demo,
    studies::{self, StudyHandle},
};
use surveys::{calls::Standing, study::Study};

use super::dataset::take;
use crate::{
    databases::both,
    study::{noon, protocol, with_anna},
};

pub async fn demonstration(db: &Db) -> StudyHandle {
    let text = include_str!("../../../examples/study/study.toml").to_owned();
    let file = surveys::authoring::File { name: "study.toml".to_owned(), text };
    let study = Study::read(&file).expect("the example study is in order");
    studies::load(db, &study, (&protocol(), None), surveys::catalogue::surveys(), noon())
        .await
        .expect("it loads");
    studies::find(db, &study.key).await.expect("it is there")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demonstration_has_people_at_every_stage_and_is_the_same_again() {
    both(|db| async move {
        let study = demonstration(&db).await;
        let first = demo::fill(&db, &study, 60, 1, noon(), &|_, _| {}).await.unwrap();
        let before = take(&db, &study, &[], noon()).await;
        let again = demo::fill(&db, &study, 60, 1, noon(), &|_, _| {}).await.unwrap();
        let after = take(&db, &study, &[], noon()).await;

        assert_eq!((first.participants, first.tour.as_str()), (60, "DEMO-00001"));
        assert_eq!(first, again);
        assert_eq!(before.bytes, after.bytes);
        let stages = |column| before.distinct("participants.csv", column);
        let later = ["breakoff", "closed", "complete", "not_due", "not_started", "partial"];
        assert_eq!(stages("w0_status"), ["breakoff", "complete", "not_started", "partial"]);
        assert_eq!(stages("w1_status"), later);
        assert_eq!(stages("w2_status"), later);
        assert_eq!(stages("arm"), ["", "C", "T"]);
        assert_eq!(stages("cohort"), ["-3", "1", "2"]);
        assert_eq!(before.distinct("wide.csv", "w1_outwindow"), ["-3", "-4", "-7", "0", "1"]);
        assert_eq!(before.column("participants.csv", "w0_status")[0], "not_started");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supervisor_sees_whom_to_ring_in_the_demonstration_each_once_and_nobody_who_sent_the_survey()
 {
    both(|db| async move {
        let study = demonstration(&db).await;
        demo::fill(&db, &study, 40, 1, noon(), &|_, _| {}).await.unwrap();

        let new = demo::to_ring(&db, &study, noon()).await.unwrap();
        let again = demo::to_ring(&db, &study, noon()).await.unwrap();

        let listed = calls::listed(&db, &By::CommandLine, &study, noon()).await.unwrap();
        assert_eq!((new, again), (listed.len(), 0));
        let of = |number: &str| {
            let own = listed.iter().filter(|one| one.number == number);
            own.map(|one| one.wave.as_str()).collect::<Vec<_>>()
        };
        // They broke off, answered in part, or nothing at all.
        for number in ["DEMO-00008", "DEMO-00009", "DEMO-00020"] {
            assert_eq!(of(number), ["four-month"], "{number}");
        }
        for number in ["DEMO-00015", "DEMO-00016", "DEMO-00021"] {
            assert_eq!(of(number), ["exit"], "{number}");
        }
        let none = ["DEMO-00001", "DEMO-00007", "DEMO-00010", "DEMO-00012", "DEMO-00017"];
        assert!(none.iter().all(|number| of(number).is_empty()), "{listed:?}");
        // It is a Monday at noon.
        let is_rung = |standing: &Option<Standing>| matches!(standing, Some(Standing::Now(_)));
        assert!(listed.iter().all(|one| is_rung(&one.standing)), "{listed:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn invented_people_are_never_put_among_others() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let refused = demo::fill(&db, &study, 20, 1, noon(), &|_, _| {}).await;
        assert!(matches!(refused, Err(demo::DemoError::NotInvented)));
        assert_eq!(studies::list(&db).await.unwrap()[0].participants, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_seed_makes_the_same_people_whatever_the_database() {
    let made = Mutex::new(Vec::new());
    both(|db| async {
        let db = db;
        let study = demonstration(&db).await;
        demo::fill(&db, &study, 40, 7, noon(), &|_, _| {}).await.unwrap();
        let data = take(&db, &study, &[], noon()).await;
        made.lock().unwrap().push((data.file("participants.csv"), data.file("wide.csv")));
    })
    .await;

    let made = made.into_inner().unwrap();
    assert!(made[0] == made[1], "the files differ");
}
