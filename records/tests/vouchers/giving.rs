//! One voucher for each person and wave, paid from the stock, oldest first, by whoever works.

use chrono::{Days, NaiveDate, TimeDelta};
use records::{
    auth::By,
    responses::{self, Stage},
    stopping,
    vouchers::{self, From, How, VoucherError, Worker},
};
use surveys::{
    stopping::Choice,
    vouchers::{GivenBy, Standing},
};

use crate::{
    databases::{both, on_postgres},
    desk::{BY_EMAIL, Desk, NONE, minutes},
    study::{noon, protocol},
};

#[tokio::test(flavor = "multi_thread")]
async fn anna_sends_the_survey_once_or_twice_and_gets_one_voucher_by_email() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        desk.brings(&["AAAA-1111", "BBBB-2222"]).await.expect("they are new");
        let anna = desk.sends("1001", BY_EMAIL).await;
        let again = responses::send(&desk.db, &anna, noon()).await;
        assert!(matches!(again, Ok(Stage::Sent)));
        let before = vouchers::promised(&desk.db, &anna).await.unwrap().expect("promised");
        assert_eq!((before.words.as_str(), before.how), ("£10", How::Comes(GivenBy::Email)));

        desk.works(minutes(1)).await;
        desk.works(minutes(2)).await;

        assert_eq!(desk.debts().await, ["1001 given email"]);
        assert_eq!(desk.stock().await, ["given", "stock"]);
        assert_eq!((desk.mails_with("AAAA-1111"), desk.mails_with("BBBB-2222")), (1, 0));
        let after = vouchers::promised(&desk.db, &anna).await.unwrap().expect("promised");
        assert_eq!(after.how, How::Went(GivenBy::Email));
        let trail = "SELECT action || COALESCE(', ' || purpose, '') AS told FROM audit \
                     WHERE action LIKE 'voucher %' ORDER BY id";
        let expected = ["voucher owed", "voucher set aside, email", "voucher given, email"];
        assert_eq!(desk.told(trail).await, expected);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_lies_sealed_and_is_in_no_row_entry_or_message() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        desk.brings(&["SECRET-CODE"]).await.expect("it is new");
        desk.sends("1001", BY_EMAIL).await;
        desk.works(minutes(1)).await;

        assert_eq!(desk.mails_with("SECRET-CODE"), 1);
        for all in [
            "SELECT facts AS told FROM outbox",
            "SELECT action || object || COALESCE(purpose, '') AS told FROM audit",
        ] {
            assert!(!desk.told(all).await.concat().contains("SECRET"), "{all}");
        }
        let sealed = desk.bytes("SELECT code AS told FROM voucher").await;
        assert!(!sealed.is_empty() && !sealed.windows(6).any(|some| some == b"SECRET"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_stock_keeps_nobody_from_sending_and_what_is_owed_is_paid_oldest_first() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        desk.sends("1003", BY_EMAIL).await;
        desk.sends("1001", BY_EMAIL).await;
        desk.works(minutes(1)).await;
        assert_eq!(desk.debts().await, ["1003 owed", "1001 owed"]);

        desk.brings_worth(&["FIVE"], "5", None).await.expect("it is new");
        desk.works(minutes(2)).await;
        assert_eq!(desk.debts().await, ["1003 owed", "1001 owed"], "£5 is not what was promised");

        desk.brings(&["TEN"]).await.expect("it is new");
        desk.works(minutes(3)).await;
        assert_eq!(desk.debts().await, ["1003 given email", "1001 owed"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_wants_none_is_owed_none_and_a_wave_that_gives_none_owes_none() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        desk.brings(&["AAAA", "BBBB"]).await.expect("they are new");
        let anna = desk.sends("1001", NONE).await;
        let without = surveys::protocol::Protocol { version: 2, ..protocol() };
        let by = By::CommandLine;
        records::protocols::publish(&desk.db, &by, &desk.study, &without, Some("less"), noon())
            .await
            .expect("it is published");
        desk.sends("1003", BY_EMAIL).await;
        desk.works(minutes(1)).await;

        assert_eq!(desk.debts().await, ["1001 declined"]);
        assert_eq!(desk.stock().await, ["stock", "stock"]);
        assert_eq!(vouchers::promised(&desk.db, &anna).await.unwrap(), None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_code_is_refused_with_its_place_and_nothing_of_the_file_is_taken() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        desk.brings(&["AAAA"]).await.expect("it is new");

        let again = desk.brings(&["NEW", "AAAA"]).await;

        assert!(matches!(again, Err(VoucherError::Known(places)) if places == [1]));
        assert_eq!(desk.stock().await, ["stock"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_run_out_is_not_given_and_what_runs_out_first_goes_first() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let day = |days| noon().date_naive().checked_add_days(Days::new(days));
        let yesterday = noon().date_naive().pred_opt();
        for (code, last) in [("LASTS", day(90)), ("OVER", yesterday), ("SOON", day(0))] {
            desk.brings_worth(&[code], "10", last).await.expect("it is new");
        }
        desk.sends("1001", BY_EMAIL).await;
        desk.works(minutes(1)).await;

        assert_eq!(desk.mails_with("SOON"), 1);
        let keeper = desk.keeper("mina@example.org").await;
        let counts = vouchers::overview(&desk.db, &keeper, &desk.study, From::default(), noon())
            .await
            .unwrap();
        let counts: Vec<_> = counts.counts.iter().map(|one| (one.standing, one.vouchers)).collect();
        let all = [(Standing::Expired, 1), (Standing::Given, 1), (Standing::InStock, 1)];
        assert_eq!(counts, all);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_runs_out_on_its_way_is_not_sent_and_another_is() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let today: NaiveDate = noon().date_naive();
        desk.brings_worth(&["SHORT"], "10", Some(today)).await.expect("it is new");
        desk.brings(&["LONG"]).await.expect("it is new");
        desk.sends("1001", BY_EMAIL).await;
        vouchers::tick(&desk.db, &Worker::default(), noon()).await.expect("it is set aside");

        let tomorrow = noon() + TimeDelta::days(1);
        desk.works(tomorrow).await;
        desk.works(tomorrow).await;

        assert_eq!((desk.mails_with("SHORT"), desk.mails_with("LONG")), (0, 1));
        assert_eq!(desk.debts().await, ["1001 given email"]);
        assert_eq!(desk.stock().await, ["stock", "given"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_at_once_give_each_person_one_voucher() {
    on_postgres(|db| async move {
        let desk = Desk::open(db).await;
        for number in ["1001", "1002", "1003", "1004"] {
            desk.sends(number, BY_EMAIL).await;
        }
        let codes: Vec<_> = (0..8).map(|n| format!("CODE-{n}")).collect();
        desk.brings(&codes.iter().map(String::as_str).collect::<Vec<_>>()).await.expect("new");

        let servers = (0..6).map(|n| {
            let (db, worker) = (desk.db.clone(), Worker::default());
            tokio::spawn(async move { vouchers::tick(&db, &worker, minutes(2 * n)).await })
        });
        let servers: Vec<_> = servers.collect();
        for server in servers {
            drop(server.await.expect("no server panics"));
        }

        let debts = desk.debts().await;
        assert!(debts.iter().all(|debt| debt.ends_with(" set aside email")), "{debts:?}");
        let given = desk.told("SELECT state AS told FROM voucher WHERE state = 'set aside'").await;
        assert_eq!(given.len(), 4);
        let mails = "SELECT once AS told FROM outbox WHERE template = 'voucher'";
        assert_eq!(desk.told(mails).await.len(), 4);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn anna_who_wants_no_more_surveys_keeps_what_she_was_promised() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let anna = desk.sends("1001", BY_EMAIL).await;
        let stops = Choice::NoMoreSurveys;
        stopping::stop(&desk.db, &anna, stops, None, noon()).await.expect("she stops");
        desk.brings(&["AAAA"]).await.expect("it is new");
        desk.works(minutes(1)).await;

        assert_eq!(desk.debts().await, ["1001 given email"]);
        assert_eq!(desk.mails_with("AAAA"), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_restore_the_stock_waits_until_somebody_has_looked() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        desk.brings(&["AAAA"]).await.expect("it is new");
        desk.does("UPDATE voucher SET doubted_since = '2026-03-02 11:00:00+00:00'").await;
        desk.sends("1001", BY_EMAIL).await;
        desk.works(minutes(1)).await;
        assert_eq!(desk.debts().await, ["1001 owed"], "it may have been given since");

        let keeper = desk.keeper("mina@example.org").await;
        let vouched = vouchers::vouch(&desk.db, &keeper, &desk.study, minutes(2)).await;
        desk.works(minutes(3)).await;

        assert_eq!(vouched.expect("it is written down"), 1);
        assert_eq!(desk.debts().await, ["1001 given email"]);
    })
    .await;
}
