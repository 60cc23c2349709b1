//! What was written goes when its time has come.

use chrono::{DateTime, Utc};
use records::{
    retention::{list, take_out, take_out_listed},
    senders, studies,
};
use surveys::{
    catalogue,
    registers::{Reference, Register},
    retention::{Due, Kind, Retention},
};

use crate::{
    databases::{Folder, both},
    desk::{Desk, at, told, words},
    study::{noon, protocol, small_baseline},
};

/// The final report is on 1 September.
async fn reported(desk: &mut Desk) {
    let mut file = desk.study.study().as_ref().clone();
    file.retention =
        Retention { final_report_on: "2026-09-01".parse().ok(), ..Retention::default() };
    let others = catalogue::surveys().iter().filter(|own| own.key.as_str() != "baseline");
    let surveys: Vec<_> = [small_baseline()].into_iter().chain(others.cloned()).collect();
    studies::load(&desk.db, &file, (&protocol(), None), &surveys, noon()).await.expect("it loads");
    desk.study = studies::find(&desk.db, &file.key).await.expect("it is there");
}

fn files(folder: &Folder) -> senders::Folder {
    senders::Folder::new(folder.0.join("outbox"))
}

/// The entries whose words go on a day, by kind.
async fn goes(desk: &Desk, folder: &Folder, now: DateTime<Utc>) -> Vec<(Kind, Vec<String>)> {
    let all = list(&desk.db, &desk.study, &files(folder), now).await.expect("a list");
    let of_registers = all.into_iter().filter(|going| going.kind.register().is_some());
    let some = of_registers.filter(|going| !going.whose.is_empty());
    some.map(|going| (going.kind, going.whose)).collect()
}

async fn closes(desk: &Desk, entry: Reference, first: &[&str]) {
    for form in first {
        desk.does(entry, form).await;
    }
}

const COMPLAINT: [&str; 2] = ["then=acknowledge|way=email", "then=close|outcome=upheld"];
const HARM: [&str; 2] = [
    "then=assess|serious=no|related=no|unexpected=no|assess_words=A bruise",
    "then=close|outcome=recovered",
];

#[tokio::test(flavor = "multi_thread")]
async fn words_of_closed_entries_go_after_the_report_and_what_is_open_stays() {
    both(|db| async move {
        let (mut desk, folder) = (Desk::open(db).await, Folder::new());
        let closed = desk.anna_complains("what=The nurse was rude|contact=Zebedee").await;
        closes(&desk, closed, &COMPLAINT).await;
        let open = desk.anna_complains("what=Another|contact=Ben").await;
        let harm = desk.opens(Register::Harm, "day=2026-03-01|number=1001|what=She fell").await;
        closes(&desk, harm, &HARM).await;
        let years = at("2046-01-01 12:00");
        let all = list(&desk.db, &desk.study, &files(&folder), years).await.unwrap();
        let why = all.iter().find(|going| going.kind == Kind::Complaints).map(|going| going.due);
        assert_eq!(why, Some(Due::NoFinalReport), "without a report they stay");
        reported(&mut desk).await;

        assert_eq!(goes(&desk, &folder, at("2027-08-31 12:00")).await, []);
        let a_year = at("2027-09-01 12:00");
        let going = [(Kind::Complaints, vec![closed.to_string()])];
        assert_eq!(goes(&desk, &folder, a_year).await, going);
        assert_eq!(
            words(&desk.reads(closed).await)[0],
            "The nurse was rude",
            "a list changes nothing"
        );
        take_out(&desk.db, &desk.study, &files(&folder), a_year).await.expect("they go");

        assert_eq!(words(&desk.reads(closed).await)[0], "gone");
        assert_eq!(words(&desk.reads(open).await)[0], "Another", "it is open still");
        assert_eq!(words(&desk.reads(harm).await)[0], "She fell", "it is kept as long as answers");
        let entry = format!("retention: complaint words destroyed {closed}");
        assert_eq!(desk.trail().await.iter().filter(|line| **line == entry).count(), 1);
        assert_eq!(goes(&desk, &folder, a_year).await, [], "and are gone once");
        let ten = [(Kind::Harms, vec![harm.to_string()])];
        assert_eq!(goes(&desk, &folder, at("2036-09-01 12:00")).await, ten);
        let rows = "SELECT 'a row' AS told FROM register_entry";
        assert_eq!(told(desk.db.read(), rows).await.len(), 3, "that they were there stays");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_on_a_closed_entry_goes_with_the_rest_and_keeps_none_of_it() {
    both(|db| async move {
        let (mut desk, folder) = (Desk::open(db).await, Folder::new());
        let entry = desk.anna_complains("what=The nurse was rude|contact=Zebedee").await;
        closes(&desk, entry, &COMPLAINT).await;
        desk.does(entry, "then=note|note_words=Her sister rang").await;
        reported(&mut desk).await;
        let a_year = at("2027-09-01 12:00");

        take_out(&desk.db, &desk.study, &files(&folder), a_year).await.expect("they go");
        take_out(&desk.db, &desk.study, &files(&folder), a_year).await.expect("and once");

        assert_eq!(words(&desk.reads(entry).await), ["gone", "-", "-", "gone", "-"]);
        assert_eq!(goes(&desk, &folder, a_year).await, []);
        let destroyed = format!("retention: complaint words destroyed {entry}");
        assert_eq!(desk.trail().await.iter().filter(|line| **line == destroyed).count(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_that_is_opened_again_after_the_listing_keeps_its_words() {
    both(|db| async move {
        let (mut desk, folder) = (Desk::open(db).await, Folder::new());
        let entry = desk.anna_complains("what=The nurse was rude|contact=Zebedee").await;
        closes(&desk, entry, &COMPLAINT).await;
        reported(&mut desk).await;
        let a_year = at("2027-09-01 12:00");
        let listed = list(&desk.db, &desk.study, &files(&folder), a_year).await.unwrap();
        desk.does(entry, "then=reopen|reopen_words=She wrote again").await;

        take_out_listed(&desk.db, &desk.study, listed, &files(&folder), a_year)
            .await
            .expect("it ends");

        assert_eq!(words(&desk.reads(entry).await)[0], "The nurse was rude");
        assert_eq!(goes(&desk, &folder, a_year).await, []);
    })
    .await;
}
