//! What staff are told while the protocol of a study cannot be read, also by a server that was started since.

use ::surveys::roles::Role;
use axum::http::StatusCode;

use super::{desk::Desk, statements};

const BREAKS: &str = "UPDATE protocol_version SET canonical = 'x' || canonical \
    WHERE study_id = (SELECT id FROM study WHERE key = 'bridgeway')";
const MENDS: &str = "UPDATE protocol_version SET canonical = SUBSTR(canonical, 2) \
    WHERE study_id = (SELECT id FROM study WHERE key = 'bridgeway')";
/// A server that was started since remembers no study.
const STARTS_ANEW: &str = "UPDATE study SET revision = revision + 1";
const MESSAGES: &str = "/staff/bridgeway/messages";
const CANNOT: &str = "The protocol of The Bridgeway Study cannot be read.";

impl Desk {
    async fn does(&self, sql: &str) {
        statements::does(self.db.writer(), sql).await;
    }
}

#[tokio::test]
async fn sue_reads_which_study_it_is_and_why_looks_at_anna_and_holds_and_releases_all_the_same() {
    let desk = Desk::open().await;
    desk.enrols("1001", "Anna").await;
    let sue = desk.comes_in("sue@example.org", desk.of_study(Role::Supervisor)).await;
    assert!(!desk.opens(MESSAGES, Some(&sue)).await.body.contains("cannot be read"));
    desk.does(BREAKS).await;
    desk.does(STARTS_ANEW).await;

    let page = desk.opens(MESSAGES, Some(&sue)).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.body.contains(CANNOT), "{}", page.body);
    assert!(page.body.contains("protocol 1 is not what was published"), "{}", page.body);
    let anna = desk.opens("/staff/bridgeway/participants/1", Some(&sue)).await;
    assert_eq!(anna.status, StatusCode::OK, "{}", anna.body);
    assert!(anna.body.contains("What comes to them cannot be told"), "{}", anna.body);
    desk.posts(MESSAGES, "then=hold", Some(&sue)).await;
    let held = desk.opens(MESSAGES, Some(&sue)).await.body;
    assert!(held.contains("Release all messages") && held.contains(CANNOT), "{held}");

    desk.does(MENDS).await;
    let page = desk.opens(MESSAGES, Some(&sue)).await.body;
    assert!(!page.contains("cannot be read"), "{page}");
}

#[tokio::test]
async fn a_study_of_which_nothing_can_be_read_keeps_nobody_from_the_other() {
    let desk = Desk::open().await;
    let ada = desk.administrator("ada@example.org").await;
    desk.does(BREAKS).await;
    desk.does(
        "DELETE FROM known_waves WHERE study_id = (SELECT id FROM study WHERE key = 'bridgeway')",
    )
    .await;
    desk.does(STARTS_ANEW).await;

    for address in ["/staff", "/staff/people", "/staff/sends"] {
        let page = desk.opens(address, Some(&ada)).await;
        assert_eq!(page.status, StatusCode::OK, "{address}: {}", page.body);
    }
}
