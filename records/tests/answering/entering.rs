//! The way in with a short code: who gets in, who does not, and who learns nothing.

use chrono::{DateTime, TimeDelta, Utc};
use records::{
    Db,
    audit::{self, Search},
    auth::{self, Birthday, By},
    links::{
        self, LinkError, ShortCode,
        codes::{self, CodeError, Entered},
    },
    studies::StudyHandle,
};

use crate::{
    databases::both,
    study::{noon, person, wave, with_anna},
};

async fn bens_code(db: &Db, study: &StudyHandle) -> ShortCode {
    codes::print(db, &By::CommandLine, study, "1002", &wave("baseline"), noon())
        .await
        .expect("a code")
}

/// Somebody enters a code and a birthday, written `4 5`.
async fn enters(
    db: &Db,
    code: &ShortCode,
    birthday: &str,
    now: DateTime<Utc>,
) -> Result<Entered, CodeError> {
    let (day, month) = birthday.split_once(' ').expect("a day and a month");
    codes::enter(db, code, Birthday::read(day, month).expect("numbers"), now).await
}

fn minutes(minutes: i64) -> DateTime<Utc> {
    noon() + TimeDelta::minutes(minutes)
}

#[tokio::test(flavor = "multi_thread")]
async fn ben_types_his_code_and_birthday_and_his_device_is_known() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let code = bens_code(&db, &study).await;
        assert_eq!(code, bens_code(&db, &study).await, "it is the same each time");

        let typed = ShortCode::read(&code.to_string().to_lowercase()).unwrap();
        let entered = enters(&db, &typed, "4 5", noon()).await.unwrap();

        let link = links::print(&db, By::CommandLine, &study, "1002", &wave("baseline"), noon())
            .await
            .unwrap();
        assert_eq!(entered.token, link);
        let who = links::open(&db, &entered.token, Some(&entered.proof), noon()).await.unwrap();
        assert!(who.is_known());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_alone_opens_nothing_and_nobody_learns_whether_there_is_one() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let code = bens_code(&db, &study).await;
        let nobodys = ShortCode::read("0000-0000").unwrap();

        let wrong = enters(&db, &code, "5 4", noon()).await.unwrap_err();
        let unknown = enters(&db, &nobodys, "4 5", noon()).await.unwrap_err();

        assert!(matches!(wrong, CodeError::Wrong));
        assert_eq!(wrong.to_string(), unknown.to_string());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_five_wrong_birthdays_a_code_rests_a_quarter_of_an_hour_and_says_the_same() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let code = bens_code(&db, &study).await;
        for day in 10..15 {
            let wrong = enters(&db, &code, &format!("{day} 5"), noon()).await;
            assert!(matches!(wrong, Err(CodeError::Wrong)));
        }

        let resting = enters(&db, &code, "4 5", minutes(15)).await;
        let rested = enters(&db, &code, "4 5", minutes(16)).await;

        assert!(matches!(resting, Err(CodeError::Wrong)), "{resting:?}");
        assert!(rested.is_ok(), "{rested:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_birthday_is_in_the_audit_with_whom_it_was_about_and_one_that_waits_is_not() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let code = bens_code(&db, &study).await;
        let stranger = person(&db, &study, "1002", None, noon()).await;
        for _ in 0..7 {
            enters(&db, &code, "24 12", noon()).await.unwrap_err();
            auth::show_who(&db, &stranger, "24", "12", noon()).await.unwrap_err();
        }

        let search = Search { action: "person check".to_owned(), ..Search::default() };
        let found = audit::search(&db, &By::CommandLine, &search).await.unwrap().entries;

        let by = |way: &str| {
            let bens = found.iter().filter(|one| one.person.as_deref() == Some("1002"));
            bens.filter(|one| one.actor == "nobody" && one.object == way).count()
        };
        assert_eq!((by("short code"), by("link"), found.len()), (5, 5, 10));
        assert!(found.iter().all(|one| one.action == "person check failed"), "{found:?}");
        assert!(!format!("{found:?}").contains("24"), "what was tried is nowhere");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_forty_birthdays_tried_at_once_five_are_looked_at() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let code = bens_code(&db, &study).await;
        // The right one is the last: whoever tries them all at once must not get to it.
        let tries = (0..40).map(|nth| {
            let (db, code) = (db.clone(), code.clone());
            let birthday = if nth < 39 { format!("{} 9", nth + 1) } else { "4 5".to_owned() };
            async move { enters(&db, &code, &birthday, noon()).await.is_ok() }
        });
        let mut running = tokio::task::JoinSet::new();
        for wrong in tries.take(39) {
            running.spawn(wrong);
        }
        assert_eq!(running.join_all().await, [false; 39]);

        assert!(enters(&db, &code, "4 5", noon()).await.is_err());
        assert!(enters(&db, &code, "4 5", minutes(16)).await.is_ok());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_thousand_guesses_at_codes_keep_nobody_out() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let code = bens_code(&db, &study).await;
        let mut running = tokio::task::JoinSet::new();
        for nth in 0..2000_u32 {
            let db = db.clone();
            let guess = ShortCode::read(&format!("{:08}", nth * 37)).unwrap();
            running.spawn(async move { enters(&db, &guess, "4 5", noon()).await.is_ok() });
        }
        assert_eq!(running.join_all().await, [false; 2000]);

        assert!(enters(&db, &code, "4 5", noon()).await.is_ok());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_link_ends_the_one_before_it_and_its_code() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let baseline = wave("baseline");
        let old_link =
            links::print(&db, By::CommandLine, &study, "1002", &baseline, noon()).await.unwrap();
        let old_code = bens_code(&db, &study).await;

        let link = links::issue_again(&db, By::CommandLine, &study, "1002", &baseline, noon())
            .await
            .unwrap();
        let code = bens_code(&db, &study).await;

        assert_ne!((&link, &code), (&old_link, &old_code));
        assert_eq!(
            links::print(&db, By::CommandLine, &study, "1002", &baseline, noon()).await.unwrap(),
            link
        );
        let opened = links::open(&db, &old_link, None, noon()).await;
        assert!(matches!(opened, Err(LinkError::Revoked)));
        assert!(links::open(&db, &link, None, noon()).await.is_ok());
        let entered = enters(&db, &old_code, "4 5", noon()).await;
        assert!(matches!(entered, Err(CodeError::Replaced)), "{entered:?}");
        let guessed = enters(&db, &old_code, "5 5", noon()).await;
        assert!(matches!(guessed, Err(CodeError::Wrong)), "{guessed:?}");
        assert_eq!(enters(&db, &code, "4 5", noon()).await.unwrap().token, link);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_whose_birthday_is_not_known_has_no_code() {
    both(|db| async move {
        let study = with_anna(&db).await;

        let annas =
            codes::print(&db, &By::CommandLine, &study, "1001", &wave("baseline"), noon()).await;
        let nobodys =
            codes::print(&db, &By::CommandLine, &study, "1009", &wave("baseline"), noon()).await;

        assert!(matches!(annas, Err(LinkError::NoBirthday)));
        assert!(matches!(nobodys, Err(LinkError::NoSuchParticipant)));
    })
    .await;
}
