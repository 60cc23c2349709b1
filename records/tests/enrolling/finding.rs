//! Somebody is found by what is sealed, without opening it.

use records::{
    Kind,
    participants::{self, Enrolment},
    people,
    sealing::MasterKeys,
    stores::Urls,
    studies,
};
use sea_orm_migration::sea_orm::ConnectionTrait;

use super::sealing::{enrolled, found, told};
use crate::{
    databases::{Folder, MASTER, both, in_folder, migrated},
    study::noon,
};

#[tokio::test(flavor = "multi_thread")]
async fn somebody_is_found_by_their_number_however_it_is_typed_and_the_trail_tells_who_looked() {
    both(|db| async move {
        let study = enrolled(&db).await;

        assert_eq!(found(&db, &study, "+44 7700 900 777").await, ["1003"]);
        assert_eq!(found(&db, &study, "07700 900778").await, Vec::<String>::new());
        let by_email = (Kind::Email, " Zebedee@Larkfield.example.org ");
        let found = people::find(&db, &study, by_email, noon()).await.expect("an answer");
        assert_eq!(found, ["1003"]);
        let trail = "SELECT actor || ', ' || action || ', ' || object AS told FROM audit \
            WHERE action LIKE 'looked up%' ORDER BY id";
        assert_eq!(
            told(db.read(), trail).await,
            [
                "command line, looked up by telephone number, bridgeway: 1003",
                "command line, looked up by telephone number, bridgeway: ",
                "command line, looked up by email, bridgeway: 1003",
            ]
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_is_found_by_the_last_name_that_they_have_now_however_it_is_written() {
    both(|db| async move {
        let study = enrolled(&db).await;
        let find = async |name| {
            let found = people::find(&db, &study, (Kind::LastName, name), noon()).await;
            found.expect("an answer")
        };
        assert_eq!(find("QUILL-feather").await, ["1003"]);
        for nobody in ["Feather", "Zebedee", " ", ""] {
            assert_eq!(find(nobody).await, Vec::<String>::new(), "{nobody}");
        }

        let married = Enrolment {
            study_number: "1003".to_owned(),
            last_name: Some("Marlowe".to_owned()),
            ..Enrolment::default()
        };
        let enrolled = participants::enrol(&db, &study, vec![married], true, noon()).await;

        assert!(enrolled.expect("it is in order").applied);
        assert_eq!(find("marlowe").await, ["1003"]);
        assert_eq!(find("Quillfeather").await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_enrolled_before_names_were_looked_for_is_found_once_the_stores_are_opened() {
    let folder = Folder::new();
    let study = enrolled(&in_folder(&folder).await).await;
    let shut = migrated(&Urls::in_folder(&folder.0)).await;
    let before = "UPDATE identity SET last_name_index = NULL";
    shut.vault().execute_unprepared(before).await.expect("as it was");

    let master = MasterKeys::read(MASTER).expect("a key");
    let db = shut.unlock(master, noon()).await.expect("the stores open");

    let study = studies::find(&db, &study.study().key).await.expect("the study is there");
    let found = people::find(&db, &study, (Kind::LastName, "Quillfeather"), noon()).await;
    assert_eq!(found.expect("an answer"), ["1003"]);
}
