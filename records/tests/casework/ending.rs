//! How a call ends and the next begins: what is told to the audit, and who answers.

use records::{
    Db,
    auth::By,
    interviews::{self, Ended, InterviewError, Passage, answered_by},
    requests::{self, Checked, Wanted},
    responses::{self, Stage},
    stopping::{Decider, Wish, record},
};
use surveys::{
    consent::Mode,
    interview::{Proxy, ProxyReason, Relation},
    stopping::Choice,
};

use super::{
    call::{let_in, saves, short_second, told, whose, with_ben, with_recontact},
    desk::{ANNA, BEN, Desk},
};
use crate::{
    databases::both,
    study::{noon, page},
};

const MARRIED: Proxy = Proxy { relation: Relation::Partner, reason: ProxyReason::Ill };
const MOTHER: Proxy = Proxy { relation: Relation::Parent, reason: ProxyReason::Telephone };

fn count(trail: &[String], what: &str) -> usize {
    trail.iter().filter(|line| line.contains(what)).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_arm_is_told_to_the_audit_again_in_the_next_call_though_ivy_never_ended_the_first() {
    both(|db| async move {
        let mut desk = Desk::open(db).await;
        let (_, ivy) = with_ben(&desk).await;
        desk.does(
            "INSERT INTO allocation (participant_id, arm, cohort, randomised_on, recorded_at) \
             VALUES (2, 'T', 1, '2026-03-02', '2026-03-02T12:00:00+00:00')",
        )
        .await;
        desk.study = short_second(&desk, true).await;
        let his = whose(BEN, "four-month");
        let who = let_in(&desk, &ivy, &his).await;
        let passage = Passage { by: &ivy, study: &desk.study, whose: &his };
        saves(&desk, &who, "works", "works=1").await;
        saves(&desk, &who, "satis", "satis=7").await;
        let shows = async || {
            let shown = interviews::page(&desk.db, passage, &page("helped"), noon()).await;
            shown.expect("it is shown");
            count(&desk.trail().await, "arm shown")
        };
        assert_eq!([shows().await, shows().await], [1, 1]);

        told(&desk, &ivy, &his, "day=4&month=5").await.expect("it is his birthday");

        assert_eq!(shows().await, 2, "the line went dead, and she rang again");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ivy_ends_no_call_that_she_never_had_and_the_audit_says_nothing_of_one() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let (_, ivy) = with_ben(&desk).await;
        let ends = async |id: i32| {
            let hers = whose(id, "baseline");
            let passage = Passage { by: &ivy, study: &desk.study, whose: &hers };
            interviews::end(&desk.db, passage, Ended::Stopped, noon()).await
        };

        for id in [ANNA, BEN, 4711] {
            assert!(matches!(ends(id).await, Err(InterviewError::Unchecked)), "{id}");
        }
        assert_eq!(count(&desk.trail().await, "interview ended"), 0);

        let_in(&desk, &ivy, &whose(BEN, "baseline")).await;
        ends(BEN).await.expect("it ends");
        assert!(matches!(ends(BEN).await, Err(InterviewError::Unchecked)), "once");
        assert_eq!(count(&desk.trail().await, "interview ended"), 1);
    })
    .await;
}

/// What Ben is told of his surveys who asks for a copy of his data.
async fn bens_copy(desk: &Desk) -> String {
    let wanted = Wanted {
        number: "1002".to_owned(),
        checked: Checked::ByPhone,
        safeguarding_reviewed: false,
        group_known: false,
    };
    let copy = requests::copy(&desk.db, &By::CommandLine, &desk.study, &wanted, noon()).await;
    serde_json::to_string(&copy.expect("a copy").waves).expect("JSON")
}

#[tokio::test(flavor = "multi_thread")]
async fn that_somebody_else_answers_is_on_record_and_taken_back_only_while_they_said_nothing() {
    both(|db| async move {
        let mut desk = Desk::open(db).await;
        let (_, ivy) = with_ben(&desk).await;
        desk.study = short_second(&desk, true).await;
        let his = whose(BEN, "four-month");
        let who = let_in(&desk, &ivy, &his).await;
        let passage = Passage { by: &ivy, study: &desk.study, whose: &his };
        let answers = async |by: Option<Proxy>| {
            answered_by(&desk.db, passage, by, noon()).await.expect("it is written down");
            let by = "SELECT COALESCE(proxy_relation, 'himself') AS told FROM response";
            desk.told(by).await
        };

        answers(None).await;
        assert_eq!(desk.told("SELECT status AS told FROM response").await, [""; 0]);
        assert_eq!(answers(Some(MARRIED)).await, ["partner"]);
        assert_eq!(answers(None).await, ["himself"], "it was a slip");
        assert_eq!(answers(Some(MOTHER)).await, ["parent"]);
        saves(&desk, &who, "works", "works=1").await;

        assert_eq!(answers(None).await, ["parent"], "his mother has answered");
        let trail = desk.trail().await;
        let said = ["somebody else answers", "nobody else answers"];
        assert_eq!(said.map(|what| count(&trail, what)), [2, 1], "{trail:?}");
        assert!(!trail.iter().any(|line| line.contains("partner")), "why is no word of the audit");
        let history = "SELECT changes AS told FROM history WHERE page = '_proxy' ORDER BY id";
        let history = desk.told(history).await;
        assert!(history[0].contains("partner, ill"), "{history:?}");
        let copy = bens_copy(&desk).await;
        assert!(copy.contains(r#""somebody_else_answers":"partner, ill""#), "{copy}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn once_bens_answers_are_deleted_nothing_says_why_somebody_else_gave_them() {
    both(|db| async move {
        let mut desk = Desk::open(db).await;
        let (_, ivy) = with_ben(&desk).await;
        desk.study = short_second(&desk, true).await;
        let his = whose(BEN, "four-month");
        let who = let_in(&desk, &ivy, &his).await;
        let passage = Passage { by: &ivy, study: &desk.study, whose: &his };
        answered_by(&desk.db, passage, Some(MARRIED), noon()).await.expect("it is written down");
        saves(&desk, &who, "works", "works=1").await;
        let (decided_by, mode) = (Decider::Participant, Mode::Phone);
        let wish = Wish { choice: Choice::DeleteAnswers, decided_by, mode, reason: None };

        let (by, wave) = (By::CommandLine, his.wave.clone());
        let stopped = record(&desk.db, by, &desk.study, "1002", &wave, wish, noon()).await;
        stopped.expect("it is done");

        let why = "SELECT COALESCE(proxy_relation, '') || COALESCE(proxy_reason, '') AS told \
                   FROM response WHERE wave_key = 'four-month'";
        assert_eq!(desk.told(why).await, [""]);
    })
    .await;
}

/// What is in Ben's ledger by telephone once a no to being contacted was told Ivy, by him or by somebody else.
async fn after_a_no(db: Db, by: Option<Proxy>) -> Vec<String> {
    let mut desk = Desk::open(db).await;
    let (_, ivy) = with_ben(&desk).await;
    desk.study = with_recontact(&desk).await;
    let his = whose(BEN, "four-month");
    let who = let_in(&desk, &ivy, &his).await;
    let passage = Passage { by: &ivy, study: &desk.study, whose: &his };
    answered_by(&desk.db, passage, by, noon()).await.expect("it is written down");
    saves(&desk, &who, "works", "works=1").await;
    if by.is_none() {
        saves(&desk, &who, "satis", "satis=7").await;
    }
    saves(&desk, &who, "recont", "recont=2").await;
    assert_eq!(responses::send(&desk.db, &who, noon()).await.expect("sent"), Stage::Sent);
    let decided =
        "SELECT permission || ' ' || answer AS told FROM consent_event WHERE channel = 'phone'";
    desk.told(decided).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_bens_mother_says_of_being_contacted_decides_nothing_for_him() {
    both(|db| async move {
        assert_eq!(after_a_no(db, Some(MOTHER)).await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_ben_says_himself_of_being_contacted_is_his_decision() {
    both(|db| async move {
        assert_eq!(after_a_no(db, None).await, ["recontact withdrawn"]);
    })
    .await;
}
