//! Ivy on the telephone with Ben.

use records::{
    auth::{Caseworker, CheckError, Participant},
    consent,
    interviews::{Check, Whose, check, enter},
    responses::{self, Stage},
    studies::{self, StudyHandle},
};
use surveys::{
    authoring::{self, File},
    definition::Survey,
    journey::Manner,
    protocol::Protocol,
    waves::Anchor,
};

use super::desk::{Desk, surveys};
use crate::study::{full_consent, noon, page, person, protocol, typed, wave};

const FOUR_MONTH: &str = include_str!("four-month.toml");

const LAST_PAGE: &str = "  { questions = [\"helped\"] },\n";

const RECONTACT: &str = r#"
[[questions]]
key = "recont"
kind = "single"
text = "May a researcher contact you?"
options = [{ code = 1, text = "Yes" }, { code = 2, text = "No" }]
"#;

pub fn whose(id: i32, key: &str) -> Whose {
    Whose { id, wave: wave(key) }
}

/// Ben agreed, and Ivy was given him.
pub async fn with_ben(desk: &Desk) -> (Participant, Caseworker) {
    let ben = person(&desk.db, &desk.study, "1002", None, noon()).await;
    consent::give(&desk.db, &ben, &full_consent(&desk.study), noon()).await.expect("Ben agrees");
    (ben, desk.ivy(&["1002"]).await)
}

/// Ivy is told the fourth of May, and is let in.
pub async fn let_in(desk: &Desk, ivy: &Caseworker, whose: &Whose) -> Participant {
    told(desk, ivy, whose, "day=4&month=5").await.expect("it is his birthday");
    enter(&desk.db, ivy, &desk.study, whose, noon()).await.expect("she is let in")
}

pub async fn told(
    desk: &Desk,
    ivy: &Caseworker,
    whose: &Whose,
    form: &str,
) -> Result<(), CheckError> {
    let given = Check::read(&typed(form));
    check(&desk.db, ivy, &desk.study, (whose, given), noon()).await.expect("an answer")
}

pub async fn saves(desk: &Desk, who: &Participant, on: &str, form: &str) -> Stage {
    let (key, typed) = (page(on), typed(form));
    let saved = responses::save_page(&desk.db, who, &key, typed, Manner::Continue, noon()).await;
    saved.expect("it is kept")
}

/// The study with a short second survey, open from consent on.
pub async fn short_second(desk: &Desk, answers_by_proxy: bool) -> StudyHandle {
    second(desk, answers_by_proxy, FOUR_MONTH.to_owned()).await
}

/// The same, which asks whoever answers whether a researcher may be in touch.
pub async fn with_recontact(desk: &Desk) -> StudyHandle {
    let pages = format!("{LAST_PAGE}  {{ questions = [\"recont\"] }},\n");
    second(desk, true, FOUR_MONTH.replacen(LAST_PAGE, &pages, 1) + RECONTACT).await
}

async fn second(desk: &Desk, answers_by_proxy: bool, text: String) -> StudyHandle {
    let short = authoring::read(&File { name: "four-month.toml".to_owned(), text }, &|_| None);
    let short = short.expect("the short survey is in order");
    let (mut file, mut plan) =
        ((**desk.study.study()).clone(), Protocol { version: 2, ..protocol() });
    file.answers_by_proxy = answers_by_proxy;
    plan.waves[1].steps.clear();
    let second = &mut plan.waves[1].wave;
    (second.anchor, second.opens_after) = (Anchor::Consent, 0);
    let replaced = |survey: Survey| if survey.key == short.key { short.clone() } else { survey };
    let surveys: Vec<_> = surveys().into_iter().map(replaced).collect();
    let loaded = (&plan, Some("a short second survey"));
    studies::load(&desk.db, &file, loaded, &surveys, noon()).await.expect("the study loads");
    studies::find(&desk.db, &file.key).await.expect("it is there")
}
