//! Who is told of a task, when, and how little is written of it.

use chrono::TimeDelta;
use records::{
    auth::{By, Participant},
    participants::{self, Enrolment},
    safeguarding::{Act, act, counts, open, tick},
    staff::{self},
    studies::StudyHandle,
};
use surveys::{journey::Manner::Continue, roles::Role};

use super::lantern::{
    ROSA, TOMAS, alerts, anna, at, audited, comes_in, lantern, lead, nine, save, taking_part, ten,
    told, told_to,
};
use crate::databases::both;

const NEW_TO_ROSA: &str = "safeguarding-task to rosa.marsh@larkfield.example.org";
const NEW_TO_TOMAS: &str = "safeguarding-task to tomas.wren@larkfield.example.org";
const LATE_TO_ROSA: &str = "safeguarding-task-late to rosa.marsh@larkfield.example.org";

#[tokio::test(flavor = "multi_thread")]
async fn neither_message_nor_audit_says_more_than_that_there_is_a_task() {
    both(|db| async move {
        let (_, anna) = anna(&db).await;
        save(&db, &anna, ("feelings", &nine(3, 3)), Continue, ten()).await;
        tick(&db, at("2026-11-12 12:00")).await.unwrap();

        let mut all = told(&db, "SELECT once || ' ' || facts || ' ' || template AS told FROM outbox").await;
        all.extend(told(&db, "SELECT actor || ' ' || action || ' ' || object AS told FROM audit WHERE action LIKE 'safeguarding%'").await);
        assert!(all.len() > 3, "{all:?}");
        for word in ["phq", "Anna", "1001", "07700", "suicid", "harm", "dead", "health", "feelings"] {
            assert!(!all.iter().any(|line| line.contains(word)), "{word} in {all:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn over_a_weekend_the_clock_stands_still_and_then_it_is_late_and_the_lead_is_told() {
    both(|db| async move {
        // The afternoon before Christmas, a Thursday; the next working day is Tuesday the 29th.
        let (_, anna) = anna(&db).await;
        save(&db, &anna, ("feelings", &nine(0, 2)), Continue, at("2026-12-24 15:00")).await;
        for quiet in
            ["2026-12-24 17:00", "2026-12-25 12:00", "2026-12-27 12:00", "2026-12-28 12:00"]
        {
            assert_eq!(tick(&db, at(quiet)).await.unwrap().escalated, 0, "{quiet}");
        }
        assert_eq!(told_to(&db).await, [NEW_TO_ROSA, NEW_TO_TOMAS]);

        assert_eq!(tick(&db, at("2026-12-29 11:59")).await.unwrap().escalated, 0);
        assert_eq!(tick(&db, at("2026-12-29 12:00")).await.unwrap().escalated, 1);
        assert_eq!(tick(&db, at("2026-12-29 12:01")).await.unwrap().escalated, 0);
        assert_eq!(tick(&db, at("2026-12-29 17:00")).await.unwrap().escalated, 1);
        assert_eq!(tick(&db, at("2026-12-31 17:00")).await.unwrap().escalated, 0);

        assert_eq!(alerts(&db).await, ["phq9: raised 2, escalated at half, escalated at the end"]);
        assert_eq!(told_to(&db).await[2..], [LATE_TO_ROSA, LATE_TO_ROSA]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_told_twice_and_a_worse_answer_is_told_again() {
    both(|db| async move {
        let (_, anna) = anna(&db).await;
        for _ in 0..3 {
            save(&db, &anna, ("feelings", &nine(0, 1)), Continue, ten()).await;
        }
        save(&db, &anna, ("feelings", &nine(0, 0)), Continue, ten()).await;
        assert_eq!(told_to(&db).await, [NEW_TO_ROSA, NEW_TO_TOMAS]);

        save(&db, &anna, ("feelings", &nine(0, 3)), Continue, ten()).await;

        assert_eq!(told_to(&db).await[2..], [NEW_TO_ROSA, NEW_TO_TOMAS]);
    })
    .await;
}

const LATER: &str =
    "SELECT CAST(COUNT(*) AS TEXT) AS told FROM outbox WHERE not_before > enqueued_at";

#[tokio::test(flavor = "multi_thread")]
async fn on_a_saturday_night_the_most_urgent_is_told_at_once() {
    both(|db| async move {
        let (_, anna) = anna(&db).await;
        save(&db, &anna, ("feelings", &nine(0, 3)), Continue, at("2026-11-14 23:30")).await;

        assert_eq!(told_to(&db).await, [NEW_TO_ROSA, NEW_TO_TOMAS]);
        assert_eq!(told(&db, LATER).await, ["0"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_saturday_night_another_is_told_when_somebody_is_there_and_not_if_it_was_taken() {
    both(|db| async move {
        let (study, anna) = anna(&db).await;
        save(&db, &anna, ("feelings", &nine(0, 1)), Continue, at("2026-11-14 23:30")).await;
        assert_eq!(told(&db, LATER).await, ["2"]);

        let rosa = lead(&db, &study, ROSA).await;
        act(&db, &rosa, &study, 1, Act::Take(None), at("2026-11-15 11:00")).await.unwrap();

        let states = "SELECT state || ': ' || reason AS told FROM outbox WHERE template <> 'staff-invitation'";
        let off = "not sent: somebody has taken the task";
        assert_eq!(told(&db, states).await, [off, off]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_nobody_whom_the_study_names_is_there_whoever_could_act_is_told() {
    both(|db| async move {
        let (study, anna) = begun(&db).await;
        comes_in(&db, &study, "lea@example.org", Role::SafeguardingLead).await;
        comes_in(&db, &study, "dev@example.org", Role::Interviewer).await;
        for email in [ROSA, TOMAS] {
            removed(&db, email).await;
        }

        save(&db, &anna, ("feelings", &nine(0, 3)), Continue, ten()).await;

        assert_eq!(told_to(&db).await, ["safeguarding-task to lea@example.org"]);
        let nobody =
            "system: nobody whom the study names could be told of a safeguarding task task 1";
        assert_eq!(audited(&db).await[1], nobody);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_nobody_could_act_at_all_administrators_are_told_to_let_somebody_in() {
    both(|db| async move {
        let (study, anna) = begun(&db).await;
        comes_in(&db, &study, "ada@example.org", Role::Administrator).await;
        for email in [ROSA, TOMAS] {
            removed(&db, email).await;
        }

        save(&db, &anna, ("feelings", &nine(0, 2)), Continue, ten()).await;
        tick(&db, ten() + TimeDelta::days(3)).await.unwrap();

        let nobody = "safeguarding-nobody to ada@example.org";
        assert_eq!(told_to(&db).await, [nobody, nobody]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_study_without_anybody_raises_the_alert_all_the_same_and_the_audit_says_it() {
    both(|db| async move {
        let (_, anna) = begun(&db).await;
        for email in [ROSA, TOMAS] {
            removed(&db, email).await;
        }

        save(&db, &anna, ("feelings", &nine(0, 3)), Continue, ten()).await;

        assert_eq!(alerts(&db).await, ["phq9: raised 3"]);
        assert!(told_to(&db).await.is_empty());
        assert_eq!(audited(&db).await.len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_rosa_had_taken_waits_again_when_she_leaves_and_tomas_is_told() {
    both(|db| async move {
        let (study, anna) = anna(&db).await;
        for item_9 in [1, 2] {
            save(&db, &anna, ("feelings", &nine(0, item_9)), Continue, ten()).await;
        }
        save(&db, &anna, ("safe", "safe=3"), Continue, ten()).await;
        let (rosa, tomas) = (lead(&db, &study, ROSA).await, lead(&db, &study, TOMAS).await);
        act(&db, &rosa, &study, 1, Act::Take(None), ten()).await.unwrap();
        act(&db, &tomas, &study, 2, Act::Take(None), ten()).await.unwrap();
        let before = told_to(&db).await.len();

        removed(&db, ROSA).await;

        assert_eq!(
            alerts(&db).await,
            ["phq9: raised 1, raised 2, acknowledged, released", "safe: raised 2, acknowledged"]
        );
        assert_eq!(told_to(&db).await[before..], [NEW_TO_TOMAS]);
        assert_eq!(audited(&db).await.last().unwrap(), "system: safeguarding task released task 1");
        assert_eq!(tick(&db, ten() + TimeDelta::days(3)).await.unwrap().escalated, 1);
    })
    .await;
}

/// Anna has begun, and goes on also when nobody is there any more.
async fn begun(db: &records::Db) -> (StudyHandle, Participant) {
    let (study, anna) = anna(db).await;
    save(db, &anna, ("feelings", &nine(0, 0)), Continue, ten()).await;
    (study, anna)
}

async fn removed(db: &records::Db, email: &str) {
    let all = staff::list(db, &By::CommandLine, ten()).await.unwrap();
    let id = all.into_iter().find(|account| account.email == email).unwrap().id;
    staff::remove(db, By::CommandLine, id, ten()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_test_person_answers_wakes_nobody_and_is_never_late() {
    both(|db| async move {
        let study = lantern(&db).await;
        let test = Enrolment {
            study_number: "T-01".to_owned(),
            test: Some(true),
            ..Enrolment::default()
        };
        participants::enrol(&db, &study, vec![test], false, ten()).await.expect("enrolled");
        let tess = taking_part(&db, &study, "T-01").await;
        // The most urgent, at night: whoever is no test person has somebody told at once.
        save(&db, &tess, ("feelings", &nine(3, 3)), Continue, at("2026-11-10 23:00")).await;

        let when = "SELECT DISTINCT template || ' ' || CAST(not_before AS TEXT) AS told FROM outbox \
                    WHERE template <> 'staff-invitation'";
        let when = told(&db, when).await.concat();
        assert!(when.starts_with("safeguarding-test 2026-11-11"), "{when}");
        assert_eq!(tick(&db, at("2026-11-20 17:00")).await.unwrap().escalated, 0);
        let rosa = lead(&db, &study, ROSA).await;
        let tasks = open(&db, &rosa, &study, at("2026-11-20 17:00")).await.unwrap();
        assert!(tasks.iter().all(|task| task.number == "T-01 (test)"), "{tasks:?}");
        let counted = counts(&db, &[(rosa, study)], at("2026-11-20 17:00")).await.unwrap();
        assert_eq!((tasks.is_empty(), counted[0].open), (false, 0));
    })
    .await;
}
