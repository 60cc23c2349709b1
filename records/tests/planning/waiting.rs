//! A reason that passes is waited for, and somebody of whom something cannot be read keeps nobody else waiting.

use records::{auth::By, choices, schedule};
use sea_orm_migration::sea_orm::ConnectionTrait;

use crate::{
    databases::both,
    mailroom::{Mailroom, words},
    study::{noon, person},
    week::{ANNA, Week, march},
};

impl Week {
    /// Changes what the vault holds, as nobody may.
    async fn changes_the_vault(&self, change: &str) {
        self.db.vault_for_copies().execute_unprepared(change).await.expect("it is changed");
    }
}

#[tokio::test]
async fn a_text_whose_number_is_missing_for_a_day_goes_once_there_is_one() {
    both(|db| async move {
        let post = Mailroom::with(db, words(&[])).await;
        post.week.hands_over("3T12:00").await;
        post.week.does("DELETE FROM outbox WHERE participant_id = 1").await;
        let before = "ALTER TABLE identity ADD COLUMN was BYTEA";
        post.week.changes_the_vault(before).await;
        post.week
            .changes_the_vault("UPDATE identity SET was = mobile_index, mobile_index = NULL")
            .await;

        post.sends("3T12:01").await;

        let waits = "2 sms waiting: there is no address or number to send it to";
        assert_eq!(post.stands().await, [waits]);
        assert!(post.sent(".txt").is_empty());
        post.sends("4T09:00").await;
        assert_eq!(post.stands().await, [waits]);
        assert_eq!(
            post.week
                .told("SELECT attempts || '' AS told FROM outbox WHERE step IS NOT NULL")
                .await,
            ["0"]
        );

        post.week.changes_the_vault("UPDATE identity SET mobile_index = was").await;
        post.week.changes_the_vault("ALTER TABLE identity DROP COLUMN was").await;
        post.sends("4T10:01").await;
        assert_eq!(post.stands().await, ["2 sms sent"]);
    })
    .await;
}

#[tokio::test]
async fn a_number_that_is_missing_for_longer_than_the_text_may_be_late_is_the_reason_told() {
    both(|db| async move {
        let post = Mailroom::with(db, words(&[])).await;
        post.week.hands_over("3T12:00").await;
        post.week.does("DELETE FROM outbox WHERE participant_id = 1").await;
        post.week.changes_the_vault("UPDATE identity SET mobile_index = NULL").await;

        post.sends("5T12:01").await;

        let why = "there is no address or number to send it to";
        assert_eq!(post.stands().await, [format!("2 sms not sent: {why}")]);
    })
    .await;
}

#[tokio::test]
async fn what_waits_while_anna_pauses_goes_on_the_day_after() {
    both(|db| async move {
        let post = Mailroom::with(db, words(&[])).await;
        post.week.hands_over("3T12:00").await;
        post.week.does("DELETE FROM outbox WHERE participant_id = 2 OR channel = 'email'").await;
        let anna = person(&post.week.db, &post.week.study, "1001", None, noon()).await;
        let last = march("3T00:00").date_naive();
        choices::pause(&post.week.db, &anna, Some(last), noon()).await.expect("she pauses");

        post.sends("3T12:01").await;
        assert_eq!(post.stands().await, ["1 sms waiting: the person asked for a pause"]);
        post.sends("4T08:59").await;
        assert!(post.sent(".txt").is_empty());

        post.sends("4T10:00").await;
        assert_eq!(post.stands().await, ["1 sms sent"]);
    })
    .await;
}

#[tokio::test]
async fn who_pauses_before_anything_is_handed_over_is_written_to_when_that_is_over() {
    both(|db| async move {
        let week = Week::begins(db).await;
        let anna = person(&week.db, &week.study, "1001", None, noon()).await;
        let last = march("3T00:00").date_naive();
        choices::pause(&week.db, &anna, Some(last), noon()).await.expect("she pauses");

        assert_eq!(
            week.planned(ANNA, "3T13:00").await[..2],
            [
                "invitation email waits Paused until 4T07:00",
                "invitation sms waits Paused until 4T09:00"
            ]
        );
        week.hands_over("3T13:00").await;
        assert_eq!(week.outbox().await, ["2 baseline invitation sms"]);

        assert_eq!(week.hands_over("4T09:00").await, 2, "hers");
    })
    .await;
}

#[tokio::test]
async fn one_whose_data_do_not_open_keeps_nobody_else_from_being_written_to_and_staff_see_who() {
    both(|db| async move {
        let week = Week::begins(db).await;
        week.hands_over("3T10:00").await;
        // Something came back from her, so that what the vault holds is compared, and it does not open.
        let back = "state = 'sent', delivery = 'bounced', address_mark = 'of another'";
        week.does(&format!("UPDATE outbox SET {back} WHERE participant_id = {ANNA}")).await;
        week.changes_the_vault(&format!(
            "UPDATE identity SET mobile = mobile_index, email = email_index WHERE participant_id = {ANNA}"
        ))
        .await;

        assert_eq!(week.hands_over("3T12:00").await, 1, "Ben's");

        let left_out = || schedule::left_out(&week.db, &By::CommandLine, &week.study);
        let told = left_out().await.expect("a list");
        let told: Vec<_> = told.iter().map(|one| (one.number.as_str(), one.since)).collect();
        assert_eq!(told, [("1001", march("3T12:00"))]);
        week.hands_over("3T12:03").await;
        assert_eq!(left_out().await.expect("a list")[0].since, march("3T12:00"), "since then");

        week.does("UPDATE outbox SET delivery = NULL").await;
        assert_eq!(week.hands_over("3T12:06").await, 1, "hers");
        assert!(left_out().await.expect("a list").is_empty());
    })
    .await;
}
