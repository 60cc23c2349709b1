//! A protocol that cannot be read keeps nobody's answers, and nobody else's voucher.

use records::{
    auth::By,
    responses::{self, Stage},
    schedule,
    vouchers::{self, Worker},
};

use crate::{
    databases::both,
    desk::{BY_EMAIL, Desk, minutes},
    study::noon,
};

const BREAKS: &str = "UPDATE protocol_version SET sha256 = 'x' || sha256";
const MENDS: &str = "UPDATE protocol_version SET sha256 = SUBSTR(sha256, 2)";

#[tokio::test(flavor = "multi_thread")]
async fn what_anna_sends_while_the_protocol_cannot_be_read_is_kept_and_she_gets_her_voucher_later()
{
    both(|db| async move {
        let desk = Desk::open(db).await;
        desk.brings(&["AAAA-1111"]).await.expect("it is new");
        let anna = desk.begins("1001", BY_EMAIL).await;
        desk.does(BREAKS).await;

        let sent = responses::send(&desk.db, &anna, noon()).await;

        assert!(matches!(sent, Ok(Stage::Sent)));
        assert!(desk.debts().await.is_empty());
        let left_out = || schedule::left_out(&desk.db, &By::CommandLine, &desk.study);
        let told = left_out().await.expect("a list");
        let told: Vec<_> =
            told.iter().map(|one| (one.number.as_str(), one.owed_for.as_deref())).collect();
        assert_eq!(told, [("1001", Some("baseline"))]);
        let unread = vouchers::tick(&desk.db, &Worker::default(), minutes(1)).await;
        assert!(unread.is_err() || desk.debts().await.is_empty());

        desk.does(MENDS).await;
        desk.works(minutes(2)).await;

        assert_eq!(desk.debts().await, ["1001 given email"]);
        assert_eq!(desk.mails_with("AAAA-1111"), 1);
        assert!(left_out().await.expect("a list").is_empty());
        let thanks = "SELECT state AS told FROM outbox WHERE once LIKE 'thanks %'";
        assert_eq!(desk.told(thanks).await, ["sent"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_study_that_cannot_be_read_keeps_no_voucher_of_another() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        desk.brings(&["AAAA-1111"]).await.expect("it is new");
        desk.sends("1001", BY_EMAIL).await;
        desk.does(
            "INSERT INTO study (key, revision, definition, secret, loaded_at) \
             SELECT 'aardvark', 1, '{', secret, loaded_at FROM study",
        )
        .await;

        let given = vouchers::tick(&desk.db, &Worker::default(), minutes(1)).await;

        assert!(given.is_err(), "it is told");
        assert_eq!(desk.debts().await, ["1001 set aside email"]);
        assert!(vouchers::warn(&desk.db, minutes(1)).await.is_err());
    })
    .await;
}
