//! Anna deletes her details while a task about her is open.

use records::{
    choices,
    retention::take_out,
    safeguarding::{Act, Actor, Line, Standing, act, look},
    stopping::stop,
    studies,
};
use surveys::{
    journey::Manner::Continue,
    safeguarding::{Fact, Outcome},
    stopping::Choice,
};

use super::lantern::{ROSA, anna, at, audited, check_in, lead, nine, protocol, save, ten};
use crate::databases::{Folder, both};

#[tokio::test(flavor = "multi_thread")]
async fn whoever_deletes_her_details_while_a_task_is_open_is_told_what_it_means_and_rosa_sees_it() {
    both(|db| async move {
        let (study, anna) = anna(&db).await;
        let may_be_called = async || {
            let standing = choices::standing(&db, &anna, ten()).await;
            standing.expect("an answer").expect("she is known").may_be_called
        };
        assert!(!may_be_called().await, "nothing was raised yet");
        save(&db, &anna, ("feelings", &nine(0, 2)), Continue, ten()).await;
        assert!(may_be_called().await);

        stop(&db, &anna, Choice::DeleteIdentity, None, ten()).await.unwrap();

        let seen = look(&db, &lead(&db, &study, ROSA).await, &study, 1, ten()).await.unwrap();
        let hers = |line: &&Line| line.fact == Fact::DetailsDeleted;
        let line = seen.lines.iter().find(hers).expect("the task says so");
        assert_eq!(line.who, Actor::Participant);
        assert_eq!(seen.task.standing, Standing::Waits, "somebody still has to look at it");
        let entry = "participant: safeguarding task: contact details deleted task 1".to_owned();
        assert!(audited(&db).await.contains(&entry), "{:?}", audited(&db).await);
        assert!(may_be_called().await, "the task is open, whoever can be called");
        let rosa = lead(&db, &study, ROSA).await;
        for deed in [Act::Take(None), Act::Close(Outcome::Spoken, " ".to_owned())] {
            act(&db, &rosa, &study, 1, deed, ten()).await.expect("it is done");
        }
        assert!(!may_be_called().await, "it was closed");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rosa_sees_it_too_when_the_details_went_because_their_time_had_come() {
    both(|db| async move {
        let (study, anna) = anna(&db).await;
        save(&db, &anna, ("feelings", &nine(0, 2)), Continue, ten()).await;
        let mut file = study.study().as_ref().clone();
        file.retention.final_report_on = "2026-11-10".parse().ok();
        studies::load(&db, &file, (&protocol(), None), &[check_in()], ten())
            .await
            .expect("the study loads");
        let study = studies::find(&db, &file.key).await.expect("it is there");
        let (folder, then) = (Folder::new(), at("2028-01-10 10:00"));

        let files = records::senders::Folder::new(folder.0.join("outbox"));
        take_out(&db, &study, &files, then).await.expect("it goes");

        let seen = look(&db, &lead(&db, &study, ROSA).await, &study, 1, then).await.unwrap();
        let lines = seen.lines.iter().filter(|line| line.fact == Fact::DetailsDeleted);
        assert_eq!(lines.map(|line| &line.who).collect::<Vec<_>>(), [&Actor::System]);
        let entry = "retention: safeguarding task: contact details deleted task 1".to_owned();
        assert!(audited(&db).await.contains(&entry), "{:?}", audited(&db).await);
    })
    .await;
}
