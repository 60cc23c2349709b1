//! What an interviewer sees of the case that they have, and who else may have it.

use chrono::TimeDelta;
use records::{
    auth::By,
    calls::{self, CallError, Called, NewRules, Opened, ToDial},
};
use surveys::{
    calls::{CallRules, Outcome, Reason, Standing},
    stopping::{Choice, Way},
};

use crate::{
    databases::both,
    room::{ANNA, Room, march},
};

async fn opened(room: &Room, case: i32, now: &str) -> Opened {
    let opened = calls::open(&room.db, &room.noor, &room.study, case, march(now)).await;
    opened.expect("it is hers")
}

async fn to_dial(room: &Room, case: i32, now: &str) -> Option<ToDial> {
    let told = calls::to_dial(&room.db, &room.noor, &room.study, case, march(now)).await;
    told.expect("an answer")
}

#[tokio::test]
async fn an_interviewer_sees_why_somebody_is_rung_and_what_was_said_before() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let call = Called {
            note: Some("Ring the bell twice".to_owned()),
            ..Called::ended(Outcome::NoAnswer, march("3T10:05"))
        };
        room.rings(call).await.expect("it is recorded");
        let case = room.gives(&room.noor, "3T13:30").await.expect("Anna again").case;

        let seen = opened(&room, case, "3T13:31").await;

        assert_eq!((seen.participant, seen.number.as_str(), seen.attempts), (ANNA, "1001", 1));
        assert_eq!(seen.given_at, Some(march("3T13:30")));
        assert_eq!(seen.leased_until, Some(march("3T13:40")));
        let Standing::Now(turn) = seen.standing else { panic!("{:?}", seen.standing) };
        assert_eq!(turn.why, Reason::SlotNotTried);
        assert_eq!(seen.earlier.len(), 1);
        assert_eq!(seen.earlier[0].note.as_deref(), Some("Ring the bell twice"));
        assert!(seen.sent.is_none() && !seen.is_usable && seen.may_leave_message);
        let words = "Bridgeway Study: we rang about your survey. Please call 0114 496 0000.";
        assert_eq!(seen.voicemails, [words], "the words of the protocol, and nothing of Anna");
    })
    .await;
}

#[tokio::test]
async fn the_number_is_told_to_whoever_has_the_case_and_each_time_the_audit_has_it() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let case = room.gives(&room.noor, "3T10:05").await.expect("Anna").case;
        opened(&room, case, "3T10:05").await;
        let shown = "SELECT object AS told FROM audit WHERE action = 'telephone number shown'";
        assert!(room.told(shown).await.is_empty(), "opening the call tells no number");

        assert!(to_dial(&room, case, "3T10:06").await.is_some());
        assert!(to_dial(&room, case, "3T10:07").await.is_some());

        let told = format!("case {case}, baseline");
        assert_eq!(room.told(shown).await, [told.clone(), told]);
        let owens = calls::to_dial(&room.db, &room.owen, &room.study, case, march("3T10:08"));
        assert!(matches!(owens.await, Err(CallError::NotTheirCase)));
    })
    .await;
}

#[tokio::test]
async fn when_noor_last_saw_the_number_is_known_after_the_interview_and_not_once_anna_is_given_anew()
 {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let case = room.gives(&room.noor, "3T10:05").await.expect("Anna").case;
        assert_eq!(opened(&room, case, "3T10:05").await.shown_at, None);
        assert!(to_dial(&room, case, "3T10:06").await.is_some());
        assert!(to_dial(&room, case, "3T10:07").await.is_some());

        let kept = calls::keep(&room.db, &room.noor, &room.study, case, march("3T10:09")).await;
        kept.expect("it is hers");

        let seen = opened(&room, case, "3T10:40").await;
        assert_eq!((seen.given_at, seen.shown_at), (None, Some(march("3T10:07"))));
        room.ends(Outcome::NoAnswer, "3T10:41").await;
        let again = room.gives(&room.noor, "3T14:00").await.expect("Anna again").case;
        assert_eq!(opened(&room, again, "3T14:01").await.shown_at, None);
    })
    .await;
}

#[tokio::test]
async fn whoever_wants_no_more_calls_meanwhile_keeps_their_number() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let case = room.gives(&room.noor, "3T10:05").await.expect("Anna").case;

        room.stops("1001", Choice::Contact(Way::Phone), "3T10:06").await;

        assert_eq!(to_dial(&room, case, "3T10:07").await, None);
        assert!(matches!(opened(&room, case, "3T10:07").await.standing, Standing::Not(_)));
    })
    .await;
}

#[tokio::test]
async fn a_case_that_was_recorded_is_no_longer_seen_by_who_had_it() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let case = room.gives(&room.noor, "3T10:05").await.expect("Anna").case;
        room.ends(Outcome::NoAnswer, "3T10:06").await;

        let again = calls::open(&room.db, &room.noor, &room.study, case, march("3T10:07")).await;

        assert!(matches!(again, Err(CallError::NotTheirCase)));
    })
    .await;
}

#[tokio::test]
async fn who_sent_the_survey_in_a_call_is_told_among_the_calls_that_are_to_be_written_down() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let case = room.gives(&room.noor, "3T10:05").await.expect("Anna").case;
        room.sends_in_a_call(ANNA, "3T10:20").await;
        assert_eq!(room.next(&room.noor, "3T10:21").await, "nobody", "she is not rung again");

        let (db, study) = (&room.db, &room.study);
        let noors = calls::unrecorded(db, &room.noor, study, march("3T10:21")).await;
        let owens = calls::unrecorded(db, &room.owen, study, march("3T10:21")).await;

        let noors: Vec<_> = noors.expect("a list").into_iter().map(|one| one.case).collect();
        assert_eq!((noors, owens.expect("a list")), (vec![case], Vec::new()));
        let complete = Called::ended(Outcome::Complete, march("3T10:05"));
        let at = march("3T10:22");
        calls::record(db, &room.noor, study, (case, complete), at).await.expect("it is recorded");
        let left = calls::unrecorded(db, &room.noor, study, march("3T10:23")).await;
        assert!(left.expect("a list").is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_case_that_is_given_to_one_interviewer_comes_to_nobody_else() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let (by, owen) = (By::CommandLine, room.owen.staff_id());
        let case = room.gives(&room.noor, "3T10:05").await.expect("Anna").case;

        let to = (case, owen);
        calls::reassign(&room.db, &by, &room.study, to, march("3T10:06")).await.expect("given");

        assert_eq!(room.next(&room.noor, "3T10:07").await, "nobody");
        assert_eq!(room.next(&room.owen, "3T10:07").await, "1001 slot_not_tried");
        let back = (case, room.noor.staff_id());
        calls::reassign(&room.db, &by, &room.study, back, march("3T10:08")).await.expect("given");
        assert_eq!(room.next(&room.owen, "3T10:09").await, "nobody", "it was his until now");
        let nobody = calls::reassign(&room.db, &by, &room.study, (case, 9_999), march("3T10:10"));
        assert!(matches!(nobody.await, Err(CallError::NoInterviewer)));
    })
    .await;
}

#[tokio::test]
async fn every_version_of_the_rules_is_kept_with_who_set_it_and_why() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let (db, by, study) = (&room.db, By::CommandLine, &room.study);
        assert!(calls::rules_so_far(db, &by, study).await.expect("a list").is_empty());
        let short = CallRules { lease_minutes: 5, ..CallRules::usual() };
        let now = march("3T11:00");
        let first = NewRules::in_any_case(&short, None);
        calls::set_rules(db, &by, study, first, now).await.expect("set");
        let why = Some("Calls take longer here");
        let later = now + TimeDelta::days(1);
        let usual = CallRules::usual();
        let second = NewRules::in_any_case(&usual, why);
        calls::set_rules(db, &by, study, second, later).await.expect("set");

        let versions = calls::rules_so_far(db, &by, study).await.expect("a list");

        let told: Vec<_> =
            versions.iter().map(|one| (one.version, one.reason.as_deref())).collect();
        assert_eq!(told, [(2, why), (1, None)]);
        assert_eq!(versions[0].set, Some((later, "command line".to_owned())));
        assert_eq!((&versions[0].rules, versions[1].rules.lease_minutes), (&usual, 5));
    })
    .await;
}
