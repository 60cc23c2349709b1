//! What the tree promises, checked: the invariants of ARCHITECTURE.md that the compiler cannot see,
//! and the size and names of files.

#[path = "tidy/claims.rs"]
mod claims;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

const LONGEST_FILE: usize = 300;
const LONGEST_FUNCTION: usize = 40;
const CRATES: [&str; 7] =
    ["surveys", "datasets", "records", "migrations", "app", "server", "xtask"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_owned()
}

/// Every Rust file of our crates, by its path from the root.
fn sources() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for folder in CRATES {
        gather(&root().join(folder), &mut found);
    }
    assert!(found.len() > 50, "the tree was not found");
    found
}

fn gather(folder: &Path, found: &mut BTreeMap<String, String>) {
    let entries = fs::read_dir(folder).expect("a folder of the workspace");
    for path in entries.map(|entry| entry.expect("an entry").path()) {
        if path.is_dir() && !path.ends_with("target") {
            gather(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.strip_prefix(root()).expect("below the root").display().to_string();
            found.insert(name, fs::read_to_string(&path).expect("a source file"));
        }
    }
}

/// Says where a word stands in code that should not know it. Comments may name anything.
fn only(words: &[&str], allowed: &[&str]) {
    let mut wrong = Vec::new();
    for (name, text) in sources() {
        if allowed.iter().any(|allowed| name.starts_with(allowed)) || name.ends_with("tidy.rs") {
            continue;
        }
        let code = text.lines().enumerate().filter(|(_, line)| !line.trim().starts_with("//"));
        for (number, line) in code {
            if let Some(word) = words.iter().find(|word| line.contains(**word)) {
                wrong.push(format!("{name}:{}: {word}", number + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "only {allowed:?} may say this:\n{}", wrong.join("\n"));
}

#[test]
fn a_file_fits_on_a_few_screens() {
    let long = |(name, text): (String, String)| {
        let lines = text.lines().count();
        (lines > LONGEST_FILE).then(|| format!("{name}: {lines} lines"))
    };
    let long: Vec<_> = sources().into_iter().filter_map(long).collect();
    assert!(long.is_empty(), "split by verb:\n{}", long.join("\n"));
}

#[test]
fn a_function_fits_on_one_screen() {
    let mut long = Vec::new();
    for (name, text) in sources() {
        let text = without_snapshots(&text);
        let mut open: Option<(usize, String, String)> = None;
        for (number, line) in text.iter().enumerate() {
            let indent: String = line.chars().take_while(|c| *c == ' ').collect();
            let words = line.trim_start();
            let begins = words.starts_with("fn ")
                || (words.starts_with("pub") || words.starts_with("async "))
                    && words.contains("fn ");
            match &open {
                None if begins && !words.ends_with(';') => {
                    open = Some((number, indent, words.to_owned()));
                }
                Some((start, at, first)) if **line == format!("{at}}}") => {
                    let lines = number - start + 1;
                    if lines > LONGEST_FUNCTION {
                        long.push(format!("{name}:{}: {lines} lines: {first}", start + 1));
                    }
                    open = None;
                }
                _ => {}
            }
        }
    }
    assert!(long.is_empty(), "a function has one thing to say:\n{}", long.join("\n"));
}

/// The lines of a file without what stands in raw strings: a snapshot is as long as what it shows.
fn without_snapshots(text: &str) -> Vec<&str> {
    let mut inside = false;
    let code = text.lines().filter(move |line| {
        let ends = ["\");", "\"#"].iter().any(|end| line.trim_start().starts_with(end));
        let was_inside = inside && !ends;
        inside = was_inside || line.ends_with("r\"") || line.ends_with("r#\"");
        !was_inside
    });
    code.collect()
}

#[test]
fn a_file_is_named_for_an_idea_of_the_study() {
    let nameless = ["util", "utils", "helper", "helpers", "common", "misc", "types"];
    let sources = sources();
    let wrong = sources.keys().filter(|name| {
        let stem = Path::new(name).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        nameless.contains(&stem)
    });
    assert_eq!(wrong.collect::<Vec<_>>(), Vec::<&String>::new());
}

#[test]
fn the_rules_never_learn_the_time_or_a_random_number() {
    let elsewhere = ["records/", "migrations/", "app/", "server/", "xtask/", "surveys/tests/"];
    only(&["Utc::now", "Local::now", "SystemTime", "Instant::now", "rand::"], &elsewhere);
}

/// Real servers that are killed, and whoever decides about what is in doubt then.
const TRIAL: &str = "server/tests/commands/trial";

#[test]
fn the_clock_is_read_at_the_door_by_commands_and_by_workers_only() {
    only(
        &["Utc::now", "SystemTime::now"],
        // A trial of real servers has the time that they have, and so has who takes their texts.
        &[
            "app/src/api/door.rs",
            "server/src/commands",
            "server/src/workers",
            TRIAL,
            "records/tests/twilio/",
            "xtask/",
        ],
    );
}

#[test]
fn only_records_speaks_to_the_database() {
    only(&["sea_orm", "sqlx"], &["records/", "migrations/", "xtask/"]);
}

#[test]
fn only_the_vault_reads_names_and_numbers() {
    let allowed =
        ["records/src/identity", "records/src/entity/identity.rs", "records/tests/", "migrations/"];
    only(&["identity::Entity", "identity::Column", "identity::Model", "FROM identity"], &allowed);
}

#[test]
fn only_auth_lets_a_participant_in() {
    let makes = ["-> Participant {", "Participant {\n", "Ok(Participant {", "= Participant {"];
    only(&makes, &["records/src/auth.rs", "records/tests/"]);
}

#[test]
fn only_auth_gives_staff_their_permissions() {
    only(&["StaffMember {", "Grant {"], &["records/src/auth/", "records/tests/"]);
    let by_command = ["records/src/auth/", "records/tests/", "server/src/commands", TRIAL];
    only(&["at_the_command_line("], &by_command);
}

#[test]
fn rows_are_never_serialised() {
    for (name, text) in sources() {
        if name.starts_with("records/src/entity") {
            assert!(!text.contains("Serialize"), "{name} would let a row leave the crate");
        }
    }
}

#[test]
fn no_test_is_skipped_and_nothing_stands_for_work_to_come() {
    only(&["#[ignore", "todo!(", "unimplemented!("], &["xtask/"]);
}

#[test]
fn no_test_waits_for_time_to_pass() {
    for (name, text) in sources() {
        let waits =
            name.contains("/tests/") && !name.ends_with("tidy.rs") && text.contains("sleep(");
        assert!(!waits, "{name} sleeps: hand it the time instead");
    }
}

#[test]
fn a_migration_that_was_merged_never_changes() {
    let merged = fs::read_to_string(root().join("migrations/merged.txt")).expect("merged.txt");
    let mut known: BTreeMap<_, _> = merged
        .lines()
        .filter_map(|line| line.split_once("  "))
        .map(|(hash, name)| (name, hash))
        .collect();
    let is_one = |name: &str| name.starts_with("migrations/src/") && !name.ends_with("/lib.rs");
    for (name, text) in sources().iter().filter(|(name, _)| is_one(name)) {
        let hash: String = Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect();
        let line = format!("{hash}  {name}");
        match known.remove(name.as_str()) {
            Some(before) => assert_eq!(before, hash, "{name} changed; write a new migration"),
            None => panic!("add this line to migrations/merged.txt when it is merged:\n{line}"),
        }
    }
    assert!(known.is_empty(), "a merged migration is gone: {known:?}");
}

#[test]
fn the_documents_name_only_what_is_there() {
    let at_the_root = ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md", "SECURITY.md"];
    let below = ["docs/asvs.md", "docs/data-protection.md", "docs/operating.md"];
    for document in at_the_root.into_iter().chain(below) {
        let text = fs::read_to_string(root().join(document)).expect(document);
        let names = text.split('`').skip(1).step_by(2);
        let paths = names.filter(|name| {
            let first = name.split('/').next().unwrap_or_default();
            let ours = CRATES.contains(&first)
                || ["docs", "style", "end2end", "examples"].contains(&first);
            name.contains('/') && ours && !name.contains([' ', '*', '<', '{', '…', '$'])
        });
        for path in paths {
            assert!(root().join(path).exists(), "{document} names {path}, which is gone");
        }
    }
}

#[test]
fn the_arrows_between_crates_point_one_way() {
    let ours = |of: &str| -> Vec<String> {
        let manifest = fs::read_to_string(root().join(of).join("Cargo.toml")).expect("a manifest");
        let manifest: toml::Table = manifest.parse().expect("TOML");
        let needs = manifest["dependencies"].as_table().expect("dependencies");
        needs.keys().filter(|name| CRATES.contains(&name.as_str())).cloned().collect()
    };
    assert_eq!(ours("surveys"), Vec::<String>::new());
    assert_eq!(ours("datasets"), ["surveys"]);
    assert_eq!(ours("migrations"), Vec::<String>::new());
    assert_eq!(ours("records"), ["datasets", "surveys"]);
    assert_eq!(ours("app"), ["records", "surveys"]);
    assert_eq!(ours("server"), ["app", "migrations", "records", "surveys"]);
}

/// In a debug build it does so by itself, and no test sees a release.
#[test]
fn a_number_that_overflows_ends_the_request_in_what_is_released() {
    let workspace = fs::read_to_string(root().join("Cargo.toml")).expect("the workspace");
    let workspace: toml::Value = toml::from_str(&workspace).expect("it is in order");
    let release = &workspace["profile"]["release"];
    assert_eq!(release["overflow-checks"].as_bool(), Some(true));
    for name in CRATES {
        let own = release.get("package").and_then(|packages| packages.get(name));
        assert!(own.is_none(), "{name} has a profile of its own");
    }
}
