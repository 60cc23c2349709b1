//! Texts that Twilio could not hand on, since nobody could write them down: they are read in its list.

use chrono::{DateTime, TimeDelta, Utc};
use records::texts::{self, MissedError};

use crate::{
    databases::both,
    desk::{minutes, told},
    texting::Texting,
    twilio::CameIn,
};

const ANNAS: &str = "+447700900123";
const LOST: [(&str, &str); 2] = [("SM7", "CALL"), ("SM8", "I cannot go on")];

impl Texting {
    fn lost(&self, sid: &'static str, words: &'static str, at: DateTime<Utc>) {
        self.lost_from(ANNAS, Some("MG0001"), (sid, words), at);
    }

    fn lost_from(
        &self,
        from: &'static str,
        service: Option<&'static str>,
        (sid, words): (&'static str, &'static str),
        at: DateTime<Utc>,
    ) {
        self.twilio.came_in(CameIn { sid, service, from, words, at });
    }

    async fn received(&self) -> Vec<String> {
        let all = "SELECT asks || ' of ' || COALESCE(CAST(participant_id AS TEXT), 'nobody') AS told \
                   FROM text_received ORDER BY id";
        told(&self.desk.db, all).await
    }
}

#[tokio::test]
async fn a_call_for_help_that_was_lost_is_found_within_ten_minutes_and_received_once() {
    both(|db| async move {
        let texting = Texting::with(db).await;
        texting.knows_a_mobile(ANNAS).await;
        texting.gets("SM1", ANNAS, "Hello?", "").await;
        let (db, twilio) = (texting.desk.db.clone(), texting.twilio.account());
        let looks = async |minute| texts::receive_missed(&db, &twilio, minutes(minute)).await;
        assert_eq!(looks(0).await.expect("it looks when it begins"), 0);
        for (sid, words) in LOST {
            texting.lost(sid, words, minutes(4));
        }
        texting.lost("SM1", "Hello?", minutes(0));
        texting.lost_from("+447700900999", Some("MG0001"), ("SM9", "Who is this?"), minutes(5));
        texting.lost_from(ANNAS, Some("MG9999"), ("SMX", "STOP"), minutes(5));

        assert_eq!(looks(9).await.expect("it is not time yet"), 0);
        assert_eq!(texting.received().await, ["other of 1"]);
        assert_eq!(looks(10).await.expect("it looks"), 4);
        assert_eq!(
            looks(20).await.expect("it looks"),
            1,
            "what came a little before is seen again"
        );
        assert_eq!(looks(40).await.expect("it looks"), 0);

        let all = ["other of 1", "call of 1", "other of 1", "other of nobody"];
        assert_eq!(texting.received().await, all);
        assert_eq!(texting.seen_by_sue().await, ["I cannot go on", "CALL", "Hello?"]);
        let at = "SELECT CAST(COUNT(*) AS TEXT) AS told FROM text_received WHERE received_at > ";
        let came = told(&db, &format!("{at}'{}'", minutes(4).to_rfc3339())).await;
        assert_eq!(came, ["1"], "each has the time at which it came");
        assert!(texting.ledger().await.is_empty(), "another account's STOP is not ours");
    })
    .await;
}

#[tokio::test]
async fn what_could_not_be_written_down_is_looked_up_at_once_and_again_while_twilio_is_away() {
    both(|db| async move {
        let texting = Texting::with(db).await;
        texting.knows_a_mobile(ANNAS).await;
        let (db, twilio) = (texting.desk.db.clone(), texting.twilio.account());
        let looks = async |minute| texts::receive_missed(&db, &twilio, minutes(minute)).await;
        looks(0).await.expect("it looks when it begins");
        texting.lost("SM7", "STOP", minutes(2));
        texting.twilio.is_away(true);

        twilio.note_missed();
        assert!(matches!(looks(3).await, Err(MissedError::NotListed(_))));
        assert!(matches!(looks(4).await, Err(MissedError::NotListed(_))));
        texting.twilio.is_away(false);
        assert_eq!(looks(5).await.expect("it looks"), 1);
        let listed = texting.twilio.listed();
        assert_eq!(looks(6).await.expect("there is no hurry"), 0);

        assert_eq!(texting.twilio.listed(), listed);
        assert_eq!(texting.ledger().await, ["1 stops stop-texts by text"]);
    })
    .await;
}

#[tokio::test]
async fn a_list_of_many_pages_is_read_as_far_back_as_anything_can_have_been_missed() {
    both(|db| async move {
        let texting = Texting::with(db).await;
        texting.knows_a_mobile(ANNAS).await;
        let (db, twilio) = (texting.desk.db.clone(), texting.twilio.account());
        for (sid, day) in [("SM1", 9), ("SM2", 8), ("SM3", 7), ("SM4", 2), ("SM5", 1), ("SM6", 0)] {
            texting.lost(sid, "Hello?", minutes(-day * 24 * 60));
        }

        let looked = texts::receive_missed(&db, &twilio, minutes(0)).await;

        assert_eq!(looked.expect("it looks"), 3, "three days, the first time");
        assert_eq!(texting.received().await.len(), 3);
        assert_eq!(texting.twilio.listed(), 3, "the page before which all is older is the last");
    })
    .await;
}

#[tokio::test]
async fn a_stop_that_comes_late_does_not_undo_a_start_that_came_after_it() {
    both(|db| async move {
        let texting = Texting::with(db).await;
        texting.knows_a_mobile(ANNAS).await;
        let (db, twilio) = (texting.desk.db.clone(), texting.twilio.account());
        texting.lost("SM7", "STOP", minutes(-5));
        texting.gets("SM8", ANNAS, "START", "START").await;

        texts::receive_missed(&db, &twilio, minutes(1)).await.expect("it looks");

        assert_eq!(texting.received().await, ["start of 1", "stop of 1"]);
        assert!(texting.ledger().await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_text_of_no_service_is_the_only_studys_and_a_number_that_is_found_later_makes_it_nobody_elses()
 {
    both(|db| async move {
        let texting = Texting::with(db).await;
        let (db, twilio) = (texting.desk.db.clone(), texting.twilio.account());
        texting.lost_from(ANNAS, None, ("SM7", "STOP"), minutes(1));
        texts::receive_missed(&db, &twilio, minutes(2)).await.expect("it looks");
        assert_eq!(texting.received().await, ["stop of nobody"]);

        texting.knows_a_mobile(ANNAS).await;
        twilio.note_missed();
        texts::receive_missed(&db, &twilio, minutes(4)).await.expect("it looks");

        assert_eq!(texting.received().await, ["stop of nobody"]);
    })
    .await;
}

/// STOP is told and then START, and by Twilio's list STOP came so many seconds after START: what then holds.
async fn check(apart: i64, last: &'static str) {
    both(move |db| async move {
        let texting = Texting::with(db).await;
        texting.knows_a_mobile(ANNAS).await;
        texting.gets("SM1", ANNAS, "STOP", "STOP").await;
        texting.gets("SM2", ANNAS, "START", "START").await;
        let (db, twilio) = (texting.desk.db.clone(), texting.twilio.account());
        texting.lost("SM2", "START", minutes(1));
        texting.lost("SM1", "STOP", minutes(1) + TimeDelta::seconds(apart));

        for minute in [2, 3] {
            twilio.note_missed();
            let looked = texts::receive_missed(&db, &twilio, minutes(minute)).await;
            looked.expect("it looks");
        }

        let ledger = texting.ledger().await;
        assert_eq!(ledger.last(), Some(&format!("1 {last} stop-texts by text")), "{ledger:?}");
        assert!(ledger.len() <= 3, "it is put right once: {ledger:?}");
        assert!(texting.desk.rows().await.is_empty(), "Twilio answered both");
    })
    .await;
}

#[tokio::test]
async fn a_stop_that_was_told_before_the_start_that_it_followed_holds() {
    check(2, "stops").await;
}

#[tokio::test]
async fn stop_holds_where_both_came_in_one_second() {
    check(0, "stops").await;
}

#[tokio::test]
async fn a_start_that_came_after_the_stop_holds() {
    check(-2, "takes_back").await;
}

#[tokio::test]
async fn a_start_that_comes_late_outweighs_no_stop_of_the_same_second() {
    both(|db| async move {
        let texting = Texting::with(db).await;
        texting.knows_a_mobile(ANNAS).await;
        let (db, twilio) = (texting.desk.db.clone(), texting.twilio.account());
        texting.gets("SM1", ANNAS, "STOP", "STOP").await;
        texting.lost("SM1", "STOP", minutes(1));
        texting.lost("SM2", "START", minutes(1));

        texts::receive_missed(&db, &twilio, minutes(2)).await.expect("it looks");

        assert_eq!(texting.ledger().await, ["1 stops stop-texts by text"]);
    })
    .await;
}

#[tokio::test]
async fn a_text_that_is_found_at_night_is_answered_in_the_morning() {
    both(|db| async move {
        let texting = Texting::with(db).await;
        texting.knows_a_mobile(ANNAS).await;
        texting.bens_mobile_is("+447700900456").await;
        let (db, twilio) = (texting.desk.db.clone(), texting.twilio.account());
        let (night, morning) = (minutes(11 * 60), minutes(22 * 60));
        texting.lost("SM7", "CALL", night - TimeDelta::minutes(5));
        let bens = "+447700900456";
        let stop = ("SM8", "STOP");
        texting.lost_from(bens, Some("MG0001"), stop, night - TimeDelta::minutes(4));

        texts::receive_missed(&db, &twilio, night).await.expect("it looks");

        assert_eq!(texting.ledger().await, ["2 stops stop-texts by text"], "that holds at once");
        assert_eq!(texting.sends(night).await, 0, "nobody is texted at eleven at night");
        assert_eq!(texting.sends(morning).await, 2);
    })
    .await;
}
