//! Looking at what was sent.

use records::outbox::{self, Channel};

use crate::{databases::both, desk::Desk, study::noon};

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
