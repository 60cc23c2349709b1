//! A mail server that takes its time keeps nobody waiting who need not wait.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use records::{
    Db,
    outbox::{self, Channel, Wire},
};

use crate::{
    databases::both,
    desk::{minutes, told},
    mailing::Mailing,
    study::noon,
};

impl Mailing {
    /// Thirty mails wait for Anna, at whose mail the server dawdles.
    async fn with_thirty_to_anna(db: Db) -> Self {
        let mailing = Self::with(db, "starttls", |_| ()).await;
        mailing.desk.knows_an_email("1001", "stalls@example.org").await;
        for message in 0..30 {
            mailing.desk.invites("1001", Channel::Email, &format!("{message} to Anna")).await;
        }
        mailing
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_server_dawdles_texts_go_and_what_is_urgent_stands_behind_few() {
    both(|db| async move {
        let mut mailing = Mailing::with_thirty_to_anna(db).await;
        let (db, post) = (mailing.desk.db.clone(), mailing.post());
        let mails = tokio::spawn(async move {
            outbox::send_due_by(&db, &post, Wire::Email, || true, noon()).await
        });
        for _ in 0..4 {
            mailing.server.says("stalls");
        }

        mailing.desk.invites("1001", Channel::Sms, "a text").await;
        mailing.desk.invites_lee().await;
        let (db, post) = (&mailing.desk.db, mailing.post());
        let texts = outbox::send_due_by(db, &post, Wire::Sms, || true, noon()).await;
        assert_eq!(texts.expect("the database answers"), 1);
        assert_eq!(mailing.desk.rows().await[30], "sent", "the text does not wait for a mail");
        mailing.server.goes_on();
        let mails = mails.await.expect("no panic").expect("the database answers");

        assert_eq!(mails, 31);
        let lees = mailing.server.mails().iter().position(|mail| mail.contains("TO: lee@"));
        assert!(lees.is_some_and(|place| place < 9), "Lee's comes after those under way: {lees:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_is_told_to_end_ends_what_it_has_and_begins_nothing() {
    both(|db| async move {
        let mut mailing = Mailing::with_thirty_to_anna(db).await;
        let (db, post) = (mailing.desk.db.clone(), mailing.post());
        let ends = Arc::new(AtomicBool::new(false));
        let end = Arc::clone(&ends);
        let goes_on = move || !end.load(Ordering::Acquire);
        let mails = tokio::spawn(async move {
            outbox::send_due_by(&db, &post, Wire::Email, goes_on, noon()).await
        });
        for _ in 0..4 {
            mailing.server.says("stalls");
        }

        ends.store(true, Ordering::Release);
        mailing.server.goes_on();

        assert_eq!(mails.await.expect("no panic").expect("the database answers"), 4);
        let stands = mailing.desk.rows().await;
        assert_eq!(stands.iter().filter(|row| *row == "sent").count(), 4);
        let claimed = "SELECT CAST(COUNT(held_by) AS TEXT) AS told FROM outbox";
        assert_eq!(told(&mailing.desk.db, claimed).await, ["0"], "nobody waits for it");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_outlives_its_claim_is_not_taken_up_again_by_whoever_has_it_in_hand() {
    both(|db| async move {
        let mut mailing = Mailing::with(db, "starttls", |_| ()).await;
        mailing.desk.knows_an_email("1001", "stalls@example.org").await;
        mailing.desk.invites("1001", Channel::Email, "anna").await;
        let (db, post) = (mailing.desk.db.clone(), mailing.post());
        let sending = tokio::spawn(async move { outbox::send_due(&db, &post, noon()).await });
        mailing.server.says("stalls");

        let over = minutes(-1).to_rfc3339();
        mailing.desk.does(&format!("UPDATE outbox SET held_until = '{over}'")).await;
        mailing.desk.ben_has_a_receipt(1, "ben").await;
        mailing.server.says("kept");

        assert_eq!(mailing.desk.attempts().await, ["1", "1"]);
        mailing.server.goes_on();
        assert_eq!(sending.await.expect("no panic").expect("the database answers"), 2);
        assert_eq!(mailing.desk.rows().await, ["sent", "sent"]);
        assert_eq!(mailing.server.mails().len(), 2);
    })
    .await;
}
