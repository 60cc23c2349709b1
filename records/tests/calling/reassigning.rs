//! A case that is given to one interviewer while something else happens to it.

use records::{
    auth::By,
    calls::{self, CallError},
};
use sea_orm_migration::sea_orm::{ConnectionTrait, TransactionTrait};
use tokio::join;

use crate::{
    databases::both,
    room::{ANNA, Room, march, sent},
};

#[tokio::test]
async fn a_case_that_ends_while_a_supervisor_gives_it_to_owen_is_given_to_nobody() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let to = (room.listed("3T10:05").await[0].case, room.owen.staff_id());
        // Anna sends her survey: her row is held, and it is not on record yet.
        let sends = room.db.writer().begin().await.expect("a transaction");
        let holds = format!("UPDATE participant SET study_number = '1001' WHERE id = {ANNA}");
        for change in [holds, sent(ANNA, "web", "3T10:05")] {
            sends.execute_unprepared(&change).await.expect("it is changed");
        }

        let gives = calls::reassign(&room.db, &By::CommandLine, &room.study, to, march("3T10:06"));
        let (given, ()) = join!(gives, async {
            // Meanwhile all is asked that does not wait for Anna.
            for _ in 0..200 {
                room.told("SELECT study_number AS told FROM participant").await;
            }
            sends.commit().await.expect("it is sent");
        });

        assert!(matches!(given, Err(CallError::NobodyRings)), "{given:?}");
        let told =
            "SELECT object AS told FROM audit WHERE action = 'case given to one interviewer'";
        assert!(room.told(told).await.is_empty());
    })
    .await;
}
