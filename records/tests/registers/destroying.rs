//! What was written goes for good, and that it was there stays.

use std::fs;

use records::{
    registers::{self, RegisterError},
    studies,
};
use sea_orm_migration::sea_orm::ConnectionTrait;
use surveys::registers::Refused;

use crate::{
    databases::{Folder, both, in_folder},
    desk::{Desk, act, told, words},
    study::{anna, noon},
};

const FORM: &str = "what=The nurse was rude|contact=Zebedee Quillfeather";

#[tokio::test(flavor = "multi_thread")]
async fn carys_destroys_the_words_of_a_closed_complaint_and_the_entry_stays() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let entry = desk.anna_complains(FORM).await;
        let other = desk.anna_complains("what=Another|contact=Ben").await;
        let by = desk.carys_as_data_manager().await;
        let destroy = async || registers::destroy_words(&desk.db, &by, entry.number, noon()).await;
        let early = destroy().await;
        assert!(matches!(early, Err(RegisterError::Refused(Refused::Open))), "{early:?}");
        desk.does(entry, "then=acknowledge|way=email").await;
        desk.does(entry, "then=close|outcome=upheld|close_words=She was").await;

        destroy().await.expect("it is done");
        destroy().await.expect("and doing it again changes nothing");

        let opened = desk.reads(entry).await;
        assert_eq!(words(&opened), ["gone", "-", "gone", "-"]);
        assert!(opened.entry.standing.words_destroyed);
        assert_eq!(words(&desk.reads(other).await), ["Another"], "another's stay");
        let rows = "SELECT 'a row' AS told FROM register_words";
        assert_eq!(told(desk.db.vault_for_copies(), rows).await.len(), 1);
        let keeper = desk.carys().await;
        let note = act(entry, "then=note|note_words=Nobody could read this");
        let late = registers::act(&desk.db, &keeper, entry.number, note, noon()).await;
        assert!(matches!(late, Err(RegisterError::Refused(Refused::Closed))), "{late:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_copy_of_the_vault_does_not_bring_the_words_back() {
    let (folder, copy) = (Folder::new(), Folder::new());
    let desk = Desk::open(in_folder(&folder).await).await;
    let entry = desk.anna_complains(FORM).await;
    desk.does(entry, "then=acknowledge|way=email").await;
    desk.does(entry, "then=close|outcome=upheld").await;
    for (store, file) in
        [(desk.db.read(), "throughline.db"), (desk.db.vault_for_copies(), "vault.db")]
    {
        let into = format!("VACUUM INTO '{}'", copy.0.join(file).display());
        store.execute_unprepared(&into).await.expect("a copy");
    }
    let by = desk.carys_as_data_manager().await;
    registers::destroy_words(&desk.db, &by, entry.number, noon()).await.expect("it is done");
    let key = desk.study.study().key.clone();
    desk.db.close().await.expect("the stores close");

    fs::copy(folder.0.join("keys.db"), copy.0.join("keys.db")).expect("the key store of today");
    let db = in_folder(&copy).await;

    let study = studies::find(&db, &key).await.expect("the study");
    let restored = Desk { anna: anna(&db, &study, None).await, study, db };
    assert_eq!(words(&restored.reads(entry).await)[0], "gone");
    let rows = "SELECT 'a row' AS told FROM register_words";
    assert_eq!(told(restored.db.vault_for_copies(), rows).await.len(), 0);
}
