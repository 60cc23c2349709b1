//! Carys, whose number does not work any more, is found at a landline.

use records::tracing;
use surveys::tracing::Unreached;

use crate::{
    databases::both,
    week::{CARYS, Week, march},
};

#[tokio::test]
async fn carys_who_is_found_at_a_landline_is_on_record_with_it_and_no_text_goes_there() {
    both(|db| async move {
        let week = Week::begins(db).await.with_carys().await;
        week.learns(CARYS, Unreached::DeadNumber, "2T14:00").await;
        let form = "outcome=new-details&made_on=2026-03-02&contact_mobile=0161 496 0190";

        week.tries(CARYS, form, "2T15:00").await;

        let seen = tracing::see(&week.db, &week.lee, &week.study, CARYS, march("2T16:00")).await;
        let seen = seen.expect("an answer").expect("Carys");
        assert_eq!(seen.who.and_then(|who| who.mobile).as_deref(), Some("+441614960190"));
        let learned = "SELECT what AS told FROM unreached ORDER BY id";
        assert_eq!(week.told(learned).await, ["dead_number", "landline"]);
        let planned = week.planned(CARYS, "2T16:00").await;
        assert!(planned[1].starts_with("invitation sms waits Unreachable"), "{planned:?}");
        assert_eq!(planned[3], "reminder post later 11T10:00");
    })
    .await;
}
