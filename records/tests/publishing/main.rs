//! Versions of surveys: published for good, put to use, retired; and the drafts that they come from.

#[path = "../databases/mod.rs"]
mod databases;

#[path = "../study/mod.rs"]
mod study;

mod drafting;

mod following;

mod joining;

mod translating;

mod own_language;

mod sharing;

mod throwing;

mod retiring;

mod listing;

mod earlier_studies;

mod using;

mod wording;

mod protocols;

mod drafted_protocols;

use databases::both;
use records::{
    Db,
    auth::{By, StaffMember, SurveyReader, SurveyWriter},
    consent,
    participants::{self, Enrolment},
    responses,
    staff::{self, Appointment},
    studies::{self, StudyHandle},
    versions::{self, VersionError},
};
use sea_orm_migration::sea_orm::{ConnectionTrait, Statement};
use study::{full_consent, noon, page, person, protocol, small_baseline, typed, with_anna};
use surveys::{
    catalogue, definition::Survey, journey::Manner, keys::SurveyKey, protocol::Protocol,
    roles::Role,
};

fn key(key: &str) -> SurveyKey {
    SurveyKey::new(key).expect("a survey's key")
}

/// The small baseline with another number.
fn version(number: u32) -> Survey {
    Survey { version: number, ..small_baseline() }
}

/// The surveys of the example study, with this baseline.
fn with_baseline(baseline: Survey) -> Vec<Survey> {
    let others = catalogue::surveys().iter().filter(|survey| survey.key.as_str() != "baseline");
    std::iter::once(baseline).chain(others.cloned()).collect()
}

/// A second study, of which nobody of the first knows.
async fn another(db: &Db, like: &StudyHandle) -> StudyHandle {
    let mut file = like.study().as_ref().clone();
    file.key = surveys::keys::StudyKey::new("otherway").expect("a key");
    studies::load(db, &file, (&protocol(), None), &with_baseline(small_baseline()), noon())
        .await
        .expect("it loads");
    studies::find(db, &file.key).await.expect("it is there")
}

async fn evaluator(db: &Db, email: &str, study: &StudyHandle) -> StaffMember {
    let as_what = Appointment { role: Role::Evaluator, study: Some(study.clone()), site: None };
    staff::invite(db, By::CommandLine, email, as_what, noon()).await.expect("they are invited");
    let member = StaffMember::at_the_command_line(db, email).await.expect("an answer");
    member.expect("there is such an account")
}

/// Eve, who evaluates a study and writes its surveys.
async fn eve(db: &Db, study: &StudyHandle) -> By<SurveyWriter> {
    let eve = evaluator(db, "eve@example.org", study).await;
    By::Staff(eve.survey_writer().expect("she writes surveys"))
}

async fn publish(db: &Db, survey: &Survey) {
    let published = versions::publish(db, &By::CommandLine, survey, None, noon()).await;
    published.expect("it is published");
}

/// The audit's entries whose action begins like this: who, what, and of what.
async fn told(db: &Db, begins: &str) -> Vec<String> {
    let sql = format!(
        "SELECT actor || ': ' || action || ' ' || object AS told FROM audit \
         WHERE action LIKE '{begins}%' ORDER BY id"
    );
    let query = Statement::from_string(db.read().get_database_backend(), sql);
    let rows = db.read().query_all_raw(query).await.expect("the audit is read");
    rows.iter().map(|row| row.try_get("", "told").expect("a line")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_published_a_version_when_and_why_stands_beside_it() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let eve = eve(&db, &study).await;
        let reason = Some("Carers could not say that they care");

        versions::publish(&db, &eve, &version(2), reason, noon()).await.expect("it is published");

        let stored = versions::find(&db, &key("baseline"), None).await.unwrap().expect("there");
        assert_eq!((stored.survey.version, stored.reason.as_deref()), (2, reason));
        assert_eq!((stored.published_at, stored.published_by.as_str()), (noon(), &*eve.actor()));
        let first = versions::find(&db, &key("baseline"), Some(1)).await.unwrap().expect("there");
        assert_eq!((first.survey.version, first.reason), (1, None));
        let entries = told(&db, "survey published baseline").await;
        assert!(entries.is_empty(), "the action is no more than the action");
        let entries = told(&db, "survey published").await;
        let last = entries.last().expect("an entry");
        assert_eq!(*last, format!("{}: survey published baseline@2", eve.actor()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_evaluator_of_another_study_publishes_no_version_of_this_ones_survey() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let only_here = Survey { key: key("baseline"), ..version(2) };
        let mut file = study.study().as_ref().clone();
        file.key = surveys::keys::StudyKey::new("elsewhere").expect("a key");
        let empty = Protocol { waves: Vec::new(), messages: None, ..protocol() };
        studies::load(&db, &file, (&empty, None), &[], noon())
            .await
            .expect("a study without waves");
        let elsewhere = studies::find(&db, &file.key).await.expect("it is there");
        let dev = evaluator(&db, "dev@example.org", &elsewhere).await.survey_writer();
        let dev = By::Staff(dev.expect("he writes surveys"));

        let refused = versions::publish(&db, &dev, &only_here, Some("mine"), noon()).await;
        let own = Survey { key: key("sleep"), ..version(1) };
        let allowed = versions::publish(&db, &dev, &own, Some("mine"), noon()).await;

        assert!(matches!(refused, Err(VersionError::NotTheirs)));
        assert!(allowed.expect("nobody uses it yet").is_new);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_that_was_changed_behind_our_back_is_never_shown() {
    both(|db| async move {
        with_anna(&db).await;
        let sql = "UPDATE survey_version SET canonical = REPLACE(canonical, 'Anything else', 'Nothing') \
                   WHERE survey_key = 'baseline'";
        db.read().execute_unprepared(sql).await.expect("somebody has the database's password");

        let found = versions::find(&db, &key("baseline"), Some(1)).await;

        assert!(matches!(found, Err(VersionError::Altered(survey, 1)) if survey == "baseline"));
    })
    .await;
}

/// Carys takes part in another study, and has begun its baseline.
async fn begin(db: &Db, other: &StudyHandle) {
    let row = Enrolment { study_number: "2001".to_owned(), ..Enrolment::default() };
    participants::enrol(db, other, vec![row], false, noon()).await.expect("she is enrolled");
    let carys = person(db, other, "2001", None, noon()).await;
    consent::give(db, &carys, &full_consent(other), noon()).await.expect("she agrees");
    let (on, typed) = (page("dob"), typed("dob_day=4&dob_month=5&dob_year=1980"));
    let saved = responses::save_page(db, &carys, &on, typed, Manner::Continue, noon()).await;
    saved.expect("she begins");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_evaluator_knows_of_uses_in_their_own_studies_only() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let other = another(&db, &study).await;
        begin(&db, &other).await;
        let eve = evaluator(&db, "eve@example.org", &study).await;
        let eve: By<SurveyReader> = By::Staff(eve.survey_reader().expect("she reads surveys"));

        let hers = versions::uses(&db, &eve).await.unwrap();
        let all = versions::uses(&db, &By::CommandLine).await.unwrap();

        assert!(hers.iter().all(|own| own.study.as_str() == "bridgeway") && hers.len() == 3);
        assert_eq!(all.len(), 6);
        let affected = versions::affected(&db, &eve, &key("baseline")).await.unwrap();
        assert_eq!(affected.to_come.len(), 1);
        assert_eq!(affected.to_come[0].2, 2, "Anna and Ben have not begun");
        assert_eq!(affected.versions, [], "whoever began it did so elsewhere");
        let everywhere = versions::affected(&db, &By::CommandLine, &key("baseline")).await.unwrap();
        assert_eq!(everywhere.versions, [(1, 1, 0)]);
    })
    .await;
}
