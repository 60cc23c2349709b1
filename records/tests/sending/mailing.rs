//! Mail through a real server: what it takes, what it refuses, and what is then in doubt.

use std::{fs, time::Duration};

use chrono::{DateTime, Utc};
use records::{
    outbox::{self, Channel, Post, Trace},
    senders::{EmailSender, Encryption, Folder, MailServer as Settings, Senders, Smtp, TextSender},
};

use crate::{
    databases::both,
    desk::{Desk, minutes, told},
    mail_server::MailServer,
    study::noon,
};

/// A desk, and a server that takes its mail.
pub struct Mailing {
    pub desk: Desk,
    pub server: MailServer,
    smtp: Smtp,
}

impl Mailing {
    pub async fn with(db: records::Db, mode: &str, changed: impl Fn(&mut Settings)) -> Self {
        let desk = Desk::with_anna_and_ben(db).await;
        let server = MailServer::begun(&desk.folder.0.join("server"), mode);
        let mut settings = Settings {
            host: "localhost".to_owned(),
            port: server.port,
            encryption: match mode {
                "tls" => Encryption::Tls,
                "starttls" => Encryption::StartTls,
                _ => Encryption::None,
            },
            account: (mode != "plain")
                .then(|| ("throughline".to_owned(), "geheim: 10%@".to_owned())),
            root_certificate: Some(fs::read(server.root()).expect("a certificate")),
            our_name: "survey.example.org".to_owned(),
            answer_within: Duration::from_secs(20),
        };
        changed(&mut settings);
        let smtp = Smtp::new(settings).expect("the settings can be used");
        Self { desk, server, smtp }
    }

    pub fn post(&self) -> Post {
        let texts = TextSender::Folder(Folder::new(self.desk.folder.0.join("outbox")));
        let senders = Senders { email: EmailSender::Smtp(self.smtp.clone()), texts };
        Post::new(senders, "https://survey.example.org".to_owned())
    }

    async fn sends(&self, now: DateTime<Utc>) -> usize {
        outbox::send_due(&self.desk.db, &self.post(), now).await.expect("the database answers")
    }

    /// How many of the mails in doubt are found at the mail server by what is told of them.
    async fn found(&self) -> usize {
        let (mails, listed) = (self.server.mails(), outbox::list(&self.desk.db, None).await);
        let is_there = |number: &str| {
            mails.iter().any(|mail| mail.contains(&format!("Message-ID: <{number}@")))
        };
        let found = listed.expect("a list").in_doubt.into_iter().filter(
            |message| matches!(&message.trace, Some(Trace::MessageId(number)) if is_there(number)),
        );
        found.count()
    }

    /// Anna has this address and is invited, once; then a worker sends what is due: how the row stands.
    async fn invites_at(&self, address: &str) -> String {
        self.desk.knows_an_email("1001", address).await;
        self.desk.invites("1001", Channel::Email, address).await;
        self.sends(noon()).await;
        self.desk.rows().await.pop().expect("a row")
    }
}

async fn over(mode: &str, db: records::Db) {
    let mailing = Mailing::with(db, mode, |_| ()).await;

    assert_eq!(mailing.invites_at("anna@example.org").await, "sent");

    let mails = mailing.server.mails();
    let envelope = "MAIL FROM: study@bridgeway.example.org\r\nRCPT TO: anna@example.org\r\n";
    assert!(mails[0].starts_with(envelope), "{mails:?}");
    assert!(mails[0].contains("https://survey.example.org/r/"));
    assert_eq!(mails.len(), 1);
    let kept = told(&mailing.desk.db, "SELECT provider_id AS told FROM outbox").await;
    assert_eq!(kept, ["2.0.0 Ok: queued as 00001"]);
    assert_eq!(mailing.smtp.trouble(), None);
}

#[tokio::test]
async fn anna_gets_her_mail_over_a_line_that_becomes_encrypted_before_anything_is_said() {
    both(|db| over("starttls", db)).await;
}

#[tokio::test]
async fn anna_gets_her_mail_over_a_line_that_is_encrypted_from_its_beginning() {
    both(|db| over("tls", db)).await;
}

#[tokio::test]
async fn a_no_is_a_no_and_what_was_given_away_and_not_answered_is_in_doubt_and_never_sent_again() {
    both(|db| async move {
        let quick = |settings: &mut Settings| settings.answer_within = Duration::from_millis(300);
        let mailing = Mailing::with(db, "starttls", quick).await;

        let broke = "in doubt: the line to the mail server broke after the mail was given away";
        for (address, stands) in [
            ("anna@example.org", "sent"),
            ("unknown@example.org", "failed: the mail server refused the address: 550 5.1.1"),
            ("relay@example.org", "failed: the mail server refused it: 554 5.7.1"),
            ("spam@example.org", "failed: the mail server refused it: 554 5.7.1"),
            ("drops@example.org", broke),
            ("lost@example.org", broke),
            (
                "silent@example.org",
                "in doubt: the mail server did not answer after the mail was given away",
            ),
            ("later@example.org", "waiting: the mail server said 450 4.2.0"),
        ] {
            assert_eq!(mailing.invites_at(address).await, stands, "{address}");
        }
        for hour in 1..48 {
            mailing.sends(minutes(60 * hour)).await;
        }

        assert_eq!(mailing.desk.rows().await.pop().as_deref(), Some("sent"), "it was later");
        let to = |address: &str| {
            let to = format!("RCPT TO: {address}@example.org");
            mailing.server.mails().iter().filter(|mail| mail.contains(&to)).count()
        };
        let of = ["anna", "drops", "lost", "silent", "later"].map(to);
        assert_eq!(of, [1, 1, 0, 1, 1]);
        assert_eq!(mailing.server.mails().len(), 4);
        assert_eq!(mailing.found().await, 2, "those that the mail server has are found there");
    })
    .await;
}

#[tokio::test]
async fn an_address_that_nobody_has_is_not_written_to_again_and_another_is() {
    both(|db| async move {
        let mailing = Mailing::with(db, "starttls", |_| ()).await;
        mailing.invites_at("unknown@example.org").await;

        mailing.desk.invites("1001", Channel::Email, "a reminder").await;
        mailing.sends(noon()).await;

        let stands = mailing.desk.rows().await;
        assert_eq!(stands[1], "not sent: messages to the address on record come back");
        assert_eq!(mailing.invites_at("anna@example.org").await, "sent");
        let marks =
            "SELECT COALESCE(address_mark, '') || facts || reason AS told FROM outbox WHERE id = 1";
        assert!(!told(&mailing.desk.db, marks).await[0].contains("unknown"));
    })
    .await;
}

/// A server to which nothing is said about anybody, since something is wrong with it or with us.
async fn keeps_all(mode: &str, changed: impl Fn(&mut Settings) + Copy, why: &str) {
    both(|db| async move {
        let mailing = Mailing::with(db, mode, changed).await;

        let stands = mailing.invites_at("anna@example.org").await;

        assert!(stands.starts_with(&format!("waiting: {why}")), "{stands}");
        let trouble = mailing.smtp.trouble().expect("those who run the service are told");
        assert!(stands.ends_with(&trouble) && !trouble.contains("geheim"), "{trouble}");
        assert!(mailing.server.mails().is_empty());
        let handing = "SELECT CAST(COUNT(handing_since) AS TEXT) AS told FROM outbox";
        assert_eq!(told(&mailing.desk.db, handing).await, ["0"]);
    })
    .await;
}

#[tokio::test]
async fn a_password_that_is_not_taken_keeps_all_mail_waiting_and_is_not_repeated() {
    let wrong = |settings: &mut Settings| {
        settings.account = Some(("throughline".to_owned(), "geheim".to_owned()));
    };
    keeps_all("starttls", wrong, "the mail server does not let us in: it said 535 5.7.8").await;
}

#[tokio::test]
async fn a_server_that_nobody_vouches_for_is_told_nothing() {
    let unknown = |settings: &mut Settings| settings.root_certificate = None;
    keeps_all("starttls", unknown, "the mail server does not encrypt").await;
}

#[tokio::test]
async fn a_server_that_cannot_encrypt_is_told_nothing() {
    let strict = |settings: &mut Settings| settings.encryption = Encryption::StartTls;
    keeps_all("plain", strict, "the mail server does not encrypt").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_stops_emails_while_the_server_dawdles_gets_none() {
    both(|db| async move {
        let mut mailing = Mailing::with(db, "starttls", |_| ()).await;
        mailing.desk.knows_an_email("1001", "stalls@example.org").await;
        mailing.desk.invites("1001", Channel::Email, "anna").await;
        let (db, post) = (mailing.desk.db.clone(), mailing.post());
        let sending = tokio::spawn(async move { outbox::send_due(&db, &post, noon()).await });

        mailing.server.says("stalls");
        mailing.desk.anna_stops_emails().await;
        mailing.server.goes_on();
        sending.await.expect("no panic").expect("the database answers");

        assert_eq!(mailing.desk.rows().await, ["not sent: the person stopped this", "sent"]);
        let mails = mailing.server.mails();
        assert_eq!(mails.len(), 1);
        assert!(!mails[0].contains("/r/"), "it is the receipt: {mails:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_was_too_slow_breaks_off_when_another_has_taken_its_message_up() {
    both(|db| async move {
        let mut mailing = Mailing::with(db, "starttls", |_| ()).await;
        mailing.desk.knows_an_email("1001", "stalls@example.org").await;
        mailing.desk.invites("1001", Channel::Email, "anna").await;
        let (db, post) = (mailing.desk.db.clone(), mailing.post());
        let slow = tokio::spawn(async move { outbox::send_due(&db, &post, noon()).await });
        mailing.server.says("stalls");
        let (db, post) = (mailing.desk.db.clone(), mailing.post());
        let other = tokio::spawn(async move { outbox::send_due(&db, &post, minutes(2)).await });
        mailing.server.says("stalls");

        mailing.server.goes_on();
        for worker in [slow, other] {
            worker.await.expect("no panic").expect("the database answers");
        }

        assert_eq!(mailing.desk.rows().await, ["sent"]);
        assert_eq!(mailing.server.mails().len(), 1);
    })
    .await;
}
