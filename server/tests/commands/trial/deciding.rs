//! Lee, who finds out what became of each message that is in doubt, and says so.

use std::collections::BTreeSet;

use chrono::Utc;
use records::{
    Db,
    auth::StaffMember,
    outbox,
    sealing::MasterKeys,
    stores::{Stores, Urls},
    studies,
};
use surveys::keys::StudyKey;

use super::ledgers::Ledgers;
use crate::desk::MASTER_KEY;

const LEE: &str = "lee@example.org";

/// The command that invites them.
pub const INVITES_LEE: &str = "staff invite lee@example.org --role supervisor --study bridgeway";

/// Goes through the list as the staff site has it, until every message in it was decided about once: how many that were.
/// What Lee can find out is what the mail server and Twilio have.
pub async fn all(url: &str, theirs: &Ledgers) -> usize {
    let db = opened(url).await;
    let key = StudyKey::new("bridgeway").expect("a key");
    let study = studies::find(&db, &key).await.expect("the study");
    let lee = StaffMember::at_the_command_line(&db, LEE).await.expect("an answer");
    let lee = lee.expect("an account").postmaster(&study).expect("Lee looks after messages");
    let mut decided = BTreeSet::new();
    loop {
        let listed = outbox::of_study(&db, &lee, None).await.expect("a list");
        let open: Vec<_> = listed.in_doubt.iter().map(|row| row.id).collect();
        let open: Vec<_> = open.into_iter().filter(|id| !decided.contains(id)).collect();
        if open.is_empty() {
            db.close().await.expect("it lets go");
            return decided.len();
        }
        for id in open {
            let done = match theirs.has(id) {
                true => outbox::has_left(&db, &lee, id, Utc::now()).await,
                false => outbox::has_not_left(&db, &lee, id, Utc::now()).await,
            };
            done.expect("it is decided");
            decided.insert(id);
        }
    }
}

async fn opened(url: &str) -> Db {
    let stores = Stores::open(&Urls::in_one(url)).await.expect("the databases answer");
    let master = MasterKeys::read(MASTER_KEY).expect("a key");
    stores.unlock(master, Utc::now()).await.expect("the stores open")
}
