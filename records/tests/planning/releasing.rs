//! What goes at once when the sends of a study are released.

use records::{
    auth::By,
    outbox::{self, Channel},
    schedule,
};
use surveys::protocol::Protocol;

use crate::{
    databases::both,
    mailroom::{Mailroom, words},
    week::{march, second},
};

impl Mailroom {
    /// Each message that goes at once: whose, about what, which, and how.
    async fn going(&self, now: &str) -> Vec<String> {
        let (db, study) = (&self.week.db, &self.week.study);
        let going = schedule::goes_at_once(db, &By::CommandLine, study, march(now)).await;
        let going = going.expect("it is worked out");
        assert_eq!(going.counts.values().sum::<usize>(), going.messages.len());
        let line = |one: schedule::Going| {
            let how = if one.channel == Channel::Email { "email" } else { "sms" };
            format!("{} {} {} {how}", one.number, one.wave, one.message)
        };
        going.messages.into_iter().map(line).collect()
    }

    pub async fn holds(&self, now: &str) {
        let (db, study) = (&self.week.db, &self.week.study);
        let held = outbox::hold(db, &By::CommandLine, study, "", march(now)).await;
        assert!(held.expect("it is held"));
    }

    async fn releases(&self, now: &str) {
        let (db, study) = (&self.week.db, &self.week.study);
        let released = outbox::release(db, &By::CommandLine, study, march(now)).await;
        assert!(released.expect("it is released"));
    }
}

#[tokio::test]
async fn what_waited_and_what_has_become_due_meanwhile_goes_and_is_told_before() {
    both(|db| async move {
        let post = Mailroom::with(db, words(&[])).await;
        assert_eq!(post.week.hands_over("3T10:00").await, 1);
        post.holds("3T10:01").await;
        assert_eq!(post.week.hands_over("3T12:05").await, 0);
        post.sends("3T12:05").await;
        assert_eq!(post.stands().await, ["1 email waiting"]);

        let going = post.going("3T12:10").await;

        assert_eq!(
            going,
            [
                "1001 baseline invitation email",
                "1001 baseline invitation-text sms",
                "1002 baseline invitation-text sms",
            ]
        );
        post.releases("3T12:10").await;
        assert_eq!(post.week.hands_over("3T12:10").await, 2);
        post.sends("3T12:10").await;
        assert_eq!(post.stands().await, ["1 email sent", "1 sms sent", "2 sms sent"]);
    })
    .await;
}

#[tokio::test]
async fn what_came_too_late_or_was_dropped_while_it_was_held_is_not_among_it() {
    both(|db| async move {
        let post = Mailroom::with(db, words(&[])).await;
        post.week.hands_over("3T12:00").await;
        post.holds("3T12:01").await;

        assert_eq!(post.going("4T10:00").await.len(), 3);
        assert_eq!(post.going("6T12:00").await, Vec::<String>::new());
        let mut without = Protocol { version: 4, messages: Some(words(&[])), ..second() };
        without.waves[0].steps.remove(0);
        post.says(&without).await;
        assert_eq!(post.going("4T10:00").await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn an_administrator_sees_how_much_goes_in_each_study_and_not_to_whom() {
    both(|db| async move {
        let post = Mailroom::with(db, words(&[])).await;
        let (db, study) = (&post.week.db, &post.week.study);
        outbox::hold_all(db, &By::CommandLine, "", march("3T09:00")).await.expect("it is held");
        assert_eq!(post.week.hands_over("3T12:05").await, 0);
        // Ben only tries the study.
        post.week.does("UPDATE participant SET is_test = TRUE WHERE study_number = '1002'").await;

        let studies = [study.clone()];
        let now = march("3T12:10");
        let each = schedule::each_goes_at_once(db, &By::CommandLine, &studies, now).await;

        let [Ok(going)] = each.as_slice() else { panic!("{each:?}") };
        let counts = going
            .counts
            .iter()
            .map(|((wave, message, way), many)| format!("{many} {wave} {message} {way}"));
        assert_eq!(
            counts.collect::<Vec<_>>(),
            ["1 baseline invitation email", "1 baseline invitation-text sms"]
        );
        assert_eq!((going.to_test_people, going.messages.len()), (1, 0));
    })
    .await;
}
