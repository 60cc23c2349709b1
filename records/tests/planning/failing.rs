//! Anna's reminder is a text, and an email where no text gets to her. What became of the text is what the outbox holds of it.

use records::{Db, consent};
use surveys::{keys::MessageKey, messages::Message, protocol::Protocol, stopping::Way};

use crate::{
    databases::both,
    study::{full_consent, noon, person},
    week::{ANNA, Week, march, second},
};

/// The reminder of Tuesday the tenth was handed over at 17:00 and given away at half past.
async fn reminded(db: Db) -> Week {
    let week = Week::begins(db).await;
    let mut third = second();
    third.version = 3;
    let email = &mut third.waves[0].steps[1].otherwise[0];
    (email.way, email.at) = (Way::Email, "17:00:00".parse().expect("a time"));
    email.message = MessageKey::new("invitation").expect("a key");
    week.follows(&third).await;
    assert_eq!(week.hands_over("10T17:00").await, 2, "to Ben as well");
    assert_eq!(week.planned(ANNA, "10T17:01").await[3], "reminder email not OtherWay");
    week
}

/// This is what became of it.
async fn came_to(week: &Week, what: &str) {
    let given = "handing_since = '2026-03-10 17:30:00+00:00'";
    week.does(&format!(
        "UPDATE outbox SET {given}, {what} WHERE participant_id = 1 AND step IS NOT NULL"
    ))
    .await;
}

/// A protocol by which whom the reminder's text does not reach is rung.
fn that_rings() -> Protocol {
    let mut third = Protocol { version: 3, ..second() };
    let as_for_texts = third.hours[&Way::Sms];
    third.hours.insert(Way::Phone, as_for_texts);
    let call = &mut third.waves[0].steps[1].otherwise[0];
    (call.way, call.at) = (Way::Phone, "17:00:00".parse().expect("a time"));
    call.message = MessageKey::new("rung-instead").expect("a key");
    let words = third.messages.as_mut().expect("it has messages");
    let voicemail = "{sender}: we rang about your survey. Please call {team_phone}.";
    let after_the_tone = Message {
        key: MessageKey::new("rung-instead").expect("a key"),
        voicemail: Some(voicemail.to_owned()),
        subject: None,
        body: None,
        ..words.messages[0].clone()
    };
    words.messages.push(after_the_tone);
    third
}

/// Who is to be rung.
const TO_RING: &str = "SELECT participant_id || ' ' || wave_key AS told FROM call_case ORDER BY id";

const SETTLED: &str = "settled_at = '2026-03-11 09:00:00+00:00'";

#[tokio::test]
async fn what_does_not_arrive_moves_her_on_to_the_other_way_when_that_is_known() {
    both(|db| async move {
        let week = reminded(db).await;
        for what in [
            "state = 'sent', delivery = 'bounced'",
            "state = 'sent', delivery = 'not delivered'",
            "state = 'failed', delivery = NULL",
            "state = 'failed', delivery = 'bounced'",
        ] {
            let known = "delivery_at = '2026-03-11 09:00:00+00:00'";
            came_to(&week, &format!("{what}, {SETTLED}, {known}")).await;

            let told = week.planned(ANNA, "11T08:00").await[3].clone();
            assert_eq!(told, "reminder email later 11T17:00", "{what}");
        }

        assert_eq!(week.hands_over("11T17:00").await, 1);
        assert_eq!(week.planned(ANNA, "11T17:01").await[3], "reminder email handed 11T17:00");
        assert_eq!(week.hands_over("11T17:02").await, 0);
    })
    .await;
}

#[tokio::test]
async fn whom_no_text_reaches_is_on_the_list_of_who_is_rung_where_the_protocol_says_so() {
    both(|db| async move {
        let week = Week::begins(db).await;
        let anna = person(&week.db, &week.study, "1001", None, noon()).await;
        let mut agreed = full_consent(&week.study);
        agreed.add("C4".to_owned(), "contact_phone");
        consent::give(&week.db, &anna, &agreed, march("2T13:00")).await.expect("she agrees");
        week.follows(&that_rings()).await;
        assert_eq!(week.hands_over("10T17:00").await, 2, "to Ben as well");

        came_to(&week, &format!("state = 'sent', delivery = 'delivered', {SETTLED}")).await;
        week.hands_over("11T17:05").await;
        assert!(week.told(TO_RING).await.is_empty(), "she was told");

        came_to(&week, &format!("state = 'failed', delivery = NULL, {SETTLED}")).await;
        assert_eq!(week.planned(ANNA, "11T09:05").await[3], "reminder phone later 11T17:00");
        week.hands_over("11T17:10").await;
        week.hands_over("11T17:20").await;

        assert_eq!(week.told(TO_RING).await, ["1 baseline"], "Anna alone, and once");
    })
    .await;
}

#[tokio::test]
async fn what_left_or_may_have_moves_nobody_on() {
    both(|db| async move {
        let week = reminded(db).await;
        for what in [
            "state = 'sent', delivery = 'delivered'",
            "state = 'sent', delivery = NULL",
            "state = 'in doubt'",
        ] {
            came_to(&week, &format!("{what}, {SETTLED}")).await;

            let told = week.planned(ANNA, "11T09:01").await;
            assert_eq!(told[2..], ["reminder sms handed 10T17:30", "reminder email not OtherWay"]);
        }
    })
    .await;
}

#[tokio::test]
async fn giving_up_what_failed_yesterday_does_not_put_off_the_reminder_of_today() {
    both(|db| async move {
        let week = Week::begins(db).await;
        week.hands_over("3T12:00").await;
        week.does(
            "UPDATE outbox SET state = 'not sent', settled_at = '2026-03-10 09:00:00+00:00', handing_since = NULL, \
             enqueued_at = '2026-03-09 12:00:00+00:00' WHERE participant_id = 1 AND step IS NOT NULL",
        )
        .await;

        let told = week.planned(ANNA, "10T10:00").await;

        assert_eq!(told[2], "reminder sms later 10T17:00");
        // What left is counted from when it did, and not from when somebody found out that it had.
        week.does("UPDATE outbox SET state = 'sent', handing_since = '2026-03-03 12:00:00+00:00'").await;
        assert_eq!(week.planned(ANNA, "10T10:00").await[2], "reminder sms later 10T17:00");
    })
    .await;
}
