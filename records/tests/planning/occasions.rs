//! What goes when somebody does something: whether it would reach them as things stand is told before they do.

use records::{
    auth::By,
    choices, outbox,
    previews::{Above, Foreseen, Previewed, When},
    stopping,
};
use surveys::stopping::{Choice, Way};

use crate::{
    databases::both,
    study::{noon, person},
    week::{Week, march, second},
};

/// What goes on an occasion, a line each, with what bars it.
fn others(seen: &Previewed) -> Vec<String> {
    let line = |one: &Foreseen| match one.when {
        When::Occasion(_, barred) => {
            Some(format!("{} {} {barred:?}", one.message, one.way.as_str()))
        }
        _ => None,
    };
    seen.others.iter().filter_map(line).collect()
}

#[tokio::test]
async fn anna_would_be_thanked_by_email_and_ben_who_has_none_neither_thanked_nor_given_a_voucher() {
    both(|db| async move {
        let week = Week::begins(db).await;

        let (anna, ben) =
            (week.lee_reads("1001", second()).await, week.lee_reads("1002", second()).await);

        let (anna, ben) = (anna.expect("Anna"), ben.expect("Ben"));
        assert!(anna.above.is_empty() && ben.above.is_empty());
        let replies = [
            "stop-reply sms None",
            "start-reply sms Some(NothingToStart)",
            "call-reply sms None",
            "unknown-reply sms None",
        ];
        let gifts = [
            "thank-you email None",
            "thank-you-voucher sms Some(Because(OtherWay))",
            "thank-you-voucher email None",
            "voucher email None",
            "voucher post Some(Because(NoAddress))",
        ];
        assert_eq!(others(&anna), [&gifts[..], &replies[..]].concat());
        let gifts = [
            "thank-you email Some(Because(NoAddress))",
            "thank-you-voucher sms Some(NoVoucherByEmail)",
            "thank-you-voucher email Some(NoVoucherByEmail)",
            "voucher email Some(Because(NoAddress))",
            "voucher post Some(Because(NoAddress))",
        ];
        assert_eq!(others(&ben), [&gifts[..], &replies[..]].concat());
    })
    .await;
}

#[tokio::test]
async fn what_anna_stops_or_puts_off_is_said_of_what_she_would_get_and_once_above_it() {
    both(|db| async move {
        let week = Week::begins(db).await;
        let anna = person(&week.db, &week.study, "1001", None, noon()).await;
        let reads = || async { week.lee_reads("1001", second()).await.expect("Anna") };

        let texts = Choice::Contact(Way::Sms);
        stopping::stop(&week.db, &anna, texts, None, noon()).await.expect("texts stop");
        let without_texts = others(&reads().await);
        let last = march("4T00:00").date_naive();
        choices::pause(&week.db, &anna, Some(last), noon()).await.expect("she pauses");
        let paused = reads().await;
        let all = Choice::NoMoreSurveys;
        stopping::stop(&week.db, &anna, all, None, noon()).await.expect("all stops");
        let held = outbox::hold(&week.db, &By::CommandLine, &week.study, "", noon()).await;
        let ended = reads().await;
        let to_eve = week.eve_reads("1001", second()).await.expect("Anna");

        let replies = [
            "stop-reply sms Some(StoppedAlready)",
            "start-reply sms Some(NothingToStart)",
            "call-reply sms Some(Because(OptedOut))",
            "unknown-reply sms Some(Because(OptedOut))",
        ];
        assert!(without_texts.ends_with(&replies.map(str::to_owned)), "{without_texts:?}");
        assert_eq!(paused.above, [Above::PausedUntil(last)]);
        let (paused, ended_of) = (others(&paused), others(&ended));
        assert!(paused.contains(&"thank-you email Some(Because(Paused))".to_owned()));
        assert!(ended_of.contains(&"thank-you email Some(Because(Ended))".to_owned()));
        let voucher = "voucher email None".to_owned();
        assert!(paused.contains(&voucher) && ended_of.contains(&voucher), "what is owed goes");
        assert!(held.expect("it is held"));
        assert_eq!(ended.above, [Above::Held, Above::Ended(Some(Choice::NoMoreSurveys))]);
        assert_eq!(to_eve.above, [Above::Held, Above::Ended(None)], "she does not know whom");
    })
    .await;
}
