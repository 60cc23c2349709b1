//! Who is given to whom, and for how long.

use records::{
    auth::{By, Caseworker, Interviewer, StaffMember},
    calls::{self, CallError, Called},
    interviews::{self, Check, Ended, Passage, Whose},
    people,
    staff::{self, Appointment},
};
use surveys::{calls::Outcome, roles::Role, stopping::Choice};
use tokio::join;

use crate::{
    databases::both,
    room::{ANNA, Room, march},
    study::{noon, typed, wave},
};

/// The only case, where Anna is alone.
const ANNAS: i32 = 1;

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

    /// Sue supervises, and has Anna on the line.
    async fn is_asked_by_sue(&self, now: &str) -> (Caseworker, Whose) {
        let (role, study) = (Role::Supervisor, Some(self.study.clone()));
        let as_what = Appointment { role, study, site: None };
        staff::invite(&self.db, By::CommandLine, "sue@example.org", as_what, noon())
            .await
            .expect("invited");
        let sue = self.speaks("sue", now).await;
        let whose = Whose { id: ANNA, wave: wave("baseline") };
        let asked = (&whose, Check::read(&typed("")));
        let checked = interviews::check(&self.db, &sue, &self.study, asked, march(now)).await;
        checked.expect("she may").expect("no birthday of Anna is on record");
        (sue, whose)
    }

    /// Whether an interviewer still has Anna's case, who goes on with her interview.
    async fn keeps(&self, by: &Interviewer, now: &str) -> bool {
        match calls::keep(&self.db, by, &self.study, ANNAS, march(now)).await {
            Ok(_) => true,
            Err(CallError::NotTheirCase) => false,
            Err(error) => panic!("{error}"),
        }
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
async fn an_interview_of_any_length_keeps_its_case() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        room.gives(&room.noor, "3T10:05").await.expect("Anna");

        assert!(room.keeps(&room.noor, "3T10:07").await);
        room.hands_over("3T10:20").await;

        assert_eq!(room.reaches("noor", "3T10:40").await.as_deref(), Some("1001"));
        assert_eq!(room.next(&room.owen, "3T10:40").await, "nobody");
        assert!(!room.keeps(&room.owen, "3T10:40").await);
        assert!(room.keeps(&room.noor, "3T11:00").await);
        assert_eq!(room.next(&room.owen, "3T12:59").await, "nobody");
        let called = Called::ended(Outcome::BrokeOff, march("3T10:06"));
        let now = march("3T12:59");
        let recorded = calls::record(&room.db, &room.noor, &room.study, (ANNAS, called), now).await;
        assert_eq!(recorded.expect("it is hers").attempts, 1);
    })
    .await;
}

#[tokio::test]
async fn an_interview_that_nobody_goes_on_with_gives_its_case_back_after_two_hours() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        room.gives(&room.noor, "3T10:05").await.expect("Anna");
        assert!(room.keeps(&room.noor, "3T10:07").await);

        assert_eq!(room.next(&room.owen, "3T12:06").await, "nobody");
        assert_eq!(room.next(&room.owen, "3T12:07").await, "1001 slot_not_tried");
        assert!(!room.keeps(&room.noor, "3T12:08").await);
    })
    .await;
}

#[tokio::test]
async fn a_lease_that_ran_out_comes_back_with_the_interview_and_the_audit_says_so() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        room.gives(&room.noor, "3T10:05").await.expect("Anna");
        room.hands_over("3T10:20").await;

        assert!(room.keeps(&room.noor, "3T10:21").await);

        let audit = "SELECT object AS told FROM audit WHERE action = 'case taken back in a call'";
        assert_eq!(room.told(audit).await, ["case 1, baseline"]);
    })
    .await;
}

#[tokio::test]
async fn whom_a_supervisor_took_does_not_come_back_nor_does_who_stopped() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        room.gives(&room.noor, "3T10:05").await.expect("Anna");
        let by = By::CommandLine;
        calls::release(&room.db, &by, &room.study, ANNAS, march("3T10:06")).await.expect("taken");
        assert!(!room.keeps(&room.noor, "3T10:07").await);
        assert_eq!(room.reaches("noor", "3T10:07").await, None);

        room.gives(&room.owen, "3T10:08").await.expect("Anna");
        room.hands_over("3T10:20").await;
        room.stops("1001", Choice::SkipSurvey, "3T10:21").await;

        assert!(!room.keeps(&room.owen, "3T10:22").await);
    })
    .await;
}

#[tokio::test]
async fn who_is_on_the_line_with_somebody_else_is_rung_by_nobody() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let (sue, whose) = room.is_asked_by_sue("3T10:05").await;

        assert_eq!(room.next(&room.noor, "3T10:30").await, "nobody");
        let call = Passage { by: &sue, study: &room.study, whose: &whose };
        interviews::end(&room.db, call, Ended::CallBack, march("3T10:31")).await.expect("over");
        assert_eq!(room.next(&room.noor, "3T10:32").await, "1001 slot_not_tried");
    })
    .await;
}

#[tokio::test]
async fn whom_a_supervisor_takes_in_the_middle_of_an_interview_is_given_to_somebody_else() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        room.is_asked_by_sue("3T10:05").await;
        assert_eq!(room.next(&room.noor, "3T10:30").await, "nobody");

        let by = By::CommandLine;
        calls::release(&room.db, &by, &room.study, ANNAS, march("3T10:31")).await.expect("taken");

        assert_eq!(room.next(&room.noor, "3T10:32").await, "1001 slot_not_tried");
    })
    .await;
}

#[tokio::test]
async fn who_looks_who_would_be_next_on_another_day_takes_nothing_from_anybody() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let monday = march("9T10:00");
        let looked = calls::look(&room.db, &room.noor, &room.study, monday).await;
        assert_eq!(looked.expect("an answer").expect("Anna").number, "1001");
        room.gives(&room.owen, "3T10:05").await.expect("nobody was given Anna");

        calls::look(&room.db, &room.noor, &room.study, monday).await.expect("an answer");

        assert_eq!(room.reaches("owen", "3T10:06").await.as_deref(), Some("1001"));
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
