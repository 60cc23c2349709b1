//! Coming in by the sign-in of an organisation: for whom it opens, and for whom it does not.

use chrono::TimeDelta;
use records::{
    Db,
    auth::{Arrived, By},
    staff::{self, Begun, NotSignedOn, SignedIn, StaffError, Standing, Vouched},
};

use super::{
    ADA, EVE, PASSWORD, accepted, ada, after, at, came,
    databases::{self, both, in_folder},
    filled, invitation, member,
};
use crate::study::noon;

/// The organisation vouches for whoever it calls so.
fn vouched(subject: &str, email: &str) -> Vouched {
    Vouched {
        issuer: "https://login.example.org".to_owned(),
        subject: subject.to_owned(),
        email: Some(email.to_owned()),
        name: Some("Eve Invented".to_owned()),
        with_second_factor: false,
    }
}

async fn comes(db: &Db, vouched: Vouched) -> Result<SignedIn, NotSignedOn> {
    staff::sign_on(db, vouched, at("192.0.2.7"), noon()).await
}

async fn id_of(db: &Db) -> i32 {
    staff::list(db, &By::CommandLine, noon()).await.expect("accounts")[0].id
}

#[tokio::test]
async fn whoever_was_invited_comes_in_without_a_password_and_the_invitation_is_used_up() {
    both(|db| async move {
        let token = invitation(&db, EVE).await;

        let came = comes(&db, vouched("17", "Eve@Example.org")).await.expect("she is let in");

        let eve = member(&db, &came.session, noon()).await;
        assert_eq!((eve.name(), eve.has_password()), ("Eve Invented", false));
        assert!(staff::open(&db, &token, noon()).await.is_err());
        let account = staff::list(&db, &By::CommandLine, noon()).await.expect("accounts").remove(0);
        assert_eq!(account.standing, Standing::Active);
        let nothing = staff::sign_in(&db, EVE, "", at("192.0.2.7"), noon()).await;
        assert!(matches!(nothing, Err(StaffError::Wrong)));
    })
    .await;
}

#[tokio::test]
async fn from_then_on_she_is_known_by_what_the_organisation_calls_her_whatever_her_address() {
    both(|db| async move {
        invitation(&db, EVE).await;
        comes(&db, vouched("17", EVE)).await.expect("she is let in");

        let married = comes(&db, vouched("17", "eve.other@example.org")).await;
        let without = Vouched { email: None, ..vouched("17", EVE) };

        let session = married.expect("it is still her").session;
        assert_eq!(
            member(&db, &session, noon()).await.email(),
            EVE,
            "a changed address changes nothing"
        );
        assert!(comes(&db, without).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn nobody_gets_an_account_by_it() {
    both(|db| async move {
        invitation(&db, EVE).await;

        let stranger = comes(&db, vouched("99", "mallory@example.org")).await;
        let unchecked = comes(&db, Vouched { email: None, ..vouched("17", EVE) }).await;
        let odd = comes(&db, vouched("17", "' OR 1=1 --")).await;

        assert!(matches!(stranger, Err(NotSignedOn::NoAccount)));
        assert!(matches!(unchecked, Err(NotSignedOn::NoAddress)));
        assert!(matches!(odd, Err(NotSignedOn::NoAddress)));
        let late = after(TimeDelta::days(7));
        let late = staff::sign_on(&db, vouched("17", EVE), at(""), late).await;
        assert!(matches!(late, Err(NotSignedOn::NoAccount)), "the invitation is over");
        assert_eq!(staff::list(&db, &By::CommandLine, noon()).await.expect("accounts").len(), 1);
    })
    .await;
}

#[tokio::test]
async fn whoever_is_given_an_address_that_somebody_had_before_does_not_become_them() {
    both(|db| async move {
        invitation(&db, EVE).await;
        comes(&db, vouched("17", EVE)).await.expect("she is let in");

        let namesake = comes(&db, vouched("18", EVE)).await;

        assert!(matches!(namesake, Err(NotSignedOn::AnotherPerson)));
        // Another organisation may call somebody else 17.
        let elsewhere =
            Vouched { issuer: "https://login.example.net".to_owned(), ..vouched("17", ADA) };
        assert!(matches!(comes(&db, elsewhere).await, Err(NotSignedOn::NoAccount)));
    })
    .await;
}

#[tokio::test]
async fn whoever_was_removed_cannot_come_in_by_it_either() {
    both(|db| async move {
        invitation(&db, EVE).await;
        let session = comes(&db, vouched("17", EVE)).await.expect("she is let in").session;
        let id = id_of(&db).await;

        staff::remove(&db, By::CommandLine, id, noon()).await.expect("removed");

        assert!(came(&db, &session, noon()).await.is_none());
        assert!(matches!(comes(&db, vouched("17", EVE)).await, Err(NotSignedOn::NoAccount)));
        invitation(&db, EVE).await;
        assert!(comes(&db, vouched("17", EVE)).await.is_ok(), "once she is invited again");
    })
    .await;
}

#[tokio::test]
async fn codes_are_still_owed_unless_the_organisation_asked_for_a_second_factor() {
    both(|db| async move {
        ada(&db).await;
        let with = Vouched { with_second_factor: true, ..vouched("1", ADA) };

        let session = comes(&db, vouched("1", ADA)).await.expect("known").session;
        assert!(matches!(came(&db, &session, noon()).await, Some(Arrived::OwesCode(_))));
        let session = comes(&db, with).await.expect("known").session;
        assert!(member(&db, &session, noon()).await.administrator().is_ok());
    })
    .await;
}

#[tokio::test]
async fn a_role_that_needs_codes_is_not_had_by_the_organisations_word_alone() {
    both(|db| async move {
        invitation(&db, ADA).await;

        let session = comes(&db, vouched("1", ADA)).await.expect("known").session;
        assert!(matches!(came(&db, &session, noon()).await, Some(Arrived::OwesSecondFactor(_))));
        let with = Vouched { with_second_factor: true, ..vouched("1", ADA) };
        let session = comes(&db, with).await.expect("known").session;
        assert!(member(&db, &session, noon()).await.administrator().is_ok());
    })
    .await;
}

#[tokio::test]
async fn whoever_lost_the_phone_sets_up_codes_anew_once_an_administrator_says_so() {
    both(|db| async move {
        ada(&db).await;
        comes(&db, vouched("1", ADA)).await.expect("known");
        let id = id_of(&db).await;

        staff::invite_again(&db, By::CommandLine, id, false, noon()).await.expect("invited");
        let session = comes(&db, vouched("1", ADA)).await.expect("known").session;
        assert!(matches!(came(&db, &session, noon()).await, Some(Arrived::OwesCode(_))));

        staff::invite_again(&db, By::CommandLine, id, true, noon()).await.expect("invited");
        let session = comes(&db, vouched("1", ADA)).await.expect("known").session;
        assert!(matches!(came(&db, &session, noon()).await, Some(Arrived::OwesSecondFactor(_))));
        // It was for once.
        let session = comes(&db, vouched("1", ADA)).await.expect("known").session;
        assert!(matches!(came(&db, &session, noon()).await, Some(Arrived::OwesSecondFactor(_))));
    })
    .await;
}

#[tokio::test]
async fn where_it_is_the_way_in_only_administrators_have_a_password() {
    both(|db| async move {
        ada(&db).await;
        accepted(&db, EVE).await;
        let by_password = async |email: &str, password: &str| {
            staff::sign_in_as_administrator(&db, email, password, at("192.0.2.7"), noon()).await
        };

        assert!(by_password(ADA, PASSWORD).await.is_ok());
        assert!(matches!(by_password(ADA, "wrong").await, Err(StaffError::Wrong)));
        assert!(matches!(by_password(EVE, PASSWORD).await, Err(StaffError::Wrong)));
    })
    .await;
}

#[tokio::test]
async fn a_new_password_by_invitation_leaves_the_organisations_way_as_it_is() {
    both(|db| async move {
        invitation(&db, EVE).await;
        comes(&db, vouched("17", EVE)).await.expect("she is let in");
        let id = id_of(&db).await;
        let again = staff::invite_again(&db, By::CommandLine, id, false, noon()).await;
        let token = again.expect("invited").token;

        staff::accept(&db, &token, filled(PASSWORD), "", noon()).await.expect("accepted");

        assert!(comes(&db, vouched("17", EVE)).await.is_ok());
        assert!(matches!(comes(&db, vouched("18", EVE)).await, Err(NotSignedOn::AnotherPerson)));
    })
    .await;
}

#[tokio::test]
async fn what_a_browser_keeps_opens_here_only_unchanged_and_for_ten_minutes() {
    let folders = (databases::Folder::new(), databases::Folder::new());
    let (here, elsewhere) = (in_folder(&folders.0).await, in_folder(&folders.1).await);
    let begun = Begun::now();
    let kept = begun.sealed(&here, noon());
    let minutes = |minutes| after(TimeDelta::minutes(minutes));

    assert_eq!(Begun::open(&here, &kept, minutes(10)), Some(begun.clone()));
    assert_eq!(Begun::open(&here, &kept, minutes(11)), None);
    assert_eq!(Begun::open(&here, &kept, minutes(-1)), None);
    assert_eq!(Begun::open(&elsewhere, &kept, noon()), None);
    for odd in ["", "0", "zz", "00", &kept[2..], &format!("{kept}00"), "é"] {
        assert_eq!(Begun::open(&here, odd, noon()), None, "{odd}");
    }
    assert!(begun.is_answered_by(&begun.state) && !begun.is_answered_by(""));
    assert!(!kept.contains(&begun.state) && !kept.contains(&begun.verifier));
    assert_ne!(Begun::now().state, begun.state);
}
