//! A form that is sent twice tells one call.

use records::calls::{self, CallError, Called};
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
