//! Who is given to whom, and for how long.

use records::{
    auth::{By, StaffMember},
    calls::{self, CallError},
    people, staff,
};
use surveys::calls::Outcome;
use tokio::join;

use crate::{
    databases::both,
    room::{ANNA, Room, march},
    study::noon,
};

#[tokio::test]
async fn two_interviewers_who_ask_at_once_are_never_given_one_case() {
    both(|db| async move {
        let room = Room::works(db).await;

        let (noors, owens) =
            join!(room.gives(&room.noor, "3T10:05"), room.gives(&room.owen, "3T10:05"));

        let (noors, owens) = (noors.expect("one"), owens.expect("another"));
        assert_ne!(noors.case, owens.case);
        assert_eq!((noors.attempts, noors.line), (0, 0));
        let audit = "SELECT object AS told FROM audit WHERE action = 'given to ring'";
        assert_eq!(room.told(audit).await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn whoever_has_a_case_is_told_the_same_again_until_the_lease_ends_and_then_anybody_gets_it() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;

        assert_eq!(room.next(&room.noor, "3T10:05").await, "1001 slot_not_tried");
        assert_eq!(room.next(&room.noor, "3T10:14").await, "1001 slot_not_tried");
        assert_eq!(room.next(&room.owen, "3T10:14").await, "nobody");
        assert_eq!(room.next(&room.owen, "3T10:15").await, "1001 slot_not_tried");
        assert_eq!(room.next(&room.noor, "3T10:16").await, "nobody");
    })
    .await;
}

#[tokio::test]
async fn a_long_call_keeps_its_case_while_the_interviewer_goes_on_with_it() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let case = room.gives(&room.noor, "3T10:05").await.expect("Anna").case;

        let until = calls::keep(&room.db, &room.noor, &room.study, case, march("3T10:14")).await;

        assert_eq!(until.expect("hers"), march("3T10:24"));
        assert_eq!(room.next(&room.owen, "3T10:20").await, "nobody");
        let owens = calls::keep(&room.db, &room.owen, &room.study, case, march("3T10:20")).await;
        assert!(matches!(owens, Err(CallError::NotTheirCase)));
    })
    .await;
}

#[tokio::test]
async fn a_participant_who_was_given_to_an_interviewer_is_rung_by_nobody_else() {
    both(|db| async move {
        let room = Room::works(db).await;
        let (by, owen) = (By::CommandLine, room.owen.staff_id());
        let anna = vec!["1001".to_owned()];
        staff::give_cases(&room.db, by, owen, &room.study, anna, noon()).await.expect("given");

        assert_eq!(room.next(&room.noor, "3T10:05").await, "1002 slot_not_tried");
        assert_eq!(room.next(&room.owen, "3T10:05").await, "1001 slot_not_tried");
    })
    .await;
}

#[tokio::test]
async fn an_interviewer_who_leaves_keeps_nobody() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let (by, owen) = (By::CommandLine, room.owen.staff_id());
        let anna = vec!["1001".to_owned()];
        staff::give_cases(&room.db, by.clone(), owen, &room.study, anna, noon())
            .await
            .expect("given");
        room.gives(&room.owen, "3T10:05").await.expect("his");
        assert_eq!(room.next(&room.noor, "3T10:06").await, "nobody");

        staff::remove(&room.db, By::CommandLine, owen, march("3T10:06")).await.expect("he left");

        assert_eq!(room.next(&room.noor, "3T10:07").await, "1001 slot_not_tried");
    })
    .await;
}

#[tokio::test]
async fn an_interviewer_reaches_whom_they_ring_for_as_long_as_they_have_the_case() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let noor = StaffMember::at_the_command_line(&room.db, "noor@example.org").await;
        let noor = noor.expect("an answer").expect("she is there").caseworker(&room.study);
        let noor = noor.expect("she speaks with people");
        let reached = || people::number(&room.db, &noor, &room.study, ANNA);
        assert_eq!(reached().await.expect("an answer"), None);

        room.gives(&room.noor, "3T10:05").await.expect("Anna");
        assert_eq!(reached().await.expect("an answer").as_deref(), Some("1001"));
        room.ends(Outcome::NoAnswer, "3T10:06").await;

        assert_eq!(reached().await.expect("an answer"), None);
        room.gives(&room.noor, "3T13:30").await.expect("Anna again");
        room.hands_over("3T14:00").await;
        assert_eq!(reached().await.expect("an answer"), None, "the lease has ended");
    })
    .await;
}

#[tokio::test]
async fn nobody_is_rung_outside_the_hours() {
    both(|db| async move {
        let room = Room::works(db).await;

        for moment in ["3T20:30", "4T08:59", "7T09:59", "7T17:00", "8T12:00"] {
            assert_eq!(room.next(&room.noor, moment).await, "nobody", "{moment}");
        }
        let monday = room.next(&room.noor, "9T09:00").await;
        assert!(monday.ends_with(" slot_not_tried"), "{monday}");
    })
    .await;
}
