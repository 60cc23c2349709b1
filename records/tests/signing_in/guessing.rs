//! Guessing passwords and codes.

use chrono::TimeDelta;
use records::{
    audit::{self, Search},
    auth::By,
    staff::{self, From, StaffError},
};

use super::{
    ADA, EVE, PASSWORD, accepted, ada, after, at, code, databases::both, member, owes_code,
    signs_in,
};
use crate::study::noon;

#[tokio::test]
async fn guessing_has_to_wait_longer_each_time_and_locks_nobody_else_out() {
    both(|db| async move {
        let eve = accepted(&db, EVE).await;
        let guess = async |password: &str, from: From, now| {
            staff::sign_in(&db, EVE, password, from, now).await
        };
        for _ in 0..5 {
            let wrong = guess("a guess that is wrong", at("203.0.113.9"), noon()).await;
            assert!(matches!(wrong, Err(StaffError::Wrong)));
        }

        let sixth = guess(PASSWORD, at("203.0.113.9"), noon()).await;
        assert!(matches!(sixth, Err(StaffError::Wait(wait)) if wait == TimeDelta::seconds(30)));
        // Eve herself comes from elsewhere; or from the same address, on the computer she uses.
        assert!(guess(PASSWORD, at("192.0.2.7"), noon()).await.is_ok());
        let own = From { device: eve.device.clone(), ..at("203.0.113.9") };
        assert!(guess(PASSWORD, own, noon()).await.is_ok());

        let later = after(TimeDelta::seconds(31));
        assert!(matches!(guess("wrong", at("203.0.113.9"), later).await, Err(StaffError::Wrong)));
        let soon = guess(PASSWORD, at("203.0.113.9"), after(TimeDelta::seconds(62))).await;
        assert!(matches!(soon, Err(StaffError::Wait(_))), "the second wait is twice as long");
        let enough = guess(PASSWORD, at("203.0.113.9"), after(TimeDelta::seconds(95))).await;
        assert!(enough.is_ok());
    })
    .await;
}

#[tokio::test]
async fn a_hundred_guesses_at_once_are_a_hundred() {
    both(|db| async move {
        accepted(&db, EVE).await;

        let guesses = (0..20).map(|_| staff::sign_in(&db, EVE, "wrong", at("203.0.113.9"), noon()));
        let outcomes = futures_util::future::join_all(guesses).await;

        let looked_at = outcomes.iter().filter(|one| matches!(one, Err(StaffError::Wrong))).count();
        assert!(looked_at <= 6, "{looked_at} were looked at");
    })
    .await;
}

#[tokio::test]
async fn codes_cannot_be_guessed_by_whoever_knows_the_password() {
    both(|db| async move {
        let (letters, ..) = ada(&db).await;
        let later = after(TimeDelta::minutes(5));
        let session = signs_in(&db, ADA, later).await.expect("signed in").session;
        let who = owes_code(&db, &session, later).await;
        for _ in 0..5 {
            drop(staff::give_code(&db, &who, "000000", at("203.0.113.9"), later).await);
        }

        // Another session and another address do not help.
        let session = signs_in(&db, ADA, later).await.expect("signed in").session;
        let who = owes_code(&db, &session, later).await;
        let right = code(&letters, later);
        let sixth = staff::give_code(&db, &who, &right, at("198.51.100.4"), later).await;

        assert!(matches!(sixth, Err(StaffError::Wait(_))));
    })
    .await;
}

#[tokio::test]
async fn the_code_that_set_up_the_app_lets_nobody_in_as_well() {
    both(|db| async move {
        let (letters, ..) = ada(&db).await;
        let session = signs_in(&db, ADA, noon()).await.expect("signed in").session;
        let who = owes_code(&db, &session, noon()).await;

        let replayed = staff::give_code(&db, &who, &code(&letters, noon()), at(""), noon()).await;

        assert!(matches!(replayed, Err(StaffError::Wrong)));
    })
    .await;
}

#[tokio::test]
async fn a_code_that_is_given_twice_at_once_lets_in_once() {
    both(|db| async move {
        let (letters, ..) = ada(&db).await;
        let later = after(TimeDelta::minutes(5));
        let seen = code(&letters, later);
        let mut both = Vec::new();
        for _ in 0..2 {
            let session = signs_in(&db, ADA, later).await.expect("signed in").session;
            both.push(owes_code(&db, &session, later).await);
        }

        let given = both.iter().map(|who| staff::give_code(&db, who, &seen, at(""), later));
        let given = futures_util::future::join_all(given).await;

        assert_eq!(given.iter().filter(|one| one.is_ok()).count(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_refused_sign_in_is_in_the_audit_with_the_account_and_without_what_was_typed() {
    both(|db| async move {
        let eve = accepted(&db, EVE).await.session;
        let eve = member(&db, &eve, noon()).await.id();
        let (_, _, codes) = ada(&db).await;
        for (email, password) in [(EVE, "a guess"), ("Mallory@example.org", PASSWORD)] {
            let refused = staff::sign_in(&db, email, password, at("203.0.113.9"), noon()).await;
            assert!(matches!(refused, Err(StaffError::Wrong)));
        }
        let session = signs_in(&db, ADA, noon()).await.expect("signed in").session;
        let who = owes_code(&db, &session, noon()).await;
        let wrong = staff::give_code(&db, &who, "000000", at(""), noon()).await;
        assert!(matches!(wrong, Err(StaffError::Wrong)));
        staff::give_code(&db, &who, &codes[0], at(""), noon()).await.expect("she is in");

        let told = audit::search(&db, &By::CommandLine, &Search::default())
            .await
            .expect("the audit")
            .entries;

        let told = |action: &str| {
            let of = told.iter().rev().filter(|one| one.action == action);
            of.map(|one| format!("{}: {}", one.actor, one.object)).collect::<Vec<_>>()
        };
        assert_eq!(
            told("sign-in refused"),
            [format!("nobody: staff {eve}"), "nobody: staff".to_owned()]
        );
        assert_eq!(told("code refused").len(), 1);
        assert_eq!(told("signed in with a recovery code").len(), 1);
        let words = format!(
            "{:?}",
            audit::search(&db, &By::CommandLine, &Search::default()).await.expect("it")
        );
        for typed in ["example.org", "guess", "000000", PASSWORD, &codes[0], "203.0.113.9"] {
            assert!(!words.contains(typed), "{typed}");
        }
    })
    .await;
}
