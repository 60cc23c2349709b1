//! What somebody texted, as it stands on the pages of staff.

use surveys::roles::Role;

use super::{PEOPLE, Site};
use crate::staff::tests::statements;

/// Anna asked five minutes past eleven in the evening of 1 July by UTC. In London it was summer, and the day after.
const ASKED: &str = "INSERT INTO text_received (once, study_id, participant_id, asks, received_at, seen_at, seen_by) \
                     SELECT 'first', study_id, id, 'call', '2026-07-01 23:05:00+00:00', NULL, NULL FROM participant \
                     WHERE study_number = '1001'";

#[tokio::test]
async fn when_anna_asked_by_text_to_be_rung_is_told_by_the_clock_of_the_study() {
    let site = Site::open().await;
    let sue = site.desk.comes_in("sue@example.org", site.desk.of_study(Role::Supervisor)).await;
    statements::does(site.desk.db.writer(), ASKED).await;

    for page in [PEOPLE.to_owned(), format!("{PEOPLE}/{}", site.anna)] {
        let shown = site.desk.opens(&page, Some(&sue)).await.body;

        for told in ["Thursday 2 July 2026, 12:05am", "Times are by the clock of ", "Europe/London"]
        {
            assert!(shown.contains(told), "{told} on {page}: {shown}");
        }
        assert!(!shown.contains("UTC"), "{page}: {shown}");
    }
}
