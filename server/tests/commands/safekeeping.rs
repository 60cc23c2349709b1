//! Backups, what goes when its time has come, and requests, as they are typed.

use std::{fs, process::Command};

use super::desk::{Desk, MASTER_KEY};

/// A desk with people, a key for backups and a backup: its file.
pub fn backed_up(test: &str) -> (Desk, String) {
    let mut desk = Desk::with_people(test);
    desk.types("keys new backup.key").done();
    desk.sets("THROUGHLINE_BACKUP_KEY_FILE", "backup.key");
    desk.types("backup --to backups").done().says_also("sha256");
    let file = only_file(&desk, "backups");
    (desk, file)
}

/// The only backup in a folder.
pub fn only_file(desk: &Desk, folder: &str) -> String {
    let files = fs::read_dir(desk.folder().join(folder)).expect("a folder");
    let names = files.map(|file| file.expect("a file").file_name().into_string().expect("a name"));
    let names: Vec<_> = names.filter(|name| name.ends_with(".backup")).collect();
    assert_eq!(names.len(), 1, "{names:?}");
    format!("{folder}/{}", names[0])
}

/// As if the disk with the data had gone, and the key store were on another.
pub fn lose(desk: &Desk, stores: &[&str]) {
    for store in stores {
        for ending in ["", "-wal", "-shm"] {
            let _ =
                fs::remove_file(desk.folder().join(format!("throughline-data/{store}.db{ending}")));
        }
    }
}

#[test]
fn what_was_lost_comes_back_and_who_was_erased_since_does_not() {
    let (desk, file) = backed_up("what_was_lost_comes_back");
    let erased = "erase --study bridgeway --participant EX-0001 --what everything";
    desk.types(erased).done().says_also("Done: Delete my name and contact details. Reference: ");
    lose(&desk, &["throughline", "vault"]);

    let restored = desk.types(&format!("restore --from {file}")).done();

    restored.says_also("Restored ").says_also("The audit is whole");
    desk.types("find --study bridgeway --mobile 07700900101").refused("nobody in bridgeway has it");
    desk.types("find --study bridgeway --mobile 07700900102").done().says("EX-0002");
    desk.types("audit verify").done().says_also("The chain is whole");
    desk.types(&format!("restore --from {file}"))
        .refused_with("a backup is restored into empty stores only");
}

#[test]
fn after_the_loss_of_everything_the_copy_of_the_keys_comes_first() {
    let (desk, file) = backed_up("after_the_loss_of_everything");
    desk.types("backup --keys --to keys").done();
    let keys = only_file(&desk, "keys");
    lose(&desk, &["throughline", "vault", "keys"]);

    desk.types(&format!("restore --from {file}")).refused_with("the key store is empty");
    desk.types(&format!("restore --keys --from {file}")).refused_with("leave --keys out");
    desk.types(&format!("restore --keys --from {keys}")).done();
    desk.types(&format!("restore --from {file}")).done();

    desk.types("study list").done().says_also("bridgeway");
}

#[test]
fn a_backup_is_checked_without_a_database_and_refused_by_other_keys() {
    let (desk, file) = backed_up("a_backup_is_checked");
    let elsewhere = Desk::without_a_key("a_backup_is_checked_elsewhere");
    fs::copy(desk.folder().join(&file), elsewhere.folder().join("it.backup")).expect("a copy");
    fs::copy(desk.folder().join("backup.key"), elsewhere.folder().join("key")).expect("a copy");

    let check = "restore --check --from it.backup --key";
    elsewhere.types(&format!("{check} key")).done().says_also("\"m0001_studies\"");
    elsewhere.types("keys new other").done();
    elsewhere.types(&format!("{check} other")).refused_with("it was sealed with the backup key “");
    assert!(!elsewhere.has("throughline-data"), "nothing was made");
    let mut bytes = fs::read(elsewhere.folder().join("it.backup")).expect("a file");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    elsewhere.writes("it.backup", &bytes);
    elsewhere
        .types(&format!("{check} key"))
        .refused_with("it.backup: it was changed or cut off at piece 0");
}

#[test]
fn keys_are_kept_for_35_days_at_most_and_never_sealed_with_the_master_key() {
    let desk = Desk::with_people("keys_are_kept_for_35_days");
    desk.writes("master", MASTER_KEY);
    desk.types("keys new backup.key").done();

    desk.types("backup --keys --to keys --key backup.key --keep-days 36")
        .refused("copies of the key store are kept for 35 days at most");
    desk.types("backup --to backups --key master").refused_with("the backup key is the master key");
    desk.writes("keys/keys-2020-01-01T000000Z.backup", "an old one");
    let made = desk.types("backup --keys --to keys --key backup.key");
    assert_eq!(made.code, 0);
    assert!(
        made.err.contains("Deleted keys-2020-01-01T000000Z.backup, which is older than 35 days.")
    );
    only_file(&desk, "keys");
}

#[test]
fn a_copy_for_a_participant_is_a_zip_that_others_can_open_too() {
    let desk = Desk::with_people("a_copy_for_a_participant");
    let wanted = "access-request --study bridgeway --participant EX-0001 --identity-checked phone";

    desk.types(&format!("{wanted} --out copy.zip")).done();

    let file = desk.folder().join("copy.zip");
    let tested = Command::new("python3").args(["-m", "zipfile", "-t"]).arg(&file).output();
    let tested = tested.expect("python3");
    assert_eq!(String::from_utf8_lossy(&tested.stdout).trim(), "Done testing");
    let unpacked = Command::new("python3")
        .args(["-m", "zipfile", "-e"])
        .arg(&file)
        .arg(desk.folder())
        .status();
    assert!(unpacked.expect("python3").success());
    let page = desk.reads("your-data.html");
    assert!(page.contains("EX-0001") && page.contains("What you agreed to"));
    assert!(!page.contains("<script") && !page.contains("EX-0002"));
    let json: serde_json::Value =
        serde_json::from_str(&desk.reads("your-data.json")).expect("JSON");
    assert_eq!(json["study_number"], "EX-0001");
    desk.types(&format!("{wanted} --out copy.zip")).refused("copy.zip is there already");
    desk.types(
        "access-request --study bridgeway --participant 9 --identity-checked phone --out x.zip",
    )
    .refused("nobody in bridgeway has the study number “9”");
}

#[test]
fn retention_says_why_things_stay_and_changes_nothing_in_a_dry_run() {
    let desk = Desk::with_people("retention_says_why");
    let text = desk.reads("study.toml");
    let mut listed = desk.types("retention --study bridgeway --dry-run").done();
    for kind in ["names and contact details", "what was written of complaints"] {
        listed = listed.says_also(&format!(
            "{kind}\t0 would go\tstay: the study's file has no final_report_on"
        ));
    }

    let rules = "[retention]\nfinal_report_on = \"2026-09-02\"\nidentifiers_months = 0\n\n[team]";
    desk.writes("study.toml", text.replacen("[team]", rules, 1));
    desk.types("study load study.toml").done();
    let first = desk.types("retention --study bridgeway --dry-run").done();
    let again = desk.types("retention --study bridgeway --dry-run").done();
    assert_eq!(first.out, again.out, "nothing went");
    first.says_also("would go\tkept until 2026-09-02\tEX-0001 EX-0002");
    desk.types("retention --study bridgeway")
        .done()
        .says_also("gone\tkept until 2026-09-02\tEX-0001");
    desk.types("retention --study bridgeway --dry-run")
        .done()
        .says_also("names and contact details\t0 would go\tkept until 2026-09-02, or nothing left");
}
