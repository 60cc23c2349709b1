//! A message that failed, and the person who decides about it.

use records::{
    auth::{By, Postmaster, StaffMember},
    outbox::{self, Channel, TendError},
    staff::{self, Appointment},
    studies,
};
use surveys::{keys::StudyKey, roles::Role};

use crate::{
    databases::both,
    desk::{Desk, minutes, told},
    study::{noon, protocol, small_baseline},
};

async fn postmaster(desk: &Desk, key: &str) -> Postmaster {
    let key = StudyKey::new(key).expect("a key");
    let study = studies::find(&desk.db, &key).await.expect("the study");
    let email = format!("sue@{key}.example.org");
    let (role, site) = (Role::Supervisor, None);
    let as_what = Appointment { role, study: Some(study.clone()), site };
    let invited = staff::invite(&desk.db, By::CommandLine, &email, as_what, noon()).await;
    invited.expect("she is invited");
    let sue = StaffMember::at_the_command_line(&desk.db, &email).await.expect("an answer");
    sue.expect("an account").postmaster(&study).expect("she looks after messages")
}

const FAILS: &str =
    "UPDATE outbox SET state = 'failed', reason = 'no', attempts = 8 WHERE staff_id IS NULL";

/// How messages to participants stand.
const STANDS: &str = "SELECT state || COALESCE(': ' || reason, '') AS told FROM outbox WHERE staff_id IS NULL ORDER BY id";

#[tokio::test]
async fn what_failed_is_tried_again_from_the_beginning_and_leaves() {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        desk.invites("1001", Channel::Email, "anna").await;
        desk.does(FAILS).await;
        let sue = postmaster(&desk, "bridgeway").await;

        outbox::try_again(&desk.db, &sue, 1, noon()).await.expect("it waits again");
        let twice = outbox::try_again(&desk.db, &sue, 1, noon()).await;
        desk.sends(minutes(1)).await;

        assert!(matches!(twice, Err(TendError::DecidedAlready)), "another had decided");
        assert_eq!(told(&desk.db, STANDS).await, ["sent"]);
        let trail = "SELECT actor || ': ' || action || ', ' || object AS told FROM audit WHERE actor LIKE 'staff%'";
        let line = format!("{}: message tried again, 1, survey-invitation by email", sue.actor());
        assert_eq!(told(&desk.db, trail).await, [line]);
    })
    .await;
}

#[tokio::test]
async fn what_is_given_up_never_leaves_and_what_was_stopped_meanwhile_does_not_leave_either() {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        desk.invites("1001", Channel::Email, "anna").await;
        desk.invites("1002", Channel::Email, "ben").await;
        desk.does(FAILS).await;
        let sue = postmaster(&desk, "bridgeway").await;

        outbox::give_up(&desk.db, &sue, 1, noon()).await.expect("it is given up");
        outbox::try_again(&desk.db, &sue, 2, noon()).await.expect("it waits again");
        let gone = outbox::try_again(&desk.db, &sue, 1, noon()).await;
        desk.sends(minutes(1)).await;

        assert!(matches!(gone, Err(TendError::DecidedAlready)));
        let expected = [
            "not sent: staff gave it up",
            "not sent: the person has not agreed to be reached like this",
        ];
        assert_eq!(told(&desk.db, STANDS).await, expected);
        let reached = desk.files().into_values().filter(|file| !file.contains("Your invitation"));
        assert_eq!(reached.count(), 0);
    })
    .await;
}

const IS_IN_DOUBT: &str = "UPDATE outbox SET state = 'in doubt', reason = 'no answer came', attempts = 1, \
    handing_since = enqueued_at, settled_at = enqueued_at WHERE staff_id IS NULL";

#[tokio::test]
async fn what_is_in_doubt_is_not_sent_before_somebody_has_found_out_that_it_has_not_left() {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        for once in ["anna", "anna again"] {
            desk.invites("1001", Channel::Email, once).await;
        }
        desk.does(IS_IN_DOUBT).await;
        let sue = postmaster(&desk, "bridgeway").await;
        let given_up = outbox::give_up(&desk.db, &sue, 1, noon()).await;
        assert!(matches!(given_up, Err(TendError::DecidedAlready)), "that would be a guess");
        desk.sends(minutes(600)).await;
        let doubt = "in doubt: no answer came";
        assert_eq!(told(&desk.db, STANDS).await, [doubt, doubt]);

        outbox::has_left(&desk.db, &sue, 1, noon()).await.expect("it is written down");
        outbox::has_not_left(&desk.db, &sue, 2, noon()).await.expect("it waits again");
        let twice = outbox::has_not_left(&desk.db, &sue, 1, noon()).await;
        desk.sends(minutes(601)).await;

        assert!(matches!(twice, Err(TendError::DecidedAlready)));
        let left = "sent: staff found that it has left";
        assert_eq!(told(&desk.db, STANDS).await, [left, "sent"]);
        let to_anna = desk.files().into_values().filter(|file| file.contains("To: anna@"));
        assert_eq!(to_anna.count(), 1);
        let trail = "SELECT action AS told FROM audit WHERE actor LIKE 'staff%' ORDER BY id";
        let found = ["message found to have left", "message found not to have left"];
        assert_eq!(told(&desk.db, trail).await, found);
    })
    .await;
}

#[tokio::test]
async fn a_message_of_another_study_is_like_one_that_is_not_there() {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        let key = StudyKey::new("bridgeway").expect("a key");
        let mut other = studies::find(&desk.db, &key).await.unwrap().study().as_ref().clone();
        other.key = StudyKey::new("otherway").expect("a key");
        let others = surveys::catalogue::surveys().iter();
        let others = others.filter(|survey| survey.key.as_str() != "baseline").cloned();
        let surveys: Vec<_> = std::iter::once(small_baseline()).chain(others).collect();
        studies::load(&desk.db, &other, (&protocol(), None), &surveys, noon())
            .await
            .expect("it loads");
        desk.invites("1001", Channel::Email, "anna").await;
        desk.does(FAILS).await;
        let max = postmaster(&desk, "otherway").await;

        for id in [1, 999] {
            let refused = outbox::give_up(&desk.db, &max, id, noon()).await;
            assert!(matches!(refused, Err(TendError::NoSuchMessage)));
        }
        let theirs = outbox::of_study(&desk.db, &max, None).await.expect("a list");
        assert!(theirs.failed.is_empty());
        let counted: i64 = theirs.counts.iter().map(|count| count.messages).sum();
        assert_eq!(counted, 1, "his own invitation and no other");
        let sue = postmaster(&desk, "bridgeway").await;
        let hers = outbox::of_study(&desk.db, &sue, None).await.expect("a list");
        assert_eq!(hers.failed.len(), 1);
    })
    .await;
}
