//! Anna's answers to the small survey.

use records::{Db, auth::Participant, consent, responses, studies::StudyHandle};
use surveys::journey::Manner;

use crate::study::{anna, full_consent, noon, page, typed, with_anna};

/// Anna has agreed and answered all, with these words at the end, but sent nothing.
pub async fn answered(db: &Db, words: &str) -> (StudyHandle, Participant) {
    let study = with_anna(db).await;
    let who = anna(db, &study, None).await;
    consent::give(db, &who, &full_consent(&study), noon()).await.expect("Anna agrees");
    let words = format!("anyelse={words}");
    for (on, form) in [
        ("dob", "dob_day=4&dob_month=5&dob_year=1980"),
        ("empact", "empact=1"),
        ("hours", "hours=37.5"),
        ("anyelse", words.as_str()),
    ] {
        let (on, form) = (page(on), typed(form));
        let saved = responses::save_page(db, &who, &on, form, Manner::Continue, noon());
        saved.await.expect("the page is kept");
    }
    (study, who)
}
