//! What became of everything that the protocol has for somebody, on their page.

use records::people;

use crate::{
    databases::both,
    week::{ANNA, Week, march},
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
