//! What goes wrong beside a message: it is no attempt of the message, and nobody else's trouble.

use records::{
    auth::By,
    outbox::{self, Beside, Channel, Message, Recipient, Template},
    staff::{self, Appointment},
    studies,
};
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseConnection};
use surveys::{authoring::File, keys::StudyKey, roles::Role, study::Study};

use crate::{
    databases::both,
    desk::{Desk, enqueue, minutes, told},
    study::{noon, protocol, small_baseline},
};

const AWAY: &str = "ALTER TABLE identity RENAME TO identity_away";
const BACK: &str = "ALTER TABLE identity_away RENAME TO identity";
const UNREAD: &str = "waiting: what it needs could not be read; it is tried again";

async fn does(store: &DatabaseConnection, sql: &str) {
    store.execute_unprepared(sql).await.expect("it is done");
}

impl Desk {
    /// Lee is invited to lead the study, and is sent how to begin.
    pub async fn invites_lee(&self) {
        let study = studies::find(&self.db, &StudyKey::new("bridgeway").expect("a key")).await;
        let study = Some(study.expect("the study"));
        let as_what = Appointment { role: Role::Supervisor, study, site: None };
        staff::invite(&self.db, By::CommandLine, "lee@example.org", as_what, noon())
            .await
            .expect("Lee is invited");
    }

    /// Ben is sent a receipt, which needs no agreement.
    pub async fn ben_has_a_receipt(&self, study: i32, once: &str) {
        let facts = ["study", "reference", "day", "stops", "goes_on", "phone"];
        let message = Message {
            study_id: Some(study),
            to: Recipient::Participant(2),
            channel: Channel::Email,
            template: Template::StopReceipt,
            facts: facts.map(|name| (name.to_owned(), "what it was".to_owned())).into(),
            once: once.to_owned(),
            not_before: noon(),
        };
        enqueue(&self.db, message).await;
    }

    pub async fn attempts(&self) -> Vec<String> {
        told(&self.db, "SELECT CAST(attempts AS TEXT) AS told FROM outbox ORDER BY id").await
    }

    /// Every minute of some hours a worker sends what is due: what kept messages meanwhile.
    async fn sends_for_hours(&self, hours: i64) -> usize {
        let (post, mut kept) = (self.post(), 0);
        for minute in 1..=60 * hours {
            outbox::send_due(&self.db, &post, minutes(minute)).await.expect("others go on");
            kept += post.beside().messages;
        }
        kept
    }
}

#[tokio::test]
async fn what_is_known_of_anna_and_does_not_open_keeps_her_message_and_nobody_elses_and_is_no_attempt()
 {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        desk.invites("1001", Channel::Email, "anna").await;
        desk.ben_has_a_receipt(1, "ben").await;
        desk.invites_lee().await;
        let swapped = "UPDATE identity SET email = (SELECT email FROM identity WHERE \
                       participant_id = 2) WHERE participant_id = 1";
        let before = "CREATE TABLE kept AS SELECT email FROM identity WHERE participant_id = 1";
        does(desk.db.vault_for_copies(), before).await;
        does(desk.db.vault_for_copies(), swapped).await;

        let post = desk.post();
        outbox::send_due(&desk.db, &post, noon()).await.expect("others go");
        assert_eq!(desk.rows().await, [UNREAD, "sent", "sent"]);
        let Beside { messages, why } = post.beside();
        assert_eq!(messages, 1);
        assert!(
            why.is_some_and(|why| !why.contains("example.org")),
            "those who run the service are told"
        );
        let looks = desk.sends_for_hours(3).await;

        assert!((9..=40).contains(&looks), "soon at first, and each ten minutes: {looks}");
        assert_eq!(desk.rows().await, [UNREAD, "sent", "sent"]);
        assert_eq!(desk.attempts().await[0], "0");
        let back = "UPDATE identity SET email = (SELECT email FROM kept) WHERE participant_id = 1";
        does(desk.db.vault_for_copies(), back).await;
        desk.sends(minutes(200)).await;
        assert_eq!(desk.rows().await, ["sent"; 3]);
        assert_eq!(desk.files().len(), 3);
    })
    .await;
}

#[tokio::test]
async fn a_vault_that_is_away_for_hours_lets_staff_be_written_to_and_no_message_fails_that_nobody_tried()
 {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        for message in 0..30 {
            desk.invites("1001", Channel::Email, &format!("{message} to Anna")).await;
        }
        does(desk.db.vault_for_copies(), AWAY).await;
        desk.sends(noon()).await;
        desk.invites_lee().await;

        desk.sends_for_hours(3).await;

        let rows = desk.rows().await;
        assert_eq!(rows[30], "sent", "Lee's");
        assert!(rows[..30].iter().all(|row| row == UNREAD), "{rows:?}");
        does(desk.db.vault_for_copies(), BACK).await;
        desk.sends(minutes(200)).await;
        assert_eq!(desk.rows().await, ["sent"; 31]);
    })
    .await;
}

#[tokio::test]
async fn a_study_that_cannot_be_read_keeps_no_message_of_another() {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        let text = include_str!("../../../examples/study/study.toml");
        let text = text.replacen("key = \"bridgeway\"", "key = \"lantern\"", 1);
        let other = Study::read(&File { name: "study.toml".to_owned(), text }).expect("in order");
        let surveys = surveys::catalogue::surveys().iter();
        let others = surveys.filter(|survey| survey.key.as_str() != "baseline").cloned();
        let surveys: Vec<_> = [small_baseline()].into_iter().chain(others).collect();
        studies::load(&desk.db, &other, (&protocol(), None), &surveys, noon())
            .await
            .expect("it loads");
        for message in 0..30 {
            desk.invites("1001", Channel::Email, &format!("{message} to Anna")).await;
        }
        desk.does("UPDATE study SET secret = (SELECT secret FROM study WHERE id = 2) WHERE id = 1")
            .await;
        desk.ben_has_a_receipt(2, "of another study").await;
        desk.sends(noon()).await;

        desk.sends_for_hours(2).await;

        let rows = desk.rows().await;
        assert_eq!(rows[30], "sent");
        assert!(rows[..30].iter().all(|row| row == UNREAD), "{rows:?}");
        assert!(desk.attempts().await[..30].iter().all(|attempts| attempts == "0"));
    })
    .await;
}

#[tokio::test]
async fn what_was_given_away_and_cannot_be_looked_up_yet_stays_given_away() {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        desk.invites("1001", Channel::Email, "anna").await;
        desk.was_being_handed_over_by_somebody_who_vanished(1).await;
        does(desk.db.vault_for_copies(), AWAY).await;

        desk.sends_for_hours(2).await;

        assert_eq!(desk.rows().await, [UNREAD]);
        let given = "SELECT CAST(COUNT(handing_since) AS TEXT) AS told FROM outbox";
        assert_eq!(told(&desk.db, given).await, ["1"]);
        assert_eq!(desk.attempts().await, ["1"]);
        does(desk.db.vault_for_copies(), BACK).await;
        desk.sends(minutes(200)).await;
        assert_eq!(desk.rows().await, ["sent"]);
    })
    .await;
}
