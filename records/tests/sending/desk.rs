//! A study with somebody to write to, what was put into the outbox, and what came out.

use std::{collections::BTreeMap, fs};

use chrono::{DateTime, TimeDelta, Utc};
use records::{
    Db, consent,
    outbox::{self, Channel, Message, Post, Recipient, Template},
    participants::{self, Enrolment},
    senders::{Folder, Senders},
    stopping, studies,
};
use sea_orm_migration::sea_orm::{ConnectionTrait, Statement, TransactionTrait};
use surveys::{
    keys::StudyKey,
    stopping::{Choice, Way},
};

use crate::{
    databases,
    study::{full_consent, noon, person, with_anna},
};

/// So many minutes after noon on the first day.
pub fn minutes(minutes: i64) -> DateTime<Utc> {
    noon() + TimeDelta::minutes(minutes)
}

/// Anna's and Ben's study, and a folder for what is sent.
pub struct Desk {
    pub db: Db,
    pub folder: databases::Folder,
}

impl Desk {
    /// Anna is reached by email and by text and agrees to both; Ben has an address and agreed to nothing.
    pub async fn with_anna_and_ben(db: Db) -> Self {
        let study = with_anna(&db).await;
        let reached = |number: &str, email: &str| Enrolment {
            study_number: number.to_owned(),
            email: Some(email.to_owned()),
            ..Enrolment::default()
        };
        let rows = vec![reached("1001", "anna@example.org"), reached("1002", "ben@example.org")];
        participants::enrol(&db, &study, rows, true, noon()).await.expect("they are enrolled");
        let anna = person(&db, &study, "1001", None, noon()).await;
        consent::give(&db, &anna, &full_consent(&study), noon()).await.expect("Anna agrees");
        Self { db, folder: databases::Folder::new() }
    }

    /// The study is told that somebody's email is another.
    pub async fn knows_an_email(&self, number: &str, email: &str) {
        let study = studies::list(&self.db).await.expect("a list").remove(0);
        let key = StudyKey::new(&study.key).expect("a key");
        let study = studies::find(&self.db, &key).await.expect("the study");
        let row = Enrolment {
            study_number: number.to_owned(),
            email: Some(email.to_owned()),
            ..Enrolment::default()
        };
        participants::enrol(&self.db, &study, vec![row], true, noon()).await.expect("it is told");
    }

    pub fn senders(&self) -> Senders {
        Senders::files(Folder::new(self.folder.0.join("outbox")))
    }

    /// A worker, as another server would have it.
    pub fn post(&self) -> Post {
        Post::new(self.senders(), "https://survey.example.org".to_owned())
    }

    /// Puts an invitation to the baseline into the outbox, to be sent from noon on.
    pub async fn invites(&self, number: &str, channel: Channel, once: &str) {
        let message = Message {
            study_id: Some(1),
            to: Recipient::Participant(if number == "1001" { 1 } else { 2 }),
            channel,
            template: Template::SurveyInvitation,
            facts: BTreeMap::from([("wave".to_owned(), "baseline".to_owned())]),
            once: once.to_owned(),
            not_before: noon(),
        };
        enqueue(&self.db, message).await;
    }

    /// One worker sends what is due.
    pub async fn sends(&self, now: DateTime<Utc>) -> usize {
        outbox::send_due(&self.db, &self.post(), now).await.expect("the database answers")
    }

    /// What lies in the folder, by name, with what it says.
    pub fn files(&self) -> BTreeMap<String, String> {
        let Ok(entries) = fs::read_dir(self.folder.0.join("outbox")) else {
            return BTreeMap::new();
        };
        let file = |entry: std::io::Result<fs::DirEntry>| {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, fs::read_to_string(path).expect("a text"))
        };
        entries.map(file).collect()
    }

    /// How each row stands.
    pub async fn rows(&self) -> Vec<String> {
        told(
            &self.db,
            "SELECT state || COALESCE(': ' || reason, '') AS told FROM outbox ORDER BY id",
        )
        .await
    }

    /// Anna wants no more emails, as she says on her page.
    pub async fn anna_stops_emails(&self) {
        self.anna_stops(Way::Email).await;
    }

    /// Anna wants no more texts, as she says on her page.
    pub async fn anna_stops_texts(&self) {
        self.anna_stops(Way::Sms).await;
    }

    async fn anna_stops(&self, way: Way) {
        let study = StudyKey::new("bridgeway").expect("a key");
        let study = studies::find(&self.db, &study).await.expect("the study");
        let anna = person(&self.db, &study, "1001", None, noon()).await;
        let choice = Choice::Contact(way);
        stopping::stop(&self.db, &anna, choice, None, noon()).await.expect("it stops");
    }

    /// A worker began to hand everything over at noon, and never came back.
    pub async fn was_being_handed_over_by_somebody_who_vanished(&self, attempts: u8) {
        let noon = noon().to_rfc3339();
        self.does(&format!(
            "UPDATE outbox SET state = 'waiting', settled_at = NULL, held_by = 'gone', \
             attempts = {attempts}, held_until = '{noon}', handing_since = '{noon}'"
        ))
        .await;
    }

    pub async fn does(&self, sql: &str) {
        self.db.writer().execute_unprepared(sql).await.expect("it is done");
    }
}

pub async fn enqueue(db: &Db, message: Message) {
    let transaction = db.writer().begin().await.expect("a transaction");
    outbox::enqueue(&transaction, message, noon()).await.expect("it is written");
    transaction.commit().await.expect("it is kept");
}

pub async fn told(db: &Db, query: &str) -> Vec<String> {
    let query = Statement::from_string(db.read().get_database_backend(), query);
    let rows = db.read().query_all_raw(query).await.expect("an answer");
    rows.iter().map(|row| row.try_get("", "told").expect("a text")).collect()
}
