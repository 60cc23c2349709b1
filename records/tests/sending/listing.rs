//! Looking at what was sent.

use records::outbox::{self, Channel};

use crate::{
    databases::both,
    desk::{Desk, minutes},
    study::noon,
};

#[tokio::test]
async fn what_waits_says_until_when_and_what_is_in_doubt_says_since_when() {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        desk.invites("1001", Channel::Email, "anna").await;
        std::fs::write(desk.folder.0.join("outbox"), "in the way").expect("a file");
        desk.sends(noon()).await;
        let listed = async || outbox::list(&desk.db, None).await.expect("an answer");
        let waiting = listed().await.others.remove(0);
        let wait = waiting.next.expect("it is tried again") - noon();
        assert!((30..=36).contains(&wait.num_seconds()), "{wait}");

        desk.was_being_handed_over_by_somebody_who_vanished(8).await;
        desk.sends(minutes(2)).await;

        let listed = listed().await;
        assert!(listed.failed.is_empty() && listed.others.is_empty());
        let in_doubt = &listed.in_doubt[0];
        assert_eq!((in_doubt.state.as_str(), in_doubt.handing_since), ("in doubt", Some(noon())));
        assert_eq!(in_doubt.next, None);
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
