//! Messages that cannot leave: they are tried again, later and later, and in the end a person looks.

use std::fs;

use chrono::TimeDelta;
use records::outbox::Channel;

use crate::{
    databases::both,
    desk::{Desk, minutes},
    study::noon,
};

/// Nothing can be written into a folder that is a file.
fn blocks_the_folder(desk: &Desk) {
    fs::write(desk.folder.0.join("outbox"), "in the way").expect("a file");
}

#[tokio::test]
async fn what_could_not_be_written_is_written_when_it_can_be() {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        desk.invites("1001", Channel::Email, "anna").await;
        blocks_the_folder(&desk);

        assert_eq!(desk.sends(noon()).await, 1);
        let rows = desk.rows().await;
        assert!(rows[0].starts_with("waiting: the outbox folder cannot be"), "{rows:?}");
        assert_eq!(desk.sends(noon()).await, 0, "not again at once");
        fs::remove_file(desk.folder.0.join("outbox")).expect("it goes");
        assert_eq!(desk.sends(minutes(1)).await, 1);

        assert_eq!(desk.rows().await, ["sent"]);
        assert_eq!(desk.files().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn after_eight_attempts_a_person_has_to_look() {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        desk.invites("1001", Channel::Email, "anna").await;
        blocks_the_folder(&desk);

        let mut attempts = 0;
        for hour in 0..24 * 14 {
            attempts += desk.sends(minutes(60 * hour)).await;
        }

        assert_eq!(attempts, 8);
        let rows = desk.rows().await;
        assert!(rows[0].starts_with("failed: the outbox folder cannot be"), "{rows:?}");
    })
    .await;
}

#[tokio::test]
async fn what_failed_together_is_tried_again_at_moments_of_their_own() {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        for number in 0..12 {
            desk.invites("1001", Channel::Email, &format!("reason {number}")).await;
        }
        blocks_the_folder(&desk);
        assert_eq!(desk.sends(noon()).await, 12, "all of them at noon");

        let mut each_second = Vec::new();
        for second in 29..45 {
            each_second.push(desk.sends(noon() + TimeDelta::seconds(second)).await);
        }

        assert_eq!(each_second[0], 0, "none before half a minute has passed");
        assert_eq!(each_second.iter().sum::<usize>(), 12, "each of them once: {each_second:?}");
        let busy = each_second.iter().filter(|many| **many > 0).count();
        assert!(busy >= 3, "they are spread over a fifth of the wait: {each_second:?}");
    })
    .await;
}

#[tokio::test]
async fn an_address_that_is_none_is_not_tried_twice() {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        desk.invites("1001", Channel::Email, "anna").await;
        desk.knows_an_email("1001", "anna at home").await;

        desk.sends(noon()).await;

        assert_eq!(desk.rows().await, ["failed: the email address is none"]);
    })
    .await;
}

#[tokio::test]
async fn what_a_vanished_worker_had_claimed_is_taken_up_after_a_minute() {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        desk.invites("1001", Channel::Email, "anna").await;
        let vanished = "UPDATE outbox SET held_by = 'gone', attempts = 1, held_until = ";
        desk.does(&format!("{vanished}'{}'", minutes(1).to_rfc3339())).await;

        assert_eq!(desk.sends(noon()).await, 0, "it may still be at it");
        assert_eq!(desk.sends(minutes(2)).await, 1);

        assert_eq!(desk.rows().await, ["sent"]);
        assert_eq!(desk.files().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_a_worker_sent_with_its_last_breath_is_not_sent_again() {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        desk.invites("1001", Channel::Email, "anna").await;
        desk.sends(noon()).await;
        let file = desk.files().into_keys().next().expect("a file");
        let file = desk.folder.0.join("outbox").join(file);
        fs::write(&file, "as it left").expect("a file");
        desk.was_being_handed_over_by_somebody_who_vanished(1).await;

        assert_eq!(desk.sends(minutes(2)).await, 1);

        assert_eq!(desk.rows().await, ["sent"]);
        assert_eq!(fs::read_to_string(file).expect("the file"), "as it left");
    })
    .await;
}

#[tokio::test]
async fn what_was_not_given_away_yet_when_its_worker_vanished_eight_times_has_failed_and_is_not_in_doubt()
 {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        desk.invites("1001", Channel::Email, "anna").await;
        let vanished = "UPDATE outbox SET held_by = 'gone', attempts = 8, held_until = ";
        desk.does(&format!("{vanished}'{}'", noon().to_rfc3339())).await;

        desk.sends(minutes(2)).await;

        assert_eq!(desk.rows().await, ["failed: whoever sent it never came back"]);
        assert!(desk.files().is_empty());
    })
    .await;
}
