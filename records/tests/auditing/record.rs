//! Seven entries of the audit and two of the history: Anna's study is loaded, she consents and answers.

use chrono::{DateTime, TimeDelta, Utc};
use records::{
    Db,
    auth::By,
    chain::{self, Anchor, Sealing, Verdict},
    consent, responses,
};
use sea_orm_migration::sea_orm::ConnectionTrait;
use surveys::journey::Manner;

use crate::study::{anna, full_consent, noon, page, typed, with_anna};

/// So many seconds after noon on the first day.
pub fn seconds(seconds: i64) -> DateTime<Utc> {
    noon() + TimeDelta::seconds(seconds)
}

pub async fn begins(db: &Db) {
    let study = with_anna(db).await;
    let who = anna(db, &study, None).await;
    consent::give(db, &who, &full_consent(&study), noon()).await.expect("Anna agrees");
    for (at, form) in [("empact", "empact=1"), ("hours", "hours=37.5")] {
        let at = page(at);
        let saved = responses::save_page(db, &who, &at, typed(form), Manner::Continue, noon());
        saved.await.expect("it is saved");
    }
}

/// The same, sealed, and so long ago that nobody may add anything before.
pub async fn sealed(db: &Db) {
    begins(db).await;
    let mut worker = Sealing::default();
    for second in [0, 1, 2, 3, 600, 601] {
        seals(&mut worker, db, seconds(second)).await;
    }
}

/// Seals all that can be sealed: how many entries.
pub async fn seals(worker: &mut Sealing, db: &Db, now: DateTime<Utc>) -> usize {
    let mut sealed = 0;
    loop {
        match worker.seal(db, now).await.expect("the database answers") {
            0 => return sealed,
            some => sealed += some,
        }
    }
}

pub async fn does(db: &Db, statements: &[&str]) {
    for statement in statements {
        db.writer().execute_unprepared(statement).await.expect("it is done");
    }
}

pub async fn verdict(db: &Db, anchors: &[Anchor]) -> Verdict {
    chain::verify(db, &By::CommandLine, anchors).await.expect("the database answers")
}
