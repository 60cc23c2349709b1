//! Whoever looks after interviewers reads the calls to somebody before they decide what becomes of a case.

use records::{
    auth::{By, StaffMember, Supervisor},
    calls::{self, CallError, Called, Ending},
    staff::{self, Appointment},
};
use surveys::{
    calls::{Outcome, Standing, Waited},
    roles::Role,
};

use crate::{
    databases::both,
    room::{ANNA, Room, march},
    study::noon,
};

const READ: &str = "SELECT actor || ': ' || object AS told FROM audit WHERE action = 'calls read'";

impl Room {
    /// Somebody who supervises, also if they interview already.
    pub async fn supervisor(&self, email: &str) -> Supervisor {
        let (role, study) = (Role::Supervisor, Some(self.study.clone()));
        let as_what = Appointment { role, study, site: None };
        staff::invite(&self.db, By::CommandLine, email, as_what, noon()).await.expect("invited");
        let member = StaffMember::at_the_command_line(&self.db, email).await;
        let member = member.expect("an answer").expect("an account");
        member.supervisor(&self.study).expect("they supervise")
    }
}

#[tokio::test]
async fn sue_reads_who_rang_anna_who_answered_and_the_note_and_the_audit_has_that_she_did() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let unable = Called {
            who_answered: Some("partner".to_owned()),
            language: Some("Welsh".to_owned()),
            note: Some("Ask again after the summer".to_owned()),
            ..Called::ended(Outcome::Unable, march("3T10:05"))
        };
        room.rings(unable).await.expect("recorded");
        let sue = room.supervisor("sue@example.org").await;
        let actor = sue.actor();
        let by = By::Staff(sue);
        assert!(room.told(READ).await.is_empty(), "nobody has looked yet");

        let read = calls::so_far(&room.db, &by, &room.study, ANNA, march("3T11:00")).await;
        let read = read.expect("Anna's calls");

        assert_eq!((read.participant, read.number.as_str()), (ANNA, "1001"));
        let waits = Some(Standing::WaitsFor(Waited::Supervisor));
        assert_eq!((read.cases.len(), read.cases[0].standing), (1, waits));
        assert_eq!(read.cases[0].last, Some(Outcome::Unable));
        let [call] = read.calls.as_slice() else { panic!("{:?}", read.calls) };
        assert_eq!((call.outcome, call.staff_id), (Outcome::Unable, room.noor.staff_id()));
        assert_eq!(call.who_answered.as_deref(), Some("partner"));
        assert_eq!(call.language.as_deref(), Some("Welsh"));
        assert_eq!(call.note.as_deref(), Some("Ask again after the summer"));
        assert_eq!(room.told(READ).await, [format!("{actor}: 1001")]);
    })
    .await;
}

#[tokio::test]
async fn sue_reads_the_ending_that_a_call_was_given_in_the_place_of_a_wrong_one() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        room.ends(Outcome::RefusedSoftly, "3T10:05").await;
        let (by, now) = (By::CommandLine, march("3T11:00"));
        let read = async || {
            let read = calls::so_far(&room.db, &by, &room.study, ANNA, now).await;
            read.expect("Anna's calls")
        };
        let case = read().await.cases[0].case;
        let ending = Ending { call: 1, outcome: Outcome::NoAnswer, agreed: None };
        let right = calls::correct(&room.db, &by, &room.study, (case, ending), now).await;
        right.expect("it is put right");

        let after = read().await;

        assert_eq!(after.calls[0].outcome, Outcome::NoAnswer);
        assert_eq!(after.cases[0].last, Some(Outcome::NoAnswer));
    })
    .await;
}

#[tokio::test]
async fn of_somebody_who_was_not_to_be_rung_there_are_no_calls_and_of_nobody_there_is_nothing() {
    both(|db| async move {
        let room = Room::opens(db).await;
        let by = By::CommandLine;

        let none = calls::so_far(&room.db, &by, &room.study, ANNA, march("2T12:00")).await;
        let nobody = calls::so_far(&room.db, &by, &room.study, 9_999, march("2T12:00")).await;

        let none = none.expect("Anna is in the study");
        assert!(none.cases.is_empty() && none.calls.is_empty());
        assert!(matches!(nobody, Err(CallError::NotTheirCase)));
        assert_eq!(room.told(READ).await, ["command line: 1001"]);
    })
    .await;
}
