//! Making a backup while people answer, and what is in it.

use std::{collections::BTreeSet, fs};

use records::{
    backups::{self, BackupError, BackupKeys, What},
    people,
};
use sea_orm_migration::sea_orm::DbBackend;

use crate::{
    databases::MASTER,
    safe::{KEY, answered, both, count, keys, now, save, told, whole},
    study::{anna, noon},
};

const TABLES: [&str; 2] = [
    "SELECT name AS told FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
    "SELECT tablename::text AS told FROM pg_tables WHERE schemaname = current_schema()",
];

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_holds_every_table_but_those_that_are_named_here() {
    both(|safe| async move {
        let db = safe.db().await;
        answered(&db).await;
        let (_, made) =
            backups::answers(&db, &keys(), &safe.backups(), ("a test", noon())).await.unwrap();
        let (_, apart) =
            backups::keys(&db, &keys(), &safe.copies(), ("a test", noon())).await.unwrap();

        let postgres = db.read().get_database_backend() == DbBackend::Postgres;
        let query = TABLES[usize::from(postgres)];
        let mut all = BTreeSet::new();
        for store in [db.read(), db.vault_for_copies()] {
            all.extend(told(store, query).await);
        }
        all.retain(|table| !table.ends_with("_migrations"));
        let left_out: BTreeSet<_> =
            all.into_iter().filter(|table| !made.rows.contains_key(table)).collect();
        let mut named =
            BTreeSet::from(["lease", "staff_attempt", "staff_invitation", "staff_session"]);
        if postgres {
            named.extend(["erased", "person_key", "root_key", "shredded"]);
        }
        assert_eq!(left_out.iter().map(String::as_str).collect::<BTreeSet<_>>(), named);
        let keys: Vec<_> = apart.rows.keys().map(String::as_str).collect();
        assert_eq!(keys, ["erased", "person_key", "root_key", "shredded"]);
        assert_eq!(
            (made.rows["participant"], made.rows["identity"], apart.rows["person_key"]),
            (2, 2, 2)
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_saved_before_the_backup_began_is_in_it_while_others_go_on_saving() {
    both(|safe| async move {
        let db = safe.db().await;
        let study = crate::study::with_anna(&db).await;
        let who = anna(&db, &study, None).await;
        records::consent::give(&db, &who, &crate::study::full_consent(&study), noon())
            .await
            .unwrap();
        save(&db, &who, "dob", "dob_day=4&dob_month=5&dob_year=1980").await;
        save(&db, &who, "empact", "empact=1").await;
        save(&db, &who, "hours", "hours=11").await;
        let (busy, her) = (db.clone(), who.clone());
        let saving = tokio::spawn(async move {
            for hours in 12..60 {
                save(&busy, &her, "hours", &format!("hours={hours}")).await;
            }
        });
        let file = safe.backup(&db).await;
        saving.await.expect("nobody was refused");

        let restored = safe.restores(&file).await.expect("it comes back");

        let sheet = told(restored.read(), "SELECT sheet AS told FROM response").await.remove(0);
        let saves = told(restored.read(), "SELECT CAST(saves AS TEXT) AS told FROM response").await;
        assert!(sheet.contains("hours"), "{sheet}");
        assert!(saves[0].parse::<u32>().unwrap() >= 3, "what was acknowledged before is there");
        whole(&restored).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_in_the_file_can_be_read_and_only_its_owner_may_try() {
    both(|safe| async move {
        let db = safe.db().await;
        answered(&db).await;
        let file = safe.backup(&db).await;

        let bytes = fs::read(&file).unwrap();
        for planted in ["Nothing else", "participant", "Anna", "1001", "07700"] {
            let found = bytes.windows(planted.len()).any(|window| window == planted.as_bytes());
            assert!(!found, "{planted}");
        }
        let mode =
            std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&file).unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600);
        let audited =
            "SELECT actor || ', ' || object AS told FROM audit WHERE action = 'backup made'";
        assert_eq!(told(db.read(), audited).await, ["a test, answers and vault"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_master_key_is_refused_as_a_backup_key() {
    both(|safe| async move {
        let db = safe.db().await;
        answered(&db).await;
        let master = BackupKeys::read(&format!("{KEY}\n{MASTER}")).unwrap();

        let refused = backups::answers(&db, &master, &safe.backups(), ("a test", noon())).await;

        assert!(matches!(refused, Err(BackupError::MasterKey)));
        assert!(!safe.backups().exists());
        assert_eq!(count(db.read(), "audit WHERE action = 'backup made'").await, "0");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn copies_of_the_key_store_go_after_35_days_and_other_files_stay() {
    both(|safe| async move {
        let db = safe.db().await;
        let study = crate::study::with_anna(&db).await;
        people::find(&db, &study, (records::Kind::Mobile, "1"), noon()).await.unwrap();
        let to = safe.backups();
        let days = [36, 35, 0]
            .map(|days| now() - chrono::TimeDelta::days(days) - chrono::TimeDelta::minutes(days));
        for day in days {
            backups::keys(&db, &keys(), &to, ("a test", day)).await.unwrap();
        }
        fs::write(to.join("keys-of-the-office.txt"), "third drawer").unwrap();
        fs::write(to.join(".keys-x.1.being-written"), "half").unwrap();

        let gone = backups::tidy(&to, What::Keys, 35, now()).unwrap();

        assert_eq!(gone, ["keys-2026-01-25T112400Z.backup", "keys-2026-01-26T112500Z.backup"]);
        let mut left: Vec<_> =
            fs::read_dir(&to).unwrap().map(|file| file.unwrap().file_name()).collect();
        left.sort();
        let kept = [
            ".keys-x.1.being-written",
            "keys-2026-03-02T120000Z.backup",
            "keys-2026-03-02T120000Z.backup.json",
            "keys-of-the-office.txt",
        ];
        assert_eq!(left, kept);
    })
    .await;
}
