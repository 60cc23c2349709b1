//! What became of everything that the protocol has for somebody, on their page.

use records::{auth, consent, people, responses, schedule::Became};
use surveys::{journey::Manner, protocol::Protocol};

use crate::{
    databases::both,
    study::{full_consent, page, person, typed},
    week::{ANNA, BEN, Week, march, second},
};

impl Week {
    /// What Lee sees of somebody's first survey, a line each.
    async fn ledger(&self, id: i32, now: &str) -> Vec<String> {
        let seen = people::see(&self.db, &self.lee, &self.study, id, march(now)).await;
        let seen = seen.expect("a page").expect("somebody");
        let of_baseline = seen.contacts.into_iter().next().expect("a survey");
        let mut lines = vec![format!(
            "{}: started {}, completed {}",
            of_baseline.title,
            of_baseline.started.is_some(),
            of_baseline.completed.is_some()
        )];
        let entry = |one: records::schedule::Entry| format!("{} {:?}", one.message, one.became);
        lines.extend(of_baseline.contacts.into_iter().map(entry));
        lines
    }
}

#[tokio::test]
async fn what_was_handed_over_stands_as_the_outbox_has_it_and_the_rest_as_it_would_go() {
    both(|db| async move {
        let week = Week::begins(db).await;
        week.hands_over("3T10:00").await;
        week.hands_over("3T12:00").await;
        week.does(
            "UPDATE outbox SET state = 'sent', settled_at = enqueued_at, delivery = 'bounced', delivery_detail = '5.1.1' \
             WHERE participant_id = 1 AND channel = 'email'",
        )
        .await;
        week.does(
            "UPDATE outbox SET state = 'not sent', reason = 'the person stopped this', settled_at = enqueued_at \
             WHERE participant_id = 1 AND channel = 'sms'",
        )
        .await;

        let ledger = week.ledger(ANNA, "3T13:00").await;

        assert_eq!(ledger, [
            "Baseline: started false, completed false",
            "invitation Handed { state: \"sent\", reason: None, until: None, delivery: Some((\"bounced\", \"5.1.1\")), at: 2026-03-03T10:00:00Z }",
            "invitation-text Handed { state: \"not sent\", reason: Some(\"the person stopped this\"), until: None, delivery: None, at: 2026-03-03T12:00:00Z }",
            "reminder-text Comes(2026-03-10T17:00:00Z)",
            "reminder-letter Not(OtherWay)",
        ]);
    })
    .await;
}

#[tokio::test]
async fn what_was_sent_stays_in_the_ledger_when_the_next_protocol_has_it_no_longer() {
    both(|db| async move {
        let week = Week::begins(db).await;
        week.hands_over("3T10:00").await;
        week.does("UPDATE outbox SET state = 'sent', settled_at = enqueued_at").await;
        let mut third = Protocol { version: 3, ..second() };
        let baseline = third.waves.iter_mut().find(|plan| plan.key().as_str() == "baseline");
        baseline.expect("it is there").steps.retain(|step| step.key.as_str() != "invitation");
        week.follows(&third).await;

        let seen = people::see(&week.db, &week.lee, &week.study, ANNA, march("3T13:00")).await;

        let of_baseline = seen.expect("a page").expect("somebody").contacts.into_iter().next();
        let entry = |one: records::schedule::Entry| {
            let sent = matches!(one.became, Became::Handed { state, .. } if state == "sent");
            format!("{} {sent} {}", one.message, one.is_former)
        };
        let ledger: Vec<_> =
            of_baseline.expect("a survey").contacts.into_iter().map(entry).collect();
        assert_eq!(
            ledger,
            ["reminder-text false false", "reminder-letter false false", "invitation true true",]
        );
    })
    .await;
}

impl Week {
    /// When somebody first opened their first survey, and after which of its messages that was.
    async fn openings(&self, id: i32, now: &str) -> Vec<String> {
        let seen = people::see(&self.db, &self.lee, &self.study, id, march(now)).await;
        let first = seen.expect("a page").expect("somebody").contacts.into_iter().next();
        let first = first.expect("a survey");
        let minute = |at: chrono::DateTime<chrono::Utc>| at.format("%-dT%H:%M").to_string();
        let own = first.contacts.into_iter().filter_map(|one| Some((one.message, one.opened?)));
        let own = own.map(|(message, at)| format!("{message} {}", minute(at)));
        first.opened.map(minute).into_iter().chain(own).collect()
    }
}

#[tokio::test]
async fn ben_opened_his_survey_when_he_showed_that_it_is_him_and_not_when_the_link_was_followed() {
    both(|db| async move {
        let week = Week::begins(db).await;
        week.hands_over("3T12:00").await;
        let sent =
            "UPDATE outbox SET state = 'sent', settled_at = enqueued_at WHERE participant_id = 2";
        week.does(sent).await;
        let agreed = "2T12:00";
        // Whoever looks at the text for viruses follows the link as well.
        let ben = person(&week.db, &week.study, "1002", None, march("3T12:01")).await;
        assert_eq!(week.openings(BEN, "3T13:00").await, [agreed]);
        let wrong = auth::show_who(&week.db, &ben, "5", "5", march("3T12:02")).await;
        assert!(wrong.is_err());
        assert_eq!(week.openings(BEN, "3T13:00").await, [agreed]);

        auth::show_who(&week.db, &ben, "4", "5", march("3T12:30")).await.expect("it is Ben");
        auth::show_who(&week.db, &ben, "4", "5", march("4T08:00")).await.expect("it is Ben still");

        assert_eq!(week.openings(BEN, "5T13:00").await, [agreed, "invitation-text 3T12:30"]);
    })
    .await;
}

#[tokio::test]
async fn anna_opened_her_survey_when_she_posted_a_page() {
    both(|db| async move {
        let week = Week::begins(db).await;
        week.hands_over("3T10:00").await;
        week.does("UPDATE outbox SET state = 'sent', settled_at = enqueued_at").await;
        let anna = person(&week.db, &week.study, "1001", None, march("3T10:05")).await;
        let (dob, form) = (page("dob"), typed("dob_day=4&dob_month=5&dob_year=1980"));
        let at = march("3T10:06");
        responses::save_page(&week.db, &anna, &dob, form, Manner::Continue, at)
            .await
            .expect("kept");
        // The same form once more, at the back of the browser, is a page that was posted as well.
        let (form, at) = (full_consent(&week.study), march("4T09:00"));
        consent::give(&week.db, &anna, &form, at).await.expect("nothing is changed");

        assert_eq!(week.openings(ANNA, "4T10:00").await, ["2T12:00", "invitation 3T10:06"]);
        week.does("UPDATE response SET erased_at = saved_at").await;
        assert_eq!(week.openings(ANNA, "4T10:00").await, ["2T12:00", "invitation 4T09:00"]);
    })
    .await;
}
