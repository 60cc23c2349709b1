//! Messages that leave: to whom, saying what, and once.

use records::{consent, outbox::Channel, stopping};
use sea_orm_migration::sea_orm::ConnectionTrait;
use surveys::stopping::{Choice, Way};

use crate::{
    databases::both,
    desk::{Desk, minutes, told},
    study::{noon, person},
};

/// The mail with words for its name, and for the name with the mark that follows it.
fn unmarked(mail: &str, name: &str) -> String {
    let marked = format!("{name}-");
    let mut parts = mail.split(&marked);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |told, part| {
        let mark = part.chars().take_while(char::is_ascii_hexdigit).count();
        told + "(its number)" + &part[mark..]
    })
}

#[tokio::test]
async fn anna_is_sent_her_own_link_by_email_and_nothing_of_her_is_in_the_row() {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        desk.invites("1001", Channel::Email, "baseline 1").await;

        assert_eq!(desk.sends(noon()).await, 1);

        let files = desk.files();
        assert_eq!(files.len(), 1, "{files:?}");
        let (name, mail) = files.first_key_value().expect("a file");
        let link = mail.lines().find(|line| line.starts_with("https://survey.example.org/r/"));
        let shown = mail.replace(link.expect("a link"), "(her link)").replace("\r\n", "\n");
        insta::assert_snapshot!("mail_to_anna", unmarked(&shown, name.trim_end_matches(".eml")));
        assert_eq!(desk.rows().await, ["sent"]);
        let row = told(&desk.db, "SELECT facts || once || template AS told FROM outbox").await;
        assert_eq!(row, [r#"{"wave":"baseline"}baseline 1survey-invitation"#]);
        let last = "SELECT actor || ': ' || action || ' ' || object AS told FROM audit ORDER BY id DESC LIMIT 1";
        assert_eq!(
            told(&desk.db, last).await,
            ["system: message sent survey-invitation by email to 1001"]
        );
    })
    .await;
}

#[tokio::test]
async fn a_text_is_a_file_with_the_number_and_the_words() {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        desk.invites("1001", Channel::Sms, "baseline 1").await;

        desk.sends(noon()).await;

        let files = desk.files();
        let (name, text) = files.first_key_value().expect("a file");
        assert!(name.ends_with(".txt"), "{name}");
        assert!(text.starts_with("To: 07700 900001\n\nHello Anna,\n"), "{text}");
    })
    .await;
}

#[tokio::test]
async fn nothing_leaves_before_its_time_and_nothing_twice() {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        desk.invites("1001", Channel::Email, "baseline 1").await;

        assert_eq!(desk.sends(minutes(-1)).await, 0);
        assert!(desk.files().is_empty());
        assert_eq!(desk.sends(noon()).await, 1);
        assert_eq!(desk.sends(minutes(600)).await, 0);
        assert_eq!(desk.files().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn whoever_does_not_agree_when_the_time_comes_is_not_written_to() {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        desk.invites("1001", Channel::Email, "anna").await;
        desk.invites("1002", Channel::Email, "ben").await;
        // Anna takes her agreement back after the message was written.
        let study = surveys::keys::StudyKey::new("bridgeway").expect("a key");
        let study = records::studies::find(&desk.db, &study).await.expect("the study");
        let anna = person(&desk.db, &study, "1001", None, noon()).await;
        let mut only_texts = crate::study::full_consent(&study);
        only_texts.retain(|name| name != "C4");
        only_texts.add("C4", "contact_sms");
        consent::give(&desk.db, &anna, &only_texts, noon()).await.expect("Anna decides");

        assert_eq!(desk.sends(noon()).await, 2);

        let not_agreed = "not sent: the person has not agreed to be reached like this";
        assert_eq!(desk.rows().await, [not_agreed, not_agreed]);
        assert!(desk.files().is_empty());
    })
    .await;
}

#[tokio::test]
async fn who_stops_texts_is_sent_the_receipt_by_text_and_nothing_more() {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        let study = surveys::keys::StudyKey::new("bridgeway").expect("a key");
        let study = records::studies::find(&desk.db, &study).await.expect("the study");
        let anna = person(&desk.db, &study, "1001", None, noon()).await;
        let texts = Choice::Contact(Way::Sms);
        stopping::stop(&desk.db, &anna, texts, None, noon()).await.expect("it stops");
        // Somebody's schedule did not know yet.
        desk.invites("1001", Channel::Sms, "anna").await;

        assert_eq!(desk.sends(noon()).await, 2);

        assert_eq!(desk.rows().await, ["sent", "not sent: the person stopped this"]);
        let files = desk.files();
        assert_eq!(files.len(), 1, "{files:?}");
        let text = files.into_values().next().expect("a file");
        assert!(text.contains("we have done what you asked"), "{text}");
    })
    .await;
}

#[tokio::test]
async fn whoever_has_no_number_is_told_nothing_and_the_row_says_why() {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        desk.invites("1001", Channel::Sms, "anna").await;
        let without = "UPDATE identity SET mobile = NULL WHERE participant_id = 1";
        desk.db.vault_for_copies().execute_unprepared(without).await.expect("it is taken out");

        desk.sends(noon()).await;

        assert_eq!(desk.rows().await, ["not sent: there is no telephone number to send it to"]);
        assert!(desk.files().is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_goes_to_anna_by_email_and_by_text_at_the_same_moment_leads_by_one_link() {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        desk.does("DELETE FROM link_opened").await;
        desk.does("DELETE FROM link").await;
        for (channel, once) in [(Channel::Email, "an email"), (Channel::Sms, "a text")] {
            desk.invites("1001", channel, once).await;
        }

        assert_eq!(desk.sends(noon()).await, 2);

        assert_eq!(desk.rows().await, ["sent", "sent"]);
        let links = "SELECT CAST(COUNT(*) AS TEXT) AS told FROM link";
        assert_eq!(told(&desk.db, links).await, ["1"]);
    })
    .await;
}

#[tokio::test]
async fn workers_of_several_servers_at_once_send_each_message_once() {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        for number in 0..60 {
            desk.invites("1001", Channel::Sms, &format!("reason {number}")).await;
        }

        let mut taken = 0;
        loop {
            let all = tokio::join!(desk.sends(noon()), desk.sends(noon()), desk.sends(noon()));
            let together = all.0 + all.1 + all.2;
            taken += together;
            if together == 0 {
                break;
            }
        }

        assert_eq!(taken, 60);
        assert_eq!(desk.files().len(), 60);
        assert!(desk.rows().await.iter().all(|row| row == "sent"));
        let entries =
            "SELECT CAST(COUNT(*) AS TEXT) AS told FROM audit WHERE action = 'message sent'";
        assert_eq!(told(&desk.db, entries).await, ["60"]);
    })
    .await;
}
