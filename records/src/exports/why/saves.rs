//! Who saved an answer and when, and what stood there before, as far as the history has it.

use sea_orm::ConnectionTrait;
use surveys::{
    value::{Missing, Value},
    why::{Response, value_in_words},
};

use super::cell::Cells;
use crate::{
    calls,
    entity::response,
    page_history::{self, SavedChange},
    why::{Save, Saved, WhyError},
};

/// Of each of these variables of a response. What has no answer and was never saved is left out.
pub(super) async fn of(
    connection: &impl ConnectionTrait,
    (row, response, cells): (&response::Model, &Response<'_>, &Cells),
    variables: &[&str],
) -> Result<Vec<Saved>, WhyError> {
    let changes = page_history::changes_of(connection, row.id, variables).await?;
    let saved = variables.iter().filter_map(|variable| {
        let own = changes.iter().filter(|saved| saved.change.variable == *variable);
        let own: Vec<_> = own.collect();
        let is_given = response.sheet.answers.get(variable).is_some_and(is_given);
        (is_given || !own.is_empty()).then(|| Saved {
            variable: (*variable).to_owned(),
            lacks: lacks(&own, response.is_in_vault(variable)),
            saves: own.into_iter().map(|saved| save(saved, response, cells)).collect(),
        })
    });
    Ok(saved.collect())
}

/// Whether somebody gave it, or a reason for having none.
fn is_given(value: &Value) -> bool {
    let left = [Missing::NotApplicable, Missing::NotReached, Missing::NotAsked];
    value.missing().is_none_or(|reason| !left.contains(&reason))
}

fn lacks(saves: &[&SavedChange], is_in_vault: bool) -> Option<String> {
    match saves.first() {
        None if is_in_vault => {
            Some("The identity vault keeps it, and no history of it.".to_owned())
        }
        None => Some(
            "No save of it is on record: when it was given and what stood there before cannot be told.".to_owned(),
        ),
        Some(first) if first.change.from.is_some() => {
            Some("Saves before these are not on record.".to_owned())
        }
        Some(_) => None,
    }
}

fn save(saved: &SavedChange, response: &Response<'_>, cells: &Cells) -> Save {
    let SavedChange { page, actor, mode, at, change } = saved;
    let words = |value: &Option<Value>| {
        value.as_ref().map(|value| value_in_words(&change.variable, Some(value), response.survey))
    };
    let interviewer = calls::staff_of(actor).and_then(|id| cells.interviewer(id));
    let by = match (interviewer, actor.as_str()) {
        (Some(word), _) => format!("interviewer {word}"),
        (None, "participant") => "the participant".to_owned(),
        (None, _) => "somebody of the team".to_owned(),
    };
    Save {
        at: *at,
        by,
        mode: mode.clone(),
        page: page.clone(),
        from: words(&change.from),
        to: words(&change.to),
    }
}
