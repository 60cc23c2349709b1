//! Letters: for whoever would rather have one, has no email, or wants none.

use std::collections::BTreeSet;

use records::{
    auth::Supervisor,
    letter_files::{Printing, Which},
    participants::{self, Enrolment},
    stopping,
    vouchers::{self, From, How, Letter, VoucherError, Worker},
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

        let printed = desk.prints(&sue, Which::New, 2).await.expect("they are printed");
        let none = desk.prints(&sue, Which::New, 3).await;
        let again = desk.prints(&sue, Which::Again(printed.number), 3).await;
        let (which, late) = (Which::Again(printed.number), minutes(25 * 60));
        let late = vouchers::print(&desk.db, &sue, &desk.study, which, late).await;
        assert!(matches!(late, Err(VoucherError::NoSuchFile)));
        let letters = &printed.letters;

        let lines: Vec<_> = letters.iter().map(|one| (&*one.name, &*one.code)).collect();
        assert_eq!(lines, [("Anna", "AAAA"), ("Dev", "BBBB")]);
        assert_eq!(letters[0].address, ["1 High Street", "Leeds", "ZZ99 3WZ"]);
        assert_eq!(none, None);
        assert_eq!(again.as_ref(), Some(&printed), "the file was lost");
        assert_eq!(desk.debts().await, ["1001 given letter", "1004 given letter"]);
        let trail = "SELECT action || ' ' || object AS told FROM audit WHERE action LIKE '%printed%' ORDER BY id";
        let expected = [
            "voucher letters printed 2",
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
        let keeper = desk.keeper("mina@example.org").await;
        let from = From::default();
        let seen = vouchers::overview(&desk.db, &keeper, &desk.study, from, noon()).await.unwrap();
        let [line] = &*seen.kept_back.named else { panic!("{seen:?}") };
        assert_eq!((&*line.person, line.kept_back), ("1002", Some("no address")), "at once");
        assert_eq!(seen.letters, 0);
        let sue = desk.supervisor("sue@example.org").await;
        assert_eq!(desk.prints(&sue, Which::New, 2).await, None);

        desk.lives("1002", "2 Low Road").await;

        let seen = vouchers::overview(&desk.db, &keeper, &desk.study, from, noon()).await.unwrap();
        assert_eq!((seen.letters, seen.kept_back.all), (1, 0));
        let printed = desk.prints(&sue, Which::New, 3).await.expect("a letter");
        assert_eq!(printed.letters[0].address, ["2 Low Road"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_reaches_nobody_goes_by_email_once_staff_say_so_and_nothing_is_spoiled() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        desk.brings(&["AAAA"]).await.expect("it is new");
        let anna = desk.sends("1001", BY_POST).await;
        let stops = Choice::Contact(Way::Post);
        stopping::stop(&desk.db, &anna, stops, None, noon()).await.expect("she stops letters");
        desk.works(minutes(1)).await;
        let keeper = desk.keeper("mina@example.org").await;
        let chain = vouchers::one(&desk.db, &keeper, &desk.study, 1, minutes(2)).await.unwrap();
        assert!(chain.is_kept_back && !chain.can_be_replaced, "{chain:?}");

        let by_mail = (1, GivenBy::Email);
        vouchers::another_way(&desk.db, &keeper, &desk.study, by_mail, minutes(2)).await.unwrap();
        let twice =
            vouchers::another_way(&desk.db, &keeper, &desk.study, by_mail, minutes(2)).await;
        desk.works(minutes(3)).await;

        assert!(matches!(twice, Err(VoucherError::NothingGiven)), "it is no letter any more");
        assert_eq!(desk.debts().await, ["1001 given email"]);
        assert_eq!((desk.stock().await, desk.mails_with("AAAA")), (vec!["given".to_owned()], 1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_was_refused_at_the_door_becomes_a_letter_and_never_goes_as_well() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        desk.brings(&["AAAA", "BBBB"]).await.expect("they are new");
        desk.sends("1001", BY_EMAIL).await;
        desk.sends("1003", BY_EMAIL).await;
        vouchers::tick(&desk.db, &Worker::default(), minutes(1)).await.expect("they are set aside");
        desk.does("DELETE FROM lease WHERE name = 'vouchers'").await;
        let refused = "UPDATE outbox SET state = 'failed', delivery = 'bounced', reason = 'unknown' \
             WHERE template = 'voucher'";
        desk.does(refused).await;

        desk.works(minutes(2)).await;

        let letters = ["1001 set aside letter", "1003 set aside letter"];
        assert_eq!(desk.debts().await, letters, "Anna has an address, Carys none");
        let keeper = desk.keeper("mina@example.org").await;
        let from = From::default();
        let seen = vouchers::overview(&desk.db, &keeper, &desk.study, from, noon()).await.unwrap();
        assert_eq!((seen.letters, &*seen.kept_back.named[0].person), (1, "1003"));
        // Somebody has both mails tried again, though the letters are to go.
        desk.does("UPDATE outbox SET state = 'waiting' WHERE template = 'voucher'").await;
        desk.works(minutes(3)).await;
        assert_eq!((desk.mails_with("AAAA"), desk.mails_with("BBBB")), (0, 0));
        let sue = desk.supervisor("sue@example.org").await;
        let printed = desk.prints(&sue, Which::New, 4).await.expect("a letter");
        assert_eq!(printed.letters[0].code, "AAAA");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn six_hundred_whom_no_letter_reaches_keep_nobody_else_from_theirs_and_each_is_named() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        desk.sends("1001", BY_POST).await;
        desk.crowd(600).await;
        let sue = desk.supervisor("sue@example.org").await;

        let printed = desk.prints(&sue, Which::New, 2).await.expect("Anna's, who came last");

        assert_eq!(printed.letters.len(), 1);
        let keeper = desk.keeper("mina@example.org").await;
        let (mut from, mut named) = (From::default(), BTreeSet::new());
        loop {
            let seen = vouchers::overview(&desk.db, &keeper, &desk.study, from, noon()).await;
            let list = seen.expect("an answer").kept_back;
            assert_eq!(list.all, 600);
            named.extend(list.named.into_iter().map(|debt| debt.person));
            match list.next {
                Some(next) => from.kept_back = next,
                None => break,
            }
        }
        assert_eq!(named.len(), 600);
    })
    .await;
}

impl Desk {
    pub async fn prints(&self, by: &Supervisor, which: Which, at: i64) -> Option<Printing<Letter>> {
        let printed = vouchers::print(&self.db, by, &self.study, which, minutes(at)).await;
        printed.expect("an answer")
    }

    async fn lives(&self, number: &str, address: &str) {
        let row = Enrolment {
            study_number: number.to_owned(),
            address: Some(address.to_owned()),
            ..Enrolment::default()
        };
        let known = participants::enrol(&self.db, &self.study, vec![row], true, noon()).await;
        known.expect("it is told");
    }

    /// So many whose vouchers were to go by letter before Anna's, and of whom nothing is known.
    async fn crowd(&self, many: i32) {
        let row = |number: i32| Enrolment {
            study_number: format!("9{number:04}"),
            ..Enrolment::default()
        };
        let rows = (0..many).map(row).collect();
        participants::enrol(&self.db, &self.study, rows, false, noon()).await.expect("enrolled");
        let codes: Vec<_> = (0..=many).map(|number| format!("CODE-{number:04}")).collect();
        let codes: Vec<_> = codes.iter().map(String::as_str).collect();
        self.brings(&codes).await.expect("they are new");
        self.works(minutes(1)).await;
        self.does(
            "INSERT INTO voucher_debt (study_id, participant_id, wave_key, promised, by_post, owed_since, state, \
             given_by, voucher_id, issues, reissues) SELECT p.study_id, p.id, 'baseline', '£10', TRUE, \
             '2026-01-01 00:00:00+00:00', 'set aside', 'letter', v.id, 1, 0 \
             FROM (SELECT id, study_id, ROW_NUMBER() OVER (ORDER BY id) AS place FROM participant \
             WHERE study_number LIKE '9%') p \
             JOIN (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS place FROM voucher WHERE state = 'stock') v \
             ON v.place = p.place",
        )
        .await;
        self.does("UPDATE voucher SET state = 'set aside' WHERE state = 'stock'").await;
    }
}
