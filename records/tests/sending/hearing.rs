//! What Twilio tells of texts, and what people answer to them.

use base64::{Engine, prelude::BASE64_STANDARD};
use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use records::{
    auth::{By, StaffMember},
    outbox::Channel,
    people,
    senders::Signed,
    staff::{self, Appointment},
    studies,
    texts::{self, Heard, SeenError},
};
use sha1::Sha1;
use surveys::{keys::StudyKey, roles::Role};

use crate::{
    databases::both,
    desk::{minutes, told},
    study::noon,
    texting::Texting,
};

impl Texting {
    /// What Twilio sends to a path of ours.
    fn signed(&self, path: &str, fields: &[(&str, &str)]) -> Signed {
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

    /// Somebody texts these words, and Twilio says that it took them for this, or for nothing.
    async fn gets(&self, sid: &str, from: &str, words: &str, opted: &str) {
        let fields = [
            ("MessageSid", sid),
            ("MessagingServiceSid", "MG0001"),
            ("From", from),
            ("Body", words),
            ("OptOutType", opted),
        ];
        let signed = self.signed("/hooks/twilio/inbound", &fields);
        let twilio = self.twilio.account();
        texts::receive(&self.desk.db, &twilio, &signed, noon()).await.expect("it is received");
    }

    async fn delivery(&self) -> Vec<String> {
        let all = "SELECT state || ', ' || COALESCE(delivery, '') || ', ' || \
                   COALESCE(delivery_detail, '') AS told FROM outbox ORDER BY id";
        told(&self.desk.db, all).await
    }

    /// What somebody reads of Anna's texts who supervises, and deals with the first of them.
    async fn seen_by_sue(&self) -> Vec<String> {
        let db = &self.desk.db;
        let study = studies::find(db, &StudyKey::new("bridgeway").expect("a key")).await;
        let study = study.expect("the study");
        let as_what =
            Appointment { role: Role::Supervisor, study: Some(study.clone()), site: None };
        let email = "sue@example.org";
        let invited = staff::invite(db, By::CommandLine, email, as_what, noon()).await;
        invited.expect("she is invited");
        let sue = StaffMember::at_the_command_line(db, email).await.expect("an answer");
        let sue = sue.expect("an account").caseworker(&study).expect("she looks after people");
        let seen = people::see(db, &sue, &study, 1, noon()).await.expect("an answer");
        let seen = seen.expect("Anna is of the study").texts;
        texts::seen(db, &sue, (1, seen[0].id), noon()).await.expect("it is noted");
        let other = texts::seen(db, &sue, (2, seen[0].id), noon()).await;
        assert!(matches!(other, Err(SeenError::NoSuchText)), "it is not Ben's");
        seen.into_iter().map(|text| text.words.expect("its words")).collect()
    }

    async fn ledger(&self) -> Vec<String> {
        let all = "SELECT participant_id || ' ' || act || ' ' || COALESCE(choice, '') || ' by ' || \
                   channel AS told FROM stop_event ORDER BY id";
        told(&self.desk.db, all).await
    }
}

const ANNAS: &str = "+447700900123";

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
async fn stop_stops_texts_at_once_and_once_for_everybody_at_the_number() {
    both(|db| async move {
        let texting = Texting::with(db).await;
        texting.knows_a_mobile(ANNAS).await;
        texting.bens_mobile_is("07700 900 123").await;
        texting.desk.invites("1001", Channel::Sms, "waits").await;

        for sid in ["SM1", "SM1", "SM2"] {
            texting.gets(sid, ANNAS, "Stop please", "").await;
        }

        let both = ["1 stops stop-texts by text", "2 stops stop-texts by text"];
        assert_eq!(texting.ledger().await, both);
        texting.sends(noon()).await;
        let rows = texting.desk.rows().await;
        assert_eq!(rows, ["not sent: the person stopped this", "sent"], "one receipt, to Anna");
        let receipt = texting.twilio.taken()[0].get("Body").to_owned();
        assert!(receipt.contains("we have done what you asked"), "{receipt}");
    })
    .await;
}

#[tokio::test]
async fn where_twilio_answers_stop_nobody_is_told_twice() {
    both(|db| async move {
        let texting = Texting::with(db).await;
        texting.knows_a_mobile(ANNAS).await;

        texting.gets("SM1", ANNAS, "ARRÊT", "STOP").await;

        assert_eq!(texting.ledger().await, ["1 stops stop-texts by text"]);
        assert!(texting.desk.rows().await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn start_takes_up_what_a_text_stopped_and_nothing_that_was_stopped_in_another_way() {
    both(|db| async move {
        let texting = Texting::with(db).await;
        texting.knows_a_mobile(ANNAS).await;
        texting.gets("SM1", ANNAS, "STOP", "STOP").await;

        texting.gets("SM2", ANNAS, "START", "START").await;

        let again = ["1 stops stop-texts by text", "1 takes_back stop-texts by text"];
        assert_eq!(texting.ledger().await, again);
        assert_eq!(texting.texts("123").await, "sent");
        texting.desk.anna_stops_texts().await;
        texting.gets("SM3", ANNAS, "START", "START").await;
        assert_eq!(texting.ledger().await.len(), 3);
        texting.desk.invites("1001", Channel::Sms, "after").await;
        texting.sends(noon()).await;
        assert_eq!(texting.stands().await, "not sent: the person stopped this");
    })
    .await;
}

#[tokio::test]
async fn start_of_somebody_who_never_agreed_to_texts_begins_none() {
    both(|db| async move {
        let texting = Texting::with(db).await;
        texting.bens_mobile_is("07700 900 456").await;

        texting.gets("SM1", "+447700900456", "STOP", "STOP").await;
        texting.gets("SM2", "+447700900456", "START", "START").await;

        assert_eq!(texting.ledger().await, ["2 stops stop-texts by text"]);
    })
    .await;
}

#[tokio::test]
async fn other_words_are_kept_sealed_and_answered_once_a_day_that_nobody_reads_along() {
    both(|db| async move {
        let texting = Texting::with(db).await;
        texting.knows_a_mobile(ANNAS).await;

        texting.gets("SM1", ANNAS, "I cannot go on", "").await;
        texting.gets("SM1", ANNAS, "I cannot go on", "").await;
        texting.gets("SM2", ANNAS, "Call me", "").await;
        texting.gets("SM3", ANNAS, "Hello?", "").await;
        texting.gets("SM4", "+447700900999", "Who is this?", "").await;
        texting.sends(noon()).await;

        let all = "SELECT asks || ' of ' || COALESCE(CAST(participant_id AS TEXT), 'nobody') AS told \
                   FROM text_received ORDER BY id";
        let kept = ["other of 1", "call of 1", "other of 1", "other of nobody"];
        assert_eq!(told(&texting.desk.db, all).await, kept);
        let answers = texting.twilio.taken();
        assert_eq!(answers.len(), 1);
        assert!(answers[0].get("Body").contains("999"));
        let audit = "SELECT actor || ' ' || action || ' ' || object AS told FROM audit";
        let audit = told(&texting.desk.db, audit).await.join("\n");
        assert!(!audit.contains("cannot go on") && !audit.contains("7700"), "{audit}");
        assert_eq!(texting.seen_by_sue().await, ["Hello?", "Call me", "I cannot go on"]);
        let open = "SELECT CAST(COUNT(*) AS TEXT) AS told FROM text_received WHERE seen_at IS NULL";
        assert_eq!(told(&texting.desk.db, open).await, ["3"]);
    })
    .await;
}

#[tokio::test]
async fn whoever_wants_no_texts_is_not_answered_either() {
    both(|db| async move {
        let texting = Texting::with(db).await;
        texting.knows_a_mobile(ANNAS).await;
        texting.gets("SM1", ANNAS, "STOP", "STOP").await;

        texting.gets("SM2", ANNAS, "Thank you", "").await;

        assert!(texting.desk.rows().await.is_empty());
    })
    .await;
}
