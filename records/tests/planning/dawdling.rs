//! A mail server takes its time before it takes a mail. What happens to Anna meanwhile counts.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use records::{
    outbox::{self, Post},
    senders::{EmailSender, Encryption, Folder, MailServer as Settings, Senders, Smtp, TextSender},
};
use tokio::time;

use crate::{
    databases::both,
    mail_server::MailServer,
    mailroom::{Mailroom, words},
    week::{Week, march},
};

/// A mail waits for Anna at noon on the Tuesday, and a server takes its time with it.
struct Dawdling {
    room: Mailroom,
    server: Arc<Mutex<MailServer>>,
    post: Post,
}

impl Dawdling {
    async fn with(db: records::Db) -> Self {
        let room = Mailroom::with(db, words(&[])).await;
        room.week.knows("1001", "stalls@example.org").await;
        room.week.hands_over("3T12:00").await;
        room.week.does("DELETE FROM outbox WHERE channel = 'sms' OR step IS NULL").await;
        let server = MailServer::begun(&room.folder.0.join("server"), "plain");
        let smtp = Smtp::new(Settings {
            host: "localhost".to_owned(),
            port: server.port,
            encryption: Encryption::None,
            account: None,
            root_certificate: None,
            our_name: "survey.example.org".to_owned(),
            answer_within: Duration::from_secs(20),
        });
        let email = EmailSender::Smtp(smtp.expect("the settings can be used"));
        let texts = TextSender::Folder(Folder::new(room.folder.0.join("outbox")));
        let post = Post::new(Senders { email, texts }, "https://survey.example.org".to_owned());
        Self { room, server: Arc::new(Mutex::new(server)), post }
    }

    /// The server has been told who writes and who is written to, and says nothing for two seconds, in which this happens:
    /// how the mail stands then, and to whom one was given.
    async fn meanwhile(self, happens: impl AsyncFnOnce(&Week)) -> (Vec<String>, Vec<String>) {
        let (db, post) = (self.room.week.db.clone(), self.post.clone());
        let sending =
            tokio::spawn(async move { outbox::send_due(&db, &post, march("3T12:01")).await });
        let server = Arc::clone(&self.server);
        let stalls = move || server.lock().expect("no panic").says("stalls");
        tokio::task::spawn_blocking(stalls).await.expect("it stalls");
        happens(&self.room.week).await;
        time::pause();
        time::advance(Duration::from_secs(2)).await;
        time::resume();
        self.server.lock().expect("no panic").goes_on();
        sending.await.expect("no panic").expect("the database answers");

        let mails = self.server.lock().expect("no panic").mails();
        let to = |mail: &String| {
            let to = mail.lines().find_map(|line| line.strip_prefix("RCPT TO: "));
            to.expect("an envelope").to_owned()
        };
        (self.room.stands().await, mails.iter().map(to).collect())
    }
}

async fn nothing_goes(happens: impl AsyncFn(&Week), stands: &str) {
    both(|db| async {
        let dawdling = Dawdling::with(db).await;
        let (now, given) = dawdling.meanwhile(async |week| happens(week).await).await;
        assert_eq!(now, [stands]);
        assert!(given.is_empty(), "{given:?}");
    })
    .await;
}

#[tokio::test]
async fn what_is_still_so_after_a_while_goes_once() {
    both(|db| async {
        let (stands, given) = Dawdling::with(db).await.meanwhile(async |_| ()).await;
        assert_eq!(stands, ["1 email sent"]);
        assert_eq!(given, ["stalls@example.org"]);
    })
    .await;
}

#[tokio::test]
async fn anna_sends_her_answers_while_the_line_opens_and_is_not_asked_for_them() {
    let sends = async |week: &Week| {
        week.does(
            "INSERT INTO response (participant_id, wave_key, survey_version_id, status, mode_start, mode_end, \
             begun_on, started_at, saved_at, submitted_at, saves, out_of_window, proxy, consent_at_start, sheet) \
             SELECT 1, 'baseline', MIN(id), 'complete', 'web', 'web', '2026-03-03', '2026-03-03 12:01:01+00:00', \
             '2026-03-03 12:01:01+00:00', '2026-03-03 12:01:01+00:00', 1, FALSE, FALSE, '{}', '{}' \
             FROM survey_version",
        )
        .await;
    };
    nothing_goes(sends, "1 email not sent: the survey was sent").await;
}

#[tokio::test]
async fn anna_takes_part_no_longer_while_the_line_opens_and_hears_nothing() {
    let stops = async |week: &Week| {
        week.does(
            "INSERT INTO stop_event (participant_id, act, choice, decided_by, channel, actor, decided_on, \
             reference, at) VALUES (1, 'stops', 'died', 'staff', 'phone', 'staff 1', '2026-03-03', 'R-1', \
             '2026-03-03 12:01:01+00:00')",
        )
        .await;
    };
    let stopped = "1 email not sent: nothing is asked of the person any more";
    nothing_goes(stops, stopped).await;
}

async fn alert(week: &Week, at: &str) {
    week.does("INSERT INTO alert (id, participant_id, cause) VALUES (1, 1, 'concern')").await;
    week.does(&format!(
        "INSERT INTO alert_event (alert_id, at, actor, kind, level) \
         VALUES (1, '2026-03-03 {at}+00:00', 'staff 1', 'raised', 2)"
    ))
    .await;
}

#[tokio::test]
async fn an_alert_about_anna_while_the_line_opens_keeps_it() {
    nothing_goes(async |week| alert(week, "12:01:01").await, "1 email waiting: it may not go yet")
        .await;
}

#[tokio::test]
async fn an_alert_counts_even_where_the_clock_of_whoever_raised_it_is_ahead() {
    nothing_goes(async |week| alert(week, "12:03:00").await, "1 email waiting: it may not go yet")
        .await;
}

#[tokio::test]
async fn annas_new_address_while_the_line_opens_is_where_it_goes() {
    both(|db| async {
        let dawdling = Dawdling::with(db).await;
        let moves = async |week: &Week| week.knows("1001", "anna@example.org").await;
        let (stands, given) = dawdling.meanwhile(moves).await;
        assert_eq!(stands, ["1 email sent"]);
        assert_eq!(given, ["anna@example.org"]);
    })
    .await;
}
