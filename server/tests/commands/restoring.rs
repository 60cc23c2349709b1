//! A restore that is killed at any moment is finished by typing it again. What comes back from an older program is
//! brought up.

use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, BufReader},
    process::{Command, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use chrono::DateTime;
use records::{
    backups::{self, BackupKeys},
    sealing::MasterKeys,
    stores::{Stores, Urls},
};
use tokio::runtime::Runtime;

use crate::{
    desk::{Desk, repository},
    postgres::Database,
    safekeeping::{backed_up, lose, only_file},
};

/// When a restore is killed.
#[derive(Clone, Copy, Debug)]
enum Killed {
    /// When it has told so many lines.
    AtLine(usize),
    /// So long after it was begun.
    After(Duration),
}

/// Types a command and kills it. A program that was quicker has come to its end.
fn kill(desk: &Desk, words: &str, when: Killed) {
    let mut command = desk.command(words);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it");
    let out = BufReader::new(child.stdout.take().expect("its output"));
    let (send, told) = mpsc::channel();
    thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|line| send.send(line)));
    match when {
        Killed::AtLine(lines) => drop(told.iter().take(lines).count()),
        Killed::After(time) => {
            let until = Instant::now() + time;
            while let Ok(_line) = told.recv_timeout(until.saturating_duration_since(Instant::now()))
            {
            }
        }
    }
    child.kill().expect("it is killed");
    child.wait().expect("it ends");
}

/// Kills restores at each of their lines and at many moments between, and types each again. `afresh` empties the
/// stores, and `same` looks whether all of it is back.
fn killed_anywhere(desk: &mut Desk, file: &str, afresh: impl Fn(&mut Desk), same: impl Fn(&Desk)) {
    let restore = format!("restore --from {file}");
    afresh(desk);
    let begun = Instant::now();
    desk.types(&restore).done();
    let whole = begun.elapsed();
    same(desk);
    let lines = (1..=3).map(Killed::AtLine);
    let moments = (1..=12).map(|part| Killed::After(whole * part / 12));
    for when in lines.chain(moments) {
        afresh(desk);
        kill(desk, &restore, when);

        let meanwhile = desk.types("study list");
        let untouched = ["there are no data", "run `throughline migrate`"];
        let is_shut = meanwhile.code == 1
            && ["throughline restore"]
                .iter()
                .chain(&untouched)
                .any(|why| meanwhile.err.contains(why));
        let is_whole = meanwhile.code == 0 && meanwhile.out.contains("bridgeway");
        assert!(is_shut || is_whole, "{when:?}: {meanwhile:?}");
        let again = desk.types(&restore);
        assert_eq!(again.code, 0, "{when:?}: {again:?}");
        same(desk);
    }
}

/// The dataset, by its files.
fn dataset(desk: &Desk) -> BTreeMap<String, Vec<u8>> {
    desk.types("export --study bridgeway --out dataset --replace").done();
    let files = fs::read_dir(desk.folder().join("dataset")).expect("a folder");
    let files = files.map(|file| file.expect("a file").path()).filter(|path| path.is_file());
    files.map(|path| (path.display().to_string(), fs::read(&path).expect("a file"))).collect()
}

fn is_back(desk: &Desk, before: &BTreeMap<String, Vec<u8>>) {
    assert!(dataset(desk) == *before, "the dataset is another");
    desk.types("find --study bridgeway --mobile 07700900102").done().says("EX-0002");
    desk.types("audit verify").done().says_also("Restored on ");
}

#[test]
fn a_restore_that_is_killed_anywhere_is_finished_by_typing_it_again() {
    let (mut desk, file) = backed_up("a_restore_that_is_killed");
    let before = dataset(&desk);
    killed_anywhere(
        &mut desk,
        &file,
        |desk| lose(desk, &["throughline", "vault"]),
        |desk| is_back(desk, &before),
    );
}

#[test]
fn on_postgresql_a_restore_that_is_killed_anywhere_is_finished_by_typing_it_again() {
    let runtime = Runtime::new().expect("a runtime");
    let database = || runtime.block_on(Database::new());
    let first = database();
    let (mut desk, file) = backed_up_on(&first, "a_restore_on_postgresql_that_is_killed");
    let before = dataset(&desk);
    desk.sets("THROUGHLINE_KEYS_URL", first.url());
    // Each goes at once when the next comes.
    let place = std::cell::RefCell::new(None);
    killed_anywhere(
        &mut desk,
        &file,
        |desk| {
            let new = database();
            desk.sets("THROUGHLINE_DATABASE_URL", new.url());
            *place.borrow_mut() = Some(new);
        },
        |desk| is_back(desk, &before),
    );
}

/// A desk whose study is in a PostgreSQL database, and a backup of it.
fn backed_up_on(database: &Database, test: &str) -> (Desk, String) {
    let mut desk = Desk::empty(test);
    desk.sets("THROUGHLINE_DATABASE_URL", database.url());
    desk.types("migrate").done();
    for name in ["study.toml", "enrolment.csv"] {
        desk.copies(name);
    }
    desk.types("study load study.toml").done();
    desk.types("enrol --study bridgeway enrolment.csv").done();
    desk.types("keys new backup.key").done();
    desk.sets("THROUGHLINE_BACKUP_KEY_FILE", "backup.key");
    desk.types("backup --to backups").done();
    let file = only_file(&desk, "backups");
    (desk, file)
}

#[test]
fn keys_whose_restore_is_killed_anywhere_come_back_by_typing_it_again() {
    let (desk, file) = backed_up("keys_whose_restore_is_killed");
    desk.types("backup --keys --to keys").done();
    let restore = format!("restore --keys --from {}", only_file(&desk, "keys"));
    for part in 1..=10_u32 {
        lose(&desk, &["throughline", "vault", "keys"]);
        kill(&desk, &restore, Killed::After(Duration::from_millis((part * 15).into())));

        let again = desk.types(&restore);
        assert_eq!(again.code, 0, "{part}: {again:?}");
        desk.types(&format!("restore --from {file}")).done();
        desk.types("find --study bridgeway --mobile 07700900102").done().says("EX-0002");
    }
}

#[test]
fn another_master_key_is_found_out_before_the_keys_are_brought_back() {
    let (mut desk, _) = backed_up("another_master_key");
    desk.types("backup --keys --to keys").done();
    let restore = format!("restore --keys --from {}", only_file(&desk, "keys"));
    lose(&desk, &["throughline", "vault", "keys"]);
    let right = crate::desk::MASTER_KEY;
    desk.sets("THROUGHLINE_MASTER_KEY", &"cd".repeat(32));

    let refused = desk.types(&restore);

    refused
        .refused_with("the master key “")
        .refused_with("is needed, and was not given")
        .refused_with("THROUGHLINE_MASTER_KEY_FILE names another file");
    desk.sets("THROUGHLINE_MASTER_KEY", right);
    desk.types(&restore).done().says_also("The key store is back.");
    desk.types(&restore).done().says("These keys are here already. Nothing was changed.");
}

/// Backups that an earlier version of the program made, with 20 changes of the schema behind it, of the example
/// study and its people. Nobody makes them again.
fn from_older(desk: &mut Desk, database: &str) {
    let older = repository().join("server/tests/commands/older");
    for (file, name) in [("", "answers"), ("-keys", "keys")] {
        let bytes = fs::read(older.join(format!("{database}{file}.backup"))).expect("a backup");
        desk.writes(&format!("{name}.backup"), bytes);
    }
    desk.writes("backup.key", "aa112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n");
    desk.sets("THROUGHLINE_BACKUP_KEY_FILE", "backup.key");
    desk.types("restore --keys --from keys.backup").done();
    desk.types("restore --from answers.backup").done().says_also("The audit is whole; 5 entries");
    desk.types("find --study bridgeway --mobile 07700900102").done().says("EX-0002");
    desk.types("backup --to backups").done();
    let schema = desk.reads(&format!("{}.json", only_file(desk, "backups")));
    assert!(schema.contains("m0023_restored_backups"), "{schema}");
}

#[test]
fn a_backup_of_an_older_program_comes_back_at_todays_schema() {
    let mut desk = Desk::empty("a_backup_of_an_older_program");
    from_older(&mut desk, "sqlite");
}

#[test]
fn on_postgresql_it_comes_back_also_where_todays_schema_was_made_already() {
    let runtime = Runtime::new().expect("a runtime");
    let database = runtime.block_on(Database::new());
    let mut desk = Desk::empty("on_postgresql_it_comes_back");
    desk.sets("THROUGHLINE_DATABASE_URL", database.url());
    desk.types("migrate").done();
    from_older(&mut desk, "postgres");
}

/// A backup as a program makes it that knows a change of the schema more, and the stores that it was made of.
fn newer(desk: &Desk) {
    let change = "import sqlite3; c = sqlite3.connect('throughline-data/throughline.db'); \
        c.execute(\"INSERT INTO seaql_migrations VALUES ('m9999_newer', 0)\"); c.commit()";
    let changed = Command::new("python3").args(["-c", change]).current_dir(desk.folder()).status();
    assert!(changed.expect("python3").success());
    Runtime::new().expect("a runtime").block_on(async {
        let urls = Urls::in_folder(&desk.folder().join("throughline-data"));
        let stores = Stores::open(&urls).await.expect("the stores");
        let master = MasterKeys::read(crate::desk::MASTER_KEY).expect("a key");
        let db = stores.unlock(master, DateTime::UNIX_EPOCH).await.expect("they open");
        let (keys, to) = (desk.reads("backup.key"), desk.folder().join("newer.backup"));
        let keys = BackupKeys::read(&keys).expect("a key");
        let by = ("a newer program", DateTime::UNIX_EPOCH);
        backups::answers(&db, &keys, &to, by).await.expect("a backup");
        db.close().await.expect("they close");
    });
}

#[test]
fn a_backup_of_a_newer_program_is_refused_and_so_are_its_databases() {
    let (desk, file) = backed_up("a_backup_of_a_newer_program");
    newer(&desk);
    let elsewhere = Desk::empty("a_backup_of_a_newer_program_elsewhere");
    for name in ["newer.backup", "backup.key"] {
        fs::copy(desk.folder().join(name), elsewhere.folder().join(name)).expect("a copy");
    }

    elsewhere
        .types("restore --from newer.backup --key backup.key")
        .refused_with(
            "it was made by version 0.1.0 of this program, whose schema this one does not know",
        )
        .refused_with("Restore it with that version or a newer one. Nothing was changed");
    assert!(!elsewhere.has("throughline-data"), "nothing was made");
    let before = fs::read(desk.folder().join("throughline-data/throughline.db")).expect("a file");
    desk.types(&format!("restore --from {file}"))
        .refused_with("a newer version of this program has changed the database's schema");
    let after = fs::read(desk.folder().join("throughline-data/throughline.db")).expect("a file");
    assert!(before == after, "nothing was changed");
}

#[test]
fn what_an_anchor_of_between_backup_and_restore_means_is_told() {
    let (desk, file) = backed_up("what_an_anchor_of_between");
    let sealed = || {
        let _serving = crate::auditing::Serving::begun(&desk);
        crate::auditing::once_sealed(&desk);
    };
    sealed();
    let anchor = desk.types("audit anchor").done().out;
    let anchor = anchor.trim_end();
    lose(&desk, &["throughline", "vault"]);
    desk.types(&format!("restore --from {file}")).done();

    let told = desk.types(&format!("audit verify --anchor {anchor}")).done();

    let number = anchor.split('-').next().expect("a number");
    told.says_also("The chain is whole")
        .says_also("the chain went on after number 0, and what was done between the two is lost.")
        .says_also(&format!("The anchor of number {number} was kept before such a restore"));
}
