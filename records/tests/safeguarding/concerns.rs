//! Concerns that staff have. Ivy is an interviewer who was given Anna, and not Ben.

use chrono::TimeDelta;
use records::{
    Db,
    auth::{By, Caseworker},
    safeguarding::{
        Act, Concern, ConcernError, NotKept, Raised, Standing, Words, act, followed, look,
        raise_concern, raised_about, somebody_is_told,
    },
    staff,
    stopping::{self, Erasing},
    studies::StudyHandle,
};
use surveys::{
    consent::Mode,
    journey::Manner::Continue,
    roles::Role,
    safeguarding::{Level, Outcome},
};

use super::lantern::{
    ROSA, alerts, audited, comes_in, forgotten_elsewhere, lantern, lead, member, nine, save,
    taking_part, ten, told_to,
};
use crate::databases::both;

const IVY: &str = "ivy@example.org";
const ANNA: i32 = 1;
const BEN: i32 = 2;

async fn with_ivy(db: &Db) -> (StudyHandle, Caseworker) {
    let study = lantern(db).await;
    comes_in(db, &study, IVY, Role::Interviewer).await;
    let annas = vec!["1001".to_owned()];
    let ivy = member(db, IVY).await;
    let given = staff::give_cases(db, By::CommandLine, ivy.id(), &study, annas, ten()).await;
    given.expect("Anna is hers");
    let ivy = ivy.caseworker(&study).expect("she speaks with people");
    (study, ivy)
}

fn about(number: &str, is_immediate: bool) -> Concern {
    let words = "She said that she does not want to go on.".to_owned();
    Concern { number: number.to_owned(), words, is_immediate }
}

#[tokio::test(flavor = "multi_thread")]
async fn ivy_raises_a_concern_about_anna_and_it_is_a_task_like_others() {
    both(|db| async move {
        let (study, ivy) = with_ivy(&db).await;

        let raised = raise_concern(&db, &ivy, &study, about(" 1001 ", true), ten()).await.unwrap();
        let task = raised.task;

        assert_eq!(alerts(&db).await, ["concern: raised 3"]);
        assert_eq!(told_to(&db).await.len(), 2);
        let raised = format!("{}: safeguarding task raised task {task}", ivy.actor());
        assert_eq!(audited(&db).await, [raised]);
        let rosa = lead(&db, &study, ROSA).await;
        let seen = look(&db, &rosa, &study, task, ten()).await.unwrap();
        assert_eq!((seen.task.level, seen.raised), (Level::Three, Raised::Staff));
        let words = Some(Words::Open(about("", true).words));
        assert_eq!(seen.lines[0].words, words);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_immediate_is_level_1_and_the_same_form_twice_is_one_concern() {
    both(|db| async move {
        let (study, ivy) = with_ivy(&db).await;
        let soon = ten() + TimeDelta::seconds(2);

        let first = raise_concern(&db, &ivy, &study, about("1001", false), ten()).await.unwrap();
        let again = raise_concern(&db, &ivy, &study, about("1001", false), soon).await.unwrap();

        assert_eq!(first, again);
        assert_eq!(alerts(&db).await, ["concern: raised 1"]);
        let other = Concern { words: "Something else.".to_owned(), ..about("1001", false) };
        assert_ne!(raise_concern(&db, &ivy, &study, other, soon).await.unwrap(), first);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_words_are_a_new_concern_once_somebody_is_in_danger() {
    both(|db| async move {
        let (study, ivy) = with_ivy(&db).await;

        for is_immediate in [false, true, true] {
            raise_concern(&db, &ivy, &study, about("1001", is_immediate), ten()).await.unwrap();
        }

        assert_eq!(alerts(&db).await, ["concern: raised 1", "concern: raised 3"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_words_less_urgent_are_the_concern_that_there_is() {
    both(|db| async move {
        let (study, ivy) = with_ivy(&db).await;

        for is_immediate in [true, false] {
            raise_concern(&db, &ivy, &study, about("1001", is_immediate), ten()).await.unwrap();
        }

        assert_eq!(alerts(&db).await, ["concern: raised 3"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ivy_raises_none_about_somebody_who_is_not_hers_and_is_not_told_whether_they_are_there() {
    both(|db| async move {
        let (study, ivy) = with_ivy(&db).await;

        for number in ["1002", "9999", "", "' OR 1=1 --"] {
            let refused = raise_concern(&db, &ivy, &study, about(number, true), ten()).await;
            assert!(matches!(refused, Err(ConcernError::NoSuchParticipant)), "{number}");
        }

        assert!(alerts(&db).await.is_empty() && told_to(&db).await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_concern_says_something_and_is_raised_without_words_once_the_name_is_gone() {
    both(|db| async move {
        let (study, ivy) = with_ivy(&db).await;
        let blank = Concern { words: "  ".to_owned(), ..about("1001", true) };
        let blank = raise_concern(&db, &ivy, &study, blank, ten()).await;
        assert!(matches!(blank, Err(ConcernError::NotKept(NotKept::NoWords))));

        let hers = ("1001", Erasing::Name, Mode::Paper);
        stopping::erase(&db, &By::CommandLine, &study, hers, ten()).await.unwrap();

        let gone = raise_concern(&db, &ivy, &study, about("1001", true), ten()).await.unwrap();
        let again = raise_concern(&db, &ivy, &study, about("1001", true), ten()).await.unwrap();
        assert_eq!((gone, gone.has_words), (again, false));
        assert_eq!(alerts(&db).await, ["concern: raised 3"]);
        assert_eq!(told_to(&db).await.len(), 2, "the people on duty are told all the same");
        let rosa = lead(&db, &study, ROSA).await;
        let seen = look(&db, &rosa, &study, gone.task, ten()).await.unwrap();
        assert!(seen.is_forgotten && seen.lines[0].words.is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_ivy_sees_another_day_of_somebody_whose_name_is_gone_is_another_concern() {
    both(|db| async move {
        let (study, ivy) = with_ivy(&db).await;
        let hers = ("1001", Erasing::Name, Mode::Paper);
        stopping::erase(&db, &By::CommandLine, &study, hers, ten()).await.unwrap();
        let raised = async |seconds| {
            let now = ten() + TimeDelta::seconds(seconds);
            raise_concern(&db, &ivy, &study, about("1001", true), now).await.unwrap().task
        };

        let (first, sent_twice, another) = (raised(0).await, raised(59).await, raised(60).await);

        assert_eq!(first, sent_twice);
        assert_ne!(first, another);
        assert_eq!(alerts(&db).await, ["concern: raised 3", "concern: raised 3"]);
        assert_eq!(told_to(&db).await.len(), 4, "the people on duty are told of both");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ivy_is_told_that_her_words_are_not_kept_while_the_key_is_only_about_to_go() {
    both(|db| async move {
        let (study, ivy) = with_ivy(&db).await;
        forgotten_elsewhere(&db).await;

        let raised = raise_concern(&db, &ivy, &study, about("1001", true), ten()).await.unwrap();

        assert!(!raised.has_words);
        db.settle(ten()).await.expect("now the key is destroyed");
        let rosa = lead(&db, &study, ROSA).await;
        let seen = look(&db, &rosa, &study, raised.task, ten()).await.unwrap();
        assert!(seen.is_forgotten && seen.lines[0].words.is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ivy_follows_her_own_concerns_and_tasks_about_her_cases_and_no_others() {
    both(|db| async move {
        let (study, ivy) = with_ivy(&db).await;
        for number in ["1001", "1002"] {
            let who = taking_part(&db, &study, number).await;
            save(&db, &who, ("feelings", &nine(0, 3)), Continue, ten()).await;
        }
        let own = raise_concern(&db, &ivy, &study, about("1001", false), ten()).await.unwrap();
        let own = own.task;
        let rosa = lead(&db, &study, ROSA).await;
        act(&db, &rosa, &study, own, Act::Take(None), ten()).await.unwrap();
        let interviewer = member(&db, IVY).await.interviewer(&study).unwrap();

        let all = followed(&db, &ivy, Some(&interviewer), &study, ten()).await.unwrap();
        let raised = followed(&db, &ivy, None, &study, ten()).await.unwrap();

        let told: Vec<_> =
            all.iter().map(|own| (own.id, own.number.as_str(), own.is_own)).collect();
        assert_eq!(told, [(own, "1001", true), (1, "1001", false)]);
        assert!(matches!(all[0].standing, Standing::Taken(_)));
        assert_eq!(all[1].standing, Standing::Waits);
        assert_eq!(raised.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ivy_reads_in_the_call_what_she_raised_about_anna_until_it_is_closed() {
    both(|db| async move {
        let (study, ivy) = with_ivy(&db).await;
        assert!(somebody_is_told(&db, &study).await.unwrap(), "Rosa and Tomas are");
        assert_eq!(raised_about(&db, &ivy, &study, ANNA, ten()).await.unwrap(), None);

        let task = raise_concern(&db, &ivy, &study, about("1001", true), ten()).await.unwrap().task;

        let told = raised_about(&db, &ivy, &study, ANNA, ten()).await.unwrap();
        let told = told.map(|own| (own.id, own.number, own.standing));
        assert_eq!(told, Some((task, "1001".to_owned(), Standing::Waits)));
        assert_eq!(raised_about(&db, &ivy, &study, BEN, ten()).await.unwrap(), None);
        let rosa = lead(&db, &study, ROSA).await;
        act(&db, &rosa, &study, task, Act::Take(None), ten()).await.unwrap();
        let closes = Act::Close(Outcome::Spoken, "She is with her sister".to_owned());
        act(&db, &rosa, &study, task, closes, ten()).await.unwrap();
        assert_eq!(raised_about(&db, &ivy, &study, ANNA, ten()).await.unwrap(), None);
    })
    .await;
}
