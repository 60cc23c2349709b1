//! Who is given to whom, and for how long.

use records::{
    auth::{By, Caseworker, StaffMember},
    calls::{self, Called},
    people, staff,
};
use surveys::calls::Outcome;
use tokio::join;

use crate::{
    databases::both,
    room::{ANNA, Room, march},
    study::{noon, wave},
};

impl Room {
    /// An interviewer, at a moment.
    async fn speaks(&self, name: &str, now: &str) -> Caseworker {
        let email = format!("{name}@example.org");
        let member = StaffMember::at_the_command_line(&self.db, &email).await.expect("an answer");
        let member = member.expect("an account").at(march(now));
        member.caseworker(&self.study).expect("they speak with people")
    }

    /// The study number by which an interviewer then reaches Anna.
    async fn reaches(&self, name: &str, now: &str) -> Option<String> {
        let by = self.speaks(name, now).await;
        people::number(&self.db, &by, &self.study, ANNA).await.expect("an answer")
    }

    /// An interviewer goes on with Anna's interview.
    async fn keeps(&self, name: &str, now: &str) {
        let by = self.speaks(name, now).await;
        let anna = (ANNA, &wave("baseline"));
        calls::keep(&self.db, &by, anna, march(now)).await.expect("an answer");
    }
}

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
async fn an_interview_of_any_length_keeps_its_case_and_nobody_else_rings_who_is_on_the_line() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let case = room.gives(&room.noor, "3T10:05").await.expect("Anna").case;

        room.keeps("noor", "3T10:07").await;
        room.hands_over("3T10:20").await;

        assert_eq!(room.reaches("noor", "3T10:40").await.as_deref(), Some("1001"));
        assert_eq!(room.next(&room.owen, "3T10:40").await, "nobody");
        room.keeps("owen", "3T10:40").await;
        room.keeps("noor", "3T11:00").await;
        assert_eq!(room.next(&room.owen, "3T12:59").await, "nobody");
        let called = Called::ended(Outcome::BrokeOff, march("3T10:06"));
        let now = march("3T12:59");
        let recorded = calls::record(&room.db, &room.noor, &room.study, (case, called), now).await;
        assert_eq!(recorded.expect("it is hers").attempts, 1);
    })
    .await;
}

#[tokio::test]
async fn an_interview_that_nobody_goes_on_with_gives_its_case_back_after_two_hours() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        room.gives(&room.noor, "3T10:05").await.expect("Anna");
        room.keeps("noor", "3T10:07").await;

        assert_eq!(room.next(&room.owen, "3T12:06").await, "nobody");
        assert_eq!(room.next(&room.owen, "3T12:07").await, "1001 slot_not_tried");
    })
    .await;
}

#[tokio::test]
async fn whom_somebody_interviews_without_having_been_given_them_is_rung_by_nobody_else() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;

        room.keeps("owen", "3T10:05").await;

        assert_eq!(room.next(&room.noor, "3T10:06").await, "nobody");
        assert_eq!(room.next(&room.owen, "3T10:06").await, "1001 slot_not_tried");
        let audit = "SELECT object AS told FROM audit WHERE action = 'case taken to interview'";
        assert_eq!(room.told(audit).await, ["case 1, baseline"]);
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
        assert_eq!(room.reaches("noor", "3T10:04").await, None);

        room.gives(&room.noor, "3T10:05").await.expect("Anna");
        assert_eq!(room.reaches("noor", "3T10:06").await.as_deref(), Some("1001"));
        room.ends(Outcome::NoAnswer, "3T10:06").await;

        assert_eq!(room.reaches("noor", "3T10:06").await, None);
        room.gives(&room.noor, "3T13:30").await.expect("Anna again");
        assert_eq!(room.reaches("noor", "3T13:39").await.as_deref(), Some("1001"));
        assert_eq!(room.reaches("noor", "3T13:40").await, None, "nobody had to end the lease");
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
