//! Sections and questions: moved, taken out, added.

use app::{StaffPage, api::staff::arranging::QuestionWrong};
use axum::response::Response;
use surveys::{
    editing::{Direction, Edit, mentions, outline},
    typed::Typed,
};

use super::{At, new};
use crate::staff::posted::{Writing, Written};

/// It is done to the draft as it is, whoever saved it last: what others changed meanwhile stays.
pub async fn arrange(Writing(by): Writing, Written(posted): Written) -> Response {
    let at = match At::find(by, posted, StaffPage::SurveyArranging).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let then = at.posted.typed.one("then").to_owned();
    let (act, of) = then.split_once('/').unwrap_or((&then, ""));
    // A section is known by its place, and what is taken out is what was seen.
    let needs_sight = act == "remove" || act.starts_with("section-") || act == "sections";
    if needs_sight && at.is_stale() {
        return at.wrong(QuestionWrong::ListChanged).await;
    }
    let section = of.parse().unwrap_or(usize::MAX);
    let question = of.to_owned();
    let changes = match act {
        "up" => vec![Edit::Move { question, to: Direction::Up }],
        "down" => vec![Edit::Move { question, to: Direction::Down }],
        "remove" => return remove(at, question).await,
        "section" if at.posted.typed.one("title").is_empty() => {
            return at.wrong(QuestionWrong::NoTitle).await;
        }
        "section" => vec![Edit::AddSection { title: at.posted.typed.one("title").to_owned() }],
        "sections" => titles(&at.draft.text, &at.posted.typed),
        "section-up" => vec![Edit::MoveSection { section, to: Direction::Up }],
        "section-down" => vec![Edit::MoveSection { section, to: Direction::Down }],
        "section-remove" => vec![Edit::RemoveSection { section }],
        "add" => match new::question(&at.posted.typed) {
            Ok(changes) => changes,
            Err(wrong) => return at.wrong(wrong).await,
        },
        _ => return at.lost().await,
    };
    at.save(&changes, "arranging").await
}

/// Whoever takes a question out that others speak of is told of whom first.
async fn remove(at: At, question: String) -> Response {
    let key = question.clone();
    let spoken_of = mentions(&at.draft.text, &|name| of(&key, name)).unwrap_or_default();
    if !spoken_of.is_empty() && !at.posted.typed.has("sure", "yes") {
        return told(at, &question, spoken_of).await;
    }
    at.save(&[Edit::Remove { question }], "arranging").await
}

/// Whether a name is one of a question's variables.
fn of(key: &str, name: &str) -> bool {
    let rest = name.strip_prefix(key);
    rest.is_some_and(|rest| {
        let words = rest.strip_prefix('_').and_then(|rest| rest.strip_suffix('t'));
        rest.is_empty() || words.is_some_and(|code| code.parse::<u32>().is_ok())
    })
}

/// Says who speaks of what is to go.
pub(super) async fn told(mut at: At, what: &str, spoken_of: Vec<String>) -> Response {
    let reasons = spoken_of.into_iter().map(|one| format!("“{what}” is named in {one}"));
    at.posted.arrival.request.said.reasons = reasons.collect();
    at.wrong(QuestionWrong::Mentioned).await
}

/// The headings of sections that were changed.
fn titles(text: &str, typed: &Typed) -> Vec<Edit> {
    let sections = outline(text).map(|outline| outline.sections).unwrap_or_default();
    let changed = sections.into_iter().enumerate().filter_map(|(section, was)| {
        let name = format!("title-{section}");
        let to = typed.one(&name).to_owned();
        (typed.is_sent(&name) && to != was.title).then_some(Edit::Title { section, to })
    });
    changed.collect()
}
