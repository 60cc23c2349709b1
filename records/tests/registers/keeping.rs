//! What those who keep the registers do.

use records::{
    registers::{self, RegisterError},
    studies,
};
use surveys::{
    keys::StudyKey,
    registers::{Opening, Outcome, Refused, Register, Task},
};

use crate::{
    databases::both,
    desk::{Desk, act, at, typed, words},
    study::noon,
};

/// What Carys does about it, one after the other; she reports it by pressing twice.
const DEEDS: [&str; 7] = [
    "then=assess|risk=likely|assess_words=Forty names were on it",
    "then=note|note_words=The bus company has it",
    "then=report|report_words=Case 123",
    "then=report|report_words=Case 123",
    "then=close|outcome=contained",
    "then=reopen|reopen_words=A copy turned up",
    "then=close|outcome=mistake",
];

const BREACH: &str = "day=2026-03-01|time=09:00|what=A list was left on the bus";

#[tokio::test(flavor = "multi_thread")]
async fn a_breach_goes_from_awareness_to_its_end_and_each_step_is_in_the_audit() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let breach = desk.opens(Register::Breach, BREACH).await;
        for form in DEEDS {
            desk.does(breach, form).await;
        }

        let opened = desk.reads(breach).await;

        assert_eq!(opened.entry.standing.closed, Some(Outcome::Mistake));
        let said = [
            "A list was left on the bus",
            "Forty names were on it",
            "The bus company has it",
            "Case 123",
            "-",
            "A copy turned up",
            "-",
        ];
        assert_eq!(words(&opened), said);
        let carys = desk.carys().await.actor();
        let done = [
            "received",
            "assessed",
            "noted on",
            "reported",
            "closed",
            "opened again",
            "closed",
            "read",
        ];
        let expected: Vec<_> =
            done.iter().map(|what| format!("{carys}: breach {what} {breach}")).collect();
        assert_eq!(desk.trail().await, expected, "what was sent twice is done once");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_else_did_a_moment_before_is_told_and_no_words_are_lost_unseen() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let entry = desk.anna_complains("what=It was late|contact=Anna").await;
        let sol = desk.member("sol@example.org").await;
        let sol = sol.register_keeper(&desk.study).expect("he keeps the registers");
        desk.does(entry, "then=acknowledge|way=email|acknowledge_words=On Monday").await;
        let form = "then=acknowledge|way=email|acknowledge_words=On Tuesday";
        let act = act(entry, form);

        let late = registers::act(&desk.db, &sol, entry.number, act, noon()).await;

        assert!(matches!(late, Err(RegisterError::Refused(Refused::Done))), "{late:?}");
        desk.does(entry, "then=note|note_words=Twice pressed").await;
        desk.does(entry, "then=note|note_words=Twice pressed").await;
        let read = words(&desk.reads(entry).await);
        assert_eq!(read, ["It was late", "On Monday", "Twice pressed"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn events_are_only_added() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let entry = desk.anna_complains("what=It was late|contact=Anna").await;
        let rows = "SELECT id || ' ' || entry_id || ' ' || kind || ' ' || COALESCE(detail, '') || \
             ' ' || actor AS told FROM register_event ORDER BY id";
        let before = desk.told(rows).await;

        desk.does(entry, "then=acknowledge|way=email").await;
        desk.does(entry, "then=close|outcome=upheld|close_words=We are sorry").await;

        let after = desk.told(rows).await;
        assert_eq!(after[..before.len()], before);
        assert_eq!(after.len(), before.len() + 2);
        assert!(after[1].contains("acknowledged email staff"), "{after:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_keeper_of_another_study_sees_and_does_nothing() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let entry = desk.anna_complains("what=It was late|contact=Anna").await;
        let eve = desk.eve_elsewhere().await;
        let before = desk.trail().await;

        let seen = registers::list(&desk.db, &eve).await.expect("a list");
        let read = registers::read(&desk.db, &eve, entry.number, noon()).await;
        let act = act(entry, "then=acknowledge|way=email");
        let done = registers::act(&desk.db, &eve, entry.number, act, noon()).await;
        let harm = "day=2026-03-01|what=A fall|number=1001";
        let harm = Opening::read(Register::Harm, &typed(harm), "Europe/London", noon());
        let opened = registers::open(&desk.db, &eve, harm.expect("in order"), "", noon()).await;

        assert_eq!(seen, []);
        assert!(matches!(read, Err(RegisterError::NoSuchEntry)), "{read:?}");
        assert!(matches!(done, Err(RegisterError::NoSuchEntry)), "{done:?}");
        assert!(matches!(opened, Err(RegisterError::NoSuchParticipant(_))), "{opened:?}");
        assert_eq!(desk.trail().await, before);
        let dev = desk.member("dev@example.org").await;
        assert!(dev.register_keeper(&desk.study).is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_still_due_keeps_an_entry_open_and_nothing_is_written() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let entry = desk.opens(Register::Breach, BREACH).await;
        let before = desk.trail().await;

        let keeper = desk.carys().await;
        let act = act(entry, "then=close|outcome=contained|close_words=Found");
        let closed = registers::act(&desk.db, &keeper, entry.number, act, noon()).await;

        let due = Refused::StillDue(Task::Assess);
        assert!(matches!(closed, Err(RegisterError::Refused(why)) if why == due), "{closed:?}");
        assert_eq!(desk.trail().await, before);
        assert_eq!(words(&desk.reads(entry).await).len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_harm_is_about_somebody_of_the_study() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let harm = desk.opens(Register::Harm, "day=2026-03-01|what=A fall|number=1002").await;
        desk.does(harm, "then=assess|serious=no|related=no|unexpected=no|assess_words=At home")
            .await;

        let all = registers::list(&desk.db, &desk.carys().await).await.expect("a list");

        assert_eq!(all[0].person.as_deref(), Some("1002"));
        assert_eq!(all[0].standing.task(), Some(Task::Settle));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_overdue_is_counted_in_each_study_by_itself() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let eve = desk.eve_elsewhere().await;
        let key = StudyKey::new("otherway").expect("a key");
        let other = studies::find(&desk.db, &key).await.expect("it is there");
        let late = desk.opens(Register::Breach, BREACH).await;
        desk.opens(Register::Breach, BREACH).await;
        let own = [(eve, other), (desk.carys().await, desk.study.clone())];
        let of = async |time: &str| {
            registers::overdue(&desk.db, &own, at(time)).await.expect("an answer")
        };

        assert_eq!(of("2026-03-04 08:59").await, [0, 0]);
        assert_eq!(of("2026-03-04 09:00").await, [0, 2]);
        desk.does(late, "then=close|outcome=mistake").await;
        assert_eq!(of("2026-03-04 09:00").await, [0, 1]);
        desk.does(late, "then=reopen|reopen_words=It was one").await;
        assert_eq!(of("2026-03-04 09:00").await, [0, 2]);
        assert_eq!(registers::overdue(&desk.db, &[], noon()).await.unwrap(), Vec::<usize>::new());
    })
    .await;
}
