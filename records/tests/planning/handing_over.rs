//! What is due is handed over once, by whichever worker.

use chrono::TimeDelta;
use records::{
    auth::By,
    outbox,
    participants::{self, Enrolment},
    protocols,
    schedule::{self, Planner},
};
use surveys::{protocol::Protocol, roles::Role};
use tokio::try_join;

use crate::{
    databases::{both, on_postgres},
    lantern::{self, ten},
    week::{ANNA, Week, march, second},
};

#[tokio::test]
async fn what_is_due_is_handed_over_once_and_stands_in_the_audit() {
    both(|db| async move {
        let week = Week::begins(db).await;

        assert_eq!(week.hands_over("3T09:59").await, 0);
        assert_eq!(week.hands_over("3T10:05").await, 1);
        assert_eq!(week.hands_over("3T10:10").await, 0);
        assert_eq!(week.hands_over("3T12:00").await, 2);

        let all = ["1 baseline invitation email", "1 baseline invitation sms", "2 baseline invitation sms"];
        assert_eq!(week.outbox().await, all);
        assert_eq!(week.planned(ANNA, "3T12:01").await[..2], [
            "invitation email handed 3T10:05",
            "invitation sms handed 3T12:00",
        ]);
        let planned = "SELECT actor || ': ' || object AS told FROM audit WHERE action = 'messages planned' ORDER BY id";
        assert_eq!(week.told(planned).await, ["system: 1 messages", "system: 2 messages"]);
        let moments = "SELECT once AS told FROM outbox WHERE not_before <= enqueued_at AND until > enqueued_at";
        assert_eq!(week.told(moments).await.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn who_sends_the_survey_between_the_email_and_the_text_gets_no_text() {
    both(|db| async move {
        let week = Week::begins(db).await;
        assert_eq!(week.hands_over("3T10:00").await, 1);
        week.does(
            "INSERT INTO response (participant_id, wave_key, survey_version_id, status, mode_start, mode_end, begun_on, \
             started_at, saved_at, submitted_at, saves, out_of_window, proxy, consent_at_start, sheet) \
             SELECT 1, 'baseline', MIN(id), 'complete', 'web', 'web', '2026-03-03', '2026-03-03 11:00:00+00:00', \
             '2026-03-03 11:00:00+00:00', '2026-03-03 11:00:00+00:00', 1, FALSE, FALSE, '{}', '{}' FROM survey_version",
        )
        .await;

        assert_eq!(week.hands_over("3T12:00").await, 1);
        assert_eq!(week.outbox().await, ["1 baseline invitation email", "2 baseline invitation sms"]);
    })
    .await;
}

#[tokio::test]
async fn what_has_passed_long_ago_is_not_sent_when_a_study_is_served_again() {
    both(|db| async move {
        let week = Week::begins(db).await;

        assert_eq!(week.hands_over("30T12:00").await, 0);
        assert!(week.outbox().await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn of_a_study_that_is_held_nothing_is_handed_over_and_afterwards_what_is_not_too_late() {
    both(|db| async move {
        let week = Week::begins(db).await;
        let by = By::CommandLine;
        outbox::hold(&week.db, &by, &week.study, "A wrong link", march("3T09:00"))
            .await
            .expect("held");

        assert_eq!(week.hands_over("3T12:00").await, 0);
        outbox::release(&week.db, &by, &week.study, march("5T11:00")).await.expect("released");
        assert_eq!(week.hands_over("5T11:00").await, 2);

        // The email was two days late.
        assert_eq!(week.outbox().await, ["1 baseline invitation sms", "2 baseline invitation sms"]);
    })
    .await;
}

#[tokio::test]
async fn a_protocol_without_messages_sends_nothing() {
    both(|db| async move {
        let week = Week::begins(db).await;
        week.followed_before(&Protocol { messages: None, ..second() }).await;

        assert_eq!(week.hands_over("3T12:00").await, 0);
    })
    .await;
}

#[tokio::test]
async fn nobody_is_invited_to_a_survey_while_nobody_could_act_on_what_it_asks() {
    both(|db| async move {
        let study = lantern::unmanned(&db).await;
        let anna = Enrolment {
            study_number: "1001".to_owned(),
            email: Some("anna@example.org".to_owned()),
            ..Enrolment::default()
        };
        participants::enrol(&db, &study, vec![anna], true, ten()).await.expect("she is known");
        lantern::taking_part(&db, &study, "1001").await;
        let mut protocol = Protocol { version: 2, ..lantern::protocol() };
        let other = second();
        (protocol.hours, protocol.messages) = (other.hours, other.messages);
        protocol.waves[0].steps = other.waves.into_iter().next().expect("a wave").steps;
        let why = Some("An invitation");
        protocols::publish(&db, &By::CommandLine, &study, &protocol, why, ten())
            .await
            .expect("in use");
        let next_day = ten() + TimeDelta::days(1);

        let unmanned = schedule::hand_over(&db, &Planner::default(), next_day).await;
        lantern::comes_in(&db, &study, lantern::ROSA, Role::SafeguardingLead).await;
        lantern::comes_in(&db, &study, lantern::TOMAS, Role::SafeguardingLead).await;
        let later = next_day + TimeDelta::minutes(3);
        let manned = schedule::hand_over(&db, &Planner::default(), later).await;

        assert_eq!((unmanned.expect("nothing"), manned.expect("her email")), (0, 1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_at_once_hand_over_nothing_twice() {
    on_postgres(|db| async move {
        let week = Week::begins(db).await;
        let (one, other) = (Planner::default(), Planner::default());
        let now = march("3T12:00");

        let both = try_join!(
            schedule::hand_over(&week.db, &one, now),
            schedule::hand_over(&week.db, &other, now)
        );

        let (one_handed, other_handed) = both.expect("both come to their end");
        assert_eq!(one_handed + other_handed, 3);
        assert_eq!(week.outbox().await.len(), 3);
        // Whoever has the study keeps it, until it has been silent for two minutes.
        week.does("DELETE FROM outbox").await;
        assert_eq!(
            schedule::hand_over(&week.db, &Planner::default(), now).await.expect("it ends"),
            0
        );
        assert_eq!(week.hands_over("3T12:03").await, 3);
    })
    .await;
}

#[tokio::test]
async fn how_much_is_due_is_told_without_handing_anything_over() {
    both(|db| async move {
        let week = Week::begins(db).await;
        let by = By::CommandLine;

        let due = schedule::due(&week.db, &by, &week.study, march("3T12:00")).await.expect("told");

        let now: Vec<_> =
            due.now.iter().map(|((_, step, way), many)| format!("{step} {way:?} {many}")).collect();
        assert_eq!(now, ["invitation Sms 2", "invitation Email 1"]);
        assert_eq!((due.people, due.later), (2, 2));
        assert_eq!(due.next, Some(march("10T17:00")));
        assert!(week.outbox().await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_study_does_not_wait_for_a_worker_whose_clock_was_an_hour_ahead_and_was_set_back() {
    both(|db| async move {
        let week = Week::begins(db).await;
        week.hands_over("2T13:00").await;
        let lease = |until: &str| {
            let until = march(until).to_rfc3339();
            format!("UPDATE lease SET holder = 'gone', until = '{until}' WHERE name = 'schedule 1'")
        };

        week.does(&lease("3T12:06")).await;
        assert_eq!(week.hands_over("3T12:00").await, 0, "clocks differ by minutes");
        week.does(&lease("3T13:02")).await;
        assert_eq!(week.hands_over("3T12:00").await, 3);
        assert_eq!(week.hands_over("3T12:00").await, 0, "once");
    })
    .await;
}
