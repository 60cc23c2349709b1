//! What Anna is told of a choice: before it, after it, and on every later day.

use records::{
    choices,
    responses::{self, Stage},
    stopping::{Came, receipt, stop},
};
use surveys::{
    journey::Manner,
    stopping::{Choice, Ending, Part, Way},
};

use crate::{
    answered, at_four_months,
    databases::both,
    stops,
    study::{noon, page, typed},
    told,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_survey_that_she_has_sent_is_not_said_to_close() {
    both(|db| async move {
        let (_, who) = answered(&db).await;
        let said = async |choice| {
            let standing = choices::standing(&db, &who, noon()).await.unwrap().expect("known");
            standing.effect(choice)
        };
        assert!(said(Choice::NoMoreSurveys).await.stops.contains(&Part::ThisSurvey));
        responses::send(&db, &who, noon()).await.expect("it is sent");

        let before = said(Choice::NoMoreSurveys).await;
        let done = stops(&db, &who, Choice::NoMoreSurveys).await;

        assert!(!before.stops.contains(&Part::ThisSurvey) && !before.stops.is_empty());
        assert_eq!(done.came, Came::Done(before));
        assert_eq!(receipt(&db, &who, &done.reference).await.unwrap(), Some(done));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_receipt_says_of_a_survey_stays_when_it_is_sent_afterwards() {
    both(|db| async move {
        let (_, who) = answered(&db).await;
        let texts = stops(&db, &who, Choice::Contact(Way::Sms)).await;
        responses::send(&db, &who, noon()).await.expect("it is sent");

        let later = receipt(&db, &who, &texts.reference).await.unwrap().expect("it is there");

        let Came::Done(effect) = &later.came else { panic!("{later:?}") };
        assert!(effect.goes_on.contains(&Part::ThisSurvey), "it could be answered then");
        assert_eq!(later, texts);
        let asked = "SELECT COALESCE(asked_wave, '-') AS told FROM stop_event ORDER BY id";
        stops(&db, &who, Choice::StopLinkage).await;
        assert_eq!(told(&db, asked).await, ["baseline", "-"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_survey_whose_answers_she_deletes_is_said_to_close_when_she_had_begun_it() {
    both(|db| async move {
        let (_, who) = answered(&db).await;
        let standing = choices::standing(&db, &who, noon()).await.unwrap().expect("known");
        let before = standing.effect(Choice::DeleteAnswers);

        let done = stops(&db, &who, Choice::DeleteAnswers).await;

        assert_eq!(before.stops, [Part::ThisSurvey, Part::UsingAnswers]);
        assert_eq!(done.came, Came::Done(before));
        let stage = responses::stage(&db, &who, noon()).await.unwrap();
        assert_eq!(stage, Stage::Stopped(Ending::AnswersDeleted), "and is closed");
        assert_eq!(receipt(&db, &who, &done.reference).await.unwrap(), Some(done));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_the_link_of_an_earlier_survey_she_is_told_of_the_one_that_she_is_at() {
    both(|db| async move {
        let (study, who) = answered(&db).await;
        responses::send(&db, &who, noon()).await.expect("it is sent");
        let (there, later) = at_four_months(&db, &study, &who).await;
        let begun = (page("empact"), typed("empact=6"));
        let saved = responses::save_page(&db, &there, &begun.0, begun.1, Manner::Leave, later);
        saved.await.expect("she begins it");

        let standing = choices::standing(&db, &who, later).await.unwrap().expect("known");
        let before = standing.effect(Choice::DeleteAnswers);
        assert!(standing.goes_on().contains(&Part::ThisSurvey));
        let done = stop(&db, &who, Choice::DeleteAnswers, None, later).await.expect("it is done");

        assert_eq!(before.stops, [Part::ThisSurvey, Part::UsingAnswers]);
        assert_eq!(done.came, Came::Done(before));
        let asked = "SELECT COALESCE(asked_wave, '-') AS told FROM stop_event";
        assert_eq!(told(&db, asked).await, ["four-month"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_her_name_is_deleted_only_what_still_works_is_offered() {
    both(|db| async move {
        let (_, who) = answered(&db).await;

        stops(&db, &who, Choice::DeleteIdentity).await;

        let standing = choices::standing(&db, &who, noon()).await.unwrap().expect("known");
        assert_eq!(standing.can_stop(), [Choice::DropLinked, Choice::DeleteAnswers]);
        assert_eq!(standing.ways(), []);
        assert_eq!(standing.goes_on(), [Part::UsingRecords, Part::UsingAnswers, Part::Support]);
        for choice in standing.can_stop() {
            stop(&db, &who, choice, None, noon()).await.expect("it works");
        }
        let standing = choices::standing(&db, &who, noon()).await.unwrap().expect("known");
        assert_eq!(standing.can_stop(), [], "then nothing is left");
    })
    .await;
}
