//! Letters: for whoever would rather have one, has no email, or wants none.

use records::{
    stopping,
    vouchers::{self, How, Which},
};
use surveys::{
    stopping::{Choice, Way},
    vouchers::GivenBy,
};

use crate::{
    databases::both,
    desk::{BY_EMAIL, BY_POST, Desk, minutes},
    study::noon,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_is_printed_once_for_whoever_wants_one_or_has_no_email() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        desk.brings(&["AAAA", "BBBB", "CCCC"]).await.expect("they are new");
        let anna = desk.sends("1001", BY_POST).await;
        let dev = desk.sends("1004", BY_EMAIL).await;
        let promised = vouchers::promised(&desk.db, &anna).await.unwrap().expect("promised");
        assert_eq!(promised.how, How::Comes(GivenBy::Letter));
        let promised = vouchers::promised(&desk.db, &dev).await.unwrap().expect("promised");
        assert_eq!(promised.how, How::Comes(GivenBy::Letter), "he has no email");
        desk.works(minutes(1)).await;
        let sue = desk.supervisor("sue@example.org").await;

        let letters = vouchers::print(&desk.db, &sue, &desk.study, Which::New, minutes(2)).await;
        let letters = letters.expect("they are printed");
        let none = vouchers::print(&desk.db, &sue, &desk.study, Which::New, minutes(3)).await;
        let again = vouchers::print(&desk.db, &sue, &desk.study, Which::Again, minutes(3)).await;

        let lines: Vec<_> = letters.iter().map(|one| (&*one.name, &*one.code)).collect();
        assert_eq!(lines, [("Anna", "AAAA"), ("Dev", "BBBB")]);
        assert_eq!(letters[0].address, ["1 High Street", "Leeds", "ZZ99 3WZ"]);
        assert_eq!(none.expect("an answer").len(), 0);
        assert_eq!(again.expect("once more"), letters, "the file was lost");
        assert_eq!(desk.debts().await, ["1001 given letter", "1004 given letter"]);
        let trail = "SELECT action || ' ' || object AS told FROM audit WHERE action LIKE '%printed%' ORDER BY id";
        let expected = [
            "voucher letters printed 2",
            "voucher letters printed 0",
            "voucher letters printed again 2",
        ];
        assert_eq!(desk.told(trail).await, expected);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn anna_who_stops_emails_before_it_left_gets_a_letter() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let anna = desk.sends("1001", BY_EMAIL).await;
        let stops = Choice::Contact(Way::Email);
        stopping::stop(&desk.db, &anna, stops, None, noon()).await.expect("she stops emails");
        desk.brings(&["AAAA"]).await.expect("it is new");
        desk.works(minutes(1)).await;
        desk.works(minutes(2)).await;

        assert_eq!(desk.mails_with("AAAA"), 0);
        assert_eq!(desk.debts().await, ["1001 set aside letter"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ben_who_has_no_address_is_told_so_and_stands_on_the_list() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        desk.brings(&["AAAA"]).await.expect("it is new");
        let ben = desk.sends("1002", BY_EMAIL).await;
        let promised = vouchers::promised(&desk.db, &ben).await.unwrap().expect("promised");
        assert_eq!(promised.how, How::Nowhere);
        desk.works(minutes(1)).await;
        let sue = desk.supervisor("sue@example.org").await;

        let letters = vouchers::print(&desk.db, &sue, &desk.study, Which::New, minutes(2)).await;

        assert_eq!(letters.expect("an answer").len(), 0);
        let keeper = desk.keeper("mina@example.org").await;
        let seen = vouchers::overview(&desk.db, &keeper, &desk.study, noon()).await.unwrap();
        let [ben] = &*seen.kept_back else { panic!("{seen:?}") };
        assert_eq!((&*ben.person, ben.kept_back.as_deref()), ("1002", Some("no address")));
        assert_eq!(seen.letters, 0);
    })
    .await;
}
