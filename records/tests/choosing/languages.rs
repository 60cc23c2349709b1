//! The language in which Anna is asked. The Welsh is the English with a mark behind it, made up for these tests.

use records::{
    Db,
    auth::{self, Participant},
    choices::{answers, choose_language, details},
    consent,
    participants::{self, Enrolment},
    responses::{self, Shown},
    stopping::stop,
    studies::{self, StudyHandle},
};
use surveys::{
    definition::{Survey, Translation},
    language::Language,
    phrases::Phrase,
    shown::ShownPage,
    stopping::Choice,
    study::Study,
    value::Missing,
};

use crate::{
    databases::both,
    save,
    study::{anna, full_consent, noon, page, person, protocol, small_baseline, with_anna},
    told,
};

fn welsh() -> Language {
    Language::new("cy").expect("a language")
}

/// The small baseline, in Welsh too, as the version after the first.
fn in_two_languages() -> Survey {
    let mut survey = small_baseline();
    survey.version = 2;
    let texts = survey.texts().into_iter().map(|(key, text)| (key, format!("{text} (cy)")));
    let words = Phrase::ALL.iter();
    let words = words.map(|one| (one.key().to_owned(), format!("{} (cy)", one.english())));
    let (texts, words) = (texts.collect(), words.collect());
    let translation = Translation { texts, words, ..Translation::default() };
    survey.translations.insert(welsh(), translation);
    survey
}

/// Anna agreed, and her survey is offered in two languages.
async fn offered(db: &Db) -> (StudyHandle, Participant) {
    let study = with_anna(db).await;
    let asked: Study = study.study().as_ref().clone();
    let mut surveys = vec![in_two_languages()];
    let others = surveys::catalogue::surveys().iter();
    surveys.extend(others.filter(|survey| survey.key.as_str() != "baseline").cloned());
    studies::load(db, &asked, (&protocol(), None), &surveys, noon())
        .await
        .expect("the study loads");
    let study = studies::find(db, &asked.key).await.expect("the study is there");
    let who = anna(db, &study, None).await;
    consent::give(db, &who, &full_consent(&study), noon()).await.expect("Anna agrees");
    (study, who)
}

/// Anna again, as she stands now, with the page.
async fn opens(db: &Db, study: &StudyHandle, who: &Participant, on: &str) -> ShownPage {
    let who = again(db, study, who).await;
    match responses::show_page(db, &who, &page(on), noon()).await.expect("it is shown") {
        Shown::Page(page) => *page,
        Shown::GoTo(stage) => panic!("leads to {stage:?}"),
    }
}

async fn again(db: &Db, study: &StudyHandle, who: &Participant) -> Participant {
    anna(db, study, Some(&auth::proof(who, noon()))).await
}

async fn choose(db: &Db, who: &Participant, tag: &str) {
    choose_language(db, who, tag, noon()).await.expect("it is chosen");
}

#[tokio::test(flavor = "multi_thread")]
async fn anna_goes_on_in_welsh_and_back_and_loses_nothing() {
    both(|db| async move {
        let (study, who) = offered(&db).await;
        save(&db, &who, "dob", "dob_day=4&dob_month=5&dob_year=1980").await;
        save(&db, &who, "empact", "empact=1").await;

        choose(&db, &who, "cy").await;
        let page = opens(&db, &study, &who, "empact").await;

        assert_eq!(page.language, "cy");
        assert!(page.questions[0].question.text.ends_with(" (cy)"));
        assert_eq!(page.words.say(Phrase::Continue), "Continue (cy)");
        assert!(page.questions[0].typed.has("empact", "1"));
        save(&db, &again(&db, &study, &who).await, "hours", "hours=20").await;
        let answered_in =
            "SELECT language_start || ', then ' || language_end AS told FROM response";
        assert_eq!(told(&db, answered_in).await, ["en, then cy"]);
        choose(&db, &again(&db, &study, &who).await, "en").await;
        let who = again(&db, &study, &who).await;
        let copies = answers(&db, &who, noon()).await.unwrap().expect("the device is known");
        assert_eq!(copies[0].language, "en");
        assert!(copies[0].lines.iter().any(|line| line.answers[0].starts_with("20")));
        let changed = "SELECT object AS told FROM audit WHERE action = 'language chosen'";
        assert_eq!(told(&db, changed).await, ["baseline", "baseline"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_annas_answer_is_said_in_her_language() {
    both(|db| async move {
        let (study, who) = offered(&db).await;
        choose(&db, &who, "cy").await;
        let who = again(&db, &study, &who).await;
        save(&db, &who, "dob", "").await;

        let shown = opens(&db, &study, &who, "dob").await.questions.remove(0);

        assert_eq!(
            shown.words.say(Phrase::LeftOutDate),
            format!("{} (cy)", Phrase::LeftOutDate.english())
        );
        assert!(!shown.problems.is_empty());
        assert_eq!(shown.words.reason(Missing::DontKnow), "Don't know (cy)");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_language_that_the_team_has_on_record_is_the_first_that_somebody_sees() {
    both(|db| async move {
        let (study, _) = offered(&db).await;
        let dev = Enrolment {
            study_number: "1009".to_owned(),
            language: Some("Welsh".to_owned()),
            ..Enrolment::default()
        };
        participants::enrol(&db, &study, vec![dev], false, noon()).await.expect("Dev is enrolled");

        let dev = person(&db, &study, "1009", None, noon()).await;
        let overview = responses::overview(&db, &dev, noon()).await.expect("it is told");

        assert_eq!(overview.languages.shown, "cy");
        assert_eq!(overview.languages.offered.len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_language_that_the_survey_does_not_have_changes_nothing() {
    both(|db| async move {
        let (study, who) = offered(&db).await;

        choose(&db, &who, "pl").await;
        choose(&db, &who, "no language at all").await;

        let who = again(&db, &study, &who).await;
        let details = details(&db, &who, noon()).await.expect("they are told");
        assert_eq!((details.language, &*details.languages.shown), (None, "en"));
        let changed = "SELECT object AS told FROM audit WHERE action = 'language chosen'";
        assert!(told(&db, changed).await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asked_for_everything_to_be_deleted_leaves_no_language_behind() {
    both(|db| async move {
        let (study, who) = offered(&db).await;
        stop(&db, &who, Choice::DeleteIdentity, None, noon()).await.expect("it is deleted");

        choose(&db, &who, "cy").await;

        let row = "SELECT COALESCE(language, 'none') AS told FROM participant WHERE study_number = '1001'";
        assert_eq!(told(&db, row).await, ["none"]);
        drop(study);
    })
    .await;
}
