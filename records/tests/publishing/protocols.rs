//! The protocol of a study: published for good, and followed from then on by everybody at once.

use chrono::{NaiveDate, TimeDelta};
use migrations::{Migrator, MigratorTrait};
use records::{
    Db,
    auth::By,
    events::{self, EventKind, EventRow},
    links,
    protocols::{self, ProtocolError, Stored},
    responses::{self, Stage},
    studies::{self, Loaded, StudyError, StudyHandle},
};
use sea_orm_migration::sea_orm::ConnectionTrait;
use surveys::{
    protocol::{Amiss, Protocol},
    waves::Anchor,
};

use super::{another, begin, databases::both, eve, key, publish, told, version, with_baseline};
use crate::study::{noon, protocol, small_baseline, wave, with_anna};

const WHY: Option<&str> = Some("The panel asked for a later exit");

/// The second version, in which the exit opens so many days after randomisation.
fn second(exit: u16) -> Protocol {
    let mut second = Protocol { version: 2, ..protocol() };
    second.waves[2].wave.opens_after = exit;
    second
}

async fn holds(db: &Db, study: &StudyHandle) -> Stored {
    protocols::current(db, study).await.expect("one holds")
}

/// What publishing at the command line is refused with. Nothing of it stays.
async fn refused(db: &Db, study: &StudyHandle, protocol: &Protocol) -> ProtocolError {
    let before = (protocols::versions(db, study).await.unwrap().len(), told(db, "").await);
    let refused = protocols::publish(db, &By::CommandLine, study, protocol, WHY, noon()).await;
    let after = (protocols::versions(db, study).await.unwrap().len(), told(db, "").await);
    assert_eq!(after, before, "nothing stays of it");
    refused.expect_err("it is refused")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_protocol_that_is_published_holds_at_once_and_says_who_when_and_why() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let eve = eve(&db, &study).await;
        let first = holds(&db, &study).await;
        assert_eq!((&*first.protocol, first.reason.as_deref()), (&protocol(), None));

        let published = protocols::publish(&db, &eve, &study, &second(400), WHY, noon()).await;

        assert!(published.expect("it is published").is_new);
        let now = holds(&db, &study).await;
        assert_eq!((&*now.protocol, now.reason.as_deref()), (&second(400), WHY));
        assert_eq!((now.published_at, now.published_by.as_str()), (noon(), &*eve.actor()));
        let all = protocols::versions(&db, &study).await.unwrap();
        assert_eq!(all.iter().map(|one| one.protocol.version).collect::<Vec<_>>(), [2, 1]);
        let shown = protocols::show(&db, &study, Some(1)).await.expect("it is there");
        assert_eq!(shown.sha256, first.sha256);
        let study = studies::find(&db, &study.study().key).await.unwrap();
        assert_eq!(study.study().wave(&wave("exit")).map(|exit| exit.opens_after), Some(400));
        let entries = told(&db, "protocol published").await;
        let by_eve = format!("{}: protocol published protocol 2", eve.actor());
        assert_eq!(entries, ["study load: protocol published protocol 1".to_owned(), by_eve]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_never_changes_and_none_comes_before_the_one_that_holds() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let by = By::CommandLine;
        let again = protocols::publish(&db, &by, &study, &protocol(), None, noon()).await;
        assert!(!again.expect("it holds already").is_new);

        let taken = Protocol { version: 1, ..second(400) };
        assert!(matches!(refused(&db, &study, &taken).await, ProtocolError::Taken(1)));
        let close = Protocol { hours_between: 24, ..second(400) };
        let amiss = refused(&db, &study, &close).await;
        assert!(matches!(&amiss, ProtocolError::Amiss(all) if all.contains(&Amiss::TooLittleBetween(24))));
        for none in [None, Some(" ")] {
            let unsaid = protocols::publish(&db, &by, &study, &second(400), none, noon()).await;
            assert!(matches!(unsaid, Err(ProtocolError::NoReason)), "{none:?}");
        }
        protocols::publish(&db, &by, &study, &second(400), WHY, noon()).await.expect("a reason");
        let behind = refused(&db, &study, &protocol()).await;
        assert!(matches!(behind, ProtocolError::Behind { holds: 2, given: 1 }));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_holds_is_not_published_once_more_under_another_number() {
    both(|db| async move {
        let study = with_anna(&db).await;

        let same = refused(&db, &study, &Protocol { version: 2, ..protocol() }).await;

        assert!(matches!(same, ProtocolError::Same(1)), "{same}");
        assert!(same.to_string().ends_with("there is nothing to publish"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn loading_a_study_publishes_its_protocol_and_asks_why_it_changed() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let surveys = with_baseline(small_baseline());
        let load = async |protocol: &Protocol, reason| {
            studies::load(&db, study.study(), (protocol, reason), &surveys, noon()).await
        };

        let unsaid = load(&second(400), None).await;
        assert!(matches!(unsaid, Err(StudyError::Protocol(ProtocolError::NoReason))));
        assert_eq!(load(&second(400), WHY).await.expect("it loads"), Loaded::Changed);
        assert_eq!(load(&second(400), None).await.expect("it is there"), Loaded::Unchanged);
        let behind = load(&protocol(), WHY).await;
        assert!(matches!(behind, Err(StudyError::Protocol(ProtocolError::Behind { .. }))));
        assert_eq!(*holds(&db, &study).await.protocol, second(400));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wave_that_carys_has_begun_stays_and_asks_her_survey_though_its_days_may_move() {
    both(|db| async move {
        let study = another(&db, &with_anna(&db).await).await;
        begin(&db, &study).await;

        let mut without = second(400);
        without.waves.remove(0);
        let gone = refused(&db, &study, &without).await;
        assert!(matches!(gone, ProtocolError::Answered(key) if key == wave("baseline")));
        let seen = protocols::look(&db, &study, protocols::next_files(&without)).await;
        let seen = seen.expect("it is looked at").faults;
        assert!(
            seen.iter().any(|fault| fault.mend == "leave it in"),
            "while it is written: {seen:?}"
        );
        let mut other = second(400);
        other.waves[0].wave.survey = key("exit");
        let other = refused(&db, &study, &other).await;
        assert!(matches!(other, ProtocolError::OtherSurvey(wave, asks)
            if wave.as_str() == "baseline" && asks == key("baseline")));

        let mut moved = second(400);
        moved.waves[0].wave.open_for = Some(30);
        moved.waves.truncate(2);
        let messages = moved.messages.as_mut().expect("the example has messages");
        messages.vouchers.remove(&wave("exit"));
        let by = By::CommandLine;
        let published = protocols::publish(&db, &by, &study, &moved, WHY, noon()).await;
        assert!(published.is_ok(), "nobody has answered the exit: {published:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wave_that_is_new_begins_with_the_latest_version_of_its_survey() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let mut third = second(400);
        let mut again = third.waves[0].clone();
        (again.wave.key, again.wave.prefix) = (wave("again"), "w9".to_owned());
        (again.wave.survey, again.wave.until_randomised) = (key("sleep"), false);
        third.waves.push(again);

        let none = refused(&db, &study, &third).await;
        assert!(matches!(none, ProtocolError::NoSurvey(wave, survey)
            if wave.as_str() == "again" && survey == key("sleep")));

        third.waves[3].wave.survey = key("baseline");
        publish(&db, &version(2)).await;
        let by = By::CommandLine;
        protocols::publish(&db, &by, &study, &third, WHY, noon()).await.expect("it is published");

        let uses = records::versions::uses(&db, &By::CommandLine).await.unwrap();
        let versions: Vec<_> = uses.iter().map(|own| (own.wave.as_str(), own.version)).collect();
        let begin = [("baseline", 1), ("four-month", 1), ("exit", 1), ("again", 2)];
        assert_eq!(versions, begin, "those that were there keep theirs");
        let entries = told(&db, "survey version put").await;
        assert_eq!(entries, ["command line: survey version put to use again: baseline@2"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_evaluator_changes_no_protocol_of_another_study() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let other = another(&db, &study).await;
        let eve = eve(&db, &study).await;

        let refused = protocols::publish(&db, &eve, &other, &second(400), WHY, noon()).await;

        assert!(matches!(refused, Err(ProtocolError::NotTheirs)));
        assert_eq!(*holds(&db, &other).await.protocol, protocol());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_protocol_that_was_changed_behind_our_back_is_never_followed() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let sql = "UPDATE protocol_version SET canonical = REPLACE(canonical, '365', '3')";
        db.writer().execute_unprepared(sql).await.expect("somebody has the database's password");

        let found = studies::find(&db, &study.study().key).await.expect("its waves are known");
        let held = protocols::current(&db, &study).await;

        assert!(matches!(held, Err(ProtocolError::Altered(1))));
        let exit = found.study().waves.iter().find(|wave| wave.key.as_str() == "exit");
        assert_eq!(exit.expect("it is there").opens_after, 365, "as it was published");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_study_that_was_loaded_before_keeps_its_waves_as_a_first_protocol() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let names = migrations::names::<Migrator>();
        let before = names.iter().position(|name| name == "m0030_protocols").expect("it is there");
        let steps = u32::try_from(names.len() - before).expect("a few");

        Migrator::down(db.writer(), Some(steps)).await.expect("it is undone");
        Migrator::up(db.writer(), None).await.expect("and done again");

        let found = studies::find(&db, &study.study().key).await.expect("it can be read");
        assert_eq!(found.study().waves, study.study().waves);
        let held = holds(&db, &study).await;
        assert_eq!((held.protocol.version, held.published_by.as_str()), (1, "upgrade"));
        assert!(held.protocol.waves.iter().all(|plan| plan.steps.is_empty()));
        let by = By::CommandLine;
        protocols::publish(&db, &by, &study, &second(400), WHY, noon()).await.expect("the next");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_survey_after_the_support_opens_for_anna_once_hers_has_ended() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let mut after = second(400);
        after.waves[1].steps.clear();
        let support = &mut after.waves[1].wave;
        (support.anchor, support.opens_after) = (Anchor::Event(EventKind::SupportEnd), 10);
        let one_arm = refused(&db, &study, &after).await;
        assert!(one_arm.to_string().contains("which only one arm can have"), "{one_arm}");
        after.waves[1].wave.outcomes = false;
        let by = By::CommandLine;
        protocols::publish(&db, &by, &study, &after, WHY, noon()).await.expect("no outcomes");
        let stage = async || {
            let study = studies::find(&db, &study.study().key).await.unwrap();
            let four = wave("four-month");
            let link = links::print(&db, By::CommandLine, &study, "1001", &four, noon()).await;
            let anna = links::open(&db, &link.unwrap(), None, noon()).await.expect("it opens");
            responses::stage(&db, &anna, noon()).await.expect("it is told")
        };
        let ended = |on: NaiveDate| EventRow {
            study_number: "1001".to_owned(),
            kind: EventKind::SupportEnd,
            on,
        };

        assert_eq!(stage().await, Stage::NotYet(None));
        let today = noon().date_naive();
        events::import(&db, &study, vec![ended(today)], noon()).await.expect("it is taken");
        assert_eq!(stage().await, Stage::NotYet(Some(today + TimeDelta::days(10))));
        let long_ago = today - TimeDelta::days(12);
        events::import(&db, &study, vec![ended(long_ago)], noon()).await.expect("the first counts");
        assert_eq!(stage().await, Stage::Consent);
    })
    .await;
}
