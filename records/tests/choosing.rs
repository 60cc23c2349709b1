//! A participant's own page: what it tells, and what can be changed on it.

mod databases;

mod study;

mod choosing {
    mod languages;

    mod reaching;

    mod naming;
}

use chrono::NaiveDate;
use databases::both;
use records::{
    Db,
    auth::{self, Participant},
    choices::{
        self, ChangeError, Detail, DetailsError, Next, answers, change_consent, change_details,
        details, end_pause, pause, standing, start_again,
    },
    consent,
    responses::{self, Stage},
    stopping::stop,
    studies::{self, StudyError, StudyHandle},
};
use sea_orm_migration::sea_orm::{ConnectionTrait, Statement};
use study::{anna, full_consent, noon, page, person, protocol, small_baseline, typed, with_anna};
use surveys::{
    consent::{Answer, Mode, Permission},
    journey::Manner,
    stopping::{Choice, PauseProblem, Way},
};

async fn told(db: &Db, query: &str) -> Vec<String> {
    let backend = db.read().get_database_backend();
    let rows = db.read().query_all_raw(Statement::from_string(backend, query)).await;
    let told = rows.expect("an answer").into_iter().map(|row| row.try_get("", "told"));
    told.collect::<Result<_, _>>().expect("texts")
}

async fn consented(db: &Db) -> (StudyHandle, Participant) {
    let study = with_anna(db).await;
    let who = anna(db, &study, None).await;
    consent::give(db, &who, &full_consent(&study), noon()).await.expect("Anna agrees");
    (study, who)
}

async fn save(db: &Db, who: &Participant, on: &str, form: &str) {
    let (on, form) = (page(on), typed(form));
    let saved = responses::save_page(db, who, &on, form, Manner::Continue, noon()).await;
    saved.expect("the page is kept");
}

async fn stands(db: &Db, who: &Participant) -> choices::Standing {
    standing(db, who, noon()).await.expect("it is told").expect("the device is known")
}

const YES: &str = "C4=contact_sms&C4=contact_email&C5=yes&C6=yes&C7=yes&C8=yes";

#[tokio::test(flavor = "multi_thread")]
async fn what_anna_agreed_to_stands_in_its_own_words_with_its_day_and_how_she_said_it() {
    both(|db| async move {
        let (_, who) = consented(&db).await;

        let standing = stands(&db, &who).await;

        assert!(standing.decided[0].words.contains("version 1, 1 September 2026"));
        assert_eq!(standing.decided[0].on, noon().date_naive());
        assert_eq!(standing.decided[0].mode, Mode::Web);
        let ways: Vec<_> = standing.decided.iter().filter_map(|one| one.way.clone()).collect();
        assert_eq!(ways, ["By text", "By email"]);
        assert_eq!(standing.next, Next::Open(None));
        assert!(!standing.has_answered);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn changing_her_mind_adds_to_the_ledger_and_stops_what_she_unticks() {
    both(|db| async move {
        let (_, who) = consented(&db).await;
        let before = told(&db, "SELECT CAST(COUNT(*) AS TEXT) AS told FROM consent_event").await;

        change_consent(&db, &who, &typed(YES), noon()).await.expect("nothing is different");
        let same = told(&db, "SELECT CAST(COUNT(*) AS TEXT) AS told FROM consent_event").await;
        let other = YES.replace("C4=contact_sms&", "").replace("C6=yes", "C6=no");
        change_consent(&db, &who, &typed(&other), noon()).await.expect("it is changed");

        assert_eq!(before, same);
        let standing = stands(&db, &who).await;
        assert!(standing.stops.since(Choice::Contact(Way::Sms)).is_some());
        let last = standing.decided.iter().find(|one| one.words.contains("NHS England")).unwrap();
        assert_eq!(last.answer, Answer::Withdrawn);

        change_consent(&db, &who, &typed(YES), noon()).await.expect("it is changed back");

        let standing = stands(&db, &who).await;
        assert!(standing.stops.since(Choice::Contact(Way::Sms)).is_none());
        assert!(standing.agreed.permissions.contains(&Permission::ContactSms));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn taking_part_again_needs_a_way_to_be_reached() {
    both(|db| async move {
        let (_, who) = consented(&db).await;
        let early = start_again(&db, &who, &typed("C4=contact_post"), noon()).await;
        assert!(matches!(early, Err(ChangeError::Nothing)));
        stop(&db, &who, Choice::NoMoreSurveys, None, noon()).await.expect("it is done");

        let without = start_again(&db, &who, &typed(""), noon()).await;
        assert!(matches!(without, Err(ChangeError::Incomplete(_))));
        start_again(&db, &who, &typed("C4=contact_post"), noon()).await.expect("she is back");

        let standing = stands(&db, &who).await;
        assert!(standing.stops.since(Choice::NoMoreSurveys).is_none());
        assert!(standing.agreed.permissions.contains(&Permission::ContactPost));
        assert!(!standing.agreed.permissions.contains(&Permission::ContactEmail));
        let stage = responses::stage(&db, &who, noon()).await.unwrap();
        assert_eq!(stage, Stage::Page(page("dob")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_break_has_a_last_day_and_can_be_ended() {
    both(|db| async move {
        let (_, who) = consented(&db).await;
        let day = |text: &str| text.parse::<NaiveDate>().ok();

        let long = pause(&db, &who, day("2026-06-03"), noon()).await;
        assert!(matches!(long, Err(ChangeError::Pause(PauseProblem::TooLong(_)))));
        pause(&db, &who, day("2026-06-02"), noon()).await.expect("three months");
        let standing = stands(&db, &who).await;
        assert_eq!(standing.stops.paused_until(standing.today), day("2026-06-02"));
        end_pause(&db, &who, noon()).await.expect("it is over");

        let standing = stands(&db, &who).await;
        assert_eq!(standing.stops.paused_until(standing.today), None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn contact_details_are_told_in_part_until_the_birthday_is_given_and_may_be_written_anew() {
    both(|db| async move {
        let (study, who) = consented(&db).await;
        save(&db, &who, "dob", "dob_day=4&dob_month=5&dob_year=1980").await;
        let mobile = |details: &choices::Details| details.each[0].1.clone();

        let seen = details(&db, &who, noon()).await.expect("they are told");
        assert_eq!(mobile(&seen), Detail::Hidden("a number that ends in 001".to_owned()));

        let wrong = change_details(&db, &who, &typed("contact_email=anna"), noon()).await;
        assert!(matches!(wrong, Err(DetailsError::Unusable(_))));
        let new = typed("contact_mobile=07700 900002&contact_email=&language=Welsh");
        change_details(&db, &who, &new, noon()).await.expect("they are changed");

        let proof = auth::show_who(&db, &who, "4", "5", noon()).await.expect("it is Anna");
        let shown = details(&db, &anna(&db, &study, Some(&proof)).await, noon()).await.unwrap();
        assert_eq!(mobile(&shown), Detail::Shown("+447700900002".to_owned()));
        assert_eq!(shown.language.as_deref(), Some("cy"));
        let audited = "SELECT object AS told FROM audit WHERE action = 'contact details changed'";
        assert_eq!(told(&db, audited).await, ["contact_mobile, language"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_that_has_not_shown_whose_it_is_is_told_nothing_and_changes_nothing() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let stranger = person(&db, &study, "1002", None, noon()).await;

        assert!(standing(&db, &stranger, noon()).await.unwrap().is_none());
        assert!(answers(&db, &stranger, noon()).await.unwrap().is_none());
        assert!(matches!(details(&db, &stranger, noon()).await, Err(DetailsError::Locked)));
        let all = [
            change_consent(&db, &stranger, &typed(YES), noon()).await,
            start_again(&db, &stranger, &typed("C4=contact_post"), noon()).await,
            end_pause(&db, &stranger, noon()).await,
            stop(&db, &stranger, Choice::DeleteAnswers, None, noon())
                .await
                .map(drop)
                .map_err(Into::into),
        ];

        assert!(all.iter().all(|refused| matches!(refused, Err(ChangeError::Locked))));
        let decided = "SELECT CAST(COUNT(*) AS TEXT) AS told FROM stop_event";
        assert_eq!(told(&db, decided).await, ["0"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_of_the_answers_has_every_wave_in_words_and_no_score() {
    both(|db| async move {
        let (_, who) = consented(&db).await;
        save(&db, &who, "dob", "dob_day=4&dob_month=5&dob_year=1980").await;
        save(&db, &who, "empact", "empact=1").await;

        let begun = answers(&db, &who, noon()).await.unwrap().expect("the device is known");
        save(&db, &who, "hours", "hours=30").await;
        save(&db, &who, "anyelse", "anyelse=").await;
        responses::send(&db, &who, noon()).await.expect("it is sent");
        let sent = answers(&db, &who, noon()).await.unwrap().expect("the device is known");

        assert_eq!((begun.len(), begun[0].sent_on, begun[0].lines.len()), (1, None, 2));
        let lines =
            sent[0].lines.iter().map(|line| format!("{}: {}", line.text, line.answers.join(", ")));
        assert_eq!(
            lines.collect::<Vec<_>>(),
            [
                "What is your date of birth?: 4 May 1980",
                "Were you doing any of these?: Working",
                "How many hours a week?: 30",
                "Anything else?: Not answered",
            ]
        );
        assert_eq!(sent[0].sent_on, Some(noon().date_naive()));
        stop(&db, &who, Choice::DeleteAnswers, None, noon()).await.expect("it is done");
        assert!(answers(&db, &who, noon()).await.unwrap().expect("known").is_empty());
    })
    .await;
}

/// The same study with another form of consent.
async fn with_other_form(
    db: &Db,
    study: &StudyHandle,
    version: u32,
) -> Result<StudyHandle, StudyError> {
    let mut other = study.study().as_ref().clone();
    other.consent.version = version;
    other.consent.statements[1].text = "I can stop whenever I like.".to_owned();
    let mut surveys = vec![small_baseline()];
    let others = surveys::catalogue::surveys().iter();
    surveys.extend(others.filter(|survey| survey.key.as_str() != "baseline").cloned());
    studies::load(db, &other, (&protocol(), None), &surveys, noon()).await?;
    studies::find(db, &other.key).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_form_asks_again_and_what_was_agreed_to_keeps_its_words() {
    both(|db| async move {
        let (study, who) = consented(&db).await;
        let refused = with_other_form(&db, &study, 1).await;
        assert!(matches!(refused, Err(StudyError::Consent(_))));

        let study = with_other_form(&db, &study, 2).await.expect("it has a version of its own");
        let who = anna(&db, &study, Some(&auth::proof(&who, noon()))).await;

        assert_eq!(responses::stage(&db, &who, noon()).await.unwrap(), Stage::Consent);
        let standing = stands(&db, &who).await;
        assert!(
            standing.decided[1].words.starts_with("I understand that taking part is my choice.")
        );
        assert_eq!(standing.decided[1].version, 1);
        let forms = "SELECT CAST(version AS TEXT) AS told FROM consent_form ORDER BY id";
        assert_eq!(told(&db, forms).await, ["1", "2"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_begun_under_one_form_is_finished_under_it() {
    both(|db| async move {
        let (study, who) = consented(&db).await;
        save(&db, &who, "dob", "dob_day=4&dob_month=5&dob_year=1980").await;

        let study = with_other_form(&db, &study, 2).await.expect("it has a version of its own");

        let who = anna(&db, &study, Some(&auth::proof(&who, noon()))).await;
        let stage = responses::stage(&db, &who, noon()).await.unwrap();
        assert_eq!(stage, Stage::Page(page("empact")));
    })
    .await;
}
