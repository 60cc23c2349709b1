//! A task about somebody whose name was deleted: nobody can reach them, and nothing is written about them.

use records::{
    Db, Person,
    auth::By,
    safeguarding::{Act, NotKept, TaskError, Words, look},
    sealing::MasterKeys,
    stopping::{self, Erasing},
    stores::Urls,
};
use surveys::{consent::Mode, safeguarding::Outcome};

use super::{
    duty::{annas_task, does},
    lantern::{ROSA, alerts, forgotten_elsewhere, lead, ten, told},
};
use crate::databases::{Database, Folder, MASTER, both, migrated};

#[tokio::test(flavor = "multi_thread")]
async fn what_staff_write_is_sealed_and_goes_when_the_name_goes() {
    both(|db| async move {
        let study = annas_task(&db).await;
        does(&db, &study, ROSA, Act::Note("Anna is at her sister's.".to_owned())).await.unwrap();
        let plain = "SELECT COALESCE(words, '-') AS told FROM alert_event WHERE kind = 'note'";
        assert_eq!(told(&db, plain).await, ["-"]);

        let hers = ("1001", Erasing::Name, Mode::Paper);
        stopping::erase(&db, &By::CommandLine, &study, hers, ten()).await.unwrap();

        let rosa = lead(&db, &study, ROSA).await;
        let seen = look(&db, &rosa, &study, 1, ten()).await.unwrap();
        assert!(seen.lines.iter().any(|line| line.words == Some(Words::Gone)));
        assert_eq!(seen.person, Person::default());
        assert!(seen.is_forgotten);
        let more = does(&db, &study, ROSA, Act::Note("More".to_owned())).await;
        assert!(matches!(more, Err(TaskError::NotKept(NotKept::Forgotten))));
        does(&db, &study, ROSA, Act::Take(None)).await.unwrap();
        let closed = Act::Close(Outcome::Forgotten, " ".to_owned());
        does(&db, &study, ROSA, closed).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_closes_a_task_as_if_the_name_had_gone_while_it_is_there() {
    both(|db| async move {
        let study = annas_task(&db).await;
        does(&db, &study, ROSA, Act::Take(None)).await.unwrap();

        let refused = does(&db, &study, ROSA, Act::Close(Outcome::Forgotten, String::new())).await;

        assert!(matches!(refused, Err(TaskError::NoSuchOutcome)));
        assert_eq!(alerts(&db).await, ["phq9: raised 2, acknowledged"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_written_with_a_key_that_is_only_about_to_go() {
    both(|db| async move {
        let study = annas_task(&db).await;
        does(&db, &study, ROSA, Act::Take(None)).await.unwrap();
        forgotten_elsewhere(&db).await;

        let note = does(&db, &study, ROSA, Act::Note("At her sister's.".to_owned())).await;
        let closed = does(&db, &study, ROSA, Act::Close(Outcome::Forgotten, String::new())).await;

        assert!(matches!(note, Err(TaskError::NotKept(NotKept::Forgotten))));
        assert!(closed.is_ok(), "the name is gone");
        assert_eq!(alerts(&db).await, ["phq9: raised 2, acknowledged, closed"]);
    })
    .await;
}

async fn server(urls: &Urls) -> Db {
    let master = MasterKeys::read(MASTER).expect("a key");
    migrated(urls).await.unlock(master, ten()).await.expect("the stores open")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_server_or_a_command_has_forgotten_is_shown_by_none() {
    let (folder, database) = (Folder::new(), Database::new().await);
    for urls in [Urls::in_folder(&folder.0), Urls::in_one(database.url())] {
        let (here, elsewhere) = (server(&urls).await, server(&urls).await);
        let study = annas_task(&here).await;
        does(&here, &study, ROSA, Act::Note("At her sister's.".to_owned())).await.unwrap();
        let rosa = lead(&here, &study, ROSA).await;
        let before = look(&here, &rosa, &study, 1, ten()).await.unwrap();
        assert!(!before.is_forgotten);

        let name = ("1001", Erasing::Name, Mode::Phone);
        let erased = stopping::erase(&elsewhere, &By::CommandLine, &study, name, ten()).await;
        erased.expect("her name is erased");

        let seen = look(&here, &rosa, &study, 1, ten()).await.unwrap();
        assert!(seen.is_forgotten);
        assert!(seen.lines.iter().any(|line| line.words == Some(Words::Gone)));
        let more = does(&here, &study, ROSA, Act::Note("More".to_owned())).await;
        assert!(matches!(more, Err(TaskError::NotKept(NotKept::Forgotten))));
    }
}
