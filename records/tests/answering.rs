//! Answering a survey: what is kept, for whom it is shown, and when it counts.

mod databases;

mod study;

mod answering {
    mod entering;
    mod together;
    mod unreadable;
}

use chrono::TimeDelta;
use databases::both;
use records::{
    Db,
    auth::{self, By, CheckError, Participant},
    consent::{self, ConsentError},
    links::{self, LinkError},
    responses::{self, ResponseError, Reviewed, Shown, Stage},
    studies::StudyHandle,
};
use study::{anna, anna_at, full_consent, noon, page, person, typed, wave, with_anna};
use surveys::journey::Manner;

async fn try_save(
    db: &Db,
    who: &Participant,
    on: &str,
    form: &str,
) -> Result<Stage, ResponseError> {
    responses::save_page(db, who, &page(on), typed(form), Manner::Continue, noon()).await
}

async fn save(db: &Db, who: &Participant, on: &str, form: &str) -> Stage {
    try_save(db, who, on, form).await.expect("the page is kept")
}

async fn consented(db: &Db) -> (StudyHandle, Participant) {
    let study = with_anna(db).await;
    let who = anna(db, &study, None).await;
    consent::give(db, &who, &full_consent(&study), noon()).await.expect("Anna agrees");
    (study, who)
}

async fn answered(db: &Db) -> (StudyHandle, Participant) {
    let (study, who) = consented(db).await;
    save(db, &who, "dob", "dob_day=4&dob_month=5&dob_year=1980").await;
    save(db, &who, "empact", "empact=1").await;
    save(db, &who, "hours", "hours=30").await;
    assert_eq!(save(db, &who, "anyelse", "anyelse=").await, Stage::Review);
    (study, who)
}

#[tokio::test(flavor = "multi_thread")]
async fn opening_a_link_twice_changes_nothing_and_prints_the_same_link() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let first = links::print(&db, By::CommandLine, &study, "1001", &wave("baseline"), noon())
            .await
            .unwrap();
        let again = links::print(&db, By::CommandLine, &study, "1001", &wave("baseline"), noon())
            .await
            .unwrap();
        assert_eq!(first, again);
        assert_eq!(first.len(), 26);
        let copied = first.to_lowercase().replace('0', "o");
        let who = links::open(&db, &copied, None, noon()).await.unwrap();
        assert_eq!(responses::stage(&db, &who, noon()).await.unwrap(), Stage::Consent);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guessed_link_leads_nowhere() {
    both(|db| async move {
        with_anna(&db).await;
        let guessed = links::open(&db, "00000000000000000000000000", None, noon()).await;
        assert!(matches!(guessed, Err(LinkError::Unknown)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_kept_before_anna_agrees() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let who = anna(&db, &study, None).await;
        let early = try_save(&db, &who, "empact", "empact=1").await;
        assert!(matches!(early, Err(ResponseError::NotConsented)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_consent_form_with_a_statement_left_open_is_not_recorded() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let who = anna(&db, &study, None).await;
        let mut form = full_consent(&study);
        form.retain(|code| code != "C2");
        let refused = consent::give(&db, &who, &form, noon()).await;
        let Err(ConsentError::Incomplete(problems)) = refused else { panic!("it was recorded") };
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].0, "C2");
        assert_eq!(responses::stage(&db, &who, noon()).await.unwrap(), Stage::Consent);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn anna_answers_checks_and_sends_once() {
    both(|db| async move {
        let (_, who) = answered(&db).await;
        let Reviewed::Lines { lines, .. } = responses::review(&db, &who, noon()).await.unwrap()
        else {
            panic!("it is time to check")
        };
        let said: Vec<_> = lines.iter().map(|line| line.answers.join(", ")).collect();
        assert_eq!(said, ["4 May 1980", "Working", "30", "Not answered"]);
        assert_eq!(responses::send(&db, &who, noon()).await.unwrap(), Stage::Sent);
        assert_eq!(responses::send(&db, &who, noon()).await.unwrap(), Stage::Sent);
        let late = try_save(&db, &who, "hours", "hours=40").await;
        assert!(matches!(late, Err(ResponseError::AlreadySent)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sending_early_leads_to_the_page_that_is_open() {
    both(|db| async move {
        let (_, who) = consented(&db).await;
        save(&db, &who, "dob", "dob_day=4&dob_month=5&dob_year=1980").await;
        let early = responses::send(&db, &who, noon()).await.unwrap();
        assert_eq!(early, Stage::Page(page("empact")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_mistyped_is_shown_again_on_another_day() {
    both(|db| async move {
        let (study, who) = consented(&db).await;
        save(&db, &who, "dob", "dob_day=4&dob_month=5&dob_year=1980").await;
        save(&db, &who, "empact", "empact=1").await;
        assert_eq!(save(&db, &who, "hours", "hours=lots").await, Stage::Page(page("hours")));
        let proof = auth::proof(&who, noon());
        let back = anna(&db, &study, Some(&proof)).await;
        let Shown::Page(shown) =
            responses::show_page(&db, &back, &page("hours"), noon()).await.unwrap()
        else {
            panic!("the page may be visited")
        };
        assert_eq!(shown.questions[0].typed.one("hours"), "lots");
        assert_eq!(shown.questions[0].problems.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_device_sees_nothing_until_it_knows_annas_birthday() {
    both(|db| async move {
        let (study, _) = answered(&db).await;
        let stranger = anna(&db, &study, None).await;
        assert!(!stranger.is_known());
        let peek = responses::show_page(&db, &stranger, &page("hours"), noon()).await;
        assert!(matches!(peek, Err(ResponseError::Locked)));
        let peek = responses::review(&db, &stranger, noon()).await;
        assert!(matches!(peek, Err(ResponseError::Locked)));
        let wrong = auth::show_who(&db, &stranger, "5", "4", noon()).await;
        assert!(matches!(wrong, Err(CheckError::Wrong)));
        let proof = auth::show_who(&db, &stranger, "04", "05", noon()).await.unwrap();
        assert!(anna(&db, &study, Some(&proof)).await.is_known());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_strange_device_types_is_kept_all_the_same() {
    both(|db| async move {
        let (study, _) = consented(&db).await;
        let who = anna(&db, &study, None).await;
        save(&db, &who, "dob", "dob_day=4&dob_month=5&dob_year=1980").await;
        let stranger = anna(&db, &study, None).await;
        assert!(!stranger.is_known());
        assert_eq!(save(&db, &stranger, "empact", "empact=6").await, Stage::Page(page("anyelse")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_are_hidden_again_after_ten_idle_minutes() {
    both(|db| async move {
        let (study, who) = answered(&db).await;
        let proof = auth::proof(&who, noon());
        let at = |minutes| noon() + TimeDelta::minutes(minutes);
        assert!(anna_at(&db, &study, Some(&proof), at(10)).await.is_known());
        assert!(!anna_at(&db, &study, Some(&proof), at(11)).await.is_known());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn five_wrong_birthdays_make_everybody_wait() {
    both(|db| async move {
        let (study, _) = answered(&db).await;
        let stranger = anna(&db, &study, None).await;
        for _ in 0..5 {
            let wrong = auth::show_who(&db, &stranger, "1", "1", noon()).await;
            assert!(matches!(wrong, Err(CheckError::Wrong)));
        }
        let right = auth::show_who(&db, &stranger, "4", "5", noon()).await;
        assert!(matches!(right, Err(CheckError::TooMany)));
        let later = noon() + TimeDelta::minutes(16);
        assert!(auth::show_who(&db, &stranger, "4", "5", later).await.is_ok());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_saves_at_once_from_two_tabs_make_one_response_and_lose_nothing() {
    both(|db| async move {
        let (study, who) = consented(&db).await;
        let saves = (0..60).map(|n| {
            let (db, who) = (db.clone(), who.clone());
            let (on, form) = match n % 3 {
                0 => ("dob", "dob_day=4&dob_month=5&dob_year=1980"),
                1 => ("empact", "empact=6"),
                _ => ("anyelse", "anyelse=It went well"),
            };
            tokio::spawn(async move { try_save(&db, &who, on, form).await })
        });
        for save in saves.collect::<Vec<_>>() {
            save.await.expect("no save panics").expect("every save is kept");
        }
        let who = anna(&db, &study, Some(&auth::proof(&who, noon()))).await;
        assert_eq!(responses::stage(&db, &who, noon()).await.unwrap(), Stage::Review);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ben_whose_birthday_is_on_record_shows_who_he_is_before_the_first_page() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let stranger = person(&db, &study, "1002", None, noon()).await;
        consent::give(&db, &stranger, &full_consent(&study), noon()).await.expect("he agrees");
        let peek = responses::show_page(&db, &stranger, &page("dob"), noon()).await;
        assert!(matches!(peek, Err(ResponseError::Locked)));
        let proof = auth::show_who(&db, &stranger, "4", "5", noon()).await.expect("it is Ben");
        let ben = person(&db, &study, "1002", Some(&proof), noon()).await;
        let Ok(Shown::Page(shown)) = responses::show_page(&db, &ben, &page("dob"), noon()).await
        else {
            panic!("Ben may see the page")
        };
        assert_eq!(shown.questions[0].typed.one("dob_year"), "1980");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proof_made_for_anna_or_by_nobody_opens_nothing_of_bens() {
    both(|db| async move {
        let (study, who) = consented(&db).await;
        let annas = auth::proof(&who, noon());
        for proof in [annas.as_str(), "shown.1772452800.00000000000000000000000000", "", "."] {
            let stranger = person(&db, &study, "1002", Some(proof), noon()).await;
            assert!(!stranger.is_known(), "{proof}");
        }
    })
    .await;
}
