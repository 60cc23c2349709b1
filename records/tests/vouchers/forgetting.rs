//! When somebody is forgotten, the books stay and the person goes.

use records::{
    auth::By,
    stopping,
    vouchers::{self, Worker},
};
use surveys::stopping::Choice;

use crate::{
    databases::both,
    desk::{BY_EMAIL, Desk, minutes},
};

const TIES: &str = "SELECT CAST(COUNT(*) AS TEXT) AS told FROM voucher_debt \
     WHERE voucher_id IS NOT NULL OR replaces IS NOT NULL";
const CODES: &str = "SELECT CAST(COUNT(*) AS TEXT) AS told FROM voucher WHERE code IS NOT NULL";

#[tokio::test(flavor = "multi_thread")]
async fn what_anna_was_given_stays_in_the_books_without_her_and_without_its_code() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        desk.brings(&["AAAA"]).await.expect("it is new");
        let anna = desk.sends("1001", BY_EMAIL).await;
        desk.works(minutes(1)).await;

        let forgets = Choice::DeleteIdentity;
        stopping::stop(&desk.db, &anna, forgets, None, minutes(2)).await.expect("it is done");
        desk.works(minutes(3)).await;

        assert_eq!(
            (desk.told(TIES).await, desk.told(CODES).await),
            (vec!["0".to_owned()], vec!["0".to_owned()])
        );
        assert_eq!(desk.debts().await, ["1001 given email"], "and she is owed no other");
        let by = By::CommandLine;
        let books = vouchers::reconcile(&desk.db, &by, &desk.study, minutes(4)).await.unwrap();
        assert_eq!(books.sums.iter().map(|sum| sum.vouchers).sum::<u32>(), 1);
        assert_eq!(books.lines[0].issued_on, Some(minutes(0).date_naive()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_had_not_left_goes_back_to_the_stock_and_to_somebody_else() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        desk.brings(&["AAAA"]).await.expect("it is new");
        let anna = desk.sends("1001", BY_EMAIL).await;
        vouchers::tick(&desk.db, &Worker::default(), minutes(1)).await.expect("it is set aside");
        desk.does("DELETE FROM lease WHERE name = 'vouchers'").await;

        let forgets = Choice::DeleteIdentity;
        stopping::stop(&desk.db, &anna, forgets, None, minutes(2)).await.expect("it is done");
        desk.sends("1003", BY_EMAIL).await;
        desk.works(minutes(3)).await;

        assert_eq!(desk.debts().await[1], "1003 given email");
        assert!(desk.debts().await[0].starts_with("1001 released"));
        assert_eq!((desk.stock().await, desk.mails_with("AAAA")), (vec!["given".to_owned()], 1));
    })
    .await;
}
