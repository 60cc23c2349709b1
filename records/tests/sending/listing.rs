//! Looking at what was sent.

use records::outbox::{self, Channel};

use crate::{
    databases::both,
    desk::{Desk, minutes},
    study::noon,
};

#[tokio::test]
async fn what_waits_says_until_when_and_what_may_have_left_says_so_in_no_words() {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        desk.invites("1001", Channel::Email, "anna").await;
        std::fs::write(desk.folder.0.join("outbox"), "in the way").expect("a file");
        desk.sends(noon()).await;
        let of = async || {
            let listed = outbox::list(&desk.db, None).await.expect("an answer");
            listed.failed.into_iter().chain(listed.others).next().expect("a message")
        };
        let waiting = of().await;
        let wait = waiting.next.expect("it is tried again") - noon();
        assert!((30..=36).contains(&wait.num_seconds()), "{wait}");

        let vanished = "UPDATE outbox SET held_by = 'gone', attempts = 8, held_until = ";
        desk.does(&format!("{vanished}'{}'", noon().to_rfc3339())).await;
        desk.sends(minutes(2)).await;

        let failed = of().await;
        assert_eq!((failed.state.as_str(), failed.may_have_left), ("failed", true));
        assert_eq!(failed.next, None);
        assert!(!waiting.may_have_left);
    })
    .await;
}

#[tokio::test]
async fn what_failed_is_in_sight_and_no_address_is() {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        desk.invites("1001", Channel::Email, "anna by email").await;
        desk.sends(noon()).await;
        desk.invites("1002", Channel::Email, "ben").await;
        desk.invites("1001", Channel::Sms, "anna by text").await;
        desk.does("UPDATE outbox SET state = 'failed', reason = 'no' WHERE channel = 'sms'").await;
        desk.sends(noon()).await;

        let listed = outbox::list(&desk.db, None).await.expect("an answer");

        let line = |message: &outbox::Standing| {
            format!("{} to {}: {}", message.channel, message.to, message.state)
        };
        assert_eq!(listed.failed.iter().map(line).collect::<Vec<_>>(), ["sms to 1001: failed"]);
        let others = listed.others.iter().map(line).collect::<Vec<_>>();
        assert_eq!(others, ["email to 1002: not sent", "email to 1001: sent"]);
        assert_eq!(listed.counts.len(), 3);
        assert!(!format!("{listed:?}").contains("example.org"));
    })
    .await;
}
