//! Texts through Twilio: what it takes, what it refuses, and what is then in doubt.

use chrono::{DateTime, Utc};
use records::{
    outbox::{self, Channel, Post},
    participants::{self, Enrolment},
    senders::{EmailSender, Folder, Senders, TextSender},
    studies,
};
use surveys::keys::StudyKey;

use crate::{
    databases::both,
    desk::{Desk, minutes, told},
    study::noon,
    twilio::StandIn,
};

/// A desk, and something that takes its texts.
pub struct Texting {
    pub desk: Desk,
    pub twilio: StandIn,
}

impl Texting {
    pub async fn with(db: records::Db) -> Self {
        let desk = Desk::with_anna_and_ben(db).await;
        Self { desk, twilio: StandIn::begun(noon().to_rfc2822()) }
    }

    fn post(&self) -> Post {
        let email = EmailSender::Folder(Folder::new(self.desk.folder.0.join("outbox")));
        let texts = TextSender::Twilio(self.twilio.account());
        Post::new(Senders { email, texts }, "https://survey.example.org".to_owned())
    }

    pub async fn sends(&self, now: DateTime<Utc>) -> usize {
        outbox::send_due(&self.desk.db, &self.post(), now).await.expect("the database answers")
    }

    pub async fn knows_a_mobile(&self, mobile: &str) {
        self.mobile_of("1001", mobile).await;
    }

    pub async fn bens_mobile_is(&self, mobile: &str) {
        self.mobile_of("1002", mobile).await;
    }

    async fn mobile_of(&self, number: &str, mobile: &str) {
        let key = StudyKey::new("bridgeway").expect("a key");
        let study = studies::find(&self.desk.db, &key).await.expect("the study");
        let row = Enrolment {
            study_number: number.to_owned(),
            mobile: Some(mobile.to_owned()),
            ..Enrolment::default()
        };
        let told = participants::enrol(&self.desk.db, &study, vec![row], true, noon()).await;
        told.expect("it is told");
    }

    /// Anna has a number that ends like this and is texted once; then a worker sends what is due: how it stands.
    pub async fn texts(&self, ending: &str) -> String {
        self.knows_a_mobile(&format!("+447700900{ending}")).await;
        self.desk.invites("1001", Channel::Sms, ending).await;
        self.sends(noon()).await;
        self.stands().await
    }

    /// How the latest text stands.
    pub async fn stands(&self) -> String {
        self.desk.rows().await.pop().expect("a row")
    }
}

#[tokio::test]
async fn anna_gets_a_text_by_the_studys_own_messaging_service_and_twilios_name_for_it_is_kept() {
    both(|db| async move {
        let texting = Texting::with(db).await;

        assert_eq!(texting.texts("123").await, "sent");

        let taken = texting.twilio.taken();
        assert_eq!(taken.len(), 1);
        assert_eq!(taken[0].get("To"), "+447700900123");
        assert_eq!(taken[0].get("MessagingServiceSid"), "MG0001");
        assert!(taken[0].get("Body").contains("https://survey.example.org/r/"));
        assert_eq!(taken[0].get("ValidityPeriod"), "14400");
        let status = "https://survey.example.org/hooks/twilio/status/00000001-";
        assert!(taken[0].get("StatusCallback").starts_with(status));
        let kept = "SELECT provider_id AS told FROM outbox";
        assert_eq!(told(&texting.desk.db, kept).await, ["SM0001"]);
    })
    .await;
}

#[tokio::test]
async fn a_no_of_twilios_is_a_no_and_is_told_by_its_number() {
    both(|db| async move {
        let texting = Texting::with(db).await;
        for (ending, stands) in [
            ("617", "failed: Twilio refused it: error 21617"),
            ("211", "failed: no text gets to the number on record: error 21211"),
            ("429", "waiting: Twilio asked us to wait (429)"),
            ("500", "waiting: Twilio asked us to wait (500)"),
            ("401", "waiting: Twilio does not take our token"),
        ] {
            assert_eq!(texting.texts(ending).await, stands);
        }
        let trouble = texting.post();
        assert!(!format!("{trouble:?}").contains("geheim"), "the token is shown");

        texting.knows_a_mobile("+447700900429").await;
        texting.sends(minutes(1)).await;

        let stands = texting.desk.rows().await;
        assert_eq!(stands[2], "sent");
        assert_eq!(texting.twilio.given("429"), 4, "three rows, and the one that waited");
    })
    .await;
}

#[tokio::test]
async fn a_number_that_takes_no_texts_is_given_none_until_there_is_another() {
    both(|db| async move {
        let texting = Texting::with(db).await;
        texting.texts("211").await;

        texting.desk.invites("1001", Channel::Sms, "again").await;
        texting.sends(noon()).await;

        let back = "not sent: messages to the address on record come back";
        assert_eq!(texting.stands().await, back);
        assert_eq!(texting.twilio.given("211"), 1);
        assert_eq!(texting.texts("123").await, "sent");
        texting.knows_a_mobile("none").await;
        texting.desk.invites("1001", Channel::Sms, "to nobody").await;
        texting.sends(noon()).await;
        let none = "failed: the number on record is no telephone number";
        assert_eq!(texting.stands().await, none);
    })
    .await;
}

#[tokio::test]
async fn who_told_twilio_to_stop_has_stopped_texts_in_our_ledger_and_is_not_told_so_again() {
    both(|db| async move {
        let texting = Texting::with(db).await;

        let stands = texting.texts("610").await;

        assert_eq!(stands, "not sent: the person stopped texts where they come from");
        let ledger =
            "SELECT choice || ' by ' || channel || ' of ' || actor AS told FROM stop_event";
        let db = &texting.desk.db;
        assert_eq!(told(db, ledger).await, ["stop-texts by text of 1001"]);
        let audit =
            "SELECT actor || ': ' || action AS told FROM audit WHERE action LIKE 'stopped%'";
        assert_eq!(told(db, audit).await, ["1001: stopped: stop-texts (participant)"]);
        assert_eq!(texting.desk.rows().await.len(), 1, "no receipt besides Twilio's own");
        texting.desk.invites("1001", Channel::Sms, "later").await;
        texting.sends(noon()).await;
        assert_eq!(texting.stands().await, "not sent: the person stopped this");
        texting.desk.anna_stops_texts().await;
        assert_eq!(told(db, ledger).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_twilio_took_without_saying_so_is_found_by_asking_and_never_given_to_it_twice() {
    both(|db| async move {
        let texting = Texting::with(db).await;
        for (ending, reason) in [
            ("408", "Twilio did not answer after the text was given away"),
            ("410", "Twilio did not answer after the text was given away"),
            ("201", "Twilio did not answer after the text was given away"),
            ("502", "Twilio’s answer does not say whether it was taken (502)"),
        ] {
            assert_eq!(texting.texts(ending).await, format!("waiting: {reason}"));

            texting.sends(minutes(1)).await;

            assert_eq!(texting.stands().await, "sent", "{ending}");
            assert_eq!(texting.twilio.given(ending), 1, "{ending}");
        }
        let kept = "SELECT provider_id AS told FROM outbox ORDER BY id";
        assert_eq!(told(&texting.desk.db, kept).await, ["SM0001", "SM0002", "SM0003", "SM0004"]);
    })
    .await;
}

#[tokio::test]
async fn what_twilio_has_not_and_did_not_refuse_is_decided_by_a_person_after_an_hour() {
    both(|db| async move {
        let texting = Texting::with(db).await;
        for ending in ["409", "307"] {
            texting.texts(ending).await;
            texting.sends(minutes(1)).await;
            assert_eq!(texting.stands().await, "waiting: Twilio has no such text yet");

            for minute in 2..120 {
                texting.sends(minutes(minute)).await;
            }

            let doubt = "in doubt: Twilio has no such text, and did not say that it refused it";
            assert_eq!(texting.stands().await, doubt);
            assert_eq!(texting.twilio.given(ending), 1);
        }
    })
    .await;
}

#[tokio::test]
async fn what_a_worker_gave_to_twilio_with_its_last_breath_is_found_there() {
    both(|db| async move {
        let texting = Texting::with(db).await;
        texting.texts("123").await;
        texting.desk.does("UPDATE outbox SET provider_id = NULL").await;
        texting.desk.was_being_handed_over_by_somebody_who_vanished(1).await;

        texting.sends(minutes(2)).await;

        assert_eq!(texting.stands().await, "sent");
        assert_eq!(texting.twilio.given("123"), 1);
        let kept = "SELECT provider_id AS told FROM outbox";
        assert_eq!(told(&texting.desk.db, kept).await, ["SM0001"]);
    })
    .await;
}

#[tokio::test]
async fn a_text_that_is_another_messages_is_not_taken_for_the_one_that_is_looked_for() {
    both(|db| async move {
        let texting = Texting::with(db).await;
        texting.texts("123").await;
        texting.desk.invites("1001", Channel::Sms, "the same words").await;
        texting.desk.does(
            "UPDATE outbox SET held_by = 'gone', attempts = 1, held_until = not_before, \
             handing_since = not_before, address_mark = (SELECT address_mark FROM outbox WHERE id = 1) \
             WHERE id = 2",
        )
        .await;

        texting.sends(minutes(2)).await;

        assert_eq!(texting.stands().await, "waiting: Twilio has no such text yet");
    })
    .await;
}

#[tokio::test]
async fn without_a_line_to_twilio_texts_wait_and_nothing_is_in_doubt() {
    both(|db| async move {
        let mut texting = Texting::with(db).await;
        texting.twilio.url = "http://127.0.0.1:1".to_owned();

        assert_eq!(texting.texts("123").await, "waiting: Twilio cannot be reached");

        let handing = "SELECT CAST(COUNT(handing_since) AS TEXT) AS told FROM outbox";
        assert_eq!(told(&texting.desk.db, handing).await, ["0"]);
    })
    .await;
}
