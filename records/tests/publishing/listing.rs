//! What lists tell of versions and drafts, without reading what is long.

use chrono::TimeDelta;
use records::{
    Db,
    drafts::{self, add_language, begin, is_as_published, save},
    versions::{self, asks, listed, listed_of},
};
use sea_orm_migration::sea_orm::{ConnectionTrait, Statement};
use surveys::{keys::SurveyKey, language::Language};

use super::{databases::both, eve, key, publish, version};
use crate::study::{noon, with_anna};

/// Whether the draft says just what the last version says.
async fn is_same(db: &Db, key: &SurveyKey) -> bool {
    let drafts = drafts::list(db).await.expect("a list");
    let draft = drafts.iter().find(|draft| draft.key == *key).expect("there is a draft");
    let versions = listed_of(db, key).await.expect("a list");
    let last = versions.last().expect("it is published");
    is_as_published(db, draft, last).await.expect("an answer")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_versions_reads_none_of_what_they_ask() {
    both(|db| async move {
        with_anna(&db).await;
        publish(&db, &version(2)).await;
        let sql = "UPDATE survey_version SET canonical = 'gone' WHERE survey_key = 'baseline' AND version = 1";
        let statement = Statement::from_string(db.read().get_database_backend(), sql);
        db.writer().execute_raw(statement).await.expect("it is spoilt");

        let baseline = key("baseline");
        let all = listed(&db).await.expect("they are listed");
        let own = listed_of(&db, &baseline).await.expect("they are listed");

        let numbers: Vec<_> = own.iter().map(|one| one.version).collect();
        assert_eq!(numbers, [1, 2]);
        assert!(all.iter().filter(|one| one.key == baseline).eq(&own));
        assert_eq!(asks(&db, &own[1]).await.expect("it is whole").title, "Baseline");
        assert!(versions::find(&db, &baseline, Some(1)).await.is_err(), "what is spoilt is not shown");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_published_draft_keeps_eves_comments_and_has_nothing_new_until_somebody_changes_it() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let (eve, sleep) = (eve(&db, &study).await, key("sleep"));
        let begun = begin(&db, &eve, &sleep, "Sleep", noon()).await.expect("it is begun");
        let text = format!("# Ask Dev about this.\n{}", begun.text);
        save(&db, &eve, &sleep, (1, &text), noon()).await.expect("it is saved");
        let at = |minutes| noon() + TimeDelta::minutes(minutes);
        drafts::publish(&db, &eve, &sleep, (2, "New"), at(1)).await.expect("it is published");

        let published = is_same(&db, &sleep).await;
        let kept = drafts::find(&db, &sleep).await.unwrap().expect("there").text;
        let changed = text.replace("How are you today?", "How did you sleep?");
        save(&db, &eve, &sleep, (2, &changed), at(2)).await.expect("it is saved");
        let after_a_change = is_same(&db, &sleep).await;
        save(&db, &eve, &sleep, (3, &text), at(3)).await.expect("it is saved");
        let welsh = Language::new("cy").expect("a language");

        assert!(published && kept == text);
        assert!(!after_a_change);
        drafts::publish(&db, &eve, &sleep, (4, "The same"), at(4)).await.expect("it is there");
        add_language(&db, &eve, (&sleep, &welsh), at(5)).await.expect("it is added");
        assert!(!is_same(&db, &sleep).await, "there is a language more");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_that_was_overtaken_by_a_file_has_still_something_to_publish() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let (eve, baseline) = (eve(&db, &study).await, key("baseline"));
        let draft = begin(&db, &eve, &baseline, "", noon()).await.expect("it is begun");
        let longer = draft.text.replace("Anything else?", "Is there anything else?");
        save(&db, &eve, &baseline, (1, &longer), noon()).await.expect("it is saved");

        publish(&db, &version(2)).await;

        assert!(!is_same(&db, &baseline).await, "what Eve wrote is in no version");
    })
    .await;
}
