//! The master key: made once, missed when it is gone, and changed while people answer.

use std::fs;

use crate::desk::{Desk, MASTER_KEY};

const OTHER: &str = "ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100";

#[test]
fn the_first_command_makes_a_key_that_only_its_owner_may_read_and_says_so_once() {
    let desk = Desk::without_a_key("a_new_key");
    desk.copies("study.toml");

    let first = desk.types("study load study.toml");
    desk.types("study load study.toml").done();

    assert!(
        first.err.starts_with("Made a master key, ./throughline-data/master.key."),
        "{first:?}"
    );
    assert_eq!(desk.reads("throughline-data/master.key").trim().len(), 64);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let file = desk.folder().join("throughline-data/master.key");
        let mode = fs::metadata(file).expect("the key's file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn without_its_key_or_with_another_nothing_opens_and_nothing_is_changed() {
    let mut desk = Desk::with_people("a_lost_key");
    desk.sets("THROUGHLINE_MASTER_KEY", OTHER);
    // What SQLite's log still holds comes into the files when somebody closes them in time.
    while has_a_log(&desk) {
        desk.types("study list").refused_with("is needed, and was not given");
    }
    let before = everything(&desk);

    for command in ["study list", "migrate", "serve --listen 127.0.0.1:0"] {
        desk.types(command).refused_with("is needed, and was not given");
    }
    desk.sets("THROUGHLINE_MASTER_KEY", "");
    desk.types("study list").refused_with("the master key is not in ./throughline-data/master.key");
    desk.sets("THROUGHLINE_MASTER_KEY", "not a key");
    desk.types("study list").refused_with("THROUGHLINE_MASTER_KEY: line 1 is no key");

    assert!(!desk.has("throughline-data/master.key"));
    assert!(everything(&desk) == before, "a file changed");
    desk.sets("THROUGHLINE_MASTER_KEY", MASTER_KEY);
    desk.types("study list").done();
}

#[test]
fn a_key_is_made_put_first_and_wraps_everything_and_the_old_one_is_needed_no_more() {
    let mut desk = Desk::with_people("a_changed_key");
    desk.types("keys new new.key").done().says_also("A new master key is in new.key.");
    desk.types("keys new new.key").refused_with("new.key cannot be written");
    let new = desk.reads("new.key");

    desk.sets("THROUGHLINE_MASTER_KEY", &format!("{new}{MASTER_KEY}"));
    desk.types("keys rotate").done().says_also("wrapped by the new master key.");
    desk.types("keys rotate").done().says("Every key was wrapped by this master key already.");
    desk.sets("THROUGHLINE_MASTER_KEY", "");
    desk.sets("THROUGHLINE_MASTER_KEY_FILE", "new.key");

    desk.types("enrol --study bridgeway enrolment.csv").done().says_also("unchanged");
}

#[test]
fn somebody_is_found_by_number_or_email() {
    let desk = Desk::with_study("finding");
    desk.writes(
        "people.csv",
        "study_number,mobile,email\n7001,07700 900701,anna@post.example.org\n7002,07700 900702,\n",
    );
    desk.types("enrol --study bridgeway people.csv").done();

    desk.types("find --study bridgeway --mobile +447700900702").done().says("7002");
    desk.types("find --study bridgeway --email ANNA@post.example.org").done().says("7001");
    desk.types("find --study bridgeway --last-name nobody").refused("nobody in bridgeway has it");
    desk.types("find --study bridgeway --mobile 07700900703").refused("nobody in bridgeway has it");
}

/// What the files of the stores hold, beside SQLite's shared memory.
fn has_a_log(desk: &Desk) -> bool {
    let folder = fs::read_dir(desk.folder().join("throughline-data")).expect("the data");
    let mut logs = folder.flatten().filter(|file| file.path().to_string_lossy().ends_with("-wal"));
    logs.any(|log| log.metadata().is_ok_and(|log| log.len() > 0))
}

fn everything(desk: &Desk) -> Vec<(std::ffi::OsString, Vec<u8>)> {
    let folder = fs::read_dir(desk.folder().join("throughline-data")).expect("the data");
    let mut files: Vec<_> = folder
        .flatten()
        .map(|file| file.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "db"))
        .map(|path| (path.file_name().unwrap_or_default().to_owned(), fs::read(path)))
        .map(|(name, bytes)| (name, bytes.expect("a file")))
        .collect();
    files.sort();
    files
}
