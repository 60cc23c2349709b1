//! Another voucher in place of one, and the books that say so.

use records::{
    auth::By,
    vouchers::{self, Reconciled, VoucherError},
};
use surveys::vouchers::{GivenBy, Reason, Standing};

use crate::{
    databases::both,
    desk::{BY_EMAIL, Desk, minutes},
};

/// Anna was given the first of three.
async fn given(db: records::Db) -> Desk {
    let desk = Desk::open(db).await;
    desk.brings(&["AAAA", "BBBB", "CCCC"]).await.expect("they are new");
    desk.sends("1001", BY_EMAIL).await;
    desk.works(minutes(1)).await;
    desk
}

async fn books(desk: &Desk) -> Reconciled {
    let by = By::CommandLine;
    vouchers::reconcile(&desk.db, &by, &desk.study, minutes(9)).await.expect("they are told")
}

#[tokio::test(flavor = "multi_thread")]
async fn another_is_given_with_a_reason_and_the_one_before_is_spoiled() {
    both(|db| async move {
        let desk = given(db).await;
        let mina = desk.keeper("mina@example.org").await;
        let other = (1, Reason::DidNotWork, GivenBy::Email);

        vouchers::reissue(&desk.db, &mina, &desk.study, other, minutes(2)).await.expect("done");
        let twice = vouchers::reissue(&desk.db, &mina, &desk.study, other, minutes(2)).await;
        desk.works(minutes(3)).await;

        assert!(matches!(twice, Err(VoucherError::NothingGiven)), "the next is on its way");
        assert_eq!((desk.mails_with("AAAA"), desk.mails_with("BBBB")), (1, 1));
        let chain = vouchers::one(&desk.db, &mina, &desk.study, 1, minutes(4)).await.unwrap();
        let stands: Vec<_> =
            chain.links.iter().map(|link| (&*link.number, link.standing)).collect();
        assert_eq!(stands, [("V000002", Standing::Reissued), ("V000001", Standing::Spoiled)]);
        let (_, by, why) = chain.links[1].spoiled.clone().expect("it says why");
        assert_eq!((by, why), (mina.actor(), Reason::DidNotWork));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_time_needs_somebody_else() {
    both(|db| async move {
        let desk = given(db).await;
        let (mina, theo) =
            (desk.keeper("mina@example.org").await, desk.keeper("theo@example.org").await);
        let other = (1, Reason::NotArrived, GivenBy::Email);
        vouchers::reissue(&desk.db, &mina, &desk.study, other, minutes(2)).await.expect("done");
        desk.works(minutes(3)).await;

        let same = vouchers::reissue(&desk.db, &mina, &desk.study, other, minutes(4)).await;
        let another = vouchers::reissue(&desk.db, &theo, &desk.study, other, minutes(4)).await;

        assert!(matches!(same, Err(VoucherError::AnotherPerson)));
        another.expect("he is somebody else");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sums_come_to_the_stock_and_name_nobody() {
    both(|db| async move {
        let desk = given(db).await;
        desk.brings_worth(&["DDDD"], "5", minutes(0).date_naive().pred_opt()).await.expect("new");
        let mina = desk.keeper("mina@example.org").await;
        let other = (1, Reason::WrongAddress, GivenBy::Email);
        vouchers::reissue(&desk.db, &mina, &desk.study, other, minutes(2)).await.expect("done");
        desk.works(minutes(3)).await;

        let books = books(&desk).await;

        let of = |place: usize| books.lines[place].clone();
        assert_eq!(
            (of(0).state, of(0).reason.as_deref()),
            (Standing::Spoiled, Some("wrong address"))
        );
        assert_eq!(
            (of(0).replaced_by.as_deref(), of(1).replaces.as_deref()),
            (Some("V000002"), Some("V000001"))
        );
        assert_eq!(
            (of(1).wave.as_deref(), of(1).issued_by.as_deref()),
            (Some("baseline"), Some("email"))
        );
        let sums = books.sums.iter().map(|sum| {
            format!("{}: {} {} {}", sum.month, sum.vouchers, sum.value, sum.state.name())
        });
        let expected = ["1 £5 expired", "1 £10 in stock", "1 £10 re-issued", "1 £10 spoiled"];
        assert_eq!(sums.collect::<Vec<_>>(), expected.map(|one| format!("2026-03: {one}")));
        let all = format!("{books:?}");
        for secret in ["AAAA", "BBBB", "Anna", "1001"] {
            assert!(!all.contains(secret), "{secret}");
        }
        assert_eq!(
            desk.told("SELECT actor AS told FROM audit WHERE action = 'vouchers reconciled'").await,
            ["command line"]
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn those_who_look_after_vouchers_are_told_once_that_there_are_too_few() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        desk.member("mina@example.org", surveys::roles::Role::Supervisor).await;
        desk.does("UPDATE staff_member SET name = 'Mina'").await;
        desk.sends("1001", BY_EMAIL).await;
        let lacking = vouchers::lacking(&desk.db, &desk.study, minutes(1)).await.unwrap();
        let [baseline] = &*lacking else { panic!("{lacking:?}") };
        assert_eq!((baseline.stock, baseline.may, baseline.owed), (0, 3, 1));

        for minute in [1, 2, 3] {
            vouchers::warn(&desk.db, minutes(minute)).await.expect("it is told");
        }
        let told = "SELECT once AS told FROM outbox WHERE template = 'vouchers-low'";
        assert_eq!(desk.told(told).await.len(), 1);
        desk.brings(&["AAAA", "BBBB", "CCCC", "DDDD"]).await.expect("they are new");
        desk.works(minutes(4)).await;

        let lacking = vouchers::lacking(&desk.db, &desk.study, minutes(5)).await.unwrap();
        assert_eq!(lacking, [], "three are left for three");
    })
    .await;
}
