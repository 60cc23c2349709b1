//! How staff come in, and how nobody else does. Ada is an administrator, with codes on a phone; Eve is
//! an evaluator, with a password alone.

mod databases;

#[expect(dead_code, reason = "no answer is given here")]
mod study;

#[path = "signing_in/guessing.rs"]
mod guessing;

#[path = "signing_in/hashing.rs"]
mod hashing;

#[path = "signing_in/inviting.rs"]
mod inviting;

#[path = "signing_in/lasting.rs"]
mod lasting;

#[path = "signing_in/reserve.rs"]
mod reserve;

#[path = "signing_in/signing_on.rs"]
mod signing_on;

use chrono::{DateTime, TimeDelta, Utc};
use databases::both;
use records::{
    Db,
    auth::{Arrived, By, StaffMember, Unfinished, arrive},
    staff::{
        self, Accepting, Appointment, From, PasswordProblem, SignedIn, StaffError, Unaccepted,
    },
};
use study::{noon, with_anna};
use surveys::roles::Role;
use totp_rs::{Builder, Secret};

const PASSWORD: &str = "copper-lantern-marsh-violin";
const ADA: &str = "ada@example.org";
const EVE: &str = "eve@example.org";

fn after(time: TimeDelta) -> DateTime<Utc> {
    noon() + time
}

fn at(address: &str) -> From {
    From { address: address.to_owned(), agent: "a phone".to_owned(), device: None }
}

fn filled(password: &str) -> Accepting {
    let (password, again) = (password.to_owned(), password.to_owned());
    Accepting { name: "Ada Invented".to_owned(), password, again }
}

async fn invitation(db: &Db, email: &str) -> String {
    let appointment = match email {
        ADA => Appointment { role: Role::Administrator, study: None, site: None },
        _ => {
            let study = with_anna(db).await;
            Appointment { role: Role::Evaluator, study: Some(study), site: None }
        }
    };
    let invited = staff::invite(db, By::CommandLine, email, appointment, noon()).await;
    invited.expect("an invitation").token
}

async fn accepted(db: &Db, email: &str) -> SignedIn {
    let token = invitation(db, email).await;
    staff::accept(db, &token, filled(PASSWORD), "a phone", noon()).await.expect("it is accepted")
}

async fn came(db: &Db, session: &str, now: DateTime<Utc>) -> Option<Arrived> {
    arrive(db, session, now).await.expect("the database answers")
}

async fn owes_code(db: &Db, session: &str, now: DateTime<Utc>) -> Unfinished {
    match came(db, session, now).await {
        Some(Arrived::OwesCode(who)) => who,
        other => panic!("a code is owed, and not {other:?}"),
    }
}

async fn member(db: &Db, session: &str, now: DateTime<Utc>) -> StaffMember {
    match came(db, session, now).await {
        Some(Arrived::In(member)) => member,
        other => panic!("they are in, and not {other:?}"),
    }
}

fn code(letters: &str, now: DateTime<Utc>) -> String {
    let secret = Secret::try_from_base32(letters).expect("a secret in letters");
    let totp = Builder::new().with_secret(secret).build().expect("a usable secret");
    totp.generate(u64::try_from(now.timestamp()).expect("after 1970")).to_string()
}

/// Ada comes for the first time: her app's secret, her session and her recovery codes.
async fn ada(db: &Db) -> (String, String, Vec<String>) {
    let signed_in = accepted(db, ADA).await;
    let Some(Arrived::OwesSecondFactor(who)) = came(db, &signed_in.session, noon()).await else {
        panic!("an administrator needs a second factor");
    };
    let secret = staff::second_factor_to_set_up(db, &who).await.expect("a secret");
    assert!(secret.url.starts_with("otpauth://totp/Throughline"), "{}", secret.url);
    let first = code(&secret.letters, noon());
    let confirmed = staff::confirm_second_factor(db, &who, &first, noon()).await;
    let (session, codes) = confirmed.expect("the code is right");
    assert!(came(db, &signed_in.session, noon()).await.is_none(), "the old number is no session");
    (secret.letters, session, codes)
}

async fn signs_in(db: &Db, email: &str, now: DateTime<Utc>) -> Result<SignedIn, StaffError> {
    staff::sign_in(db, email, PASSWORD, at("192.0.2.7"), now).await
}

#[tokio::test]
async fn an_invitation_works_once_and_for_seven_days() {
    both(|db| async move {
        let token = invitation(&db, ADA).await;
        let late = after(TimeDelta::days(7));
        let accept = async |now| staff::accept(&db, &token, filled(PASSWORD), "", now).await;

        assert!(matches!(accept(late).await, Err(Unaccepted::NoSuch)));
        assert!(staff::open(&db, &token, noon()).await.is_ok(), "looking changes nothing");
        assert!(accept(noon()).await.is_ok());
        assert!(matches!(accept(noon()).await, Err(Unaccepted::NoSuch)));
        assert!(matches!(staff::open(&db, &token, noon()).await, Err(Unaccepted::NoSuch)));
        assert!(matches!(staff::open(&db, "' OR 1=1 --", noon()).await, Err(Unaccepted::NoSuch)));
    })
    .await;
}

#[tokio::test]
async fn a_later_invitation_ends_the_earlier_one() {
    both(|db| async move {
        let (earlier, later) = (invitation(&db, ADA).await, invitation(&db, ADA).await);

        assert!(matches!(staff::open(&db, &earlier, noon()).await, Err(Unaccepted::NoSuch)));
        assert!(staff::open(&db, &later, noon()).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn a_password_that_is_short_or_easily_guessed_is_refused_and_the_invitation_still_works() {
    both(|db| async move {
        let token = invitation(&db, ADA).await;
        let why =
            async |password: &str| match staff::accept(&db, &token, filled(password), "", noon())
                .await
            {
                Err(Unaccepted::Password(problem)) => Some(problem),
                _ => None,
            };

        assert_eq!(why("kR7#pw!").await, Some(PasswordProblem::TooShort));
        assert_eq!(why("password1234").await, Some(PasswordProblem::Guessable));
        assert_eq!(why("ada@example.org").await, Some(PasswordProblem::Guessable));
        assert_eq!(why("Ada Invented").await, Some(PasswordProblem::Guessable));
        assert_eq!(why(&"kR7#pw! ".repeat(17)).await, Some(PasswordProblem::TooLong));
        assert_eq!(why(PASSWORD).await, None);
    })
    .await;
}

#[tokio::test]
async fn whoever_has_codes_on_a_phone_is_not_in_before_giving_one() {
    both(|db| async move {
        let (letters, ..) = ada(&db).await;
        let later = after(TimeDelta::minutes(1));

        let signed_in = signs_in(&db, ADA, later).await.expect("the password is right");
        let who = owes_code(&db, &signed_in.session, later).await;
        let given = staff::give_code(&db, &who, &code(&letters, later), at(""), later).await;

        let given = given.expect("the code is right");
        assert_ne!(given.session, signed_in.session);
        assert!(came(&db, &signed_in.session, later).await.is_none(), "no session is fixed");
        assert!(member(&db, &given.session, later).await.administrator().is_ok());
    })
    .await;
}

#[tokio::test]
async fn a_code_that_was_used_is_refused_also_from_the_step_before() {
    both(|db| async move {
        let (letters, ..) = ada(&db).await;
        let later = after(TimeDelta::minutes(5));
        let used = code(&letters, later);
        let session = signs_in(&db, ADA, later).await.expect("signed in").session;
        let who = owes_code(&db, &session, later).await;
        staff::give_code(&db, &who, &used, at(""), later).await.expect("the code is right");

        let session = signs_in(&db, ADA, later).await.expect("signed in").session;
        let who = owes_code(&db, &session, later).await;
        let again = staff::give_code(&db, &who, &used, at(""), later).await;
        let before = code(&letters, later - TimeDelta::seconds(30));
        let before = staff::give_code(&db, &who, &before, at(""), later).await;

        assert!(matches!(again, Err(StaffError::Wrong)));
        assert!(matches!(before, Err(StaffError::Wrong)));
        assert!(matches!(came(&db, &session, later).await, Some(Arrived::OwesCode(_))));
    })
    .await;
}

#[tokio::test]
async fn a_recovery_code_lets_in_once_however_it_is_typed() {
    both(|db| async move {
        let (_, _, codes) = ada(&db).await;
        assert_eq!(codes.len(), 10);
        let later = after(TimeDelta::minutes(5));
        let come = async |code: &str| {
            let session = signs_in(&db, ADA, later).await.expect("signed in").session;
            let who = owes_code(&db, &session, later).await;
            staff::give_code(&db, &who, code, at(""), later).await
        };

        let typed = codes[0].to_lowercase().replace('-', " ");
        let first = come(&typed).await.expect("it lets in");
        assert!(matches!(come(&codes[0]).await, Err(StaffError::Wrong)));

        let member = member(&db, &first.session, later).await;
        assert_eq!(staff::recovery_codes_left(&db, &member).await.expect("a number"), 9);
        let new = staff::new_recovery_codes(&db, &member, PASSWORD, later).await;
        assert_eq!(new.expect("the password is right").len(), 10);
        assert!(matches!(come(&codes[1]).await, Err(StaffError::Wrong)));
    })
    .await;
}

#[tokio::test]
async fn whoever_is_invited_again_keeps_their_codes_unless_they_are_renewed() {
    both(|db| async move {
        let (letters, ..) = ada(&db).await;
        let id = staff::list(&db, &By::CommandLine, noon()).await.expect("accounts")[0].id;
        let new = "orchard-timber-quiet-sledge";
        let again = async |renews| {
            let invited = staff::invite_again(&db, By::CommandLine, id, renews, noon()).await;
            let token = invited.expect("an invitation").token;
            staff::accept(&db, &token, filled(new), "", noon()).await.expect("accepted").session
        };

        // Who reads another's mail still needs the phone.
        let session = again(false).await;
        assert!(matches!(came(&db, &session, noon()).await, Some(Arrived::OwesCode(_))));
        let session = again(true).await;
        let Some(Arrived::OwesSecondFactor(who)) = came(&db, &session, noon()).await else {
            panic!("codes are to be set up anew");
        };
        let secret = staff::second_factor_to_set_up(&db, &who).await.expect("a secret");
        assert_ne!(secret.letters, letters);
    })
    .await;
}

#[tokio::test]
async fn whoever_gets_a_role_that_needs_codes_signs_in_again_and_sets_them_up() {
    both(|db| async move {
        let session = accepted(&db, EVE).await.session;
        let id = member(&db, &session, noon()).await.id();
        let role = Appointment { role: Role::Administrator, study: None, site: None };

        staff::give_role(&db, By::CommandLine, id, role, noon()).await.expect("it is given");

        assert!(came(&db, &session, noon()).await.is_none());
        let session = signs_in(&db, EVE, noon()).await.expect("signed in").session;
        assert!(matches!(came(&db, &session, noon()).await, Some(Arrived::OwesSecondFactor(_))));
    })
    .await;
}

#[tokio::test]
async fn a_browser_that_was_left_open_gives_nobody_another_second_factor() {
    both(|db| async move {
        let session = accepted(&db, EVE).await.session;
        let eve = member(&db, &session, noon()).await;
        let who = eve.at_second_factor().expect("she is in by a session");

        let ready = staff::second_factor_to_set_up(&db, &who).await;
        let stranger = staff::new_second_factor(&db, &eve, "a guess", noon()).await;

        assert!(matches!(ready, Err(StaffError::NotBegun)));
        assert!(matches!(stranger, Err(StaffError::Wrong)));
        staff::new_second_factor(&db, &eve, PASSWORD, noon()).await.expect("her own password");
        assert!(staff::second_factor_to_set_up(&db, &who).await.is_ok());
    })
    .await;
}
