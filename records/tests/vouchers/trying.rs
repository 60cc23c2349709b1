//! A test person: enrolled to try the study, written to, answering, and in no count and no file.

use std::fs;

use chrono::{DateTime, NaiveDate, Utc};
use records::{
    allocations::{self, AllocationError, AllocationRow},
    auth::By,
    exports::{self, ExportRequest},
    outbox,
    participants::{self, EnrolError, Enrolment},
    people, schedule, studies, versions,
    vouchers::{self, How},
};
use surveys::keys::SurveyKey;

use crate::{
    databases::{self, both},
    desk::{BY_EMAIL, BY_POST, Desk, NONE, giving, minutes},
    study::noon,
};

const TESTER: &str = "T-01";

fn row(number: &str, test: Option<bool>) -> Enrolment {
    Enrolment {
        study_number: number.to_owned(),
        first_name: Some("Tess".to_owned()),
        email: Some("tess@example.org".to_owned()),
        test,
        ..Enrolment::default()
    }
}

impl Desk {
    async fn enrols(&self, row: Enrolment) -> Result<participants::EnrolReport, EnrolError> {
        participants::enrol(&self.db, &self.study, vec![row], true, noon()).await
    }

    /// Every file of an export, by name.
    async fn files(&self, now: DateTime<Utc>) -> Vec<(String, Vec<u8>)> {
        let folder = databases::Folder::new();
        let out = folder.0.join("export");
        let request = ExportRequest {
            out: out.clone(),
            waves: None,
            include_text: true,
            formats: Vec::new(),
            replace: false,
        };
        let written = exports::write(&self.db, &self.study, &request, &|_, _| {}, now, "test");
        written.await.expect("it is written");
        let files = fs::read_dir(out).expect("a folder").map(|file| file.expect("a file"));
        let mut files: Vec<_> = files
            .map(|file| {
                let name = file.file_name().to_string_lossy().into_owned();
                (name, fs::read(file.path()).expect("its bytes"))
            })
            .collect();
        files.sort();
        files
    }

    /// Every count that staff see, a line each.
    async fn counts(&self, now: DateTime<Utc>) -> Vec<String> {
        let (db, study, baseline) = (&self.db, &self.study, SurveyKey::new("baseline"));
        let listed = studies::list(db).await.expect("the studies");
        let due = schedule::due(db, &By::CommandLine, study, now).await.expect("what is due");
        let mut next = giving();
        next.waves.iter_mut().for_each(|plan| plan.steps.clear());
        let effect = schedule::compare(db, &By::CommandLine, study, &next, now).await;
        let affected = versions::affected(db, &By::CommandLine, &baseline.expect("a key")).await;
        let going = schedule::goes_at_once(db, &By::CommandLine, study, now).await;
        vec![
            format!("{listed:?}"),
            format!("{due:?}"),
            format!("{:?}", effect.expect("what it would do")),
            format!("{:?}", affected.expect("whom it concerns")),
            format!("{:?}", going.expect("what goes").counts),
            format!("{:?}", vouchers::lacking(db, study, now).await.expect("what lacks")),
            format!("{:?}", outbox::list(db, None).await.expect("the messages").counts),
        ]
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_test_person_answers_and_is_in_no_file_and_no_count() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        desk.sends("1001", NONE).await;
        desk.works(minutes(1)).await;
        let before = (desk.files(minutes(9)).await, desk.counts(minutes(9)).await);

        desk.enrols(row(TESTER, Some(true))).await.expect("a test person is enrolled");
        desk.sends(TESTER, BY_EMAIL).await;
        desk.works(minutes(2)).await;

        let answered = "SELECT p.study_number AS told FROM response r JOIN participant p ON p.id = r.participant_id \
                        WHERE r.submitted_at IS NOT NULL ORDER BY r.id";
        assert_eq!(desk.told(answered).await, ["1001", TESTER]);
        let (files, counts) = (desk.files(minutes(9)).await, desk.counts(minutes(9)).await);
        assert!(files.len() > 4, "{}", files.len());
        for (before, after) in before.0.iter().zip(&files) {
            assert_eq!(before, after, "{}", after.0);
        }
        assert_eq!(before, (files, counts));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_test_person_is_sent_test_in_place_of_a_code_and_no_stock_is_touched() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        desk.brings(&["AAAA-1111"]).await.expect("it is new");
        desk.enrols(row(TESTER, Some(true))).await.expect("a test person is enrolled");
        let tess = desk.sends(TESTER, BY_EMAIL).await;
        desk.works(minutes(1)).await;

        assert_eq!(desk.mails_with("TEST - this code buys nothing"), 1);
        assert_eq!(desk.mails_with("AAAA-1111"), 0);
        assert_eq!((desk.debts().await.len(), desk.stock().await), (0, vec!["stock".to_owned()]));
        let promised = vouchers::promised(&desk.db, &tess).await.unwrap().expect("promised");
        assert_eq!(promised.how, How::Sample);
        // A voucher's letter would carry a code: they are sent the mail all the same.
        desk.enrols(Enrolment { study_number: "T-02".to_owned(), ..row("", Some(true)) })
            .await
            .expect("another");
        desk.sends("T-02", BY_POST).await;
        desk.works(minutes(2)).await;
        assert_eq!(desk.mails_with("TEST - this code buys nothing"), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_becomes_a_test_person_or_ceases_to_be_one_once_anything_is_on_record() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        // Enrolled by mistake as what they are not, and put right before anything has happened.
        desk.enrols(row(TESTER, None)).await.expect("enrolled");
        let report = desk.enrols(row(TESTER, Some(true))).await.expect("put right");
        assert_eq!(report.changed, [(TESTER.to_owned(), vec!["test"])]);
        assert_eq!(desk.enrols(row(TESTER, None)).await.expect("a blank").unchanged, 1);
        desk.begins(TESTER, NONE).await;
        desk.begins("1001", NONE).await;

        for (number, test) in [(TESTER, false), ("1001", true)] {
            let refused = desk.enrols(row(number, Some(test))).await;
            let Err(EnrolError::OnRecord(numbers)) = refused else { panic!("{number} changed") };
            assert_eq!(numbers, [number]);
        }
        let tests = "SELECT study_number AS told FROM participant WHERE is_test";
        assert_eq!(desk.told(tests).await, [TESTER]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_test_person_is_never_randomised_and_stands_marked_wherever_staff_read_them() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        desk.enrols(row(TESTER, Some(true))).await.expect("a test person is enrolled");
        desk.sends(TESTER, NONE).await;
        let to = AllocationRow {
            study_number: TESTER.to_owned(),
            arm: "T".to_owned(),
            randomised_on: NaiveDate::from_ymd_opt(2026, 3, 2).expect("a day"),
        };

        let brought = allocations::bring(&desk.db, &desk.study, vec![to], minutes(9)).await;

        let Err(AllocationError::Refused(rows)) = brought else { panic!("Tess was allocated") };
        assert!(rows[0].1.contains("test person"), "{}", rows[0].1);
        let sam = desk.member("sam@example.org", surveys::roles::Role::Supervisor).await;
        let sam = sam.caseworker(&desk.study).expect("Sam looks after them");
        let found = people::look_up(&desk.db, &sam, &desk.study, "t 01", minutes(9)).await.unwrap();
        assert_eq!(found[0].number, "T-01 (test)");
        let copied = people::look_up(&desk.db, &sam, &desk.study, "T-01 (test)", minutes(9)).await;
        assert_eq!(copied.unwrap(), found);
        let seen = people::see(&desk.db, &sam, &desk.study, found[0].id, minutes(9)).await;
        let seen = seen.unwrap().expect("Tess");
        assert_eq!(seen.number, "T-01 (test)");
        assert!(seen.messages.iter().all(|message| message.to == "T-01 (test)"));
    })
    .await;
}
