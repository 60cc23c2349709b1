//! Whoever looks after interviewers reads some cases at a time, and finds those of one person.

use records::{
    auth::By,
    calls::{self, CallError, Called, Found, Kind, NoneYet, Sought},
    participants::{self, Enrolment},
};
use surveys::{calls::Outcome, stopping::Way};

use crate::{
    databases::both,
    room::{Room, later, march, published},
    study::{noon, with_anna},
};

/// Everybody without a case is on the list, too.
const ISSUED: &str = "INSERT INTO call_case (study_id, participant_id, wave_key, issued_at, next_at, rank, ends_at, chance, \
                      revision) SELECT study_id, id, 'baseline', '2026-03-03 10:00:00+00:00', '2026-03-03 10:00:00+00:00', \
                      200, '9999-12-31 00:00:00+00:00', 1, 0 FROM participant WHERE study_number LIKE '2%'";

impl Room {
    async fn seeks(&self, sought: Sought<'_>, now: &str) -> Result<Found, CallError> {
        calls::seek(&self.db, &By::CommandLine, &self.study, sought, march(now)).await
    }

    /// The study numbers of those who are found.
    async fn found(&self, sought: Sought<'_>) -> Vec<String> {
        let found = self.seeks(sought, "3T10:10").await.expect("an answer");
        found.cases.into_iter().map(|one| one.number).collect()
    }
}

#[tokio::test]
async fn cases_are_found_by_how_they_stand_and_by_whose_they_are() {
    both(|db| async move {
        let room = Room::works(db).await;
        let given = room.gives(&room.noor, "3T10:05").await.expect("Anna or Ben");
        let other = if given.number == "1001" { "1002" } else { "1001" };
        let called = Called::ended(Outcome::Unable, march("3T10:05"));
        calls::record(&room.db, &room.noor, &room.study, (given.case, called), march("3T10:06"))
            .await
            .expect("it is recorded");

        assert_eq!(room.found(Sought::Of(Kind::Waiting, 0)).await, [given.number.as_str()]);
        assert_eq!(room.found(Sought::Of(Kind::Now, 0)).await, [other]);
        assert_eq!(room.found(Sought::Of(Kind::All, 0)).await, ["1001", "1002"]);
        for nobody in [Kind::Later, Kind::Not] {
            assert!(room.found(Sought::Of(nobody, 0)).await.is_empty(), "{nobody:?}");
        }
        assert_eq!(room.found(Sought::Number(" 10-01 ")).await, ["1001"]);
        assert_eq!(room.found(Sought::Number("00")).await, ["1001", "1002"]);
        assert!(room.found(Sought::Number("1009")).await.is_empty());
        assert_eq!(room.found(Sought::Beside(given.case)).await, [given.number.as_str()]);
        let none = room.seeks(Sought::Beside(99), "3T10:10").await;
        assert!(matches!(none, Err(CallError::NotTheirCase)));
    })
    .await;
}

#[tokio::test]
async fn somebody_is_found_by_telephone_number_and_the_audit_has_it() {
    both(|db| async move {
        let room = Room::works(db).await;

        for typed in ["07700 900002", "+44 7700 900002", "7700900002"] {
            assert_eq!(room.found(Sought::Number(typed)).await, ["1002"], "{typed}");
        }
        assert!(room.found(Sought::Number("07700 900099")).await.is_empty());

        let looked = "SELECT object AS told FROM audit WHERE action = 'looked up by telephone number' \
                      ORDER BY id";
        let ben = "bridgeway: 1002";
        assert_eq!(room.told(looked).await, [ben, ben, ben, "bridgeway: "]);
    })
    .await;
}

#[tokio::test]
async fn a_study_without_a_case_says_whether_its_protocol_ever_rings_anybody() {
    both(|db| async move {
        let mut silent = later(2, None);
        for wave in &mut silent.waves {
            wave.steps.retain(|step| step.sends.iter().all(|send| send.way != Way::Phone));
        }
        let study = published(&db, &with_anna(&db).await, silent, noon()).await;
        let by = By::CommandLine;
        let none = calls::none_yet(&db, &by, &study).await.expect("an answer");
        assert_eq!(none, Some(NoneYet::NoStep));
    })
    .await;
    both(|db| async move {
        let room = Room::opens(db).await;
        let why = async || calls::none_yet(&room.db, &By::CommandLine, &room.study).await.unwrap();
        assert_eq!(why().await, Some(NoneYet::NobodyDue));
        room.hands_over("3T10:00").await;
        assert_eq!(why().await, None);
    })
    .await;
}

#[tokio::test]
async fn a_supervisor_reads_a_hundred_cases_at_a_time_and_goes_on_after_the_last() {
    both(|db| async move {
        let room = Room::works(db).await;
        let others = (2001..=2101)
            .map(|number| Enrolment { study_number: number.to_string(), ..Enrolment::default() });
        participants::enrol(&room.db, &room.study, others.collect(), false, noon())
            .await
            .expect("they have numbers");
        room.does(ISSUED).await;

        // Nobody of them agreed to calls.
        let first = room.seeks(Sought::Of(Kind::Not, 0), "3T10:10").await.expect("a page");
        let after = first.further.expect("there is one more");
        let second = room.seeks(Sought::Of(Kind::Not, after), "3T10:10").await.expect("a page");

        assert_eq!((first.cases.len(), second.cases.len()), (100, 1));
        assert_eq!(second.further, None);
        assert!(!first.cases.contains(&second.cases[0]));
        assert_eq!(room.found(Sought::Of(Kind::Now, 0)).await, ["1001", "1002"]);
    })
    .await;
}
