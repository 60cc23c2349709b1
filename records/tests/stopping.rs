//! Stopping, or doing less: what each choice does at once, and what it leaves alone.

mod databases;

mod study;

mod answers;

mod stopping {
    mod deleting;

    mod messages;

    mod passing_on;

    mod telling;
}

use chrono::{DateTime, TimeDelta, Utc};
use databases::both;
use records::{
    Db,
    allocations::{self, AllocationError, AllocationRow},
    auth::{self, By, Participant},
    events,
    events::{EventKind, EventRow},
    links,
    responses::{self, ResponseError, Stage},
    stopping::{Came, Decider, Receipt, StopError, Wish, receipt, record, stop, take_back},
    studies::StudyHandle,
};
use sea_orm_migration::sea_orm::{ConnectionTrait, Statement};
use study::{noon, page, typed, wave};
use surveys::{
    consent::Mode,
    journey::Manner,
    stopping::{Choice, Ending, Part, Way},
};

/// What a query tells, a line a row.
async fn told(db: &Db, query: &str) -> Vec<String> {
    told_by(db.read(), query).await
}

async fn told_by(store: &impl ConnectionTrait, query: &str) -> Vec<String> {
    let backend = store.get_database_backend();
    let rows = store.query_all_raw(Statement::from_string(backend, query)).await;
    let told = rows.expect("an answer").into_iter().map(|row| row.try_get("", "told"));
    told.collect::<Result<_, _>>().expect("texts")
}

/// Anna has agreed and answered all but sent nothing.
async fn answered(db: &Db) -> (StudyHandle, Participant) {
    answers::answered(db, "It went well").await
}

/// Anna with her link of the next survey, when she has been allocated and it is open.
async fn at_four_months(
    db: &Db,
    study: &StudyHandle,
    who: &Participant,
) -> (Participant, DateTime<Utc>) {
    let to = AllocationRow {
        study_number: "1001".to_owned(),
        arm: "T".to_owned(),
        randomised_on: noon().date_naive(),
    };
    allocations::bring(db, study, vec![to], noon()).await.expect("she is allocated");
    let later = noon() + TimeDelta::days(130);
    let token = links::print(db, By::CommandLine, study, "1001", &wave("four-month"), later).await;
    let proof = auth::proof(who, later);
    let opened = links::open(db, &token.expect("a link"), Some(&proof), later).await;
    (opened.expect("the link opens"), later)
}

async fn save(db: &Db, who: &Participant, on: &str, form: &str) -> Result<Stage, ResponseError> {
    responses::save_page(db, who, &page(on), typed(form), Manner::Continue, noon()).await
}

async fn stops(db: &Db, who: &Participant, choice: Choice) -> Receipt {
    stop(db, who, choice, None, noon()).await.expect("it is done")
}

fn by_phone(choice: Choice) -> Wish {
    let decided_by = if choice.is_for_staff() { Decider::Staff } else { Decider::Participant };
    Wish { choice, decided_by, mode: Mode::Phone, reason: None }
}

fn stopped(receipt: &Receipt) -> &[Part] {
    match &receipt.came {
        Came::Done(effect) => &effect.stops,
        Came::TooLate(_) => &[],
    }
}

const DECISIONS: &str = "SELECT act || ' ' || COALESCE(choice, '') || ' ' || decided_by || ' ' || channel || ' ' || actor AS told FROM stop_event ORDER BY id";

#[tokio::test(flavor = "multi_thread")]
async fn a_survey_that_anna_skips_asks_nothing_more_and_can_be_taken_up_again() {
    both(|db| async move {
        let (_, who) = answered(&db).await;

        let receipt = stops(&db, &who, Choice::SkipSurvey).await;

        assert_eq!(stopped(&receipt), [Part::ThisSurvey]);
        let stage = responses::stage(&db, &who, noon()).await.unwrap();
        assert_eq!(stage, Stage::Stopped(Ending::Skipped));
        let refused = save(&db, &who, "hours", "hours=40").await;
        assert!(matches!(refused, Err(ResponseError::Stopped(Ending::Skipped))));
        assert!(matches!(
            responses::send(&db, &who, noon()).await,
            Err(ResponseError::Stopped(Ending::Skipped))
        ));
        let kept = told(&db, "SELECT sheet AS told FROM response").await;
        assert!(kept[0].contains("37.5"), "what was kept stays");

        take_back(&db, &who, Choice::SkipSurvey, noon()).await.expect("she may");

        assert_eq!(responses::stage(&db, &who, noon()).await.unwrap(), Stage::Review);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn skipping_one_survey_leaves_the_next_and_no_more_surveys_ends_both() {
    both(|db| async move {
        let (study, who) = answered(&db).await;
        let token = links::print(&db, By::CommandLine, &study, "1001", &wave("exit"), noon())
            .await
            .unwrap();
        let exit = links::open(&db, &token, None, noon()).await.unwrap();

        stops(&db, &who, Choice::SkipSurvey).await;
        assert_eq!(responses::stage(&db, &exit, noon()).await.unwrap(), Stage::NotYet(None));
        stops(&db, &who, Choice::NoMoreSurveys).await;

        let ended = Stage::Stopped(Ending::NoMoreSurveys);
        assert_eq!(responses::stage(&db, &exit, noon()).await.unwrap(), ended);
        assert_eq!(responses::stage(&db, &who, noon()).await.unwrap(), ended);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_survey_that_was_sent_cannot_be_skipped() {
    both(|db| async move {
        let (_, who) = answered(&db).await;
        responses::send(&db, &who, noon()).await.expect("it is sent");

        let refused = stop(&db, &who, Choice::SkipSurvey, None, noon()).await;

        assert!(matches!(refused, Err(StopError::AlreadySent)));
        assert_eq!(told(&db, DECISIONS).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_ends_an_agreement_is_a_withdrawal_in_the_ledger_under_the_words_agreed_to() {
    both(|db| async move {
        let (_, who) = answered(&db).await;
        let withdrawn = "SELECT statement || ' ' || permission || ' ' || channel AS told FROM consent_event WHERE answer = 'withdrawn' ORDER BY id";

        stops(&db, &who, Choice::Contact(Way::Sms)).await;
        assert_eq!(told(&db, withdrawn).await, ["C4 contact_sms web"]);
        stops(&db, &who, Choice::StopLinkage).await;
        stops(&db, &who, Choice::NoMoreSurveys).await;

        let expected = [
            "C4 contact_sms web",
            "C5 link_dwp_hmrc web",
            "C6 link_nhs web",
            "C4 contact_email web",
            "C7 recontact web",
        ];
        assert_eq!(told(&db, withdrawn).await, expected);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_at_once_make_one_decision_and_one_receipt() {
    both(|db| async move {
        let (_, who) = answered(&db).await;
        let tabs = (0..8).map(|_| {
            let (db, who) = (db.clone(), who.clone());
            tokio::spawn(async move { stops(&db, &who, Choice::NoMoreSurveys).await })
        });
        let mut receipts = Vec::new();
        for tab in tabs.collect::<Vec<_>>() {
            receipts.push(tab.await.expect("no tab panics"));
        }

        assert!(receipts.iter().all(|receipt| *receipt == receipts[0]));
        assert_eq!(told(&db, DECISIONS).await, ["stops no-more-surveys participant web 1001"]);
        assert_eq!(told(&db, "SELECT once AS told FROM outbox").await.len(), 1);
        let again = receipt(&db, &who, &receipts[0].reference).await.unwrap();
        assert_eq!(again.as_ref(), Some(&receipts[0]));
        assert_eq!(receipt(&db, &who, "AAAA-AAAA").await.unwrap(), None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_shows_what_went_on_that_day_whatever_was_decided_since() {
    both(|db| async move {
        let (_, who) = answered(&db).await;
        let first = stops(&db, &who, Choice::Contact(Way::Sms)).await;
        stops(&db, &who, Choice::NoMoreSurveys).await;

        let again = receipt(&db, &who, &first.reference).await.unwrap();

        assert_eq!(again, Some(first));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happened_to_a_person_is_for_staff_to_record() {
    both(|db| async move {
        let (study, who) = answered(&db).await;
        let hers = stop(&db, &who, Choice::Died, None, noon()).await;
        assert!(matches!(hers, Err(StopError::ForStaff)));

        let wish = by_phone(Choice::LostCapacity);
        record(&db, By::CommandLine, &study, "1001", &wave("baseline"), wish, noon()).await.expect("recorded");

        let stage = responses::stage(&db, &who, noon()).await.unwrap();
        assert_eq!(stage, Stage::Stopped(Ending::LostCapacity));
        assert_eq!(told(&db, DECISIONS).await, ["stops lost-capacity staff phone command line"]);
        let audited = "SELECT actor || ': ' || action || ' ' || object AS told FROM audit ORDER BY id DESC LIMIT 1";
        let expected = "command line: stopped: lost-capacity (staff) 1001";
        assert_eq!(told(&db, audited).await, [expected]);
        assert!(told(&db, "SELECT once AS told FROM outbox").await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_death_that_comes_with_a_file_of_events_ends_the_surveys() {
    both(|db| async move {
        let (study, who) = answered(&db).await;
        let on = noon().date_naive();
        let death = EventRow { study_number: "1001".to_owned(), kind: EventKind::Death, on };

        events::import(&db, &study, vec![death.clone()], noon()).await.expect("it is taken");
        events::import(&db, &study, vec![death], noon()).await.expect("it is taken again");

        let stage = responses::stage(&db, &who, noon()).await.unwrap();
        assert_eq!(stage, Stage::Stopped(Ending::Died));
        assert_eq!(told(&db, DECISIONS).await.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_support_stops_as_an_event_and_the_study_goes_on() {
    both(|db| async move {
        let (_, who) = answered(&db).await;

        stops(&db, &who, Choice::StopSupport).await;

        assert_eq!(responses::stage(&db, &who, noon()).await.unwrap(), Stage::Review);
        assert_eq!(told(&db, "SELECT kind AS told FROM event").await, ["support_stopped"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_who_stopped_is_allocated() {
    both(|db| async move {
        let (study, who) = answered(&db).await;
        responses::send(&db, &who, noon()).await.expect("it is sent");
        stops(&db, &who, Choice::NoMoreSurveys).await;
        let row = AllocationRow {
            study_number: "1001".to_owned(),
            arm: "T".to_owned(),
            randomised_on: noon().date_naive(),
        };

        let refused = allocations::bring(&db, &study, vec![row], noon()).await;

        let Err(AllocationError::Refused(reasons)) = refused else { panic!("it was made") };
        assert_eq!(reasons[0].1, "1001 has stopped");
    })
    .await;
}
