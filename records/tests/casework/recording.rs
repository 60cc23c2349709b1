//! Stops and links that staff record.

use std::collections::BTreeMap;

use records::{
    auth::By,
    links::{self, LinkError},
    outbox::{self, Channel, Message, Recipient, Template},
    people::see,
    responses::{self, Stage},
    stopping::{
        Came, Decider, StopError, WishProblem, Wished, offered, preview, receipt_for,
        record_taken_back, record_wished,
    },
};
use sea_orm_migration::sea_orm::TransactionTrait;
use surveys::stopping::{Act, Choice, Ending, Part, Way};

use super::desk::{ANNA, BEN, Desk};
use crate::{
    databases::both,
    study::{noon, typed, wave},
};

fn wished(form: &str) -> Wished {
    Wished::parse(&typed(form)).expect("the form is complete")
}

const NO_MORE: &str = "choice=no-more-surveys&decided_by=participant&mode=phone";

async fn a_text_waits(desk: &Desk) {
    let message = Message {
        study_id: Some(1),
        to: Recipient::Participant(ANNA),
        channel: Channel::Sms,
        template: Template::SurveyInvitation,
        facts: BTreeMap::from([("wave".to_owned(), "baseline".to_owned())]),
        once: "anna".to_owned(),
        not_before: noon(),
    };
    let transaction = desk.db.writer().begin().await.expect("a transaction");
    outbox::enqueue(&transaction, message, noon()).await.expect("it is written");
    transaction.commit().await.expect("it is kept");
}

#[test]
fn a_form_is_read_whole_or_everything_that_is_open_is_said() {
    let open = |form: &str| Wished::parse(&typed(form)).expect_err("something is open");
    let all = [WishProblem::NoChoice, WishProblem::NoDecider, WishProblem::NoMode];

    assert_eq!(open("reason=none"), all);
    assert_eq!(open("choice=everything&decided_by=god&mode=web"), all);
    assert_eq!(open("choice=died&decided_by=participant&mode=phone"), [WishProblem::NotTheirs]);
    assert_eq!(open("choice=skip-survey&decided_by=staff&mode=phone"), [WishProblem::NoChoice]);
    let long = format!("{NO_MORE}&reason={}", "a".repeat(1003));
    assert_eq!(open(&long), [WishProblem::TooLong(3)]);
    let skips = wished("choice=skip-survey/exit&decided_by=participant&mode=paper");
    assert_eq!((skips.wish.choice, skips.wave), (Choice::SkipSurvey, Some(wave("exit"))));
    assert_eq!(wished("choice=died&decided_by=staff&mode=paper").wish.decided_by, Decider::Staff);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_ivy_records_is_shown_before_and_stops_at_once_in_the_outbox_and_on_annas_page() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let ivy = desk.ivy(&["1001"]).await;
        a_text_waits(&desk).await;
        let (db, study, wished) = (&desk.db, &desk.study, wished(NO_MORE));

        let shown = preview(db, &ivy, study, (ANNA, &wished), noon()).await.unwrap().unwrap();
        let waits = desk.told("SELECT state AS told FROM outbox WHERE staff_id IS NULL").await;
        let receipt = record_wished(db, &ivy, study, (ANNA, wished), noon()).await.unwrap();

        assert_eq!(waits, ["waiting"], "looking changes nothing");
        assert!(shown.effect.stops.contains(&Part::LaterSurveys));
        assert_eq!(receipt.came, Came::Done(shown.effect), "what was shown came");
        let stage = responses::stage(db, &desk.anna, noon()).await.unwrap();
        assert_eq!(stage, Stage::Stopped(Ending::NoMoreSurveys));
        let rows = "SELECT template || ': ' || state AS told FROM outbox WHERE staff_id IS NULL ORDER BY id";
        let expected = ["survey-invitation: not sent", "stop-receipt-text: waiting"];
        assert_eq!(desk.told(rows).await, expected);
        let event = "SELECT actor || ', ' || channel || ', ' || decided_by AS told FROM stop_event";
        assert_eq!(desk.told(event).await, [format!("{}, phone, participant", ivy.actor())]);
        let again = receipt_for(db, &ivy, study, &receipt.reference).await.unwrap();
        assert_eq!(again, Some((ANNA, "1001".to_owned(), receipt)));
        assert!(desk.trail().await[0].ends_with("stopped: no-more-surveys (participant), 1001"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_record_the_same_stop_at_the_same_time_make_one_decision() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let (ivy, (_, sue)) = (desk.ivy(&["1001"]).await, desk.sue().await);
        let record = |by| record_wished(&desk.db, by, &desk.study, (ANNA, wished(NO_MORE)), noon());

        let (one, other) = tokio::join!(record(&ivy), record(&sue));

        assert_eq!(one.unwrap(), other.unwrap(), "both are told the same reference");
        assert_eq!(desk.told("SELECT choice AS told FROM stop_event").await, ["no-more-surveys"]);
        assert_eq!(desk.trail().await.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ivy_records_nothing_about_somebody_elses_case() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let ivy = desk.ivy(&["1001"]).await;
        let (db, study, baseline) = (&desk.db, &desk.study, wave("baseline"));
        let by = || By::Staff(ivy.clone());

        let stop = record_wished(db, &ivy, study, (BEN, wished(NO_MORE)), noon()).await;
        let back = (Choice::Died, &baseline);
        let back = record_taken_back(db, by(), study, "1002", back, noon()).await;
        let link = links::issue_again(db, by(), study, "1002", &baseline, noon()).await;

        assert!(matches!(stop, Err(StopError::NoSuchParticipant)));
        assert!(matches!(back, Err(StopError::NoSuchParticipant)));
        assert!(matches!(link, Err(LinkError::NoSuchParticipant)));
        assert_eq!(offered(db, &ivy, study, BEN, noon()).await.unwrap(), None);
        let none = preview(db, &ivy, study, (BEN, &wished(NO_MORE)), noon()).await.unwrap();
        assert_eq!(none, None);
        assert_eq!(desk.trail().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_of_somebody_else_is_not_found_by_its_reference() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let (ivy, (_, sue)) = (desk.ivy(&["1002"]).await, desk.sue().await);
        let (db, study) = (&desk.db, &desk.study);
        let receipt = record_wished(db, &sue, study, (ANNA, wished(NO_MORE)), noon()).await;
        let reference = receipt.unwrap().reference;

        assert_eq!(receipt_for(db, &ivy, study, &reference).await.unwrap(), None);
        assert_eq!(receipt_for(db, &sue, study, "AAAA-AAAA").await.unwrap(), None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_only_staff_know_is_taken_back_by_staff_and_what_was_deleted_by_nobody() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let (_, sue) = desk.sue().await;
        let (db, study, baseline) = (&desk.db, &desk.study, wave("baseline"));
        for (choice, by) in [
            ("uncontactable", "staff"),
            ("skip-survey/baseline", "participant"),
            ("drop-linked-records", "participant"),
        ] {
            let form = format!("choice={choice}&decided_by={by}&mode=paper");
            record_wished(db, &sue, study, (ANNA, wished(&form)), noon()).await.expect(choice);
        }
        let back = async |choice| {
            let by = By::Staff(sue.clone());
            record_taken_back(db, by, study, "1001", (choice, &baseline), noon()).await
        };

        back(Choice::Uncontactable).await.expect("somebody heard from her");
        back(Choice::SkipSurvey).await.expect("she said so");
        for stays in [Choice::DropLinked, Choice::Contact(Way::Sms), Choice::NoMoreSurveys] {
            assert!(matches!(back(stays).await, Err(StopError::Stays)), "{stays:?}");
        }

        let seen = see(db, &sue, study, ANNA, noon()).await.unwrap().expect("Anna");
        let stand = seen.stopped.iter().filter(|decided| decided.stands);
        let stand: Vec<_> = stand.map(|decided| decided.act).collect();
        assert_eq!(stand, [Act::Stops(Choice::DropLinked)]);
        assert_eq!(seen.stopped.len(), 5);
        let trail = desk.trail().await;
        assert!(trail.iter().any(|line| line.contains("taken back: uncontactable")), "{trail:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_staff_issue_again_ends_the_one_before_on_every_device() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let ivy = desk.ivy(&["1001"]).await;
        let (db, study, baseline) = (&desk.db, &desk.study, wave("baseline"));
        let old =
            links::print(db, By::CommandLine, study, "1001", &baseline, noon()).await.unwrap();
        let proof = records::auth::proof(&desk.anna, noon());

        let by = By::Staff(ivy.clone());
        let new = links::issue_again(db, by, study, "1001", &baseline, noon()).await.unwrap();

        for device in [None, Some(proof.as_str())] {
            let ended = links::open(db, &old, device, noon()).await;
            assert!(matches!(ended, Err(LinkError::Revoked)));
        }
        assert!(links::open(db, &new, None, noon()).await.is_ok());
        assert_eq!(desk.trail().await, [format!("{}: link issued again, baseline", ivy.actor())]);
    })
    .await;
}

#[test]
fn what_only_anna_may_want_is_never_staffs_to_decide() {
    for choice in ["delete-identity", "delete-answers", "no-more-surveys", "stop-texts"] {
        let form = typed(&format!("choice={choice}&decided_by=staff&mode=phone"));
        assert_eq!(Wished::parse(&form).unwrap_err(), [WishProblem::NobodysWish], "{choice}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn for_whoever_died_or_is_forgotten_no_link_is_issued_any_more() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let (_, sue) = desk.sue().await;
        let (db, study, baseline) = (&desk.db, &desk.study, wave("baseline"));
        let form = "choice=died&decided_by=staff&mode=phone";
        record_wished(db, &sue, study, (ANNA, wished(form)), noon()).await.expect("it is told");

        let by = By::Staff(sue.clone());
        let refused = links::issue_again(db, by, study, "1001", &baseline, noon()).await;

        assert!(matches!(refused, Err(LinkError::Ended)));
    })
    .await;
}
