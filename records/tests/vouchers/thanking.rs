//! Thanks for a survey that was sent: in the words of the study, once.

use chrono::{DateTime, TimeDelta, Utc};
use records::{
    participants::{self, Enrolment},
    responses, stopping,
};
use surveys::{
    protocol::Protocol,
    stopping::{Choice, Way},
};

use crate::{
    databases::both,
    desk::{BY_EMAIL, BY_POST, Desk, NONE, giving, minutes},
    study::noon,
    unchecked,
};

const VOUCHER: &str = "10 voucher comes";
const THANKS: &str = "Thank you. We have your answers. There is nothing else to do now.";

impl Desk {
    /// How each message of thanks stands, and how it goes.
    async fn thanks(&self) -> Vec<String> {
        self.told(
            "SELECT p.study_number || ' ' || o.channel || ' ' || o.state || COALESCE(': ' || o.reason, '') AS told \
             FROM outbox o JOIN participant p ON p.id = o.participant_id WHERE o.template = 'thanks' ORDER BY o.id",
        )
        .await
    }

    async fn says(&self, change: impl FnOnce(&mut Protocol)) {
        unchecked::follows(&self.db, giving(), change).await;
    }

    /// Ben has a telephone, and sends his survey at this moment.
    async fn ben_sends(&self, now: DateTime<Utc>) {
        let row = Enrolment {
            study_number: "1002".to_owned(),
            mobile: Some("07700 900002".to_owned()),
            ..Enrolment::default()
        };
        let told = participants::enrol(&self.db, &self.study, vec![row], true, noon()).await;
        told.expect("it is told");
        let ben = self.begins("1002", NONE).await;
        responses::send(&self.db, &ben, now).await.expect("it is sent");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn anna_is_thanked_once_by_email_and_told_of_the_voucher_that_comes_by_email() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let anna = desk.sends("1001", BY_EMAIL).await;

        desk.works(minutes(1)).await;
        responses::send(&desk.db, &anna, minutes(2)).await.expect("she presses twice");
        desk.works(minutes(3)).await;

        assert_eq!(desk.thanks().await, ["1001 email sent"]);
        assert_eq!(desk.mails_with("Your =C2=A310 voucher comes in"), 1);
        assert_eq!(desk.mails_with(THANKS), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_wants_no_voucher_or_has_it_posted_is_not_told_that_one_comes_by_email() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        desk.sends("1001", BY_POST).await;
        desk.sends("1003", NONE).await;
        desk.sends("1004", BY_POST).await;

        desk.works(minutes(1)).await;

        assert_eq!(
            desk.thanks().await,
            ["1001 email sent", "1003 email sent"],
            "Dev has a street only"
        );
        assert_eq!(desk.mails_with(VOUCHER), 0);
        assert_eq!(desk.mails_with("Subject: Bridgeway Study: thank you, we have your answers"), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_study_that_has_no_words_of_thanks_sends_none() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        desk.says(|protocol| {
            let messages = protocol.messages.as_mut().expect("the example has messages");
            messages.messages.retain(|one| !one.key.as_str().starts_with("thank-you"));
        })
        .await;

        desk.sends("1001", BY_EMAIL).await;

        assert!(desk.thanks().await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ben_who_sends_at_night_gets_his_text_in_the_morning() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        desk.says(|protocol| {
            let messages = protocol.messages.as_mut().expect("the example has messages");
            let thanks = messages.messages.iter_mut().find(|one| one.key.as_str() == "thank-you");
            thanks.expect("thanks").sms = Some("{sender}: thank you {first_name}.".to_owned());
        })
        .await;
        let night = noon() + TimeDelta::hours(11);

        desk.ben_sends(night).await;
        desk.works(night + TimeDelta::minutes(1)).await;
        assert_eq!(desk.thanks().await, ["1002 sms waiting"]);

        desk.works(noon() + TimeDelta::hours(21)).await;
        assert_eq!(desk.thanks().await, ["1002 sms sent"]);
        assert_eq!(desk.mails_with("Bridgeway Study: thank you Ben."), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_thanked_who_stopped_emails_meanwhile_or_whose_answers_are_gone() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let anna = desk.sends("1001", BY_EMAIL).await;
        let carys = desk.sends("1003", NONE).await;

        for (who, choice) in [(&anna, Choice::Contact(Way::Email)), (&carys, Choice::DeleteAnswers)]
        {
            stopping::stop(&desk.db, who, choice, None, noon()).await.expect("it is done");
        }
        desk.works(minutes(1)).await;

        let expected = [
            "1001 email not sent: the person stopped this",
            "1003 email not sent: the answers were deleted",
        ];
        assert_eq!(desk.thanks().await, expected);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn thanks_wait_while_somebody_may_come_to_harm_and_say_nothing_of_it() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        desk.sends("1003", NONE).await;
        desk.does("INSERT INTO alert (id, participant_id, cause) VALUES (1, 3, 'concern')").await;
        desk.does(
            "INSERT INTO alert_event (alert_id, at, actor, kind, level) \
             VALUES (1, '2026-03-02 11:59:00+00:00', 'staff 1', 'raised', 2)",
        )
        .await;

        desk.works(minutes(1)).await;

        assert_eq!(desk.thanks().await, ["1003 email waiting: it may not go yet"]);
        assert_eq!(desk.mails_with("thank you"), 0);
    })
    .await;
}
