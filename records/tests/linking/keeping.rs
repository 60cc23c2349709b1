//! What owners returned is kept as long as answers are.

use records::{
    Db,
    auth::By,
    linkage::{self, LinkageError},
    retention::take_out,
    senders,
    studies::{self, StudyHandle},
};
use surveys::{catalogue, retention::Kind};

use super::{
    at, day, import, kept,
    owner::{Records, returns},
    released, told, with_terms,
};
use crate::{
    databases::{Folder, both},
    study::{noon, protocol, small_baseline},
};

/// The study once its final report was made.
async fn reported(db: &Db, study: &StudyHandle) -> StudyHandle {
    let mut file = study.study().as_ref().clone();
    file.retention.final_report_on = Some(day("2027-06-01"));
    let mut all = vec![small_baseline()];
    let others = catalogue::surveys().iter().filter(|survey| survey.key.as_str() != "baseline");
    all.extend(others.cloned());
    studies::load(db, &file, (&protocol(), None), &all, noon()).await.expect("the study loads");
    studies::find(db, &file.key).await.expect("it is there")
}

#[tokio::test(flavor = "multi_thread")]
async fn linked_records_of_people_without_answers_go_with_the_answers_and_none_are_taken_after() {
    both(|db| async move {
        let study = with_terms(&db).await;
        let (number, identifiers) = released(&db, &study, "2026-10-01").await;
        let returned = returns(&identifiers, &Records::from([("AB123456C", "30,,,1")]));
        import(&db, &study, number, &returned).await.expect("it is taken");
        let study = reported(&db, &study).await;
        let folder = Folder::new();
        let files = senders::Folder::new(folder.0.join("outbox"));

        take_out(&db, &study, &files, at("2037-05-31")).await.expect("what is due goes");
        assert_eq!(kept(&db).await.len(), 2, "a day before");
        let gone = take_out(&db, &study, &files, at("2037-06-01")).await.expect("it goes");

        assert_eq!(kept(&db).await, [""; 0]);
        let answers = gone.into_iter().filter(|going| going.kind == Kind::Answers);
        assert_eq!(answers.flat_map(|going| going.whose).collect::<Vec<_>>(), ["1001"]);
        let entries = "SELECT object AS told FROM audit WHERE action = 'linked records deleted'";
        assert_eq!(told(&db, entries).await, ["1001"]);
        let other = returned.replace(",30,", ",31,");
        let late = (number, other.as_bytes(), true);
        let late = linkage::import(&db, &By::CommandLine, &study, late, at("2037-06-02")).await;
        assert!(matches!(late, Err(LinkageError::TimeIsOver(from)) if from == day("2037-06-01")));
    })
    .await;
}
