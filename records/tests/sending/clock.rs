//! A clock that was an hour ahead, and was set back: nothing waits for the hour to come once more, and nothing goes twice.

use records::{outbox::Channel, texts};

use crate::{
    databases::both,
    desk::{Desk, minutes, told},
    replies::ANNAS,
    study::noon,
    texting::Texting,
    twilio::CameIn,
};

#[tokio::test]
async fn what_a_worker_claimed_by_a_clock_that_was_ahead_is_taken_up_and_what_is_in_hand_is_not() {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        for once in ["ahead", "in hand"] {
            desk.invites("1001", Channel::Email, once).await;
        }
        for (id, until) in [(1, minutes(61)), (2, minutes(4))] {
            let until = until.to_rfc3339();
            desk.does(&format!(
                "UPDATE outbox SET held_by = 'gone', attempts = 1, held_until = '{until}' WHERE id = {id}"
            ))
            .await;
        }

        assert_eq!(desk.sends(minutes(1)).await, 1);

        assert_eq!(desk.rows().await, ["sent", "waiting"]);
        assert_eq!(desk.sends(minutes(5)).await, 1);
        assert_eq!(desk.files().len(), 2, "each once");
    })
    .await;
}

#[tokio::test]
async fn what_waits_for_its_next_attempt_by_a_clock_that_was_days_ahead_does_not_wait_for_days() {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        desk.invites("1001", Channel::Email, "anna").await;
        let until = minutes(60 * 24 * 30).to_rfc3339();
        desk.does(&format!("UPDATE outbox SET attempts = 1, held_until = '{until}'")).await;

        assert_eq!(desk.sends(minutes(1)).await, 1);
        assert_eq!(desk.rows().await, ["sent"]);
    })
    .await;
}

#[tokio::test]
async fn a_text_that_was_given_away_by_a_clock_that_was_ahead_is_never_given_away_again() {
    both(|db| async move {
        let texting = Texting::with(db).await;
        assert!(texting.texts("408").await.starts_with("waiting: "), "no answer came");
        let ahead = minutes(60).to_rfc3339();
        texting.desk.does(&format!("UPDATE outbox SET handing_since = '{ahead}'")).await;

        for hour in 1..=40 {
            texting.sends(minutes(60 * hour)).await;
        }

        let doubt = "in doubt: Twilio has no such text, and did not say that it refused it";
        assert_eq!(texting.stands().await, doubt, "a person looks at it");
        assert_eq!(texting.twilio.given("408"), 1);
    })
    .await;
}

#[tokio::test]
async fn texts_that_came_in_are_looked_for_at_once_where_the_clock_of_the_last_look_was_ahead() {
    both(|db| async move {
        let texting = Texting::with(db).await;
        texting.knows_a_mobile(ANNAS).await;
        let (db, twilio) = (texting.desk.db.clone(), texting.twilio.account());
        texts::receive_missed(&db, &twilio, minutes(60)).await.expect("it looks, an hour ahead");
        let (sid, service) = ("SM7", Some("MG0001"));
        let at = noon();
        texting.twilio.came_in(CameIn { sid, service, from: ANNAS, words: "STOP", at });

        let looked = texts::receive_missed(&db, &twilio, minutes(1)).await;

        assert_eq!(looked.expect("it looks"), 1);
        assert_eq!(texting.ledger().await, ["1 stops stop-texts by text"]);
        let looked = texts::receive_missed(&db, &twilio, minutes(2)).await;
        assert_eq!(looked.expect("it is not time yet"), 0);
        let until = "SELECT CAST(COUNT(*) AS TEXT) AS told FROM lease WHERE until > ";
        let ahead = format!("{until}'{}'", minutes(20).to_rfc3339());
        assert_eq!(told(&db, &ahead).await, ["0"]);
    })
    .await;
}
