//! What people answer to texts.

use records::{
    auth::{By, Caseworker, StaffMember},
    outbox::Channel,
    people,
    staff::{self, Appointment},
    studies::{self, StudyHandle},
    texts::{self, SeenError},
};
use surveys::{keys::StudyKey, roles::Role};

use crate::{databases::both, desk::told, study::noon, texting::Texting};

impl Texting {
    /// Somebody texts these words, and Twilio says that it took them for this, or for nothing.
    pub async fn gets(&self, sid: &str, from: &str, words: &str, opted: &str) {
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

    /// Somebody who is this in the study, and the study.
    async fn with_a(&self, role: Role) -> (Caseworker, StudyHandle) {
        let db = &self.desk.db;
        let study = studies::find(db, &StudyKey::new("bridgeway").expect("a key")).await;
        let study = study.expect("the study");
        let email = format!("{}@example.org", role.key());
        if StaffMember::at_the_command_line(db, &email).await.expect("an answer").is_none() {
            let as_what = Appointment { role, study: Some(study.clone()), site: None };
            let invited = staff::invite(db, By::CommandLine, &email, as_what, noon()).await;
            invited.expect("they are invited");
        }
        let member = StaffMember::at_the_command_line(db, &email).await.expect("an answer");
        let by = member.expect("an account").caseworker(&study).expect("they look after people");
        (by, study)
    }

    /// What somebody reads of Anna's texts who supervises, and deals with the first of them.
    pub async fn seen_by_sue(&self) -> Vec<String> {
        let (db, (sue, study)) = (&self.desk.db, self.with_a(Role::Supervisor).await);
        let seen = people::see(db, &sue, &study, 1, noon()).await.expect("an answer");
        let seen = seen.expect("Anna is of the study").texts;
        texts::seen(db, &sue, (1, seen[0].id), noon()).await.expect("it is noted");
        let other = texts::seen(db, &sue, (2, seen[0].id), noon()).await;
        assert!(matches!(other, Err(SeenError::NoSuchText)), "it is not Ben's");
        seen.into_iter().filter_map(|text| text.words).collect()
    }

    /// Whose texts wait for somebody who is this, and what they ask for.
    async fn waiting_for(&self, role: Role) -> Vec<String> {
        let (db, (by, study)) = (&self.desk.db, self.with_a(role).await);
        let waiting = texts::waiting(db, &by, &study).await.expect("an answer");
        let count = texts::how_many_wait(db, &by, &study).await.expect("an answer");
        assert_eq!(waiting.len() as u64, count);
        let told = |text: texts::Waiting| format!("{} of {}", text.asks.name(), text.number);
        waiting.into_iter().map(told).collect()
    }

    pub async fn ledger(&self) -> Vec<String> {
        let all = "SELECT participant_id || ' ' || act || ' ' || COALESCE(choice, '') || ' by ' || \
                   channel AS told FROM stop_event ORDER BY id";
        told(&self.desk.db, all).await
    }
}

pub const ANNAS: &str = "+447700900123";

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
        assert_eq!(
            receipt,
            "Bridgeway Study: we will not text you again about this. You are still in the study. To change that call \
             0114 496 0000.",
            "in the words of the study"
        );
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
async fn start_is_confirmed_where_twilio_does_not_and_only_when_texts_go_on() {
    both(|db| async move {
        let texting = Texting::with(db).await;
        texting.knows_a_mobile(ANNAS).await;
        texting.gets("SM1", ANNAS, "Start", "").await;
        assert!(texting.desk.rows().await.is_empty(), "nothing was stopped");
        texting.gets("SM2", ANNAS, "STOP", "STOP").await;

        texting.gets("SM3", ANNAS, "Start", "").await;
        texting.sends(noon()).await;

        let taken = texting.twilio.taken();
        assert_eq!(taken.len(), 1);
        let words = taken[0].get("Body");
        assert!(words.contains("We will text you again") && words.contains("STOP"), "{words}");
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
        let answers: Vec<_> = answers.iter().map(|answer| answer.get("Body")).collect();
        assert_eq!(answers.len(), 2, "{answers:?}");
        let says = |words: &[&str]| {
            answers.iter().any(|answer| words.iter().all(|word| answer.contains(word)))
        };
        assert!(says(&["this inbox is not checked", "999"]), "{answers:?}");
        assert!(says(&["we will ring you"]), "{answers:?}");
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
async fn a_telephone_that_two_share_is_answered_once_and_both_wait_for_a_call() {
    both(|db| async move {
        let texting = Texting::with(db).await;
        texting.knows_a_mobile(ANNAS).await;
        texting.bens_mobile_is("07700 900 123").await;

        texting.gets("SM1", ANNAS, "CALL", "").await;
        texting.sends(noon()).await;

        assert_eq!(texting.twilio.taken().len(), 1);
        let all = "SELECT asks || ' of ' || CAST(participant_id AS TEXT) AS told \
                   FROM text_received ORDER BY id";
        assert_eq!(told(&texting.desk.db, all).await, ["call of 1", "call of 2"]);
    })
    .await;
}

#[tokio::test]
async fn texts_wait_for_whoever_looks_after_those_who_sent_them_until_somebody_dealt_with_them() {
    both(|db| async move {
        let texting = Texting::with(db).await;
        texting.knows_a_mobile(ANNAS).await;
        texting.bens_mobile_is("07700 900 456").await;
        texting.gets("SM1", "+447700900456", "CALL", "").await;
        texting.gets("SM2", ANNAS, "STOP", "STOP").await;
        texting.gets("SM3", ANNAS, "Sorry", "").await;

        let both = ["call of 1002", "other of 1001"];
        assert_eq!(texting.waiting_for(Role::Supervisor).await, both);
        assert!(texting.waiting_for(Role::Interviewer).await.is_empty(), "nobody is theirs");
        texting.seen_by_sue().await;
        assert_eq!(texting.waiting_for(Role::Supervisor).await, both[..1]);
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

#[tokio::test]
async fn an_answer_that_waits_does_not_go_once_they_stop() {
    both(|db| async move {
        let texting = Texting::with(db).await;
        texting.knows_a_mobile(ANNAS).await;
        texting.gets("SM1", ANNAS, "Hello?", "").await;

        texting.gets("SM2", ANNAS, "STOP", "STOP").await;
        texting.sends(noon()).await;

        assert_eq!(texting.desk.rows().await, ["not sent: the person stopped this"]);
        assert!(texting.twilio.taken().is_empty());
    })
    .await;
}
