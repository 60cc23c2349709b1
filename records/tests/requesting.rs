//! Requests about own data: the copy that somebody is given, and erasing by staff.

mod databases;

mod study;

mod answers;

use databases::both;
use records::{
    Db,
    auth::{self, By, DataManager, Participant, StaffMember},
    participants::{self, Enrolment},
    requests::{self, Answered, Answers, Checked, Held, RequestError, Told, Wanted},
    responses,
    staff::{self, Appointment},
    stopping::{self, Came, Erasing, StopError},
    studies::StudyHandle,
};
use sea_orm_migration::sea_orm::{ConnectionTrait, Statement};
use study::{anna, noon, protocol};
use surveys::{consent::Mode, roles::Role, stopping::Choice};

async fn told(db: &Db, query: &str) -> Vec<String> {
    let query = Statement::from_string(db.read().get_database_backend(), query);
    let rows = db.read().query_all_raw(query).await.expect("an answer");
    rows.iter().map(|row| row.try_get("", "told").expect("a text")).collect()
}

/// Anna has answered and sent.
async fn answered(db: &Db) -> (StudyHandle, Participant) {
    let (study, who) = answers::answered(db, "<script>alert(1)</script>").await;
    responses::send(db, &who, noon()).await.expect("it is sent");
    (study, who)
}

fn wanted(number: &str) -> Wanted {
    Wanted {
        number: number.to_owned(),
        checked: Checked::ByPhone,
        safeguarding_reviewed: false,
        group_known: false,
    }
}

/// Carys, who manages the study's data.
async fn carys(db: &Db, study: &StudyHandle) -> By<DataManager> {
    let appointment =
        Appointment { role: Role::DataManager, study: Some(study.clone()), site: None };
    staff::invite(db, By::CommandLine, "carys@example.org", appointment, noon()).await.unwrap();
    let member = StaffMember::at_the_command_line(db, "carys@example.org").await.unwrap().unwrap();
    By::Staff(member.data_manager(study).expect("she is one"))
}

#[tokio::test(flavor = "multi_thread")]
async fn anna_is_given_all_that_is_held_about_her_and_nothing_about_anybody_else() {
    both(|db| async move {
        let (study, who) = answered(&db).await;
        stopping::stop(&db, &who, Choice::SkipSurvey, None, noon()).await.unwrap_err();
        stopping::stop(&db, &who, Choice::StopLinkage, None, noon()).await.expect("it is done");
        let carys = carys(&db, &study).await;

        let held = requests::copy(&db, &carys, &study, &wanted("1001"), noon()).await.unwrap();

        let about = |what: &str| {
            held.about.iter().find(|kept| kept.what == what).map(|kept| kept.value.as_str())
        };
        assert_eq!(about("First name"), Some("Anna"));
        assert_eq!(about("Date of birth"), Some("1980-05-04"));
        assert_eq!(about("Telephone"), Some("07700 900001"));
        assert!(held.consent.iter().any(|said| said.words.contains("version 1, 1 September 2026")));
        assert!(held.consent.iter().any(|said| said.answer == "withdrawn"));
        assert_eq!(held.stopped[0].words, "Stop asking others for my records");
        assert_eq!(held.stopped[0].decided_by, "you");
        let (questions, as_stored, how_they_came_about) = answers(&held);
        let hours =
            questions.iter().find(|asked| asked.question.starts_with("How many hours")).unwrap();
        assert_eq!(hours.answers, ["37.5"]);
        assert!(as_stored.to_string().contains("37.5"));
        assert_eq!(how_they_came_about.len(), 5, "each page that was saved, and sending");
        assert!(held.links.len() == 1 && held.records_shared_with.is_empty());
        assert!(
            held.done
                .iter()
                .any(|done| done.by == "data manager" && done.what == "copy of data given")
        );
        let all = serde_json::to_string(&held).unwrap();
        for other in ["Ben", "1002", "carys", "staff 1"] {
            assert!(!all.contains(other), "{other}");
        }
    })
    .await;
}

fn answers(held: &Held) -> (&[Answered], &serde_json::Value, &[serde_json::Value]) {
    match &held.waves[0].answers {
        Answers::Here { questions, as_stored, how_they_came_about } => {
            (questions, as_stored, how_they_came_about)
        }
        Answers::Deleted { .. } => panic!("they are there"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn that_a_copy_was_given_is_in_the_audit_with_how_the_person_was_checked() {
    both(|db| async move {
        let (study, _) = answered(&db).await;
        let carys = carys(&db, &study).await;

        requests::copy(&db, &carys, &study, &wanted("1001"), noon()).await.unwrap();
        let nobody = requests::copy(&db, &carys, &study, &wanted("9999"), noon()).await;

        assert!(matches!(nobody, Err(RequestError::NoSuchParticipant)));
        let audited = "SELECT actor || ' | ' || object || ' | ' || purpose AS told FROM audit WHERE action = 'copy of data given'";
        let entry = "staff 1, data manager | 1001 | access request, identity checked: phone; without safeguarding notes";
        assert_eq!(told(&db, audited).await, [entry]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_group_is_told_only_to_whom_it_is_known() {
    both(|db| async move {
        let (study, _) = answered(&db).await;
        let allocated = format!(
            "INSERT INTO allocation (participant_id, arm, cohort, randomised_on, recorded_at) \
             VALUES (1, 'T', 2, '2026-03-02', '{}')",
            noon().to_rfc3339()
        );
        db.writer().execute_unprepared(&allocated).await.expect("she is allocated");
        let copy = async |group_known| {
            let wanted = Wanted { group_known, ..wanted("1001") };
            requests::copy(&db, &By::CommandLine, &study, &wanted, noon()).await.unwrap()
        };

        let blind = copy(false).await;
        let told = copy(true).await;

        assert!(matches!(blind.group, Told::KeptBack { .. }));
        assert!(!serde_json::to_string(&blind).unwrap().contains("Bridgeway Support\""));
        assert!(matches!(told.group, Told::Here(group) if group.title == "Bridgeway Support"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn notes_on_safety_are_kept_back_until_somebody_has_read_them() {
    both(|db| async move {
        let (study, _) = answered(&db).await;
        let at = noon().to_rfc3339();
        for row in [
            "INSERT INTO alert (participant_id, cause) VALUES (1, 'a conversation')".to_owned(),
            format!("INSERT INTO alert_event (alert_id, at, actor, kind, level) VALUES (1, '{at}', 'staff 7, safeguarding lead', 'raised', 3)"),
            format!("INSERT INTO alert_event (alert_id, at, actor, kind, words) VALUES (1, '{at}', 'staff 7, safeguarding lead', 'note', 'her brother rang')"),
            format!("INSERT INTO alert_event (alert_id, at, actor, kind, words) VALUES (1, '{at}', 'staff 7, safeguarding lead', 'handed over', 'Dev Rowe')"),
            format!("INSERT INTO audit (at, actor, action, object, participant_id) VALUES ('{at}', 'staff 7, safeguarding lead', 'safeguarding task noted', '1', 1)"),
        ] {
            db.writer().execute_unprepared(&row).await.expect("a row");
        }
        let copy = async |safeguarding_reviewed| {
            let wanted = Wanted { safeguarding_reviewed, ..wanted("1001") };
            requests::copy(&db, &By::CommandLine, &study, &wanted, noon()).await.unwrap()
        };

        let before = serde_json::to_string(&copy(false).await).unwrap();
        let after = serde_json::to_string(&copy(true).await).unwrap();

        assert!(before.contains("Somebody has to read them first"));
        assert!(!before.contains("brother") && !before.contains("safeguarding task"));
        assert!(after.contains("her brother rang") && after.contains("safeguarding lead"));
        assert!(!after.contains("Dev Rowe") && !after.contains("staff 7"), "no name of staff");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_data_manager_of_another_study_is_given_nothing() {
    both(|db| async move {
        let (study, _) = answered(&db).await;
        let mut other = study.study().as_ref().clone();
        other.key = surveys::keys::StudyKey::new("otherway").unwrap();
        let mut all = vec![study::small_baseline()];
        let others = surveys::catalogue::surveys().iter();
        all.extend(others.filter(|survey| survey.key.as_str() != "baseline").cloned());
        records::studies::load(&db, &other, (&protocol(), None), &all, noon()).await.unwrap();
        let other = records::studies::find(&db, &other.key).await.unwrap();
        let carys = carys(&db, &other).await;

        let refused = requests::copy(&db, &carys, &study, &wanted("1001"), noon()).await;
        let erased =
            stopping::erase(&db, &carys, &study, ("1001", Erasing::Name, Mode::Paper), noon())
                .await;

        assert!(matches!(refused, Err(RequestError::NotAllowed(_))));
        assert!(matches!(erased, Err(StopError::NoSuchParticipant)));
        let any =
            "SELECT action AS told FROM audit WHERE action LIKE 'copy%' OR action LIKE 'stopped%'";
        assert_eq!(told(&db, any).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_erased_at_once_and_the_copy_then_says_so() {
    both(|db| async move {
        let (study, _) = answered(&db).await;
        let carys = carys(&db, &study).await;
        let all = ("1001", Erasing::Everything, Mode::Paper);

        let receipts = stopping::erase(&db, &carys, &study, all, noon()).await.unwrap();
        let again = stopping::erase(&db, &carys, &study, all, noon()).await.unwrap();

        assert!(receipts.iter().all(|receipt| matches!(receipt.came, Came::Done(_))));
        assert_eq!(receipts, again, "done again it changes nothing");
        let held = requests::copy(&db, &carys, &study, &wanted("1001"), noon()).await.unwrap();
        assert!(matches!(held.waves[0].answers, Answers::Deleted { .. }));
        let all = serde_json::to_string(&held).unwrap();
        for gone in ["Anna", "07700", "1980-05-04", "37.5"] {
            assert!(!all.contains(gone), "{gone}");
        }
        let audited = "SELECT actor || ' | ' || action AS told FROM audit WHERE action LIKE 'stopped%' ORDER BY id";
        let by = "staff 1, data manager | stopped: ";
        let entries = [format!("{by}delete-answers (participant)"), format!("{by}delete-identity (participant)")];
        assert_eq!(told(&db, audited).await, entries);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn details_that_are_enrolled_again_stay_erased() {
    both(|db| async move {
        let (study, _) = answered(&db).await;
        let name = ("1001", Erasing::Name, Mode::Phone);
        stopping::erase(&db, &By::CommandLine, &study, name, noon()).await.unwrap();
        let row = Enrolment {
            study_number: "1001".to_owned(),
            first_name: Some("Anna".to_owned()),
            ..Enrolment::default()
        };
        participants::enrol(&db, &study, vec![row], true, noon()).await.unwrap();

        let held =
            requests::copy(&db, &By::CommandLine, &study, &wanted("1001"), noon()).await.unwrap();

        assert!(!held.about.iter().any(|kept| kept.what == "First name"));
        assert!(matches!(held.waves[0].answers, Answers::Here { .. }), "answers stay");
        let who = auth::proof(&anna(&db, &study, None).await, noon());
        assert!(!who.is_empty());
    })
    .await;
}
