//! What Twilio tells of texts.

use base64::{Engine, prelude::BASE64_STANDARD};
use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use records::{
    outbox::Channel,
    senders::Signed,
    texts::{self, Heard},
};
use sha1::Sha1;

use crate::{
    databases::both,
    desk::{minutes, told},
    study::noon,
    texting::Texting,
};

impl Texting {
    /// What Twilio sends to a path of ours.
    pub fn signed(&self, path: &str, fields: &[(&str, &str)]) -> Signed {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let mut fields: Vec<_> = fields.iter().map(own).collect();
        fields.push(("AccountSid".to_owned(), "AC0001".to_owned()));
        let mut sorted = fields.clone();
        sorted.sort();
        let text: String = sorted.iter().map(|(name, value)| format!("{name}{value}")).collect();
        let mut mac = Hmac::<Sha1>::new_from_slice(b"geheim").expect("a key");
        mac.update(format!("https://survey.example.org{path}{text}").as_bytes());
        let signature = BASE64_STANDARD.encode(mac.finalize().into_bytes());
        self.twilio.account().believe(path, fields, &signature).expect("it is Twilio's")
    }

    /// Twilio tells how the text stands that it calls so.
    async fn tells(&self, sid: &str, status: &str, error: &str, now: DateTime<Utc>) -> Heard {
        let url = self.twilio.taken().last().expect("a text").get("StatusCallback").to_owned();
        let path = url.strip_prefix("https://survey.example.org").expect("our address");
        let fields = [("MessageSid", sid), ("MessageStatus", status), ("ErrorCode", error)];
        let name = path.rsplit('/').next().expect("a name");
        let signed = self.signed(path, &fields);
        texts::tell(&self.desk.db, name, &signed, now).await.expect("the database answers")
    }

    async fn delivery(&self) -> Vec<String> {
        let all = "SELECT state || ', ' || COALESCE(delivery, '') || ', ' || \
                   COALESCE(delivery_detail, '') AS told FROM outbox ORDER BY id";
        told(&self.desk.db, all).await
    }
}

#[tokio::test]
async fn statuses_count_once_and_only_forward_however_they_arrive() {
    both(|db| async move {
        let texting = Texting::with(db).await;
        texting.texts("123").await;

        assert_eq!(texting.tells("SM0001", "sent", "", minutes(1)).await, Heard::News);
        assert_eq!(texting.tells("SM0001", "queued", "", minutes(2)).await, Heard::Known);
        assert_eq!(texting.tells("SM0001", "delivered", "", minutes(3)).await, Heard::News);
        for status in ["sent", "delivered", "undelivered", "on its way"] {
            assert_eq!(texting.tells("SM0001", status, "", minutes(4)).await, Heard::Known);
        }

        assert_eq!(texting.delivery().await, ["sent, delivered, "]);
        let audit = "SELECT action || ': ' || object AS told FROM audit WHERE action = 'text told'";
        let one = "text told: survey-invitation by sms to 1001: delivered";
        assert_eq!(told(&texting.desk.db, audit).await, [one]);
    })
    .await;
}

#[tokio::test]
async fn a_number_that_texts_do_not_reach_gets_none_until_there_is_another_and_a_filtered_text_says_nothing_of_it()
 {
    both(|db| async move {
        let texting = Texting::with(db).await;
        texting.texts("123").await;
        texting.tells("SM0001", "undelivered", "30007", noon()).await;
        texting.desk.invites("1001", Channel::Sms, "a reminder").await;
        texting.sends(noon()).await;
        assert_eq!(texting.stands().await, "sent", "the number may be well");

        texting.tells("SM0002", "undelivered", "30005", noon()).await;
        texting.desk.invites("1001", Channel::Sms, "another").await;
        texting.sends(noon()).await;

        let back = "not sent: messages to the address on record come back";
        assert_eq!(texting.stands().await, back);
        assert_eq!(texting.texts("456").await, "sent");
        let delivery = texting.delivery().await;
        assert_eq!(delivery[0], "sent, not delivered, error 30007");
        assert_eq!(delivery[1], "sent, bounced, error 30005");
    })
    .await;
}

#[tokio::test]
async fn what_was_in_doubt_is_in_none_once_twilio_tells_of_it_and_is_not_sent_again() {
    both(|db| async move {
        let texting = Texting::with(db).await;
        assert!(texting.texts("408").await.starts_with("waiting: Twilio did not answer"));

        assert_eq!(texting.tells("SM0001", "delivered", "", minutes(1)).await, Heard::News);
        for minute in 2..90 {
            texting.sends(minutes(minute)).await;
        }

        assert_eq!(texting.delivery().await, ["sent, delivered, "]);
        assert_eq!(texting.twilio.given("408"), 1);
        let audit = "SELECT action AS told FROM audit WHERE action = 'message sent'";
        assert_eq!(told(&texting.desk.db, audit).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_text_that_twilio_has_twice_is_told_and_the_second_changes_nothing() {
    both(|db| async move {
        let texting = Texting::with(db).await;
        texting.texts("123").await;

        assert_eq!(texting.tells("SM0002", "delivered", "", noon()).await, Heard::Twice);

        assert_eq!(texting.delivery().await, ["sent, , "]);
        let audit =
            "SELECT object AS told FROM audit WHERE action = 'message is twice at the provider'";
        assert_eq!(
            told(&texting.desk.db, audit).await,
            ["survey-invitation by sms to 1001: SM0002"]
        );
    })
    .await;
}

#[tokio::test]
async fn a_stop_that_twilio_tells_of_after_it_took_the_text_stops_texts_once() {
    both(|db| async move {
        let texting = Texting::with(db).await;
        texting.texts("123").await;

        let told_so = texting.tells("SM0001", "undelivered", "21610", minutes(1)).await;
        assert_eq!(told_so, Heard::News);

        assert_eq!(texting.ledger().await, ["1 stops stop-texts by text"]);
        assert_eq!(texting.delivery().await, ["sent, not delivered, error 21610"]);
        texting.desk.invites("1001", Channel::Sms, "a reminder").await;
        texting.sends(minutes(2)).await;
        assert_eq!(texting.stands().await, "not sent: the person stopped this");
        assert_eq!(texting.desk.rows().await.len(), 2, "no receipt besides Twilio's own");
        texting.gets("SM9", "+447700900123", "START", "START").await;
        let again = texting.tells("SM0001", "undelivered", "21610", minutes(3)).await;
        assert_eq!(again, Heard::Known, "told again, it undoes no START");
        assert_eq!(texting.ledger().await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_stop_that_is_found_by_looking_the_text_up_stops_texts_as_well() {
    both(|db| async move {
        let texting = Texting::with(db).await;
        assert!(texting.texts("618").await.starts_with("waiting: Twilio did not answer"));

        texting.sends(minutes(1)).await;

        assert_eq!(texting.ledger().await, ["1 stops stop-texts by text"]);
        assert_eq!(texting.delivery().await, ["sent, not delivered, error 21610"]);
        assert_eq!(texting.twilio.given("618"), 1);
        let told_so = texting.tells("SM0001", "failed", "21610", minutes(2)).await;
        assert_eq!(told_so, Heard::Known);
    })
    .await;
}
