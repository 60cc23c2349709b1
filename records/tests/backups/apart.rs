//! Copies of the key store lie neither with backups of the answers nor with the data.

use std::{fs, os::unix::fs::symlink, path::Path, process::Command};

use records::backups::{self, BackupError};

use crate::{
    safe::{answered, both, keys},
    study::noon,
};

fn is_refused<T>(made: Result<T, BackupError>) -> bool {
    matches!(made, Err(BackupError::Together { .. }))
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_and_answers_are_never_backed_up_into_one_place_whatever_it_is_called() {
    both(|safe| async move {
        let db = safe.db().await;
        answered(&db).await;
        let by = ("a test", noon());
        let place = |name: &str| safe.folder.0.join(name);
        backups::answers(&db, &keys(), &place("answers"), by).await.expect("a backup");
        backups::keys(&db, &keys(), &place("copies/night"), by).await.expect("a copy");
        symlink(place("answers"), place("elsewhere")).expect("a link");

        for with_answers in
            ["answers", "answers/below", "elsewhere", "elsewhere/below", "copies/../answers"]
        {
            let refused = backups::keys(&db, &keys(), &place(with_answers), by).await;
            assert!(is_refused(refused), "{with_answers}");
        }
        for with_keys in ["copies/night", "copies/night/below"] {
            let refused = backups::answers(&db, &keys(), &place(with_keys), by).await;
            assert!(is_refused(refused), "{with_keys}");
        }
        assert!(!place("answers/below").exists(), "nothing was made");
        let told =
            backups::keys(&db, &keys(), &place("answers"), by).await.unwrap_err().to_string();
        assert!(told.contains("reads the names of those who were erased"), "{told}");

        // Under a name of the team's own it is known by what lies beside it.
        let own = place("own/monday.backup");
        backups::answers(&db, &keys(), &own, by).await.expect("a backup");
        assert!(is_refused(backups::keys(&db, &keys(), &place("own/keys.backup"), by).await));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_do_not_go_above_the_answers_where_each_backup_would_then_be_refused() {
    both(|safe| async move {
        let db = safe.db().await;
        answered(&db).await;
        let by = ("a test", noon());
        let place = |name: &str| safe.folder.0.join("all").join(name);
        backups::answers(&db, &keys(), &place("answers/monday.backup"), by).await.expect("one");

        assert!(is_refused(backups::keys(&db, &keys(), &place(""), by).await));
        backups::keys(&db, &keys(), &place("copies"), by).await.expect("beside it they may");

        // What a backup said of itself stays when somebody deletes it.
        fs::remove_file(place("answers/monday.backup")).expect("it was there");
        let kept = backups::keys(&db, &keys(), &place("answers"), by).await;
        assert!(kept.is_ok(), "{kept:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pipe_beside_the_backups_keeps_nobody_waiting() {
    both(|safe| async move {
        let db = safe.db().await;
        fs::create_dir_all(safe.backups()).expect("a folder");
        fs::write(safe.backups().join("own.backup"), "something").expect("a file");
        for name in ["pipe", "own.backup.json"] {
            let made = Command::new("mkfifo").arg(safe.backups().join(name)).status();
            assert!(made.expect("it runs").success());
        }

        backups::answers(&db, &keys(), &safe.backups(), ("a test", noon()))
            .await
            .expect("a backup");
    })
    .await;
}

#[test]
fn the_folder_of_the_data_is_no_place_for_keys() {
    let folder = crate::databases::Folder::new();
    let data = folder.0.join("data");
    fs::create_dir_all(data.join("keys")).expect("a folder");
    symlink(data.join("keys"), folder.0.join("innocent")).expect("a link");
    let apart = |to: &Path| backups::keep_apart(to, &[folder.0.join("nowhere"), data.clone()]);

    for within in [
        "data",
        "data/keys",
        "data/not/there/yet",
        "innocent",
        "innocent/keys-1.backup",
        "gone/../data",
    ] {
        assert!(is_refused(apart(&folder.0.join(within))), "{within}");
    }
    for elsewhere in ["keys", "database", "not/there/yet"] {
        assert!(apart(&folder.0.join(elsewhere)).is_ok(), "{elsewhere}");
    }
}
