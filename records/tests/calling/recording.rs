//! What is written down of a call, and by whom.

use chrono::NaiveDate;
use records::{
    calls::{self, CallError, Called},
    participants::{self, Enrolment},
};
use surveys::calls::{Agreed, Outcome, Sent};

use crate::{
    databases::both,
    room::{ANNA, Room, march, told},
    study::noon,
};

/// Each outcome of a call on Tuesday at five past ten, and how the case then stands.
const ENDS: [(Outcome, &str); 16] = [
    (Outcome::NoAnswer, "3T13:05 slot_not_tried"),
    (Outcome::Busy, "3T12:00 slot_not_tried"),
    (Outcome::NotAvailable, "3T13:05 slot_not_tried"),
    (Outcome::MessageLeft, "4T12:00 slot_not_tried"),
    (Outcome::NoMessage, "3T13:05 slot_not_tried"),
    (Outcome::Technical, "3T13:05 slot_not_tried"),
    (Outcome::Blocked, "5T12:00 slot_not_tried"),
    (Outcome::BrokeOff, "5T12:00 slot_not_tried"),
    (Outcome::RefusedSoftly, "10T10:05 conversion"),
    (Outcome::RefusedByOther, "10T10:05 conversion"),
    (Outcome::RefusedFirmly, "not Stopped"),
    (Outcome::Died, "not Died"),
    (Outcome::Unable, "waits Supervisor"),
    (Outcome::AskedForLink, "6T12:00 slot_not_tried"),
    (Outcome::DeadNumber, "waits Number"),
    (Outcome::WrongNumber, "waits Number"),
];

#[tokio::test]
async fn each_outcome_puts_the_case_where_its_rule_says() {
    for (outcome, stands) in ENDS {
        both(|db| async {
            let room = Room::with_anna_alone(db).await;

            assert_eq!(room.ends(outcome, "3T10:05").await, stands, "{}", outcome.key());

            let calls = "SELECT outcome || ' ' || number || ' ' || line AS told FROM call_attempt";
            assert_eq!(room.told(calls).await, [format!("{} 1 0", outcome.key())]);
            assert_eq!(room.next(&room.owen, "3T10:06").await, "nobody");
        })
        .await;
    }
}

#[tokio::test]
async fn what_was_agreed_is_kept_and_what_cannot_be_kept_is_not_agreed() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let at = |moment: &str, agreed| Called {
            agreed: Some(agreed),
            ..Called::ended(Outcome::Appointment, march(moment))
        };
        let sunday = room.rings(at("3T10:05", Agreed::At(march("8T12:00")))).await;
        assert!(matches!(sunday, Err(CallError::NoPromise(_))));
        let none = room.rings(Called::ended(Outcome::Appointment, march("3T10:05"))).await;
        assert!(matches!(none, Err(CallError::Lacks(_))));
        assert!(room.told("SELECT outcome AS told FROM call_attempt").await.is_empty());

        let kept = room.rings(at("3T10:05", Agreed::At(march("5T18:00")))).await.expect("kept");

        assert_eq!(told(Some(kept.standing)), "5T17:45 appointment_hard");
        assert_eq!(room.next(&room.owen, "5T17:44").await, "nobody");
        assert_eq!(room.next(&room.owen, "5T17:45").await, "1001 appointment_hard");
    })
    .await;
}

#[tokio::test]
async fn who_is_away_is_rung_from_the_day_on_and_another_language_waits_for_who_speaks_it() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let away = Called {
            agreed: NaiveDate::from_ymd_opt(2026, 3, 12).map(Agreed::On),
            ..Called::ended(Outcome::Away, march("3T10:05"))
        };
        let away = room.rings(away).await.expect("recorded");
        assert_eq!(told(Some(away.standing)), "12T12:00 slot_not_tried");

        let welsh = Called {
            language: Some("Welsh".to_owned()),
            ..Called::ended(Outcome::Language, march("12T12:00"))
        };
        let waits = room.rings(welsh).await.expect("recorded");

        assert_eq!(told(Some(waits.standing)), "waits Interpreter");
        let case = room.listed("12T12:01").await[0].case;
        let by = records::auth::By::CommandLine;
        calls::give_back(&room.db, &by, &room.study, case, march("12T15:30")).await.expect("back");
        assert_eq!(room.stand("12T15:30").await, ["1001: 12T17:00 slot_not_tried"]);
    })
    .await;
}

#[tokio::test]
async fn a_survey_is_complete_by_telephone_only_once_it_is_sent() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let complete = || Called::ended(Outcome::Complete, march("3T10:05"));
        let case = room.gives(&room.noor, "3T10:05").await.expect("Anna").case;
        let record = |called| {
            calls::record(&room.db, &room.noor, &room.study, (case, called), march("3T10:09"))
        };
        assert!(matches!(record(complete()).await, Err(CallError::NotSent)));
        let partial = Called::ended(Outcome::Partial, march("3T10:05"));
        assert!(matches!(record(partial).await, Err(CallError::NotUsable)));
        let worked_out = Called::ended(Outcome::MostAttempts, march("3T10:05"));
        assert!(matches!(record(worked_out).await, Err(CallError::NotRecorded(_))));

        room.sends_in_a_call(ANNA, "3T10:08").await;
        let recorded = record(complete()).await.expect("it is complete");

        assert_eq!(told(Some(recorded.standing)), "not Complete");
        assert_eq!(recorded.outcome, Outcome::Complete);
    })
    .await;
}

#[tokio::test]
async fn what_anna_sent_on_the_web_during_the_call_is_no_interview_of_noors() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let case = room.gives(&room.noor, "3T10:05").await.expect("Anna").case;
        let record = |outcome| {
            let called = Called::ended(outcome, march("3T10:05"));
            calls::record(&room.db, &room.noor, &room.study, (case, called), march("3T10:09"))
        };
        let early = record(Outcome::CompleteOnline).await;
        assert!(matches!(early, Err(CallError::NotSentOnline)), "{early:?}");
        room.sends(ANNA, "3T10:08").await;

        let opened = calls::open(&room.db, &room.noor, &room.study, case, march("3T10:09"));
        assert_eq!(opened.await.expect("it is hers").sent, Some(Sent::Online));
        let hers = record(Outcome::Complete).await;
        assert!(matches!(hers, Err(CallError::SentOnline)), "{hers:?}");
        let recorded = record(Outcome::CompleteOnline).await.expect("it is written down");

        assert_eq!(told(Some(recorded.standing)), "not Complete");
        assert_eq!(recorded.outcome, Outcome::CompleteOnline);
        let figures = room.figures_of(&room.noor).await.expect("she rang Anna");
        assert_eq!((figures.calls.calls, figures.calls.complete), (1, 0));
        assert_eq!((figures.calls.reached, figures.calls.cooperation()), (1, None));
        assert!(figures.to_verify.is_empty(), "there is no interview to ask about");
    })
    .await;
}

#[tokio::test]
async fn what_noor_sent_for_anna_was_not_completed_online() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let case = room.gives(&room.noor, "3T10:05").await.expect("Anna").case;
        room.sends_in_a_call(ANNA, "3T10:08").await;
        let online = Called::ended(Outcome::CompleteOnline, march("3T10:05"));

        let online =
            calls::record(&room.db, &room.noor, &room.study, (case, online), march("3T10:09"));

        assert!(matches!(online.await, Err(CallError::NotSentOnline)));
    })
    .await;
}

#[tokio::test]
async fn whoever_never_had_the_case_or_lost_it_to_somebody_else_records_nothing() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let case = room.gives(&room.noor, "3T10:05").await.expect("Anna").case;
        let called = || Called::ended(Outcome::NoAnswer, march("3T10:06"));
        let (db, study) = (&room.db, &room.study);
        let owens = calls::record(db, &room.owen, study, (case, called()), march("3T10:07")).await;
        assert!(matches!(owens, Err(CallError::NotTheirCase)));
        room.gives(&room.owen, "3T10:20").await.expect("her lease has ended");

        let noors = calls::record(db, &room.noor, study, (case, called()), march("3T10:21")).await;

        assert!(matches!(noors, Err(CallError::NotTheirCase)));
        assert!(room.told("SELECT outcome AS told FROM call_attempt").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_call_that_outlasted_its_lease_is_recorded_while_nobody_else_has_the_case() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let case = room.gives(&room.noor, "3T10:05").await.expect("Anna").case;
        room.hands_over("3T10:30").await;
        let called = Called::ended(Outcome::BrokeOff, march("3T10:06"));

        let recorded =
            calls::record(&room.db, &room.noor, &room.study, (case, called), march("3T10:31"));

        assert_eq!(recorded.await.expect("it was made").attempts, 1);
    })
    .await;
}

#[tokio::test]
async fn a_number_that_changed_during_the_call_is_not_blamed_for_the_one_that_was_rung() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let case = room.gives(&room.noor, "3T10:05").await.expect("Anna").case;
        let anna = Enrolment {
            study_number: "1001".to_owned(),
            mobile: Some("07700 900022".to_owned()),
            ..Enrolment::default()
        };
        participants::enrol(&room.db, &room.study, vec![anna], true, noon()).await.expect("told");
        let called = Called::ended(Outcome::WrongNumber, march("3T10:06"));

        calls::record(&room.db, &room.noor, &room.study, (case, called), march("3T10:07"))
            .await
            .expect("recorded");

        assert!(room.told("SELECT what AS told FROM unreached").await.is_empty());
        let given = room.gives(&room.owen, "3T12:00").await.expect("her new number");
        assert_eq!((given.line, given.attempts), (1, 1));
    })
    .await;
}

#[tokio::test]
async fn of_a_call_that_was_typed_at_the_command_line_the_audit_says_so() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let noor = room.noor.clone().told_by_command();
        let case = room.gives(&noor, "3T10:05").await.expect("Anna").case;
        let called = Called::ended(Outcome::NoAnswer, march("3T10:06"));

        calls::record(&room.db, &noor, &room.study, (case, called), march("3T10:07"))
            .await
            .expect("recorded");

        let by = "SELECT actor AS told FROM audit WHERE action = 'call recorded'";
        assert_eq!(room.told(by).await, [format!("command line, for staff {}", noor.staff_id())]);
    })
    .await;
}

#[tokio::test]
async fn what_noor_puts_into_words_about_a_call_is_sealed_and_goes_with_the_person() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let noted = Called {
            note: Some("Her brother picks up".to_owned()),
            who_answered: Some("Her brother Samuel".to_owned()),
            language: Some("Ladino".to_owned()),
            ..Called::ended(Outcome::NotAvailable, march("3T10:05"))
        };

        room.rings(noted).await.expect("recorded");

        let hidden = "SELECT CAST(COUNT(*) AS TEXT) AS told FROM call_attempt \
                      WHERE note IS NOT NULL AND CAST(note AS TEXT) NOT LIKE '%brother%' \
                      AND said IS NOT NULL AND CAST(said AS TEXT) NOT LIKE '%brother%' \
                      AND CAST(said AS TEXT) NOT LIKE '%Ladino%'";
        assert_eq!(room.told(hidden).await, ["1"]);
    })
    .await;
}

#[tokio::test]
async fn a_call_of_yesterday_is_written_down_and_none_from_before_the_case_was_issued() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let case = room.gives(&room.noor, "3T10:05").await.expect("Anna").case;
        let ends = |dialled: &str| {
            let called = (case, Called::ended(Outcome::NoAnswer, march(dialled)));
            calls::record(&room.db, &room.noor, &room.study, called, march("4T09:30"))
        };

        let before = ends("3T09:59").await;
        assert!(matches!(before, Err(CallError::BeforeIssued)));
        let recorded = ends("3T10:06").await.expect("it is recorded");

        assert_eq!(recorded.attempts, 1);
    })
    .await;
}
