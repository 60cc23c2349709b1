//! Enrolment, allocation and events: files brought from elsewhere, all rows or none.

mod databases;

mod study;

mod enrolling {
    mod sealing;

    mod finding;

    mod rights;
}

use chrono::{NaiveDate, TimeDelta};
use databases::both;
use records::{
    Db,
    allocations::{self, AllocationError, AllocationReport, AllocationRow},
    auth::{By, Participant},
    consent,
    events::{self, EventError, EventKind, EventReport, EventRow},
    participants::{self, EnrolReport, Enrolment},
    responses::{self, ResponseError, Stage},
    studies::{self, Loaded, StudyError, StudyHandle},
    versions::{self, VersionError},
};
use study::{anna, full_consent, noon, page, protocol, small_baseline, typed, with_anna};
use surveys::{journey::Manner, keys::SurveyKey};

fn row(number: &str, mobile: Option<&str>) -> Enrolment {
    let (study_number, mobile) = (number.to_owned(), mobile.map(str::to_owned));
    Enrolment { study_number, mobile, ..Enrolment::default() }
}

async fn enrol(db: &Db, study: &StudyHandle, rows: Vec<Enrolment>, apply: bool) -> EnrolReport {
    participants::enrol(db, study, rows, apply, noon()).await.expect("the rows are in order")
}

fn on(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).expect("a day in March")
}

fn to(number: &str, arm: &str, day: u32) -> AllocationRow {
    let (study_number, arm) = (number.to_owned(), arm.to_owned());
    AllocationRow { study_number, arm, randomised_on: on(day) }
}

/// Anna has agreed, and sent a baseline that says she works.
async fn complete(db: &Db, study: &StudyHandle) -> Participant {
    let who = anna(db, study, None).await;
    consent::give(db, &who, &full_consent(study), noon()).await.expect("Anna agrees");
    let pages = [
        ("dob", "dob_day=4&dob_month=5&dob_year=1980"),
        ("empact", "empact=1"),
        ("hours", "hours=30"),
        ("anyelse", "anyelse="),
    ];
    for (on, form) in pages {
        let (on, form, now) = (page(on), typed(form), noon());
        let saved = responses::save_page(db, &who, &on, form, Manner::Continue, now);
        saved.await.expect("the page is kept");
    }
    assert_eq!(responses::send(db, &who, noon()).await.expect("it is sent"), Stage::Sent);
    who
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_file_again_changes_nothing() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let rows = vec![row("1003", Some("07700 900003")), row("1004", None)];
        assert_eq!(enrol(&db, &study, rows.clone(), false).await.new, 2);
        let again = enrol(&db, &study, rows, false).await;
        assert_eq!((again.new, again.unchanged, again.changed.len()), (0, 2, 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_number_is_shown_and_waits_to_be_applied() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let changed = vec![row("1001", Some("07700 900009")), row("1005", None)];
        let told = enrol(&db, &study, changed.clone(), false).await;
        assert!(!told.applied);
        assert_eq!(told.changed, [("1001".to_owned(), vec!["mobile"])]);
        // Nobody was enrolled beside it: all rows or none.
        assert_eq!(studies::list(&db).await.unwrap()[0].participants, 2);
        assert!(enrol(&db, &study, changed.clone(), true).await.applied);
        assert_eq!(enrol(&db, &study, changed, false).await.unchanged, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_blank_in_the_file_leaves_annas_number_alone() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let blank = enrol(&db, &study, vec![row("1001", None)], true).await;
        assert_eq!(blank.unchanged, 1);
        let same = enrol(&db, &study, vec![row("1001", Some("07700 900001"))], false).await;
        assert_eq!(same.unchanged, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_allocated_without_consent_and_a_complete_baseline() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let early = allocations::bring(&db, &study, vec![to("1001", "T", 2)], noon()).await;
        let Err(AllocationError::Refused(rows)) = early else { panic!("Anna was allocated") };
        assert!(rows[0].1.contains("consent"), "{}", rows[0].1);
        let who = anna(&db, &study, None).await;
        consent::give(&db, &who, &full_consent(&study), noon()).await.unwrap();
        let early = allocations::bring(&db, &study, vec![to("1001", "T", 2)], noon()).await;
        let Err(AllocationError::Refused(rows)) = early else { panic!("Anna was allocated") };
        assert!(rows[0].1.contains("baseline"), "{}", rows[0].1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_arm_once_set_never_changes_and_closes_the_baseline() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let who = complete(&db, &study).await;
        let both = vec![to("1001", "T", 2), to("1002", "C", 2)];
        let half = allocations::bring(&db, &study, both, noon()).await;
        assert!(matches!(half, Err(AllocationError::Refused(rows)) if rows.len() == 1));
        let anna_alone = || vec![to("1001", "T", 2)];
        let first = allocations::bring(&db, &study, anna_alone(), noon()).await.unwrap();
        assert_eq!(first, AllocationReport { allocated: 1, unchanged: 0 });
        let again = allocations::bring(&db, &study, anna_alone(), noon()).await.unwrap();
        assert_eq!(again, AllocationReport { allocated: 0, unchanged: 1 });
        let other = allocations::bring(&db, &study, vec![to("1001", "C", 2)], noon()).await;
        assert!(matches!(other, Err(AllocationError::Refused(_))));
        assert_eq!(responses::stage(&db, &who, noon()).await.unwrap(), Stage::Sent);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_allocation_in_the_future_or_to_no_arm_is_refused() {
    both(|db| async move {
        let study = with_anna(&db).await;
        complete(&db, &study).await;
        let rows = vec![to("1001", "T", 3), to("1001", "X", 2), to("9999", "T", 2)];
        let refused = allocations::bring(&db, &study, rows, noon()).await;
        let Err(AllocationError::Refused(rows)) = refused else { panic!("it was brought") };
        assert_eq!(rows.len(), 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_four_month_wave_is_not_open_before_its_day_nor_after_its_grace() {
    both(|db| async move {
        let study = with_anna(&db).await;
        complete(&db, &study).await;
        allocations::bring(&db, &study, vec![to("1001", "T", 2)], noon()).await.unwrap();
        let wave = study::wave("four-month");
        let token = records::links::print(&db, By::CommandLine, &study, "1001", &wave, noon())
            .await
            .unwrap();
        for (days, open) in [(121, false), (122, true), (178, true), (206, true), (207, false)] {
            let at = noon() + TimeDelta::days(days);
            let who = records::links::open(&db, &token, None, at).await.unwrap();
            let stage = responses::stage(&db, &who, at).await.unwrap();
            assert_eq!(matches!(stage, Stage::Page(_)), open, "day {days}: {stage:?}");
            let (on, form) = (page("empact"), typed("empact=6"));
            let saved = responses::save_page(&db, &who, &on, form, Manner::OnTheWay, at).await;
            assert_eq!(!matches!(saved, Err(ResponseError::Closed)), open, "day {days}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_is_imported_once_and_never_for_somebody_unknown() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let row = |number: &str| EventRow {
            study_number: number.to_owned(),
            kind: EventKind::SupportStart,
            on: on(2),
        };
        let unknown = events::import(&db, &study, vec![row("1001"), row("9999")], noon()).await;
        assert!(matches!(unknown, Err(EventError::Unknown(rows)) if rows.len() == 1));
        let first = events::import(&db, &study, vec![row("1001")], noon()).await.unwrap();
        assert_eq!(first, EventReport { new: 1, unchanged: 0 });
        let again = events::import(&db, &study, vec![row("1001")], noon()).await.unwrap();
        assert_eq!(again, EventReport { new: 0, unchanged: 1 });
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_published_version_never_changes() {
    both(|db| async move {
        let survey = small_baseline();
        let first = versions::publish(&db, &By::CommandLine, &survey, None, noon()).await.unwrap();
        assert!(first.is_new);
        let again = versions::publish(&db, &By::CommandLine, &survey, None, noon()).await.unwrap();
        assert!(!again.is_new);
        assert_eq!(again.sha256, first.sha256);
        let mut other = survey.clone();
        other.title = "Another title".to_owned();
        let taken = versions::publish(&db, &By::CommandLine, &other, None, noon()).await;
        assert!(matches!(taken, Err(VersionError::Taken(_, 1))));
        let stored = versions::find(&db, &SurveyKey::new("baseline").unwrap(), None).await.unwrap();
        assert_eq!(*stored.expect("it is stored").survey, survey);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_study_loaded_twice_is_unchanged_and_one_without_its_survey_is_refused() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let mut surveys = vec![small_baseline()];
        surveys.extend(surveys::catalogue::surveys().iter().skip(1).cloned());
        let again =
            studies::load(&db, study.study(), (&protocol(), None), &surveys, noon()).await.unwrap();
        assert_eq!(again, Loaded::Unchanged);
        let without =
            studies::load(&db, study.study(), (&protocol(), None), &surveys[..1], noon()).await;
        assert!(matches!(without, Err(StudyError::NoSurvey { .. })));
    })
    .await;
}
