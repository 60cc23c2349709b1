//! What follows from a call for everything else.

use records::calls::Called;
use surveys::calls::Outcome;

use crate::{
    databases::both,
    room::{Room, march},
};

const STOPPED: &str = "SELECT choice AS told FROM stop_event WHERE participant_id = 1 ORDER BY id";

#[tokio::test]
async fn who_refuses_firmly_skips_this_survey_and_stays_in_the_study() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;

        room.ends(Outcome::RefusedFirmly, "3T10:05").await;

        assert_eq!(room.told(STOPPED).await, ["skip-survey"]);
    })
    .await;
}

#[tokio::test]
async fn of_whom_it_is_said_that_they_have_died_everything_stops() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;

        room.ends(Outcome::Died, "3T10:05").await;

        assert_eq!(room.told(STOPPED).await, ["died"]);
        let events = "SELECT kind AS told FROM event WHERE participant_id = 1";
        assert_eq!(room.told(events).await, ["death"]);
    })
    .await;
}

#[tokio::test]
async fn a_number_that_is_somebody_elses_is_rung_and_texted_no_more() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;

        room.ends(Outcome::WrongNumber, "3T10:05").await;

        let learned = "SELECT what AS told FROM unreached WHERE participant_id = 1";
        assert_eq!(room.told(learned).await, ["wrong_number"]);
    })
    .await;
}

#[tokio::test]
async fn who_asks_for_the_link_is_sent_it_once() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;

        room.ends(Outcome::AskedForLink, "3T10:05").await;

        let sent =
            "SELECT template || ' ' || channel AS told FROM outbox WHERE once LIKE 'call link%'";
        assert_eq!(room.told(sent).await, ["survey-invitation sms"]);
    })
    .await;
}

#[tokio::test]
async fn who_wishes_no_more_calls_is_rung_no_more() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let called = Called {
            no_more_calls: true,
            ..Called::ended(Outcome::RefusedSoftly, march("3T10:05"))
        };

        room.rings(called).await.expect("recorded");

        assert_eq!(room.stand("11T10:05").await, ["1001: not NoCalls"]);
    })
    .await;
}
