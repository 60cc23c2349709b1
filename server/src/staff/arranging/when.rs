//! Conditions: rows that are added, taken out and joined, or a sentence.

use app::{
    StaffPage,
    api::staff::{arranging::QuestionWrong, surveys::SurveyWrong},
};
use axum::response::Response;
use surveys::{
    condition::Condition,
    editing::{Became, ConditionRows, Edit, How, Join, Of, Outline, compared},
    typed::Typed,
};

use super::{At, Chosen, Refused};
use crate::staff::posted::{Writing, Written};

/// What was chosen as a comparison with something; none where it lacks a part.
pub(super) fn compared_with(typed: &Typed, name: &str) -> Option<Condition> {
    let how: How = typed.one("how").parse().ok()?;
    let with: Vec<_> = typed.all("with").collect();
    compared(name, how, &with)
}

/// What has the condition, wherever it stands now, and the condition as it is saved.
fn found<'o>(at: &At, outline: &'o Outline) -> Result<(Of, &'o str), Refused> {
    let of = Of::named(&at.names).ok_or(Refused::NoSuch)?;
    let filled = at.filled();
    let of = outline.of_seen(of, filled.seen("of"), filled.seen("when"));
    let of = of.ok_or(QuestionWrong::Gone)?;
    let text = outline.condition(&of).ok_or(QuestionWrong::Gone)?;
    Ok((of, text))
}

/// The rows of a condition that is as it was seen. Nothing is chosen into one that is no rows: it would be in the place
/// of all of it.
fn rows(at: &At, outline: &Outline, text: &str) -> Result<ConditionRows, Refused> {
    if !at.filled().is_as_seen("when", text) {
        return Err(QuestionWrong::ConditionChanged.into());
    }
    ConditionRows::read(text, &outline.conditions).map_err(|_| {
        let reason = format!("It is changed as a sentence: {text}");
        Refused::Because(SurveyWrong::Unchanged, vec![reason])
    })
}

/// Takes a row out, joins rows, saves a sentence, or goes on to choose a comparison.
pub async fn route(Writing(by): Writing, Written(posted): Written) -> Response {
    match At::find(by, posted, StaffPage::SurveyWhen).await {
        Ok(at) => at.make(routed).await,
        Err(response) => response,
    }
}

fn routed(at: &At, outline: &Outline) -> Result<Chosen, Refused> {
    let (of, text) = found(at, outline)?;
    let here = format!("when/{of}");
    let typed = at.typed();
    let when = match typed.one("then").split('/').collect::<Vec<_>>()[..] {
        ["without", row, place] => {
            let number = |text: &str| text.parse().unwrap_or(usize::MAX);
            rows(at, outline, text)?.without(number(row), number(place)).sentence()
        }
        ["join"] => {
            let join = if typed.one("join") == "any" { Join::Any } else { Join::All };
            ConditionRows { join, ..rows(at, outline, text)? }.sentence()
        }
        ["text"] => match at.filled().became("when", text) {
            Became::Left => return Ok(Chosen::Changes(Vec::new(), here)),
            Became::Written(own) => Some(own.replace('\n', " ")).filter(|when| !when.is_empty()),
            Became::Both(_) => {
                return Err(Refused::At(QuestionWrong::ChangedMeanwhile, vec!["when".to_owned()]));
            }
        },
        ["about"] => {
            let (about, row) = (typed.one("about"), typed.one("row"));
            // An answer of an earlier wave has the wave before it, whose key may have a hyphen.
            let legal = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_.-".contains(c);
            if about.is_empty() || !about.chars().all(legal) {
                return Err(QuestionWrong::NoSubject.into());
            }
            rows(at, outline, text)?;
            let row = row.parse::<usize>().map_or_else(|_| "new".to_owned(), |row| row.to_string());
            return Ok(Chosen::GoOn(format!("{here}/{row}/{about}")));
        }
        _ => return Err(Refused::NoSuch),
    };
    Ok(Chosen::Changes(vec![Edit::When { of, when }], here))
}

/// Adds the comparison that was chosen.
pub async fn compare(Writing(by): Writing, Written(posted): Written) -> Response {
    match At::find(by, posted, StaffPage::SurveyComparison).await {
        Ok(at) => at.make(added).await,
        Err(response) => response,
    }
}

fn added(at: &At, outline: &Outline) -> Result<Chosen, Refused> {
    let (of, text) = found(at, outline)?;
    let mut rest = at.names.split('/').skip(1);
    let row = rest.next().and_then(|row| row.parse().ok());
    let about = match rest.next().unwrap_or_default() {
        "earlier" => format!("{}.{}", at.typed().one("wave"), at.typed().one("question")),
        about => about.to_owned(),
    };
    let rows = rows(at, outline, text)?;
    let one = compared_with(at.typed(), &about).ok_or(QuestionWrong::NoComparison)?;
    let here = format!("when/{of}");
    let when = rows.with(one, row).sentence();
    Ok(Chosen::Changes(vec![Edit::When { of, when }], here))
}
