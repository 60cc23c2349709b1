//! When an alert is raised, and when not.

use chrono::TimeDelta;
use records::{
    responses::{self, Stage},
    safeguarding::{Ticked, tick},
};
use surveys::{
    journey::Manner::{Continue, Leave, OnTheWay},
    keys::PageKey,
};

use super::lantern::{alerts, anna, messages, nine, save, ten};
use crate::databases::both;

#[tokio::test(flavor = "multi_thread")]
async fn anna_answers_item_9_and_help_is_shown_before_the_next_page() {
    both(|db| async move {
        let (_, anna) = anna(&db).await;

        let stage = save(&db, &anna, ("feelings", &nine(0, 2)), Continue, ten()).await;

        assert_eq!(stage, Stage::Support);
        assert_eq!(alerts(&db).await, ["phq9: raised 2"]);
        let next = responses::stage(&db, &anna, ten()).await.unwrap();
        assert_eq!(next, Stage::Page(PageKey::new("safe").unwrap()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_raises_nothing_leads_straight_on() {
    both(|db| async move {
        let (_, anna) = anna(&db).await;

        let stage = save(&db, &anna, ("feelings", &nine(2, 0)), Continue, ten()).await;

        assert_eq!(stage, Stage::Page(PageKey::new("safe").unwrap()));
        assert!(alerts(&db).await.is_empty() && messages(&db).await == 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_not_in_order_raises_what_was_answered_on_it() {
    both(|db| async move {
        let (_, anna) = anna(&db).await;

        let stage = save(&db, &anna, ("feelings", "phq_9=3"), Continue, ten()).await;

        assert_eq!(stage, Stage::Support);
        assert_eq!(alerts(&db).await, ["phq9: raised 3"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slipped_thumb_makes_no_alert() {
    both(|db| async move {
        let (_, anna) = anna(&db).await;
        let soon = ten() + TimeDelta::seconds(20);
        save(&db, &anna, ("feelings", "phq_9=3"), OnTheWay, ten()).await;
        save(&db, &anna, ("feelings", "phq_9=0"), OnTheWay, soon).await;

        let ticked = tick(&db, ten() + TimeDelta::hours(1)).await.unwrap();

        assert_eq!(ticked, Ticked::default());
        assert!(alerts(&db).await.is_empty() && messages(&db).await == 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_breaks_off_without_a_word_is_an_alert_after_a_minute_and_only_once() {
    both(|db| async move {
        let (_, anna) = anna(&db).await;
        let later = |seconds| ten() + TimeDelta::seconds(seconds);
        save(&db, &anna, ("feelings", "phq_9=3"), OnTheWay, ten()).await;
        save(&db, &anna, ("feelings", "phq_9=3&phq_1=1"), OnTheWay, later(30)).await;

        assert_eq!(tick(&db, later(59)).await.unwrap().settled, 0);
        assert!(alerts(&db).await.is_empty());
        assert_eq!(tick(&db, later(60)).await.unwrap().settled, 1);
        assert_eq!(tick(&db, later(61)).await.unwrap().settled, 0);

        assert_eq!(alerts(&db).await, ["phq9: raised 3"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn to_finish_later_is_to_mean_what_was_answered() {
    both(|db| async move {
        let (_, anna) = anna(&db).await;
        save(&db, &anna, ("feelings", "phq_9=1"), Leave, ten()).await;
        assert_eq!(alerts(&db).await, ["phq9: raised 1"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_keeps_the_alert_and_is_noted_and_a_worse_answer_raises_it() {
    both(|db| async move {
        let (_, anna) = anna(&db).await;
        save(&db, &anna, ("feelings", &nine(0, 2)), Continue, ten()).await;
        save(&db, &anna, ("feelings", &nine(0, 0)), Continue, ten()).await;
        assert_eq!(alerts(&db).await, ["phq9: raised 2, note"]);

        save(&db, &anna, ("feelings", &nine(0, 3)), Continue, ten()).await;

        assert_eq!(alerts(&db).await, ["phq9: raised 2, note, raised 3"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_page_twice_and_from_two_tabs_at_once_makes_one_alert() {
    both(|db| async move {
        let (_, anna) = anna(&db).await;
        let form = nine(3, 3);
        let page = ("feelings", form.as_str());
        save(&db, &anna, page, Continue, ten()).await;
        save(&db, &anna, page, Continue, ten()).await;
        tokio::join!(
            save(&db, &anna, page, Continue, ten()),
            save(&db, &anna, page, OnTheWay, ten()),
            save(&db, &anna, page, Continue, ten()),
        );
        tick(&db, ten() + TimeDelta::minutes(2)).await.unwrap();

        assert_eq!(alerts(&db).await, ["phq9: raised 3"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_at_once_on_a_new_survey_make_one_alert() {
    both(|db| async move {
        let (_, anna) = anna(&db).await;
        let form = nine(0, 1);
        let page = ("feelings", form.as_str());
        tokio::join!(
            save(&db, &anna, page, Continue, ten()),
            save(&db, &anna, page, Continue, ten()),
        );
        assert_eq!(alerts(&db).await, ["phq9: raised 1"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_cause_is_an_alert_of_its_own() {
    both(|db| async move {
        let (_, anna) = anna(&db).await;
        save(&db, &anna, ("feelings", &nine(3, 0)), Continue, ten()).await;
        save(&db, &anna, ("safe", "safe=3"), Continue, ten()).await;
        assert_eq!(alerts(&db).await, ["phq9: raised 2", "safe: raised 2"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sending_means_what_was_given_on_the_way() {
    both(|db| async move {
        let (_, anna) = anna(&db).await;
        save(&db, &anna, ("feelings", &nine(0, 0)), Continue, ten()).await;
        save(&db, &anna, ("words", "words="), Continue, ten()).await;
        save(&db, &anna, ("safe", "safe=3"), OnTheWay, ten()).await;
        assert!(alerts(&db).await.is_empty());

        assert_eq!(responses::send(&db, &anna, ten()).await.unwrap(), Stage::Sent);

        assert_eq!(alerts(&db).await, ["safe: raised 2"]);
    })
    .await;
}
