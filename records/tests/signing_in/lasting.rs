//! How long a session lasts, and who ends it.

use chrono::TimeDelta;
use records::{
    auth::By,
    staff::{self, Appointment, StaffError},
};
use surveys::roles::Role;

use super::{EVE, PASSWORD, accepted, ada, after, came, databases::both, member, signs_in};
use crate::study::noon;

#[tokio::test]
async fn a_session_ends_after_half_an_hour_of_nothing_and_after_half_a_day() {
    both(|db| async move {
        let session = accepted(&db, EVE).await.session;

        assert!(came(&db, &session, after(TimeDelta::minutes(31))).await.is_none());
        let mut now = noon();
        while now < after(TimeDelta::hours(12)) {
            assert!(came(&db, &session, now).await.is_some(), "at {now}");
            now += TimeDelta::minutes(20);
        }
        assert!(came(&db, &session, after(TimeDelta::minutes(12 * 60 + 1))).await.is_none());
    })
    .await;
}

#[tokio::test]
async fn a_new_password_ends_every_other_session_and_the_old_one_lets_nobody_in() {
    both(|db| async move {
        let first = accepted(&db, EVE).await.session;
        let second = signs_in(&db, EVE, noon()).await.expect("signed in").session;
        let eve = member(&db, &first, noon()).await;
        assert_eq!(staff::of_member(&db, &eve, noon()).await.expect("sessions").len(), 2);

        let new = "orchard-timber-quiet-sledge";
        let wrong = staff::change_password(&db, &eve, "not hers", new, noon()).await;
        let changed = staff::change_password(&db, &eve, PASSWORD, new, noon()).await;

        assert!(matches!(wrong, Err(StaffError::Wrong)) && changed.is_ok());
        assert!(came(&db, &second, noon()).await.is_none());
        assert!(came(&db, &first, noon()).await.is_some());
        assert!(matches!(signs_in(&db, EVE, noon()).await, Err(StaffError::Wrong)));
    })
    .await;
}

#[tokio::test]
async fn another_persons_session_cannot_be_ended_by_its_number() {
    both(|db| async move {
        let (_, ada, _) = ada(&db).await;
        let session = accepted(&db, EVE).await.session;
        let eve = member(&db, &session, noon()).await;
        let by_ada = member(&db, &ada, noon()).await;
        let hers = staff::of_member(&db, &by_ada, noon()).await.expect("sessions");

        staff::end_session(&db, &eve, hers[0].id, noon()).await.expect("nothing is ended");
        assert!(came(&db, &ada, noon()).await.is_some());
        staff::end_session(&db, &by_ada, hers[0].id, noon()).await.expect("hers is ended");
        assert!(came(&db, &ada, noon()).await.is_none());
    })
    .await;
}

#[tokio::test]
async fn whoever_was_removed_is_out_at_once_and_comes_back_with_nothing() {
    both(|db| async move {
        let session = accepted(&db, EVE).await.session;
        let id = staff::list(&db, &By::CommandLine, noon()).await.expect("accounts")[0].id;

        staff::remove(&db, By::CommandLine, id, noon()).await.expect("removed");

        assert!(came(&db, &session, noon()).await.is_none());
        assert!(matches!(signs_in(&db, EVE, noon()).await, Err(StaffError::Wrong)));
        let role = Appointment { role: Role::Administrator, study: None, site: None };
        staff::invite(&db, By::CommandLine, EVE, role, noon()).await.expect("invited again");
        let back = staff::list(&db, &By::CommandLine, noon()).await.expect("accounts");
        assert_eq!((back[0].id, back[0].roles.len()), (id, 1));
        assert!(matches!(signs_in(&db, EVE, noon()).await, Err(StaffError::Wrong)));
    })
    .await;
}

#[tokio::test]
async fn a_session_that_was_signed_out_of_is_no_session_any_more() {
    both(|db| async move {
        let session = accepted(&db, EVE).await.session;
        let other = signs_in(&db, EVE, noon()).await.expect("signed in").session;

        staff::sign_out(&db, &session, noon()).await.expect("she signs out");
        staff::sign_out(&db, &session, noon()).await.expect("twice is nothing more");

        assert!(came(&db, &session, noon()).await.is_none());
        assert!(came(&db, &other, noon()).await.is_some(), "only the one that she was in");
    })
    .await;
}

#[tokio::test]
async fn an_administrator_ends_the_sessions_of_somebody_else_and_they_may_come_in_again() {
    both(|db| async move {
        let session = accepted(&db, EVE).await.session;
        let other = signs_in(&db, EVE, noon()).await.expect("signed in").session;
        let eve = member(&db, &session, noon()).await.id();

        let ended = staff::end_sessions(&db, By::CommandLine, eve, noon()).await.expect("ended");

        assert_eq!(ended, 2);
        for session in [session, other] {
            assert!(came(&db, &session, noon()).await.is_none());
        }
        assert!(signs_in(&db, EVE, noon()).await.is_ok());
    })
    .await;
}
