//! A backup is there whole or not at all, and says what it holds.

use std::{
    collections::BTreeSet,
    fs,
    process::{Command, Stdio},
};

use crate::{
    desk::Desk,
    safekeeping::{backed_up, only_file},
};

fn files(desk: &Desk, folder: &str) -> BTreeSet<String> {
    let Ok(files) = fs::read_dir(desk.folder().join(folder)) else { return BTreeSet::new() };
    files.map(|file| file.expect("a file").file_name().into_string().expect("a name")).collect()
}

#[test]
fn a_backup_that_is_killed_leaves_nothing_that_looks_like_one() {
    let (desk, _) = backed_up("a_backup_that_is_killed");
    let unfinished = || files(&desk, "night").iter().filter(|name| name.starts_with('.')).count();
    let mut left = 0;
    for _ in 0..8 {
        let before = unfinished();
        let mut command = desk.command("backup --to night");
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it");
        while unfinished() == before && child.try_wait().expect("an answer").is_none() {}
        child.kill().expect("it is killed");
        child.wait().expect("it ends");
        left += unfinished() - before;
    }

    assert!(left > 0, "none was killed in the middle");
    for name in files(&desk, "night").into_iter().filter(|name| !name.starts_with('.')) {
        let backup = name.strip_suffix(".json").unwrap_or(&name);
        desk.types(&format!("restore --check --from night/{backup}")).done();
    }
    desk.types("audit verify").done();
    desk.types("backup --to night").done();
}

#[test]
fn on_a_full_disk_a_backup_fails_loudly_and_the_one_before_stays() {
    let (desk, file) = backed_up("on_a_full_disk");
    let before = fs::read(desk.folder().join(&file)).expect("the one before");
    // Files may have 32 KB and no more. By itself the system would end the program with a signal, SIGXFSZ.
    let full = format!(
        "ulimit -f 64; exec {} backup --to backups/second.backup",
        env!("CARGO_BIN_EXE_throughline")
    );
    let typed = desk.command("");
    let mut command = Command::new("sh");
    command.args(["-c", &full]).current_dir(desk.folder()).env_clear();
    command.envs(typed.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let outcome = command.output().expect("sh");

    let told = String::from_utf8_lossy(&outcome.stderr).into_owned();
    assert_eq!(outcome.status.code(), Some(1), "{outcome:?}");
    assert!(told.contains("no backup was made in backups/second.backup: File too large"), "{told}");
    assert_eq!(only_file(&desk, "backups"), file, "and nothing new");
    assert_eq!(files(&desk, "backups").len(), 2, "{:?}", files(&desk, "backups"));
    assert_eq!(fs::read(desk.folder().join(&file)).expect("it is there"), before);
    desk.types("audit list --action backup").done().says_also("backup made");
    assert_eq!(desk.types("audit list --action backup").done().out.lines().count(), 1);
}

#[test]
fn what_a_backup_holds_stands_beside_it_and_needs_no_key() {
    let (desk, file) = backed_up("what_a_backup_holds");

    let manifest: serde_json::Value =
        serde_json::from_str(&desk.reads(&format!("{file}.json"))).expect("JSON");

    assert_eq!(manifest["what"], "answers");
    assert_eq!(manifest["verified"], true);
    assert_eq!(manifest["studies"]["bridgeway"]["participants"], 5);
    assert_eq!(manifest["rows"]["participant"], 5);
    assert_eq!(manifest["schema"]["vault"][0], "v0001_identities");
    let hash = manifest["sha256"].as_str().expect("a hash");
    let sums =
        Command::new("sha256sum").arg(desk.folder().join(&file)).output().expect("sha256sum");
    assert!(String::from_utf8_lossy(&sums.stdout).starts_with(hash));
    for name in ["07700", "Anna", "EX-0001"] {
        assert!(!desk.reads(&format!("{file}.json")).contains(name), "{name}");
    }
    let checked = desk.types(&format!("restore --check --from {file}")).done();
    checked.says_also(hash).says_also("\"participants\": 5");
}

#[test]
fn keys_are_not_backed_up_beside_the_answers_nor_into_the_data() {
    let (desk, _) = backed_up("keys_are_not_backed_up_beside");
    std::os::unix::fs::symlink("throughline-data", desk.folder().join("innocent")).expect("a link");

    for (folder, why) in [
        ("backups", "backups has backups of the answers in it, above it or below it"),
        ("backups/keys", "has backups of the answers in it, above it or below it"),
        ("throughline-data", "is the folder of the data or below it"),
        ("innocent/keys", "is the folder of the data or below it"),
        ("keys/../throughline-data/x.backup", "is the folder of the data or below it"),
    ] {
        let refused = desk.types(&format!("backup --keys --to {folder}"));
        refused.refused_with(why).refused_with("the names of those who were erased");
    }
    desk.types("backup --keys --to keys").done();
    desk.types("backup --to keys").refused_with("has copies of the key store in it or above it");
}
