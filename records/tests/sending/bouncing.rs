//! Mail that comes back, as servers report it.

use records::outbox::{self, Bounce, BounceError, Channel, Post};

use crate::{
    databases::both,
    desk::{Desk, minutes, told},
    study::noon,
};

/// What Postfix sends when nobody has the address, or as if it had.
fn report(to: &str, action: &str, status: &str, number: &str) -> String {
    format!(
        "From: MAILER-DAEMON@mx.example.org\r\nTo: {to}\r\nSubject: Undelivered Mail Returned to Sender\r\n\
         Content-Type: multipart/report; report-type=delivery-status;\r\n\tboundary=\"b\"\r\n\r\n\
         --b\r\nContent-Type: text/plain\r\n\r\nI'm sorry to have to inform you\r\n\r\n\
         --b\r\nContent-Description: Delivery report\r\nContent-Type: message/delivery-status\r\n\r\n\
         Reporting-MTA: dns; mx.example.org\r\n\r\nFinal-Recipient: rfc822; anna@example.org\r\n\
         Action: {action}\r\nStatus: {status}\r\n\r\n\
         --b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <{number}@bridgeway.example.org>\r\n\r\n\
         --b--\r\n"
    )
}

impl Desk {
    /// Anna is invited by email: what stands in the mail as its number.
    async fn mails_anna(&self) -> String {
        self.invites("1001", Channel::Email, "anna").await;
        let post = Post::new(self.senders(), "https://survey.example.org".to_owned());
        let post = post.with_bounce_address(Some("bounce@example.org".to_owned()));
        outbox::send_due(&self.db, &post, noon()).await.expect("the database answers");
        let mail = self.files().into_values().next().expect("a mail");
        let number = mail.split("Message-ID: <").nth(1).and_then(|rest| rest.split('@').next());
        number.expect("a number").to_owned()
    }

    async fn gets(&self, report: &str) -> Result<Bounce, BounceError> {
        outbox::bounced(&self.db, report.as_bytes(), minutes(5)).await
    }

    async fn deliveries(&self) -> Vec<String> {
        let stands = "SELECT state || COALESCE(', ' || delivery || ' ' || delivery_detail, '') AS told FROM outbox ORDER BY id";
        told(&self.db, stands).await
    }
}

const CAME_BACK: &str = "SELECT actor || ': ' || action || ', ' || object AS told FROM audit WHERE action = 'message came back'";

#[tokio::test]
async fn mail_that_nobody_has_the_address_of_comes_back_once_and_nothing_follows_it_there() {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        let number = desk.mails_anna().await;
        let back = format!("bounce+{}@example.org", number.to_uppercase());

        for _ in 0..2 {
            let came = desk.gets(&report(&back, "failed", "5.1.1", "lost")).await;
            assert_eq!(came.expect("it is ours"), Bounce::Bounced(1));
        }
        desk.invites("1001", Channel::Email, "again").await;
        desk.sends(noon()).await;

        assert_eq!(desk.deliveries().await, ["sent, bounced 5.1.1", "not sent"]);
        let entry = "system: message came back, survey-invitation by email to 1001";
        assert_eq!(told(&desk.db, CAME_BACK).await, [entry]);
        desk.knows_an_email("1001", "anna.new@example.org").await;
        desk.invites("1001", Channel::Email, "at her new address").await;
        desk.sends(noon()).await;
        assert_eq!(desk.rows().await[2], "sent");
    })
    .await;
}

#[tokio::test]
async fn a_full_mailbox_is_written_to_again_and_one_that_is_tried_still_says_nothing() {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        let number = desk.mails_anna().await;
        let of = |action: &str, status: &str| report("bounce@example.org", action, status, &number);

        let tried = desk.gets(&of("delayed", "4.4.1")).await.expect("it is ours");
        let full = desk.gets(&of("failed", "4.2.2")).await.expect("it is ours");
        desk.invites("1001", Channel::Email, "again").await;
        desk.sends(noon()).await;

        assert_eq!((tried, full), (Bounce::Nothing, Bounce::NotDelivered(1)));
        assert_eq!(desk.deliveries().await, ["sent, not delivered 4.2.2", "sent"]);
    })
    .await;
}

#[tokio::test]
async fn a_report_without_our_mark_and_an_answer_that_is_no_report_change_nothing() {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        let number = desk.mails_anna().await;
        let (name, mark) = number.rsplit_once('-').expect("a mark");
        let other = if mark.starts_with('0') { '1' } else { '0' };
        let forged = format!("{name}-{other}{}", &mark[1..]);

        let to = format!("bounce+{forged}@example.org");
        let refused = desk.gets(&report(&to, "failed", "5.1.1", &forged)).await;
        let holiday =
            format!("To: bounce+{number}@example.org\r\nSubject: Away\r\n\r\nUntil Monday");
        let answer = desk.gets(&holiday).await;

        assert!(matches!(refused, Err(BounceError::NotOurs)), "{refused:?}");
        assert!(matches!(answer, Err(BounceError::NoReport)), "{answer:?}");
        assert_eq!(desk.deliveries().await, ["sent"]);
        assert!(told(&desk.db, CAME_BACK).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_was_in_doubt_and_comes_back_has_left() {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        let number = desk.mails_anna().await;
        desk.does("UPDATE outbox SET state = 'in doubt', reason = 'no answer came'").await;

        desk.gets(&report("bounce@example.org", "failed", "5.1.1", &number)).await.expect("ours");

        assert_eq!(desk.deliveries().await, ["sent, bounced 5.1.1"]);
    })
    .await;
}
