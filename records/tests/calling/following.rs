//! What follows from a call for everything else.

use records::{
    calls::{self, Called},
    outbox::Channel,
    participants::{self, Enrolment},
};
use surveys::{
    calls::Outcome,
    stopping::{Choice, Way},
};

use crate::{
    databases::both,
    room::{Room, march},
    study::noon,
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

impl Room {
    /// Anna texts CALL.
    async fn is_asked_for_a_call(&self, sid: &str, now: &str) {
        let at = march(now).format("%FT%T+00:00");
        self.does(&format!(
            "INSERT INTO text_received (once, study_id, participant_id, asks, received_at) \
             SELECT '{sid} 1', study_id, id, 'call', '{at}' FROM participant WHERE study_number = '1001'"
        ))
        .await;
    }
}

#[tokio::test]
async fn a_text_that_asked_for_a_call_waits_until_somebody_is_reached_and_a_later_one_still_does() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let waiting = "SELECT once AS told FROM text_received WHERE seen_at IS NULL ORDER BY once";
        room.is_asked_for_a_call("SM1", "3T09:50").await;
        room.ends(Outcome::NoAnswer, "3T10:05").await;
        assert_eq!(room.told(waiting).await, ["SM1 1"], "nobody answered");
        let case = room.gives(&room.noor, "3T13:05").await.expect("Anna").case;
        room.is_asked_for_a_call("SM2", "3T13:06").await;

        let called = (case, Called::ended(Outcome::RefusedSoftly, march("3T13:05")));
        calls::record(&room.db, &room.noor, &room.study, called, march("3T13:08"))
            .await
            .expect("it is recorded");

        assert_eq!(room.told(waiting).await, ["SM2 1"], "it came after she was rung");
        let by = "SELECT seen_by AS told FROM text_received WHERE seen_at IS NOT NULL";
        let noor = format!("staff {}, interviewer", room.noor.staff_id());
        assert_eq!(room.told(by).await, [noor]);
        let audit = "SELECT object AS told FROM audit WHERE action = 'text dealt with'";
        assert_eq!(room.told(audit).await, ["call"]);
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

const LINKS: &str =
    "SELECT template || ' ' || channel AS told FROM outbox WHERE once LIKE 'call link%'";

#[tokio::test]
async fn who_asks_for_the_link_is_texted_it_once_where_there_is_no_email() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;

        let asked = Called::ended(Outcome::AskedForLink, march("3T10:05"));
        let recorded = room.rings(asked).await.expect("recorded");

        assert_eq!(recorded.link_by, Some(Channel::Sms));
        assert_eq!(room.told(LINKS).await, ["survey-invitation-text sms"]);
    })
    .await;
}

#[tokio::test]
async fn who_takes_no_emails_is_texted_the_link_and_who_takes_neither_gets_none() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let anna = Enrolment {
            study_number: "1001".to_owned(),
            email: Some("anna@example.org".to_owned()),
            ..Enrolment::default()
        };
        participants::enrol(&room.db, &room.study, vec![anna], true, noon()).await.expect("known");
        room.stops("1001", Choice::Contact(Way::Email), "3T10:01").await;
        let asks = |now: &str| Called::ended(Outcome::AskedForLink, march(now));

        let first = room.rings(asks("3T10:05")).await.expect("recorded");
        room.stops("1001", Choice::Contact(Way::Sms), "3T11:00").await;
        let second = room.rings(asks("6T12:00")).await.expect("recorded");

        assert_eq!((first.link_by, second.link_by), (Some(Channel::Sms), None));
        assert_eq!(room.told(LINKS).await, ["survey-invitation-text sms"]);
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
