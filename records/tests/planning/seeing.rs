//! What somebody is sent follows what is held of them at that moment.

use records::{
    choices,
    outbox::{self, Channel, Message, Post, Recipient, Template},
    responses,
    senders::{Folder, Senders},
    stopping,
};
use sea_orm_migration::sea_orm::{ConnectionTrait, TransactionTrait};
use surveys::{
    journey::Manner,
    stopping::{Choice, Way},
};

use crate::{
    databases::{self, both},
    study::{noon, page, person, typed},
    week::{ANNA, BEN, Week, march},
};

#[tokio::test]
async fn anna_is_written_to_the_day_after_she_agreed_and_ben_by_text_alone() {
    both(|db| async move {
        let week = Week::begins(db).await;

        assert_eq!(
            week.planned(ANNA, "2T13:00").await,
            [
                "invitation email later 3T10:00",
                "invitation sms later 3T12:00",
                "reminder sms later 10T17:00",
                "reminder post not OtherWay",
            ]
        );
        assert_eq!(
            week.planned(BEN, "2T13:00").await,
            [
                "invitation email waits NoAddress at the latest 5T10:00",
                "invitation sms later 3T12:00",
                "reminder sms later 10T17:00",
                "reminder post not OtherWay",
            ]
        );
        assert_eq!(week.planned(ANNA, "3T11:00").await[0], "invitation email due 3T10:00");
    })
    .await;
}

#[tokio::test]
async fn looking_at_what_is_planned_opens_nothing_of_the_vault_and_writes_nothing() {
    both(|db| async move {
        let week = Week::begins(db).await;
        let audit = "SELECT action AS told FROM audit ORDER BY id";
        let before = week.told(audit).await;
        // What nobody opens need not even be whole.
        let unread = "UPDATE identity SET mobile = mobile_index, email = email_index";
        week.db.vault_for_copies().execute_unprepared(unread).await.expect("it is changed");

        assert_eq!(week.planned(ANNA, "2T13:00").await[0], "invitation email later 3T10:00");
        assert_eq!(week.told(audit).await, before);
    })
    .await;
}

#[tokio::test]
async fn what_anna_stops_or_puts_off_is_not_sent_from_that_moment_on() {
    both(|db| async move {
        let week = Week::begins(db).await;
        let anna = person(&week.db, &week.study, "1001", None, noon()).await;
        let texts = Choice::Contact(Way::Sms);
        stopping::stop(&week.db, &anna, texts, None, noon()).await.expect("texts stop");

        let planned = week.planned(ANNA, "2T13:00").await;
        assert_eq!(planned[1], "invitation sms not OptedOut");
        assert_eq!(planned[3], "reminder post not NotAgreed");

        let last = march("4T00:00").date_naive();
        choices::pause(&week.db, &anna, Some(last), noon()).await.expect("she pauses");
        assert_eq!(
            week.planned(ANNA, "2T13:00").await[0],
            "invitation email waits Paused until 5T07:00"
        );

        let all = Choice::NoMoreSurveys;
        stopping::stop(&week.db, &anna, all, None, noon()).await.expect("all stops");
        let planned = week.planned(ANNA, "2T13:00").await;
        assert!(planned.iter().all(|line| line.ends_with("not Ended")), "{planned:?}");
        assert_eq!(week.planned(BEN, "2T13:00").await[1], "invitation sms later 3T12:00");
    })
    .await;
}

#[tokio::test]
async fn ben_is_asked_to_finish_once_he_has_begun_and_nothing_once_he_was_allocated() {
    both(|db| async move {
        let week = Week::begins(db).await;
        let ben = person(&week.db, &week.study, "1002", Some("4 5"), noon()).await;
        let none = typed("empact=6");
        responses::save_page(&week.db, &ben, &page("empact"), none, Manner::Continue, noon())
            .await
            .expect("it is saved");

        let planned = week.planned(BEN, "2T13:00").await;
        assert_eq!(planned[2], "reminder sms later 10T17:00");

        week.does(
            "INSERT INTO allocation (participant_id, arm, cohort, randomised_on, recorded_at) \
                   VALUES (2, 'T', 1, '2026-03-02', '2026-03-02 12:00:00+00:00')",
        )
        .await;
        let planned = week.planned(BEN, "2T13:00").await;
        assert_eq!(planned[1], "invitation sms not Closed");
    })
    .await;
}

#[tokio::test]
async fn nobody_writes_to_an_address_that_something_came_back_from_until_there_is_another() {
    both(|db| async move {
        let week = Week::begins(db).await;
        let mail = Message {
            study_id: Some(1),
            to: Recipient::Participant(ANNA),
            channel: Channel::Email,
            template: Template::SurveyInvitation,
            facts: [("wave".to_owned(), "baseline".to_owned())].into(),
            once: "before".to_owned(),
            not_before: noon(),
        };
        let transaction = week.db.writer().begin().await.expect("a transaction");
        outbox::enqueue(&transaction, mail, noon()).await.expect("it is written");
        transaction.commit().await.expect("it is kept");
        let folder = databases::Folder::new();
        let senders = Senders::files(Folder::new(folder.0.clone()));
        let post = Post::new(senders, "https://survey.example.org".to_owned());
        // Lee's invitation leaves as well.
        assert_eq!(outbox::send_due(&week.db, &post, noon()).await.expect("it leaves"), 2);

        week.does("UPDATE outbox SET delivery = 'bounced' WHERE once = 'before'").await;

        let planned = week.planned(ANNA, "2T13:00").await;
        assert_eq!(planned[0], "invitation email waits Unreachable at the latest 5T10:00");
        assert_eq!(planned[1], "invitation sms later 3T12:00");
        week.knows("1001", "anna.new@example.org").await;
        assert_eq!(week.planned(ANNA, "2T13:00").await[0], "invitation email later 3T10:00");
    })
    .await;
}

#[tokio::test]
async fn nobody_reminds_anna_while_something_she_said_is_looked_after() {
    both(|db| async move {
        let week = Week::begins(db).await;
        week.does("INSERT INTO alert (id, participant_id, cause) VALUES (1, 1, 'concern')").await;
        let event = |at: &str, kind: &str, more: &str| {
            format!(
                "INSERT INTO alert_event (alert_id, at, actor, kind, level, outcome) \
                 VALUES (1, '2026-03-{at}:00+00:00', 'staff 1', '{kind}', {more})"
            )
        };
        week.does(&event("03 09:00", "raised", "2, NULL")).await;

        // While it is open, for a day from now; then at the next hour of its way.
        assert_eq!(week.planned(ANNA, "3T11:00").await[0], "invitation email later 4T11:00");
        assert_eq!(week.planned(ANNA, "5T11:00").await[0], "invitation email later 6T11:00");
        week.does(&event("03 10:30", "closed", "NULL, 'spoken'")).await;
        assert_eq!(week.planned(ANNA, "3T11:00").await[0], "invitation email later 4T10:00");
        assert_eq!(week.planned(BEN, "3T13:00").await[1], "invitation sms due 3T12:00");
    })
    .await;
}
