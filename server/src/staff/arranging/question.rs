//! What one question says, and where it stands.

use app::{
    StaffPage,
    api::staff::{Trouble, arranging::QuestionWrong, surveys::SurveyWrong, unavailable},
};
use axum::response::Response;
use records::versions;
use surveys::{
    editing::{Asked, Direction, Edit, NotReworded, Of, Outline, Own},
    keys::QuestionKey,
    language::isolated,
};

use super::{At, Chosen, Refused, on_to_condition};
use crate::staff::posted::{Writing, Written};

/// Changes what one question says. Where somebody else wrote something else into the same box, both are shown.
pub async fn ask(Writing(by): Writing, Written(posted): Written) -> Response {
    let at = match At::find(by, posted, StaffPage::SurveyQuestion).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let spent = match spent(&at).await {
        Ok(spent) => spent,
        Err(trouble) => return at.posted.kept(trouble).await,
    };
    at.make(move |at, outline| chosen(at, outline, &spent)).await
}

/// The codes that the question's options have had in published versions, where an option is to be added.
async fn spent(at: &At) -> Result<Vec<i64>, Trouble> {
    if at.typed().one("option").is_empty() {
        return Ok(Vec::new());
    }
    let (db, failed) = (&at.posted.http.db, |cause| unavailable(&cause));
    let mut spent = Vec::new();
    for version in versions::listed_of(db, &at.draft.key).await.map_err(failed)? {
        let survey = versions::asks(db, &version).await.map_err(failed)?;
        let asked = survey.questions().filter(|one| one.key.as_str() == at.names);
        spent.extend(asked.flat_map(|one| one.options()).map(|option| i64::from(option.code)));
    }
    Ok(spent)
}

fn chosen(at: &At, outline: &Outline, spent: &[i64]) -> Result<Chosen, Refused> {
    let asked = outline.questions().find(|one| one.key == at.names);
    let asked = asked.ok_or(QuestionWrong::Gone)?;
    let (then, mut key) = (at.typed().one("then"), asked.key.clone());
    let going = then.strip_prefix("without/").and_then(|code| code.parse().ok());
    let mut changes = match &asked.own {
        Some(own) => own.reworded(&key, at.filled(), (going, spent))?,
        None => Vec::new(),
    };
    changes.extend(moved(then, &key));
    // Whichever button is pressed: nothing that was chosen further down is lost.
    if !at.typed().one("to").is_empty() {
        let to = at.put(outline, "to")?;
        changes.push(Edit::Bring { question: key.clone(), to });
    }
    if asked.own.is_some() {
        changes.extend(otherwise(at, asked)?);
        let named = Some(at.typed().one("key")).filter(|to| !to.is_empty());
        key = named.map_or(key, str::to_owned);
    }
    if then == "when" {
        return Ok(on_to_condition(changes, &Of::Question(key)));
    }
    Ok(Chosen::Changes(changes, format!("arranging/{key}")))
}

/// An option by one place, `option-up/3`; what was typed beside it is saved, too.
fn moved(then: &str, key: &str) -> Option<Edit> {
    let (act, code) = then.split_once('/')?;
    let to = match act {
        "option-up" => Direction::Up,
        "option-down" => Direction::Down,
        _ => return None,
    };
    Some(Edit::MoveOption { question: key.to_owned(), code: code.parse().ok()?, to })
}

impl From<NotReworded> for Refused {
    fn from(why: NotReworded) -> Self {
        match why {
            NotReworded::NoText => QuestionWrong::NoText.into(),
            NotReworded::NoOptionText(boxes) => Self::At(QuestionWrong::NoOptionText, boxes),
            NotReworded::Both(boxes) => Self::At(QuestionWrong::ChangedMeanwhile, boxes),
            NotReworded::OptionChanged { code, text } => {
                let reason = format!("Option {code} says “{}” now", isolated(&text));
                Self::Because(SurveyWrong::Question(QuestionWrong::OptionChanged), vec![reason])
            }
            NotReworded::AlertsOrNone => QuestionWrong::AlertsOrNone.into(),
            NotReworded::Unfit(name, typed) => Self::Unfit(vec![(name.to_owned(), typed)]),
        }
    }
}

/// Another kind, and another key. Another kind takes away what belongs to the one before: to the one that was seen.
fn otherwise(at: &At, asked: &Asked) -> Result<Vec<Edit>, Refused> {
    let mut changes = Vec::new();
    let (kind, to) = (at.typed().one("kind"), at.typed().one("key"));
    let is = asked.own.as_ref().map_or("", Own::kind_name);
    if let Some(to) = kind.parse().ok().filter(|_| kind != is) {
        if !at.filled().is_as_seen("kind", is) {
            return Err(QuestionWrong::KindChanged.into());
        }
        changes.push(Edit::Kind { question: asked.key.clone(), to });
    }
    if at.typed().is_sent("key") && to != asked.key {
        let to = QuestionKey::new(to).map_err(|_| QuestionWrong::Key)?.to_string();
        changes.push(Edit::Rename { question: asked.key.clone(), to });
    }
    Ok(changes)
}
