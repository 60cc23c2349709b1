//! A survey in Urdu, which is written from the right. Its words are the English with a mark behind them, made up for
//! these tests: they show where a translation stands, and are none.

use axum::http::StatusCode;
use surveys::{
    definition::{Survey, Translation},
    language::Language,
    phrases::Phrase,
};

use super::anna::{Anna, CONSENT};

/// The survey with every text in another language.
pub(super) fn made_up(mut survey: Survey, tag: &str) -> Survey {
    survey.version += 1;
    let marked = |english: &str| format!("{english} ({tag})");
    let texts = survey.texts().into_iter().map(|(key, text)| (key, marked(&text))).collect();
    let words = Phrase::ALL.iter().map(|one| (one.key().to_owned(), marked(one.english())));
    let translation = Translation { texts, words: words.collect(), ..Translation::default() };
    survey.translations.insert(Language::new(tag).unwrap(), translation);
    survey
}

#[tokio::test]
async fn a_survey_in_one_language_says_nothing_of_languages() {
    let anna = Anna::consented().await;

    assert!(!anna.opens("").await.body.contains("another language"));
    let page = anna.opens("/q/dob").await.body;
    assert!(page.contains("<html lang=\"en-GB\">"), "{page}");
}

#[tokio::test]
async fn anna_chooses_urdu_on_the_first_page_and_every_page_of_questions_is_in_it() {
    let mut anna = Anna::enrolled().await;
    anna.is_offered("ur").await;

    let first = anna.opens("").await.body;
    assert!(
        first.contains(
            "value=\"ur\" lang=\"ur\" dir=\"rtl\" class=\"button languages__one\">اردو</button>"
        ),
        "{first}"
    );
    assert_eq!(anna.answers("/language", "language=ur&then=welcome").await.leads_to(), "");
    assert_eq!(anna.answers("/consent", CONSENT).await.leads_to(), "/q/dob");

    let page = anna.opens("/q/dob").await.body;
    assert!(page.contains("<html lang=\"ur\" dir=\"rtl\">"), "{page}");
    for said in ["What is your date of birth? (ur)", "Continue (ur)", "Day (ur)", "Back (ur)"] {
        assert!(page.contains(said), "{said} in {page}");
    }
    assert!(page.contains("Get help now (ur)") && page.contains("Make a complaint (ur)"));
}

#[tokio::test]
async fn what_is_wrong_is_said_in_the_language_of_the_page() {
    let mut anna = Anna::enrolled().await;
    anna.is_offered("ur").await;
    anna.answers("/language", "language=ur").await;
    anna.answers("/consent", CONSENT).await;

    let kept = anna.answers("/q/dob", "dob_day=31&dob_month=2&dob_year=1980&then=next").await;
    let page = anna.opens(kept.leads_to()).await.body;

    assert!(page.contains("There is a problem (ur)"), "{page}");
    assert!(page.contains("four digits for the year (ur)"));
    assert!(page.contains("<title>Error: (ur) Step 1 of about "));
}

#[tokio::test]
async fn anna_turns_back_to_english_beside_her_details_and_her_answer_is_still_there() {
    let mut anna = Anna::enrolled().await;
    anna.is_offered("ur").await;
    anna.answers("/language", "language=ur").await;
    anna.answers("/consent", CONSENT).await;
    anna.answers("/q/dob", "dob_day=27&dob_month=3&dob_year=1980&then=next").await;
    anna.answers("/q/sex", "sex=1&then=next").await;

    assert!(anna.opens("/you/details").await.body.contains("value=\"en-GB\""));
    let turned = anna.answers("/language", "language=en-GB&then=details").await;

    assert_eq!(turned.leads_to(), "/you/details");
    let page = anna.opens("/q/sex").await;
    assert!(page.body.contains("<html lang=\"en-GB\">"));
    assert!(page.input("sex-1").contains("checked"));
}

#[tokio::test]
async fn somebody_who_holds_the_link_alone_may_choose_and_learns_nothing() {
    let mut anna = Anna::enrolled().await;
    anna.is_offered("ur").await;
    anna.answers("/consent", CONSENT).await;
    anna.answers("/q/dob", "dob_day=27&dob_month=3&dob_year=1980&then=next").await;
    let other = anna.on_another_phone();

    assert_eq!(
        other.posts("/language", "language=ur&then=details").await.leads_to(),
        "/you/details"
    );

    assert_eq!(other.opens("/you/details").await.leads_to(), "/check?next=you");
    let unknown = other.opens_address("/r/00000000000000000000000000/language").await;
    assert_eq!(unknown.status, StatusCode::METHOD_NOT_ALLOWED);
}
