//! Looking for what was done.

use records::{
    Db,
    audit::{self, Found, Search},
    auth::By,
};

use crate::{
    databases::both,
    record::{begins, does},
    study::noon,
};

/// What is found, a line each.
async fn check(db: &Db, search: Search, expected: &[&str]) {
    let Found { entries, older } =
        audit::search(db, &By::CommandLine, &search).await.expect("an answer");
    let lines = entries.iter().map(|done| {
        let person = done.person.as_deref().unwrap_or("nobody");
        format!("{}: {} about {person}", done.actor, done.action)
    });
    assert_eq!(lines.collect::<Vec<_>>(), expected, "{search:?}");
    assert_eq!(older, None);
}

#[tokio::test]
async fn what_was_done_is_found_by_person_actor_action_and_day() {
    both(|db| async move {
        begins(&db).await;
        let search = Search::default();
        let day = |days| noon().date_naive().checked_add_days(chrono::Days::new(days));
        let consented = ["1001: consent given about 1001"];

        check(&db, Search { person: " 1001 ".to_owned(), ..search.clone() }, &consented).await;
        check(&db, Search { action: "CONSENT".to_owned(), ..search.clone() }, &consented).await;
        check(&db, Search { person: "1002".to_owned(), ..search.clone() }, &[]).await;
        let loaded =
            Search { actor: "Command".to_owned(), action: "load".to_owned(), ..search.clone() };
        check(&db, loaded, &["command line: study loaded about nobody"]).await;
        check(&db, Search { object: "CONS".to_owned(), ..search.clone() }, &consented).await;
        check(&db, Search { action: "%".to_owned(), ..search.clone() }, &[]).await;
        check(&db, Search { from: day(1), ..search.clone() }, &[]).await;
        let today = Search { from: day(0), to: day(0), action: "consent".to_owned(), ..search };
        check(&db, today, &consented).await;
    })
    .await;
}

#[tokio::test]
async fn more_than_fifty_entries_are_read_one_page_after_the_other() {
    both(|db| async move {
        begins(&db).await;
        let many = "INSERT INTO audit (at, actor, action, object) \
            SELECT a.at, 'Dev', 'tried', 'something' FROM audit a, audit b, audit c";
        does(&db, &[many]).await;
        let mut search = Search { actor: "Dev".to_owned(), ..Search::default() };

        let (mut pages, mut ids) = (Vec::new(), Vec::new());
        loop {
            let found = audit::search(&db, &By::CommandLine, &search).await.expect("an answer");
            pages.push(found.entries.len());
            ids.extend(found.entries.iter().map(|done| done.id));
            search.before = found.older;
            if search.before.is_none() {
                break;
            }
        }

        let all: usize = pages.iter().sum();
        assert!(pages[0] == 50 && all > 50, "{pages:?}");
        assert!(ids.is_sorted_by(|newer, older| newer > older), "newest first, each once");
    })
    .await;
}
