//! The duty list, and what the people on it do. Rosa and Tomas are on duty.

use chrono::TimeDelta;
use records::{
    Db,
    safeguarding::{
        Act, Actor, Counts, Line, NotKept, Raised, Standing, TaskError, Words, act, closed, counts,
        look, open, tick,
    },
    stopping,
    studies::StudyHandle,
};
use surveys::{
    journey::Manner::Continue,
    roles::Role,
    safeguarding::{Fact, NotDone, Outcome},
    stopping::Choice,
};

use super::lantern::{
    ROSA, TOMAS, alerts, anna, at, audited, comes_in, lead, member, nine, protocol, save,
    taking_part, ten, told_to,
};
use crate::databases::both;

/// Anna gives an answer of level 2 at ten on a Tuesday, which is task 1.
pub async fn annas_task(db: &Db) -> StudyHandle {
    let (study, anna) = anna(db).await;
    save(db, &anna, ("feelings", &nine(0, 2)), Continue, ten()).await;
    study
}

pub async fn does(db: &Db, study: &StudyHandle, who: &str, deed: Act) -> Result<(), TaskError> {
    let who = lead(db, study, who).await;
    act(db, &who, study, 1, deed, ten() + TimeDelta::minutes(5)).await
}

fn closing(words: &str) -> Act {
    Act::Close(Outcome::Spoken, words.to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_has_what_is_due_first_at_its_top_and_names_nobody() {
    both(|db| async move {
        let study = annas_task(&db).await;
        let ben = taking_part(&db, &study, "1002").await;
        save(&db, &ben, ("feelings", &nine(0, 3)), Continue, at("2026-11-10 11:00")).await;
        let rosa = lead(&db, &study, ROSA).await;

        let list = open(&db, &rosa, &study, at("2026-11-10 15:00")).await.unwrap();

        let told = |task: &records::safeguarding::Task| {
            format!("{} {} {} {}", task.id, task.number, task.due, task.is_late)
        };
        assert_eq!(
            list.iter().map(told).collect::<Vec<_>>(),
            ["2 1002 2026-11-10 15:00:00 true", "1 1001 2026-11-11 17:00:00 false"]
        );
        assert!(!format!("{list:?}").contains("Anna"));
        let own = [(rosa, study)];
        let counts = counts(&db, &own, at("2026-11-10 15:00")).await.unwrap();
        assert_eq!(counts, [Counts { open: 2, waiting: 2, late: 1 }]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_most_urgent_comes_before_what_is_late() {
    both(|db| async move {
        let study = annas_task(&db).await;
        let (ben, now) = (taking_part(&db, &study, "1002").await, at("2026-11-12 10:00"));
        save(&db, &ben, ("feelings", &nine(0, 3)), Continue, now).await;
        let rosa = lead(&db, &study, ROSA).await;

        let list = open(&db, &rosa, &study, now).await.unwrap();

        let told: Vec<_> = list.iter().map(|task| (task.number.as_str(), task.is_late)).collect();
        assert_eq!(told, [("1002", false), ("1001", true)]);
        assert!(list[0].is_most_urgent() && list[0].due > list[1].due);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rosa_takes_it_and_nobody_is_told_any_more_that_it_waits() {
    both(|db| async move {
        let study = annas_task(&db).await;

        does(&db, &study, ROSA, Act::Take(None)).await.unwrap();
        does(&db, &study, ROSA, Act::Take(None)).await.unwrap();

        assert_eq!(tick(&db, at("2026-11-20 12:00")).await.unwrap().escalated, 0);
        assert_eq!(alerts(&db).await, ["phq9: raised 2, acknowledged"]);
        let rosa = lead(&db, &study, ROSA).await;
        let taken = format!("{}: safeguarding task taken task 1", rosa.actor());
        assert_eq!(audited(&db).await[1..], [taken]);
        let counts = counts(&db, &[(rosa, study)], ten()).await.unwrap();
        assert_eq!((counts[0].open, counts[0].waiting), (1, 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_take_it_at_once_one_has_it_and_the_other_is_told() {
    both(|db| async move {
        let study = annas_task(&db).await;

        let (rosa, tomas) = tokio::join!(
            does(&db, &study, ROSA, Act::Take(None)),
            does(&db, &study, TOMAS, Act::Take(None)),
        );

        let both = [&rosa, &tomas];
        assert_eq!(both.iter().filter(|done| done.is_ok()).count(), 1, "{both:?}");
        let late = both.into_iter().find_map(|done| done.as_ref().err());
        let late = late.expect("one of them was late");
        assert!(matches!(late, TaskError::NotDone(NotDone::TakenBySomebodyElse)), "{late}");
        assert_eq!(alerts(&db).await, ["phq9: raised 2, acknowledged"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_handed_over_is_told_to_its_new_holder_and_is_late_again_until_they_take_it() {
    both(|db| async move {
        let study = annas_task(&db).await;
        let tomas = member(&db, TOMAS).await.id();
        does(&db, &study, ROSA, Act::Take(None)).await.unwrap();

        does(&db, &study, ROSA, Act::HandOver(tomas)).await.unwrap();

        assert_eq!(told_to(&db).await[2..], [format!("safeguarding-task to {TOMAS}")]);
        let rosa = lead(&db, &study, ROSA).await;
        let list = open(&db, &rosa, &study, ten()).await.unwrap();
        assert!(matches!(&list[0].standing, Standing::HandedTo(to) if to.id == tomas));
        assert_eq!(tick(&db, at("2026-11-20 12:00")).await.unwrap().escalated, 1);
        does(&db, &study, TOMAS, Act::Take(None)).await.unwrap();
        let list = open(&db, &rosa, &study, ten()).await.unwrap();
        assert!(matches!(&list[0].standing, Standing::Taken(by) if by.name == "tomas"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_hands_it_to_somebody_who_could_not_take_it() {
    both(|db| async move {
        let study = annas_task(&db).await;
        comes_in(&db, &study, "dev@example.org", Role::Evaluator).await;
        let dev = member(&db, "dev@example.org").await.id();
        for nobody in [dev, 0, 4711] {
            let refused = does(&db, &study, ROSA, Act::HandOver(nobody)).await;
            assert!(matches!(refused, Err(TaskError::NoSuchColleague)), "{nobody}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_keeps_all_that_happened_and_who_did_it() {
    both(|db| async move {
        let study = annas_task(&db).await;
        let early = does(&db, &study, ROSA, closing("")).await;
        assert!(matches!(early, Err(TaskError::NotDone(NotDone::NotTheirs))));
        does(&db, &study, ROSA, Act::Take(None)).await.unwrap();
        does(&db, &study, ROSA, Act::Note("Called, no answer.".to_owned())).await.unwrap();
        does(&db, &study, ROSA, closing("Spoke with Anna.\r\nShe is safe.")).await.unwrap();

        let tomas = lead(&db, &study, TOMAS).await;
        let seen = look(&db, &tomas, &study, 1, ten() + TimeDelta::hours(1)).await.unwrap();

        let said = |line: &Line| match (&line.who, &line.words) {
            (Actor::Staff(by), Some(Words::Open(words))) => format!("{}: {words}", by.name),
            (Actor::Staff(by), _) => format!("{}: {:?}", by.name, line.fact),
            (who, _) => format!("{who:?}: {:?}", line.fact),
        };
        assert_eq!(
            seen.lines.iter().map(said).collect::<Vec<_>>(),
            [
                "Participant: Raised(Two)",
                "rosa: Acknowledged",
                "rosa: Called, no answer.",
                "rosa: Spoke with Anna.\nShe is safe.",
                "tomas: Seen"
            ]
        );
        assert!(matches!(seen.task.standing, Standing::Closed(Outcome::Spoken, _)));
        assert!(open(&db, &tomas, &study, ten()).await.unwrap().is_empty());
        let list = closed(&db, &tomas, &study, None, ten()).await.unwrap();
        assert_eq!((list.tasks.len(), list.older), (1, None));
        let again = does(&db, &study, TOMAS, Act::Take(None)).await;
        assert!(matches!(again, Err(TaskError::NotDone(NotDone::Closed))));
        does(&db, &study, TOMAS, Act::Note("Her GP called back.".to_owned())).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_is_changed_later_leaves_it_open_and_what_raised_it_is_still_told() {
    both(|db| async move {
        let (study, anna) = anna(&db).await;
        save(&db, &anna, ("feelings", &nine(0, 2)), Continue, ten()).await;
        save(&db, &anna, ("feelings", &nine(0, 0)), Continue, ten() + TimeDelta::minutes(2)).await;
        let rosa = lead(&db, &study, ROSA).await;

        let seen = look(&db, &rosa, &study, 1, ten() + TimeDelta::hours(1)).await.unwrap();

        assert_eq!(seen.task.standing, Standing::Waits);
        let Raised::Answers(said) = &seen.raised else { panic!("{:?}", seen.raised) };
        assert_eq!(said.len(), 1);
        assert!(said[0].question.starts_with("Thoughts that you would be better off dead"));
        assert_eq!(said[0].answers, ["More than half the days"]);
        let note = seen.lines.iter().find(|line| matches!(line.fact, Fact::Note(_)));
        let words = Some(Words::Open("The answer was changed afterwards.".to_owned()));
        assert_eq!(note.expect("a note").words, words);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_answers_are_deleted_the_task_stays_and_tells_them_no_more() {
    both(|db| async move {
        let (study, anna) = anna(&db).await;
        save(&db, &anna, ("feelings", &nine(0, 2)), Continue, ten()).await;
        stopping::stop(&db, &anna, Choice::DeleteAnswers, None, ten()).await.unwrap();
        let rosa = lead(&db, &study, ROSA).await;

        let seen = look(&db, &rosa, &study, 1, ten()).await.unwrap();

        assert_eq!((seen.raised, seen.task.standing), (Raised::Deleted, Standing::Waits));
        assert_eq!(seen.person.first_name.as_deref(), Some("Anna"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_looks_sees_whom_to_call_and_the_audit_says_so_first() {
    both(|db| async move {
        let study = annas_task(&db).await;
        let rosa = lead(&db, &study, ROSA).await;

        for _ in 0..2 {
            let seen = look(&db, &rosa, &study, 1, ten()).await.unwrap();
            assert_eq!(seen.person.first_name.as_deref(), Some("Anna"));
            assert_eq!(seen.person.mobile.as_deref(), Some("07700 900001"));
        }

        let looked = format!("{}: safeguarding task looked at task 1", rosa.actor());
        assert_eq!(audited(&db).await[1..], [looked.clone(), looked]);
        assert_eq!(alerts(&db).await, ["phq9: raised 2, seen"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_of_another_study_is_none() {
    both(|db| async move {
        let study = annas_task(&db).await;
        let mut other = super::lantern::study_file();
        other.key = surveys::keys::StudyKey::new("otherway").unwrap();
        let check_in = [super::lantern::check_in()];
        records::studies::load(&db, &other, (&protocol(), None), &check_in, ten()).await.unwrap();
        let other = records::studies::find(&db, &other.key).await.unwrap();
        comes_in(&db, &other, "lea@example.org", Role::SafeguardingLead).await;
        let lea = lead(&db, &other, "lea@example.org").await;

        let looked = look(&db, &lea, &other, 1, ten()).await;
        let taken = act(&db, &lea, &other, 1, Act::Take(None), ten()).await;

        assert!(matches!(looked, Err(TaskError::NoSuchTask)));
        assert!(matches!(taken, Err(TaskError::NoSuchTask)));
        assert!(open(&db, &lea, &other, ten()).await.unwrap().is_empty());
        assert_eq!(
            open(&db, &lead(&db, &study, ROSA).await, &study, ten()).await.unwrap().len(),
            1
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_says_something_and_not_too_much() {
    both(|db| async move {
        let study = annas_task(&db).await;
        let blank = does(&db, &study, ROSA, Act::Note(" \r\n ".to_owned())).await;
        let long = does(&db, &study, ROSA, Act::Note("é".repeat(4_003))).await;

        assert!(matches!(blank, Err(TaskError::NotKept(NotKept::NoWords))));
        assert!(matches!(long, Err(TaskError::NotKept(NotKept::TooLong(3)))));
        does(&db, &study, ROSA, Act::Note("é".repeat(4_000))).await.unwrap();
    })
    .await;
}
