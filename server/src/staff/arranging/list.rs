//! Sections and questions: moved, taken out, added.

use app::{StaffPage, api::staff::arranging::QuestionWrong};
use axum::response::Response;
use surveys::editing::{Became, Direction, Edit, Going, Outline, mark, mentions};

use super::{At, Chosen, Refused, list_with, new, told};
use crate::staff::posted::{Writing, Written};

/// It is done to the draft as it is, whoever saved it last: what others changed meanwhile stays.
pub async fn arrange(Writing(by): Writing, Written(posted): Written) -> Response {
    match At::find(by, posted, StaffPage::SurveyArranging).await {
        Ok(at) if at.typed().one("then") == "undo" => at.undo().await,
        Ok(at) => at.make(chosen).await,
        Err(response) => response,
    }
}

fn chosen(at: &At, outline: &Outline) -> Result<Chosen, Refused> {
    let then = at.typed().one("then");
    let (act, of) = then.split_once('/').unwrap_or((then, ""));
    let question = of.to_owned();
    // Whichever button is pressed: no heading that was typed is lost.
    let mut changes = titles(at, outline)?;
    changes.extend(match act {
        "up" => vec![Edit::Move { question, to: Direction::Up }],
        "down" => vec![Edit::Move { question, to: Direction::Down }],
        "remove" => vec![removed(at, outline, question)?],
        "section" if at.typed().one("title").is_empty() => {
            return Err(QuestionWrong::NoTitle.into());
        }
        "section" => vec![Edit::AddSection { title: at.typed().one("title").to_owned() }],
        "sections" => Vec::new(),
        "section-up" => {
            vec![Edit::MoveSection { section: section(at, outline, of)?, to: Direction::Up }]
        }
        "section-down" => {
            vec![Edit::MoveSection { section: section(at, outline, of)?, to: Direction::Down }]
        }
        "section-remove" => vec![Edit::RemoveSection { section: section(at, outline, of)? }],
        "add" => new::question((at.typed(), &at.draft.text), || at.put(outline, "after"))?,
        _ => return Err(Refused::NoSuch),
    });
    let to = match act {
        "up" | "down" => list_with(of),
        "add" => list_with(at.typed().one("key")),
        _ => "arranging".to_owned(),
    };
    Ok(Chosen::Changes(changes, to))
}

/// What is taken out is what was seen. Whoever takes a question out that others speak of is told of whom first.
fn removed(at: &At, outline: &Outline, question: String) -> Result<Edit, Refused> {
    if let Some(asked) = outline.questions().find(|one| one.key == question)
        && !at.filled().is_as_seen(&format!("question-{question}"), &mark(asked))
    {
        return Err(QuestionWrong::ListChanged.into());
    }
    let spoken_of = mentions(&at.draft.text, Going::Question(&question)).unwrap_or_default();
    if !spoken_of.is_empty() && !at.typed().has("sure", "yes") {
        return Err(told(&question, spoken_of));
    }
    Ok(Edit::Remove { question })
}

/// A section is known by its place and its heading. One that is not where it was seen is found again by that.
fn section(at: &At, outline: &Outline, place: &str) -> Result<usize, QuestionWrong> {
    let place = place.parse().map_err(|_| QuestionWrong::ListChanged)?;
    let title = at.filled().seen(&format!("title-{place}"));
    let is_known = title.is_some() || at.filled().is_newest();
    let found = outline.section_seen(place, title).filter(|_| is_known);
    found.ok_or(QuestionWrong::ListChanged)
}

/// The headings of sections that were changed.
fn titles(at: &At, outline: &Outline) -> Result<Vec<Edit>, Refused> {
    let (filled, mut changes, mut both) = (at.filled(), Vec::new(), Vec::new());
    let typed = at.typed().iter().filter_map(|(name, _)| name.strip_prefix("title-"));
    for place in typed {
        let name = format!("title-{place}");
        let seen = filled.seen(&name);
        let found = place.parse().ok().and_then(|place| outline.section_seen(place, seen));
        let now = found.and_then(|found| outline.sections.get(found));
        // One that is not found was given another heading by somebody else, or is gone.
        let was = now.map_or("", |section| section.title.as_str());
        match (filled.became(&name, was), found) {
            (Became::Left, _) => {}
            (Became::Written(to), Some(section)) => changes.push(Edit::Title { section, to }),
            (Became::Written(_) | Became::Both(_), _) => both.push(name),
        }
    }
    if both.is_empty() {
        return Ok(changes);
    }
    // Nothing is led to that is gone.
    both.retain(|name| (0..outline.sections.len()).any(|at| *name == format!("title-{at}")));
    Err(Refused::At(QuestionWrong::ChangedMeanwhile, both))
}
