//! Interviews by telephone: Ivy records Ben's survey, from where he stopped on the web.

use records::{
    auth::{CheckError, Participant, Via},
    interviews::{
        self, Ended, InterviewError, Next, Passage, Refusal, answered_by, enter, front, go_back,
    },
    responses::{self, Shown, Stage},
    stopping::{Wished, record_wished},
};
use surveys::{
    interview::{BackReason, Proxy, ProxyReason, Relation},
    stopping::Ending,
};

use super::{
    call::{let_in, saves, short_second, told, whose, with_ben},
    desk::{ANNA, BEN, Desk},
};
use crate::{
    databases::both,
    study::{noon, page, person, typed},
};

#[tokio::test(flavor = "multi_thread")]
async fn ivy_goes_on_where_ben_stopped_and_each_page_says_who_saved_it_and_how() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let (ben, ivy) = with_ben(&desk).await;
        saves(&desk, &ben, "dob", "dob_day=4&dob_month=5&dob_year=1980").await;
        saves(&desk, &ben, "empact", "empact=1").await;
        let his = whose(BEN, "baseline");

        let who = let_in(&desk, &ivy, &his).await;
        let seen = front(&desk.db, &ivy, &desk.study, &his, noon()).await.expect("it is shown");
        let Next::Ready(ready) = seen.next else { panic!("{:?}", seen.next) };
        saves(&desk, &who, "hours", "hours=30").await;

        assert_eq!((ready.stage, ready.started), (Stage::Page(page("hours")), true));
        assert_eq!(seen.name.as_deref(), Some("Ben"));
        assert!(matches!(who.via(), Via::Telephone { .. }) && who.is_known());
        let modes = "SELECT mode_start || ', ' || mode_end || ', ' || CAST(mode_switches AS TEXT) \
            AS told FROM response";
        assert_eq!(desk.told(modes).await, ["web, telephone, 1"]);
        let history =
            "SELECT page || ': ' || actor || ', ' || mode AS told FROM history ORDER BY id";
        let expected = [
            "dob: participant, web".to_owned(),
            "empact: participant, web".to_owned(),
            format!("hours: {}, telephone", ivy.actor()),
        ];
        assert_eq!(desk.told(history).await, expected);
        let trail = desk.trail().await;
        assert!(
            trail.contains(&format!("{}: interview opened, baseline", ivy.actor())),
            "{trail:?}"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_wrong_birthday_nothing_is_shown_and_after_five_nobody_is_believed() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let (_, ivy) = with_ben(&desk).await;
        let his = whose(BEN, "baseline");

        let missing = told(&desk, &ivy, &his, "day=4&month=").await;
        for _ in 0..5 {
            let wrong = told(&desk, &ivy, &his, "day=5&month=4").await;
            assert!(matches!(wrong, Err(CheckError::Wrong)));
        }
        let right = told(&desk, &ivy, &his, "day=4&month=5").await;

        assert!(matches!(missing, Err(CheckError::NotAnswered)));
        assert!(matches!(right, Err(CheckError::TooMany)));
        let seen = front(&desk.db, &ivy, &desk.study, &his, noon()).await.expect("it is shown");
        assert!(matches!(seen.next, Next::Check { has_birthday: true }), "{:?}", seen.next);
        let entered = enter(&desk.db, &ivy, &desk.study, &his, noon()).await;
        assert!(matches!(entered, Err(InterviewError::Unchecked)));
        let trail = desk.trail().await;
        let refused = |why: &str| trail.iter().filter(|line| line.contains(why)).count();
        assert_eq!(refused("interview refused: another birthday"), 5);
        assert_eq!(refused("interview refused: too many birthdays"), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_interviewed_who_is_not_ivys_wants_no_calls_stopped_or_sent_their_answers() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let (ben, ivy) = with_ben(&desk).await;
        let (his, hers) = (whose(BEN, "baseline"), whose(ANNA, "baseline"));
        let who = let_in(&desk, &ivy, &his).await;
        let stops = async |choice: &str| {
            let form = format!("choice={choice}&decided_by=participant&mode=phone");
            let wished = Wished::parse(&typed(&form)).expect("the form is complete");
            record_wished(&desk.db, &ivy, &desk.study, (BEN, wished), noon()).await.expect(choice);
        };
        let refused = async || match enter(&desk.db, &ivy, &desk.study, &his, noon()).await {
            Err(InterviewError::Refused(refusal)) => refusal,
            other => panic!("{other:?}"),
        };

        let others = enter(&desk.db, &ivy, &desk.study, &hers, noon()).await;
        assert!(matches!(others, Err(InterviewError::NotTheirs)));
        let lee = desk.lee().await;
        let leads = front(&desk.db, &lee, &desk.study, &his, noon()).await;
        assert!(matches!(leads, Err(InterviewError::NotTheirs)), "a site lead interviews nobody");

        saves(&desk, &ben, "dob", "dob_day=4&dob_month=5&dob_year=1980").await;
        saves(&desk, &ben, "empact", "empact=6").await;
        saves(&desk, &ben, "anyelse", "anyelse=").await;
        assert_eq!(responses::send(&desk.db, &who, noon()).await.expect("sent"), Stage::Sent);
        assert_eq!(refused().await, Refusal::Sent);
        let ended = "SELECT mode_end AS told FROM response";
        assert_eq!(desk.told(ended).await, ["telephone"], "Ivy sent it");
        stops("stop-calls").await;
        assert_eq!(refused().await, Refusal::NoCalls);
        stops("no-more-surveys").await;
        assert_eq!(refused().await, Refusal::Ended(Ending::NoMoreSurveys));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ivy_is_told_when_ben_sent_his_answers_himself_while_she_asked() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let (ben, ivy) = with_ben(&desk).await;
        let his = whose(BEN, "baseline");
        let who = let_in(&desk, &ivy, &his).await;
        saves(&desk, &who, "dob", "dob_day=4&dob_month=5&dob_year=1980").await;
        saves(&desk, &ben, "empact", "empact=6").await;
        saves(&desk, &ben, "anyelse", "anyelse=").await;

        assert_eq!(responses::send(&desk.db, &ben, noon()).await.expect("sent"), Stage::Sent);

        let refused = enter(&desk.db, &ivy, &desk.study, &his, noon()).await;
        let online = matches!(refused, Err(InterviewError::Refused(Refusal::SentOnline(_))));
        assert!(online, "{refused:?}");
        let seen = front(&desk.db, &ivy, &desk.study, &his, noon()).await.expect("it is shown");
        assert!(matches!(seen.next, Next::Refused(Refusal::SentOnline(_))), "{:?}", seen.next);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_ben_and_ivy_are_both_at_it_the_later_save_stands_and_each_is_told() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let (ben, ivy) = with_ben(&desk).await;
        let who = let_in(&desk, &ivy, &whose(BEN, "baseline")).await;
        saves(&desk, &who, "dob", "dob_day=4&dob_month=5&dob_year=1980").await;
        saves(&desk, &who, "empact", "empact=1").await;
        saves(&desk, &who, "hours", "hours=30").await;
        let also = async |who: &Participant| match responses::show_page(
            &desk.db,
            who,
            &page("hours"),
            noon(),
        )
        .await
        {
            Ok(Shown::Page(page)) => page.also_answered,
            other => panic!("{other:?}"),
        };
        assert_eq!(also(&who).await, None, "nobody else was there yet");

        saves(&desk, &ben, "hours", "hours=20").await;

        let proof = records::auth::proof(&who, noon());
        let ben = person(&desk.db, &desk.study, "1002", Some(&proof), noon()).await;
        assert!(also(&who).await.is_some(), "Ivy is told");
        assert!(also(&ben).await.is_some(), "and Ben is");
        let sheet = desk.told("SELECT sheet AS told FROM response").await;
        assert!(sheet[0].contains(r#""hours":{"n":20"#), "{sheet:?}");
        let both = "SELECT mode AS told FROM history WHERE page = 'hours' ORDER BY id";
        assert_eq!(desk.told(both).await, ["telephone", "web"]);
        let switches = "SELECT CAST(mode_switches AS TEXT) AS told FROM response";
        assert_eq!(desk.told(switches).await, ["1"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_ivy_left_alone_on_her_page_takes_nothing_back_that_ben_saved_meanwhile() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let (ben, ivy) = with_ben(&desk).await;
        let who = let_in(&desk, &ivy, &whose(BEN, "baseline")).await;
        saves(&desk, &who, "dob", "dob_day=4&dob_month=5&dob_year=1980").await;
        saves(&desk, &who, "empact", "empact=1").await;
        saves(&desk, &who, "hours", "hours=30").await;
        let shown = responses::show_page(&desk.db, &who, &page("hours"), noon()).await;
        let Ok(Shown::Page(drawn)) = shown else { panic!("{shown:?}") };
        assert_eq!(drawn.saves, 3);
        saves(&desk, &ben, "hours", "hours=20").await;
        let hours = async |form: &str| {
            saves(&desk, &who, "hours", form).await;
            desk.told("SELECT sheet AS told FROM response").await.remove(0)
        };

        let untouched = hours("hours=30&stood:hours=30&drawn-from=3").await;
        let corrected = hours("hours=25&stood:hours=30&drawn-from=3").await;

        assert!(untouched.contains(r#""hours":{"n":20"#), "{untouched}");
        assert!(corrected.contains(r#""hours":{"n":25"#), "{corrected}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn for_somebody_else_who_answers_nothing_is_asked_that_only_ben_can_say() {
    both(|db| async move {
        let mut desk = Desk::open(db).await;
        let (_, ivy) = with_ben(&desk).await;
        let proxy = Proxy { relation: Relation::Partner, reason: ProxyReason::Ill };
        let his = whose(BEN, "four-month");
        desk.study = short_second(&desk, false).await;
        let passage = Passage { by: &ivy, study: &desk.study, whose: &his };
        let refused = answered_by(&desk.db, passage, Some(proxy), noon()).await;
        assert!(matches!(refused, Err(InterviewError::NoProxies)));

        desk.study = short_second(&desk, true).await;
        let who = let_in(&desk, &ivy, &his).await;
        let passage = Passage { by: &ivy, study: &desk.study, whose: &his };
        answered_by(&desk.db, passage, Some(proxy), noon()).await.expect("it is written down");
        let next = saves(&desk, &who, "works", "works=1").await;

        assert_eq!(next, Stage::Review, "how satisfied he is nobody else can say");
        let by = "SELECT proxy_relation || ', ' || proxy_reason AS told FROM response WHERE proxy";
        assert_eq!(desk.told(by).await, ["partner, ill"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_that_tells_the_arm_and_every_way_back_are_on_record() {
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
        let shows = async |key: &str| {
            let shown = interviews::page(&desk.db, passage, &page(key), noon()).await;
            assert!(matches!(shown, Ok(Shown::Page(_))), "{shown:?}");
            let trail = desk.trail().await;
            trail.iter().filter(|line| line.contains("arm shown")).count()
        };

        assert_eq!(shows("works").await, 0);
        saves(&desk, &who, "works", "works=1").await;
        assert_eq!(shows("satis").await, 0);
        saves(&desk, &who, "satis", "satis=7").await;
        assert_eq!([shows("helped").await, shows("helped").await], [1, 1], "once in a call");
        let reason = (&page("helped"), BackReason::Corrected);
        go_back(&desk.db, passage, reason, noon()).await.expect("it is written down");

        let back = "SELECT page || ' ' || changes AS told FROM history ORDER BY id DESC LIMIT 1";
        let back = desk.told(back).await;
        assert!(back[0].starts_with("_back") && back[0].contains("corrected"), "{back:?}");
        interviews::end(&desk.db, passage, Ended::CallBack, noon()).await.expect("it ends");
        let again = enter(&desk.db, &ivy, &desk.study, &his, noon()).await;
        assert!(matches!(again, Err(InterviewError::Unchecked)), "the next call begins anew");
    })
    .await;
}
