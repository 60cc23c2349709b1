//! Fifty interviewers who ask for the next case at the same moment.

use std::collections::BTreeSet;

use futures_util::future::join_all;
use records::{auth::Interviewer, calls, consent, participants, participants::Enrolment};

use crate::{
    databases::both,
    room::{Room, interviewer, march},
    study::{full_consent, noon, person},
};

const FIFTY: usize = 50;

impl Room {
    /// Forty-nine more who agreed to calls, beside Anna and Ben, so that there is one more than is asked for.
    async fn is_full(&self) {
        let numbers: Vec<_> = (2001..=2049).map(|number: i32| number.to_string()).collect();
        let others = numbers.iter().map(|number| Enrolment {
            study_number: number.clone(),
            mobile: Some(format!("07700 9000{}", &number[2..])),
            ..Enrolment::default()
        });
        participants::enrol(&self.db, &self.study, others.collect(), true, noon())
            .await
            .expect("they have numbers");
        for number in &numbers {
            let who = person(&self.db, &self.study, number, None, noon()).await;
            let mut agreed = full_consent(&self.study);
            agreed.add("C4".to_owned(), "contact_phone");
            consent::give(&self.db, &who, &agreed, noon()).await.expect("they agree");
        }
        self.hands_over("3T10:00").await;
    }

    async fn has_fifty(&self) -> Vec<Interviewer> {
        let mut fifty = Vec::new();
        for at in 0..FIFTY {
            fifty.push(interviewer(&self.db, &self.study, &format!("i{at}@example.org")).await);
        }
        fifty
    }
}

#[tokio::test]
async fn fifty_interviewers_who_ask_at_once_are_given_fifty_cases_and_the_audit_has_each_once() {
    both(|db| async move {
        let room = Room::opens(db).await;
        room.is_full().await;
        let fifty = room.has_fifty().await;

        let given = join_all(fifty.iter().map(|by| room.gives(by, "3T10:05"))).await;

        let cases: BTreeSet<_> = given.iter().flatten().map(|given| given.case).collect();
        let people: BTreeSet<_> = given.iter().flatten().map(|given| given.participant).collect();
        assert_eq!((cases.len(), people.len()), (FIFTY, FIFTY), "{given:?}");
        let audit = "SELECT object AS told FROM audit WHERE action = 'given to ring'";
        let told = room.told(audit).await;
        assert_eq!((told.len(), BTreeSet::from_iter(told).len()), (FIFTY, FIFTY));
        let last = calls::next(&room.db, &room.noor, &room.study, march("3T10:06")).await;
        assert!(last.expect("an answer").is_some_and(|last| !cases.contains(&last.case)));
        assert_eq!(room.next(&room.owen, "3T10:06").await, "nobody");
    })
    .await;
}
