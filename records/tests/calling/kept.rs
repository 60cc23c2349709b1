//! Whom nobody rings, whatever the list says: it is asked when they would be given.

use records::calls::Called;
use surveys::{
    calls::{Agreed, Outcome},
    stopping::{Choice, Way},
};

use crate::{
    databases::both,
    room::{ANNA, Room, march},
};

/// What happens to Anna while she is on the list, and how her case then stands.
async fn check(what: impl AsyncFn(&Room), stands: &str) {
    both(|db| async {
        let room = Room::with_anna_alone(db).await;
        assert_eq!(room.stand("3T10:01").await, ["1001: now slot_not_tried"]);

        what(&room).await;

        assert_eq!(room.next(&room.noor, "3T10:10").await, "nobody");
        assert_eq!(room.stand("3T10:10").await, [format!("1001: {stands}")]);
        assert!(
            room.told("SELECT 'leased' AS told FROM call_case WHERE leased_to > 0")
                .await
                .is_empty()
        );
    })
    .await;
}

#[tokio::test]
async fn who_sends_the_survey_on_the_web_is_not_rung() {
    check(async |room| room.sends(ANNA, "3T10:05").await, "not Complete").await;
}

#[tokio::test]
async fn who_takes_no_more_calls_is_not_rung() {
    let choice = Choice::Contact(Way::Phone);
    check(async |room| room.stops("1001", choice, "3T10:05").await, "not NoCalls").await;
}

#[tokio::test]
async fn who_skips_the_survey_is_not_rung() {
    let choice = Choice::SkipSurvey;
    check(async |room| room.stops("1001", choice, "3T10:05").await, "not Stopped").await;
}

#[tokio::test]
async fn who_withdraws_is_not_rung() {
    let choice = Choice::NoMoreSurveys;
    check(async |room| room.stops("1001", choice, "3T10:05").await, "not Withdrawn").await;
}

#[tokio::test]
async fn of_whom_an_alert_is_open_is_not_rung() {
    check(async |room| raised(room).await, "not Alert").await;
}

async fn raised(room: &Room) {
    room.does("INSERT INTO alert (participant_id, cause) VALUES (1, 'concern')").await;
    room.does(
        "INSERT INTO alert_event (alert_id, at, actor, kind, level) \
         VALUES (1, '2026-03-03 10:05:00+00:00', 'staff 1, supervisor', 'raised', 2)",
    )
    .await;
}

#[tokio::test]
async fn a_time_that_was_agreed_with_somebody_whom_nobody_rings_for_now_is_told() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let agreed = Some(Agreed::At(march("5T18:00")));
        let called = Called { agreed, ..Called::ended(Outcome::Appointment, march("3T10:05")) };
        room.rings(called).await.expect("they agree");
        assert_eq!(room.listed("3T10:06").await[0].unkept, None, "it is kept");

        raised(&room).await;

        assert_eq!(room.stand("3T10:11").await, ["1001: not Alert"]);
        assert_eq!(room.listed("3T10:11").await[0].unkept, agreed);
        assert_eq!(room.listed("5T19:00").await[0].unkept, None, "the time has passed");
    })
    .await;
}

#[tokio::test]
async fn who_sends_the_survey_while_an_interviewer_has_their_case_is_not_rung_any_more() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        room.gives(&room.noor, "3T10:05").await.expect("Anna");

        room.sends(ANNA, "3T10:06").await;

        assert_eq!(room.next(&room.noor, "3T10:07").await, "nobody");
    })
    .await;
}
