//! A restore takes the chain back. That is told as what it is, and explains no more than it can.

use chrono::TimeDelta;
use records::{
    Db,
    auth::By,
    backups,
    chain::{Anchor, Broken, anchor, verify},
    stores::{Stores, Urls},
};
use sea_orm_migration::sea_orm::ConnectionTrait;

use crate::{
    safe::{answered, both, fills, keys, master, new_place, seal_at, told},
    study::noon,
};

async fn anchored(db: &Db) -> Anchor {
    anchor(db, &By::CommandLine).await.expect("an answer").expect("something is sealed")
}

/// Something is done, and sealed so many hours later.
async fn goes_on(db: &Db, hours: i64) -> Anchor {
    let study = surveys::keys::StudyKey::new("bridgeway").unwrap();
    let study = records::studies::find(db, &study).await.expect("the study");
    let who = (records::Kind::Mobile, "07700 900001");
    records::people::find(db, &study, who, noon()).await.expect("an answer");
    seal_at(db, noon() + TimeDelta::hours(hours)).await;
    anchored(db).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_anchor_of_between_backup_and_restore_is_lost_and_no_sign_of_tampering() {
    both(|safe| async move {
        let db = safe.db().await;
        answered(&db).await;
        let before = anchored(&db).await;
        let file = safe.backup(&db).await;
        let between = goes_on(&db, 1).await;
        let restored = safe.restores(&file).await.expect("it comes back");
        let after = goes_on(&restored, 2).await;

        let all = [before.clone(), between.clone(), after.clone()];
        let verdict = verify(&restored, &By::CommandLine, &all).await.expect("it is looked at");

        assert_eq!(verdict.broken, None);
        assert_eq!(verdict.lost.len(), 1, "the one of between: {:?}", verdict.lost);
        let (sequence, _) =
            before.to_string().split_once('-').map(|(n, rest)| (n.to_owned(), rest.len())).unwrap();
        let told: Vec<_> = verdict
            .restored
            .iter()
            .map(|one| (one.on, one.made_at, one.sequence.to_string()))
            .collect();
        assert_eq!(told, [(noon(), noon(), sequence)]);
        assert_ne!(after.to_string().len(), before.to_string().len(), "it says since when it is");
        assert_eq!(after.to_string().parse::<Anchor>().unwrap(), after);
        let not_restored = verify(&db, &By::CommandLine, &all).await.unwrap().broken;
        assert!(matches!(not_restored, Some(Broken::Anchored(_))), "nothing explains it there");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restore_explains_neither_what_was_before_nor_what_came_after_it() {
    both(|safe| async move {
        let db = safe.db().await;
        answered(&db).await;
        let before = anchored(&db).await;
        let file = safe.backup(&db).await;
        let restored = safe.restores(&file).await.expect("it comes back");
        let after = goes_on(&restored, 2).await;
        let changed = |anchor: &Anchor| {
            let (number, rest) = anchor
                .to_string()
                .split_once('-')
                .map(|(a, b)| (a.to_owned(), b.to_owned()))
                .unwrap();
            let first = if rest.starts_with('0') { "1" } else { "0" };
            format!("{number}-{first}{}", &rest[1..]).parse::<Anchor>().unwrap()
        };
        let number =
            |anchor: &Anchor| anchor.to_string().split('-').next().unwrap().parse().unwrap();

        for anchor in [&before, &after] {
            let broken =
                verify(&restored, &By::CommandLine, &[changed(anchor)]).await.unwrap().broken;
            assert_eq!(broken, Some(Broken::Anchored(number(anchor))));
        }
        // Somebody takes away the end of the chain, as an older copy of the files would.
        let end = format!("DELETE FROM seal WHERE sequence = {}", number(&after));
        restored.writer().execute_unprepared(&end).await.unwrap();
        let broken =
            verify(&restored, &By::CommandLine, std::slice::from_ref(&after)).await.unwrap().broken;
        assert_eq!(broken, Some(Broken::CutOff { at: number(&after) - 1, should: number(&after) }));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_backup_brought_back_twice_explains_an_anchor_of_between_the_two() {
    both(|safe| async move {
        let db = safe.db().await;
        answered(&db).await;
        let file = safe.backup(&db).await;
        let first = safe.restores(&file).await.expect("it comes back");
        let between = goes_on(&first, 2).await;
        let (_place, urls) = new_place(&safe).await;
        let stores = Stores::open(&Urls { keys: safe.urls.keys.clone(), ..urls }).await.unwrap();
        let backup = backups::read(&file, &keys()).await.unwrap();
        fills(&stores, &backup).await.expect("it is filled");
        let later = noon() + TimeDelta::hours(3);
        let (second, _) = backups::finish(stores, &backup, master(), later).await.unwrap();
        let after = goes_on(&second, 4).await;

        let all = [between.clone(), after.clone()];
        let verdict = verify(&second, &By::CommandLine, &all).await.expect("it is looked at");

        assert_eq!(verdict.broken, None);
        assert_eq!(verdict.lost.len(), 1, "the one of between: {:?}", verdict.lost);
        let since = |anchor: &Anchor| anchor.to_string().rsplit('-').next().unwrap().to_owned();
        assert_ne!(since(&between), since(&after), "each says since which restore it is");
        let older = verify(&first, &By::CommandLine, &[after]).await.unwrap().broken;
        assert!(older.is_some(), "the first restore does not explain what came after the second");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restore_that_somebody_invents_explains_nothing() {
    both(|safe| async move {
        let db = safe.db().await;
        answered(&db).await;
        let file = safe.backup(&db).await;
        let later = goes_on(&db, 1).await;
        // An older copy of the databases, put back by hand, with words that say it was a restore.
        let copy = safe.restores(&file).await.expect("it comes back");
        for forged in [
            "DELETE FROM audit WHERE action = 'restored from a backup'",
            "DELETE FROM restored_backup",
            "INSERT INTO audit (at, actor, action, object) VALUES ('2026-03-02T12:00:00+00:00', 'a restore', 'restored from a backup', '2026-03-02T12:00:00+00:00')",
            "INSERT INTO restored_backup (entry_id, backup, made_at, sequence, proof) SELECT MAX(audit.id), 'x', MAX(audit.at), 1, hash FROM audit, chain GROUP BY hash",
        ] {
            copy.writer().execute_unprepared(forged).await.expect(forged);
        }
        goes_on(&copy, 3).await;

        let verdict = verify(&copy, &By::CommandLine, &[later]).await.expect("it is looked at");

        assert!(matches!(verdict.broken, Some(Broken::Anchored(_))), "{verdict:?}");
        assert_eq!(verdict.restored, []);
        let entries = told(copy.read(), "SELECT CAST(COUNT(*) AS TEXT) AS told FROM restored_backup").await;
        assert_eq!(entries, ["1"], "though it stands there");
    })
    .await;
}
