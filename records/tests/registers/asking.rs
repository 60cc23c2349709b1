//! Anna asks for a copy of all that is held about her.

use records::{
    auth::{self, By},
    requests::{self, Checked, Held, Wanted},
    stopping, studies,
};
use sea_orm_migration::sea_orm::ConnectionTrait;
use surveys::{catalogue, registers::Register, stopping::Choice};

use crate::{
    databases::both,
    desk::Desk,
    study::{anna, noon, protocol, small_baseline},
};

async fn copy(desk: &Desk, safeguarding_reviewed: bool) -> Held {
    let wanted = Wanted {
        number: "1001".to_owned(),
        checked: Checked::ByPhone,
        safeguarding_reviewed,
        group_known: false,
    };
    let held = requests::copy(&desk.db, &By::CommandLine, &desk.study, &wanted, noon()).await;
    held.expect("there is a copy")
}

fn in_words(held: &Held) -> String {
    serde_json::to_string(held).expect("JSON")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_anna_complained_of_and_tied_to_herself_is_in_her_copy_and_an_anonymous_complaint_is_not()
 {
    both(|db| async move {
        let desk = Desk::open(db).await;
        desk.anna_complains("what=The text came at night").await;
        let tied = "what=It came again|wish=A call|contact=My sister|may_know=yes";
        let tied = desk.anna_complains(tied).await;
        desk.does(tied, "then=acknowledge|way=phone|acknowledge_words=Her brother answered").await;

        let (before, after) = (copy(&desk, false).await, copy(&desk, true).await);

        let [entry] = &before.registers[..] else { panic!("one: {:?}", before.registers) };
        assert_eq!((entry.kind, entry.reference.clone()), ("complaint", tied.to_string()));
        assert_eq!(entry.since, Some(noon()));
        let own: Vec<_> = entry.your_words.iter().map(|kept| kept.value.as_str()).collect();
        assert_eq!(own, ["It came again", "A call", "My sister"]);
        let done = entry.events.iter().map(|done| format!("{}: {}", done.by, done.what));
        let done: Vec<_> = done.collect();
        assert_eq!(
            done,
            ["you: received by the form of the site", "data manager: acknowledged, phone"]
        );
        assert!(entry.kept_back.is_some_and(|because| because.contains("has to read it first")));
        assert!(!in_words(&before).contains("brother"));
        assert_eq!(after.registers[0].kept_back, None);
        assert_eq!(after.registers[0].events[1].what, "acknowledged, phone: Her brother answered");
        for held in [&before, &after] {
            let words = in_words(held);
            assert!(!words.contains("at night") && !words.contains("staff 1"), "{words}");
        }
    })
    .await;
}

fn tells_nothing_of_harms(held: &Held) {
    assert!(held.registers.is_empty(), "{:?}", held.registers);
    assert!(held.registers_kept_back.is_some_and(|why| why.contains("has to read it first")));
    let all = in_words(held);
    for kept in ["harm r", "harm a", "serious", "fell", "Ben", "breach"] {
        assert!(!all.contains(kept), "{kept}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn that_anna_was_harmed_is_in_her_copy_only_once_somebody_has_read_what_staff_wrote_of_it() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let harm = "day=2026-03-01|number=1001|what=She fell when Ben rang";
        let harm = desk.opens(Register::Harm, harm).await;
        let assessed =
            "then=assess|serious=yes|related=no|unexpected=yes|assess_words=Ben was rude";
        desk.does(harm, assessed).await;
        desk.reads(harm).await;
        let another = "day=2026-03-01|time=09:00|what=A list was left on the bus";
        desk.opens(Register::Breach, another).await;

        let (before, after) = (copy(&desk, false).await, copy(&desk, true).await);

        tells_nothing_of_harms(&before);
        assert_eq!(after.registers_kept_back, None);
        let done = after.done.iter().map(|done| format!("{}: {}", done.by, done.what));
        assert!(done.collect::<Vec<_>>().contains(&"data manager: harm read".to_owned()));
        let happened = |held: &Held| {
            assert_eq!(held.registers.len(), 1, "the breach is about nobody");
            let what = held.registers[0].events.iter().map(|done| done.what.clone());
            what.collect::<Vec<_>>()
        };
        let codes =
            ["noticed by the team", "assessed: serious, not related to the study, unexpected"];
        let words = ["She fell when Ben rang", "Ben was rude"];
        let all: Vec<_> =
            codes.iter().zip(words).map(|(code, said)| format!("{code}: {said}")).collect();
        assert_eq!(happened(&after), all);
        desk.does(harm, "then=close|outcome=recovered").await;
        let by = desk.carys_as_data_manager().await;
        records::registers::destroy_words(&desk.db, &by, harm.number, noon()).await.expect("gone");
        let gone = in_words(&copy(&desk, true).await);
        assert!(!gone.contains("She fell") && gone.contains("what was written is deleted"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deletion_that_was_refused_is_in_her_copy_with_what_was_decided_and_nobody_by_name() {
    both(|db| async move {
        let mut desk = Desk::open(db).await;
        let mut frozen = desk.study.study().as_ref().clone();
        frozen.analysis_frozen_on = Some(noon().date_naive());
        let others = catalogue::surveys().iter().filter(|own| own.key.as_str() != "baseline");
        let surveys: Vec<_> = [small_baseline()].into_iter().chain(others.cloned()).collect();
        studies::load(&desk.db, &frozen, (&protocol(), None), &surveys, noon())
            .await
            .expect("it loads");
        desk.study = studies::find(&desk.db, &frozen.key).await.expect("it is there");
        let proof = auth::proof(&desk.anna, noon());
        let who = anna(&desk.db, &desk.study, Some(&proof)).await;
        stopping::stop(&desk.db, &who, Choice::DeleteAnswers, None, noon()).await.expect("told");
        let review = format!(
            "INSERT INTO refusal_review (refusal_id, outcome, decided_by, note, actor, at) VALUES \
             (1, 'upheld', 'Olu Grey', 'Her sister wished it', 'staff 1, data manager', '{}')",
            noon().to_rfc3339()
        );
        desk.db.writer().execute_unprepared(&review).await.expect("it is decided");

        let (before, after) = (copy(&desk, false).await, copy(&desk, true).await);

        let refused = &before.refused[0];
        assert_eq!(refused.words, "Delete my answers");
        assert_eq!(refused.because, "answers frozen on 2026-03-02");
        let done = refused.events.iter().map(|done| format!("{}: {}", done.by, done.what));
        let expected = [
            "you: asked for, web, and refused",
            "data manager: looked at again: the refusal stands",
        ];
        assert_eq!(done.collect::<Vec<_>>(), expected);
        assert!(refused.kept_back.is_some() && !in_words(&before).contains("sister"));
        assert!(after.refused[0].events[1].what.ends_with("stands. Her sister wished it"));
        assert!(!in_words(&after).contains("Olu Grey"), "no name of whoever decided");
    })
    .await;
}
