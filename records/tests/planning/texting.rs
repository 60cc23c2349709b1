//! A planned text goes to a telephone that may be off, and does not ring there in the night.

use records::{
    outbox::{self, Post},
    senders::{EmailSender, Folder, Senders, TextSender},
};

use crate::{
    databases::both,
    mailroom::{Mailroom, words},
    twilio::StandIn,
    week::march,
};

/// For how many seconds Twilio tries to reach Ben with what is sent at this moment of the Tuesday.
async fn tried_for(db: records::Db, at: &str) -> u32 {
    let room = Mailroom::with(db, words(&[])).await;
    room.week.hands_over("3T12:00").await;
    let twilio = StandIn::begun(march(at).to_rfc2822());
    let email = EmailSender::Folder(Folder::new(room.folder.0.join("outbox")));
    let senders = Senders { email, texts: TextSender::Twilio(twilio.account()) };
    let post = Post::new(senders, "https://survey.example.org".to_owned());
    outbox::send_due(&room.week.db, &post, march(at)).await.expect("an answer");
    let taken = twilio.taken();
    taken[0].get("ValidityPeriod").parse().expect("a number")
}

#[tokio::test]
async fn twilio_tries_for_four_hours_and_no_longer_than_texts_may_come() {
    both(|db| async { assert_eq!(tried_for(db, "3T12:01").await, 4 * 3600) }).await;
    both(|db| async {
        let left = tried_for(db, "3T19:30").await;
        assert!((1700..=1800).contains(&left), "until eight: {left}");
    })
    .await;
    both(|db| async { assert_eq!(tried_for(db, "3T19:59").await, 60) }).await;
}
