//! What somebody is told of calls who asks for a copy of their data.

use records::{
    auth::By,
    calls::Called,
    requests::{self, Checked, Traced, Wanted},
};
use surveys::calls::{Agreed, Outcome};

use crate::{
    databases::both,
    room::{Room, march},
};

impl Room {
    /// The newest of what is in Anna's copy, which somebody has read before or not.
    async fn copies(&self, was_reviewed: bool) -> Traced {
        let wanted = Wanted {
            number: "1001".to_owned(),
            checked: Checked::ByPhone,
            safeguarding_reviewed: was_reviewed,
            group_known: false,
        };
        let (by, now) = (By::CommandLine, march("6T10:00"));
        let held = requests::copy(&self.db, &by, &self.study, &wanted, now).await;
        held.expect("a copy").tracing.remove(0)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn anna_is_told_when_she_was_rung_and_what_was_agreed_and_once_it_was_read_who_answered() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let called = Called {
            agreed: Some(Agreed::At(march("5T18:00"))),
            who_answered: Some("her brother".to_owned()),
            language: Some("Welsh".to_owned()),
            ..Called::ended(Outcome::Appointment, march("3T10:05"))
        };
        room.rings(called).await.expect("recorded");

        let unread = room.copies(false).await;

        let begins = "rang you about Baseline at 10:05, written down at 10:05: ";
        assert!(unread.what.starts_with(begins), "{}", unread.what);
        assert!(unread.what.ends_with("agreed for 5 March 2026 at 18:00"), "{}", unread.what);
        assert!(unread.note.is_none() && unread.kept_back.is_some());
        let read = room.copies(true).await;
        assert_eq!(read.note.as_deref(), Some("Who answered: her brother. Language: Welsh."));
    })
    .await;
}
