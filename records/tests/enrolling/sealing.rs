//! Who people are: sealed where it lies, found by whoever may look, and gone for good when it is forgotten.

use std::fs;

use crate::databases::{Folder, MASTER, both, in_folder, migrated, on_postgres};
use crate::study::{full_consent, noon, page, person, typed, with_anna};
use chrono::{DateTime, NaiveDate};
use records::{
    Db, Kind,
    auth::By,
    consent, keys, participants,
    participants::{EnrolReport, Enrolment},
    people, registers, responses,
    sealing::MasterKeys,
    stopping::{self, Erasing},
    stores::{UnlockError, Urls},
    studies::{self, StudyHandle},
};
use sea_orm_migration::sea_orm::{ConnectionTrait, Statement};
use surveys::{consent::Mode, journey::Manner, registers::Complaint};

/// Somebody whose every word can be looked for.
fn zebedee() -> Enrolment {
    let text = |text: &str| Some(text.to_owned());
    Enrolment {
        study_number: "1003".to_owned(),
        first_name: text("Zebedee"),
        last_name: text("Quillfeather"),
        dob: NaiveDate::from_ymd_opt(1979, 11, 23),
        nino: text("QQ123456C"),
        mobile: text("07700 900777"),
        email: text("zebedee@larkfield.example.org"),
        address: text("7 Invented Crescent, Larkfield"),
        postcode: text("ZZ99 9ZZ"),
        ..Enrolment::default()
    }
}

/// What is planted, and must be found nowhere.
const PLANTED: [&str; 11] = [
    "Zebedee",
    "Quillfeather",
    "1979-11-23",
    "QQ123456C",
    "900777",
    "zebedee@",
    "larkfield.example",
    "Invented Crescent",
    "ZZ99 9ZZ",
    "900888",
    "Mistyped Lane",
];

pub(super) async fn enrolled(db: &Db) -> StudyHandle {
    let study = with_anna(db).await;
    enrol(db, &study).await;
    study
}

async fn enrol(db: &Db, study: &StudyHandle) -> EnrolReport {
    participants::enrol(db, study, vec![zebedee()], false, noon()).await.expect("he is enrolled")
}

/// He agrees, types on a page about himself what is not in order, and complains.
async fn answers(db: &Db, study: &StudyHandle) {
    let who = person(db, study, "1003", None, noon()).await;
    consent::give(db, &who, &full_consent(study), noon()).await.expect("he agrees");
    for form in
        ["dob_day=23&dob_month=11&dob_year=Mistyped Lane", "dob_day=23&dob_month=11&dob_year=1979"]
    {
        let on = page("dob");
        let saved = responses::save_page(db, &who, &on, typed(form), Manner::Continue, noon());
        saved.await.expect("the page is kept");
    }
    for tied in ["", "&may_know=yes"] {
        let form = "what=Post for Invented Crescent&wish=Write to larkfield.example";
        let form = typed(&format!("{form}&contact=Zebedee, 07700 900777{tied}"));
        let complaint = Complaint::read(&form).expect("it is in order");
        let made = registers::complain(db, study, Some(&who), complaint, tied, noon());
        made.await.expect("it is kept");
    }
}

/// His name and contact details are deleted.
async fn forgotten(db: &Db, study: &StudyHandle) {
    let his = ("1003", Erasing::Name, Mode::Paper);
    stopping::erase(db, &By::CommandLine, study, his, noon()).await.expect("he is forgotten");
}

pub(super) async fn found(db: &Db, study: &StudyHandle, number: &str) -> Vec<String> {
    people::find(db, study, (Kind::Mobile, number), noon()).await.expect("an answer")
}

pub(super) async fn told(db: &impl ConnectionTrait, sql: &str) -> Vec<String> {
    let query = Statement::from_string(db.get_database_backend(), sql);
    let rows = db.query_all_raw(query).await.expect("an answer");
    rows.iter().map(|row| row.try_get("", "told").expect("a text")).collect()
}

/// Some of the files of stores that are closed, in a folder of their own.
fn copied(from: &Folder, files: &[&str]) -> Folder {
    let to = Folder::new();
    for file in files {
        fs::copy(from.0.join(file), to.0.join(file)).expect("a copy");
    }
    to
}

fn hidden_in(bytes: &[u8], what: &str) -> bool {
    bytes.windows(what.len()).any(|window| window == what.as_bytes())
}

#[tokio::test(flavor = "multi_thread")]
async fn no_file_of_the_stores_holds_a_name_a_number_or_an_address() {
    let folder = Folder::new();
    let db = in_folder(&folder).await;
    let study = enrolled(&db).await;
    answers(&db, &study).await;

    for file in fs::read_dir(&folder.0).expect("the folder").flatten() {
        let bytes = fs::read(file.path()).expect("a file");
        for what in PLANTED {
            assert!(!hidden_in(&bytes, what), "{what} in {}", file.path().display());
        }
    }
    assert_eq!(enrol(&db, &study).await.unchanged, 1, "and yet the program knows it all");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_row_of_a_server_s_database_holds_a_name_a_number_or_an_address() {
    on_postgres(|db| async move {
        let study = enrolled(&db).await;
        answers(&db, &study).await;
        let tables = "SELECT table_name::text AS told FROM information_schema.tables \
            WHERE table_schema = 'public'";

        let tables = told(db.read(), tables).await;
        assert!(tables.iter().any(|table| table == "identity"));
        for table in tables {
            for row in told(db.read(), &format!("SELECT t::text AS told FROM \"{table}\" t")).await
            {
                for what in PLANTED {
                    let as_bytes: String = what.bytes().map(|b| format!("{b:02x}")).collect();
                    assert!(!row.contains(what) && !row.contains(&as_bytes), "{what} in {table}");
                }
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_forgotten_is_found_no_more_and_nothing_is_kept_of_them_again() {
    both(|db| async move {
        let study = enrolled(&db).await;
        answers(&db, &study).await;

        forgotten(&db, &study).await;
        let again = enrol(&db, &study).await;

        assert_eq!(found(&db, &study, "07700 900777").await, Vec::<String>::new());
        assert_eq!(again.unchanged, 1, "a file that is brought again does not bring him back");
        let sheets = told(db.read(), "SELECT sheet AS told FROM response").await;
        assert!(sheets[0].contains("dob"), "the answers stay: {}", sheets[0]);
        assert_eq!(found(&db, &study, "07700 900001").await, ["1001"], "Anna is still known");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_copy_of_answers_and_vault_does_not_bring_back_who_was_forgotten() {
    let (folder, copy) = (Folder::new(), Folder::new());
    let db = in_folder(&folder).await;
    let study = enrolled(&db).await;
    for (store, file) in [(db.read(), "throughline.db"), (db.vault_for_copies(), "vault.db")] {
        let into = format!("VACUUM INTO '{}'", copy.0.join(file).display());
        store.execute_unprepared(&into).await.expect("a copy");
    }
    forgotten(&db, &study).await;
    db.close().await.expect("the stores close");

    fs::copy(folder.0.join("keys.db"), copy.0.join("keys.db")).expect("the key store of today");
    let restored = in_folder(&copy).await;

    let study = studies::find(&restored, &study.study().key).await.expect("the study");
    assert_eq!(found(&restored, &study, "07700 900777").await, Vec::<String>::new());
    let rows = told(restored.vault_for_copies(), "SELECT 'a row' AS told FROM identity").await;
    assert_eq!(rows.len(), 2, "what the copy still held of him is gone");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_master_key_and_a_lost_key_store_open_nothing_and_change_nothing() {
    let folder = Folder::new();
    let db = in_folder(&folder).await;
    enrolled(&db).await;
    db.close().await.expect("the stores close");
    let bytes = |name: &str| fs::read(folder.0.join(name)).expect("a file");
    let before = (bytes("throughline.db"), bytes("vault.db"), bytes("keys.db"));
    let urls = Urls::in_folder(&folder.0);
    let other = || MasterKeys::read(&MasterKeys::invent()).expect("a key");

    let shut = migrated(&urls).await.unlock(other(), noon()).await;
    assert!(matches!(shut, Err(UnlockError::WrongMaster { .. })), "{shut:?}");
    assert_eq!(before, (bytes("throughline.db"), bytes("vault.db"), bytes("keys.db")));

    let without_keys = copied(&folder, &["throughline.db", "vault.db"]);
    let lost = migrated(&Urls::in_folder(&without_keys.0)).await.unlock(other(), noon()).await;
    assert!(matches!(lost, Err(UnlockError::KeysLost)), "{lost:?}");

    let mixed = copied(&folder, &["throughline.db", "keys.db"]);
    let another = Folder::new();
    in_folder(&another).await.close().await.expect("the stores close");
    fs::copy(another.0.join("vault.db"), mixed.0.join("vault.db")).expect("another's vault");
    let master = MasterKeys::read(MASTER).expect("a key");
    let mixed = migrated(&Urls::in_folder(&mixed.0)).await.unlock(master, noon()).await;
    assert!(matches!(mixed, Err(UnlockError::NotTogether("the vault"))), "{mixed:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_master_key_is_changed_while_a_server_goes_on_and_the_old_one_then_opens_nothing() {
    let folder = Folder::new();
    in_folder(&folder).await.close().await.expect("the stores close");
    let urls = Urls::in_folder(&folder.0);
    let new = MasterKeys::invent();
    let open = async |text: &str| {
        let master = MasterKeys::read(text).expect("keys");
        migrated(&urls).await.unlock(master, DateTime::UNIX_EPOCH).await
    };
    let server = open(&format!("{MASTER}\n{}", *new)).await.expect("it knows both");
    let study = enrolled(&server).await;
    answers(&server, &study).await;

    let changing = open(&format!("{}\n{MASTER}", *new)).await.expect("it knows both");
    // Three people's, and those of two complaints.
    assert_eq!(keys::rotate(&changing, "command line", noon()).await.expect("it is changed"), 5);

    assert_eq!(found(&server, &study, "07700 900777").await, ["1003"]);
    assert!(matches!(open(MASTER).await, Err(UnlockError::WrongMaster { .. })));
    let later = open(&new).await.expect("the new one opens");
    assert_eq!(enrol(&later, &study).await.unchanged, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_while_the_vault_was_away_is_in_it_once_it_is_back() {
    both(|db| async move {
        let study = enrolled(&db).await;
        let vault = db.vault_for_copies();
        vault.execute_unprepared("ALTER TABLE identity RENAME TO away").await.expect("it goes");
        let new = Enrolment {
            study_number: "1004".to_owned(),
            mobile: Some("07700 900888".to_owned()),
            ..Enrolment::default()
        };
        participants::enrol(&db, &study, vec![new], false, noon()).await.expect("it is on disk");

        vault.execute_unprepared("ALTER TABLE away RENAME TO identity").await.expect("it is back");
        db.settle(noon()).await.expect("it is done now");
        db.settle(noon()).await.expect("and doing it again changes nothing");

        assert_eq!(found(&db, &study, "07700 900888").await, ["1004"]);
        let waiting = "SELECT 'a step' AS told FROM vault_step";
        assert_eq!(told(db.read(), waiting).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sealed_value_moved_to_another_person_or_column_is_an_error_and_never_shown() {
    both(|db| async move {
        let study = enrolled(&db).await;
        let vault = db.vault_for_copies();
        let moved = "UPDATE identity SET first_name = last_name WHERE last_name IS NOT NULL";
        vault.execute_unprepared(moved).await.expect("a column is moved");

        let read = participants::enrol(&db, &study, vec![zebedee()], false, noon()).await;

        let told = read.expect_err("it does not open").to_string();
        assert!(told.contains("does not open"), "{told}");
        assert!(!told.contains("Quillfeather"));
    })
    .await;
}
