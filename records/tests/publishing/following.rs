//! What a next version of a protocol follows, also where that is damaged or its number was mistyped.

use records::{
    Db,
    auth::By,
    protocols::{self, ProtocolError, Published},
    studies::StudyHandle,
};
use sea_orm_migration::sea_orm::ConnectionTrait;
use surveys::{language::Language, protocol::Protocol};

use super::{begin, databases::both};
use crate::study::{noon, protocol, with_anna};

/// The second version, in which the exit opens later.
fn second() -> Protocol {
    let mut second = Protocol { version: 2, ..protocol() };
    second.waves[2].wave.opens_after = 400;
    second
}

async fn published(
    db: &Db,
    study: &StudyHandle,
    protocol: &Protocol,
) -> Result<Published, ProtocolError> {
    let why = Some("The panel asked for a later exit");
    protocols::publish(db, &By::CommandLine, study, protocol, why, noon()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_that_was_mistyped_does_not_use_up_all_that_come_after() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let far = Protocol { version: 2_147_483_647, ..second() };

        let far = published(&db, &study, &far).await.expect_err("it is refused");

        assert!(matches!(far, ProtocolError::Ahead { holds: 1, given: 2_147_483_647 }));
        assert!(far.to_string().ends_with("make it 2"), "{far}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_version_mends_a_study_whose_protocol_was_damaged_and_keeps_what_was_answered() {
    both(|db| async move {
        let study = with_anna(&db).await;
        begin(&db, &study).await;
        let sql = "UPDATE protocol_version SET canonical = 'x' || canonical";
        db.writer().execute_unprepared(sql).await.expect("a disk fails");

        let again = published(&db, &study, &protocol()).await;
        assert!(matches!(again, Err(ProtocolError::Taken(1))), "{again:?}");
        let mut without = second();
        without.waves.remove(0);
        let without = published(&db, &study, &without).await;
        assert!(matches!(without, Err(ProtocolError::Answered(_))), "{without:?}");

        published(&db, &study, &second()).await.expect("it follows what is known");
        assert_eq!(
            protocols::current(&db, &study).await.expect("it can be read").protocol.version,
            2
        );
        assert!(protocols::unreadable(&db, &study).await.expect("an answer").is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_language_that_people_read_and_nobody_is_written_to_in_is_told_while_it_is_written() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let next = || protocols::next_files(&protocol());
        let before = protocols::look(&db, &study, next()).await.expect("it is read").lacking;
        let sql = "UPDATE participant SET language = 'cy'";
        db.writer().execute_unprepared(sql).await.expect("they read Welsh");

        let after = protocols::look(&db, &study, next()).await.expect("it is read").lacking;

        assert!(before.is_empty(), "{before:?}");
        assert_eq!(after, [Language::new("cy").expect("a tag")]);
    })
    .await;
}
