//! A protocol that cannot be read any more keeps nobody from their survey, also on a server that was started since.

use records::{
    Db,
    auth::{By, Participant},
    consent,
    links::{self, LinkError, codes},
    protocols,
    responses::{self, Overview, Stage},
    studies,
};
use sea_orm_migration::sea_orm::ConnectionTrait;

use crate::{
    answered, consented,
    databases::both,
    save,
    study::{anna, full_consent, noon, person, wave, with_anna},
};

const BREAKS: &str = "UPDATE protocol_version SET canonical = 'x' || canonical";
const MENDS: &str = "UPDATE protocol_version SET canonical = SUBSTR(canonical, 2)";
const BREAKS_THE_WAVES: &str = "UPDATE known_waves SET waves = waves || ' '";
const FORGETS_THE_WAVES: &str = "DELETE FROM known_waves";
/// A server that was started since remembers no study.
const STARTS_ANEW: &str = "UPDATE study SET revision = revision + 1";

async fn does(db: &Db, what: &[&str]) {
    for statement in what {
        db.writer().execute_unprepared(statement).await.expect("it is done");
    }
}

async fn overview(db: &Db, who: &Participant) -> Overview {
    responses::overview(db, who, noon()).await.expect("an overview")
}

#[tokio::test(flavor = "multi_thread")]
async fn anna_goes_on_and_ben_begins_while_the_protocol_cannot_be_read() {
    both(|db| async move {
        let (study, before) = consented(&db).await;
        save(&db, &before, "dob", "dob_day=4&dob_month=5&dob_year=1980").await;
        let told = overview(&db, &before).await;
        does(&db, &[BREAKS, STARTS_ANEW]).await;
        assert!(protocols::unreadable(&db, &study).await.expect("an answer").is_some());

        let anna = anna(&db, &study, None).await;
        assert_eq!(overview(&db, &anna).await.open_until, told.open_until);
        save(&db, &anna, "empact", "empact=6").await;
        assert_eq!(save(&db, &anna, "anyelse", "anyelse=").await, Stage::Review);
        let ben = person(&db, &study, "1002", None, noon()).await;
        consent::give(&db, &ben, &full_consent(&study), noon()).await.expect("Ben agrees");
        assert!(matches!(save(&db, &ben, "empact", "empact=6").await, Stage::Page(_)));

        let read = studies::find(&db, &study.study().key).await.expect("it is found");
        assert_eq!(read.study().waves, study.study().waves, "all of them, as they were published");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_its_waves_are_not_as_they_were_noted_nobody_follows_them_until_it_can_be_read_again()
{
    both(|db| async move {
        let (study, _) = answered(&db).await;
        let wave = wave("baseline");
        let link = links::print(&db, By::CommandLine, &study, "1001", &wave, noon()).await;
        let link = link.expect("a link");
        let code = codes::print(&db, &By::CommandLine, &study, "1002", &wave, noon()).await;
        let code = code.expect("a code");
        does(&db, &[BREAKS, BREAKS_THE_WAVES, STARTS_ANEW]).await;

        let kept_away = links::open(&db, &link, None, noon()).await;
        assert!(matches!(kept_away, Err(LinkError::Database(_))), "{kept_away:?}");
        let whose = links::in_trouble(&db, &link).await.expect("whose it is");
        assert_eq!(whose.team, study.study().team, "who can be asked is known");
        assert!(links::in_trouble(&db, "00000000000000000000000000").await.is_none());
        let born = records::auth::Birthday::read("4", "5").expect("a birthday");
        codes::enter(&db, &code, born, noon()).await.expect("a code leads on all the same");
        let offered = studies::offered(&db).await.expect("a complaint can be made");
        assert_eq!(offered.len(), 1);

        does(&db, &[MENDS]).await;
        let who = links::open(&db, &link, None, noon()).await.expect("it works again");
        let stage = responses::stage(&db, &who, noon()).await.expect("a stage");
        assert_eq!(stage, Stage::Review, "nothing is lost");
        assert!(links::in_trouble(&db, &link).await.is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_waves_of_a_study_of_an_earlier_version_are_noted_when_a_server_starts() {
    both(|db| async move {
        let study = with_anna(&db).await;
        does(&db, &[FORGETS_THE_WAVES]).await;

        protocols::know_waves(&db).await.expect("they are noted");
        does(&db, &[BREAKS, STARTS_ANEW]).await;
        protocols::know_waves(&db).await.expect("what cannot be read stays as it was noted");

        assert_eq!(
            responses::stage(&db, &anna(&db, &study, None).await, noon()).await.ok(),
            Some(Stage::Consent)
        );
    })
    .await;
}
