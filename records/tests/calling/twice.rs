//! A form that is sent twice tells one call.

use records::calls::{self, CallError, Called, Recorded};
use surveys::calls::Outcome;

use crate::{
    databases::both,
    room::{Room, march},
};

#[tokio::test]
async fn a_call_that_noor_tells_twice_is_written_down_once_and_another_of_hers_is_refused() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let case = room.gives(&room.noor, "3T10:05").await.expect("Anna").case;
        let tells = |outcome, now| {
            let called = Called::ended(outcome, march("3T10:06"));
            calls::record(&room.db, &room.noor, &room.study, (case, called), march(now))
        };
        let first = tells(Outcome::NoAnswer, "3T10:07").await.expect("it is written down");

        assert_eq!(tells(Outcome::NoAnswer, "3T10:07").await.expect("the same"), first);

        let other = tells(Outcome::Busy, "3T10:07").await;
        assert!(matches!(other, Err(CallError::NotTheirCase)));
        let later = tells(Outcome::NoAnswer, "3T10:30").await;
        assert!(matches!(later, Err(CallError::NotTheirCase)));
        assert_eq!(room.told("SELECT outcome AS told FROM call_attempt").await, ["NOANS"]);
        let audit = "SELECT action AS told FROM audit WHERE action = 'call recorded'";
        assert_eq!(room.told(audit).await.len(), 1);
    })
    .await;
}

/// Noor tells at seven past ten that Anna would rather not, and perhaps that she wants no more calls at all.
async fn tells(room: &Room, case: i32, no_more_calls: bool) -> Result<Recorded, CallError> {
    let ended = Called::ended(Outcome::RefusedSoftly, march("3T10:06"));
    let called = Called { no_more_calls, ..ended };
    calls::record(&room.db, &room.noor, &room.study, (case, called), march("3T10:07")).await
}

#[tokio::test]
async fn that_anna_wants_no_more_calls_is_told_twice_and_stops_them_once() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let case = room.gives(&room.noor, "3T10:05").await.expect("Anna").case;
        let first = tells(&room, case, true).await.expect("it is written down");

        assert_eq!(tells(&room, case, true).await.expect("the same"), first);

        let stops = "SELECT act AS told FROM stop_event WHERE participant_id = 1";
        assert_eq!(room.told(stops).await.len(), 1);
        assert_eq!(room.told("SELECT outcome AS told FROM call_attempt").await, ["REF_SOFT"]);
    })
    .await;
}

#[tokio::test]
async fn a_wish_for_no_more_calls_that_was_not_told_the_first_time_is_never_taken_for_told() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let case = room.gives(&room.noor, "3T10:05").await.expect("Anna").case;
        tells(&room, case, false).await.expect("it is written down");

        assert!(matches!(tells(&room, case, true).await, Err(CallError::NotTheirCase)));
    })
    .await;
}
