//! Conditions: rows that are added, taken out and joined, or a sentence.

use app::{
    StaffPage,
    api::staff::{arranging::QuestionWrong, surveys::SurveyWrong},
};
use axum::response::Response;
use surveys::{
    condition::Condition,
    editing::{ConditionRows, Edit, How, Join, Of, Outline, compared, outline},
    typed::Typed,
};

use super::At;
use crate::staff::posted::{Writing, Written, on_to};

/// What was chosen as a comparison with something; none where it lacks a part.
pub(super) fn chosen(typed: &Typed, name: &str) -> Option<Condition> {
    let how: How = typed.one("how").parse().ok()?;
    let with: Vec<_> = typed.all("with").collect();
    compared(name, how, &with)
}

/// The condition as it is saved.
fn saved(outline: &Outline, of: &Of) -> Option<String> {
    match of {
        Of::Question(key) => {
            let asked = outline.questions().find(|asked| asked.key == *key)?;
            Some(asked.asked_if.clone().unwrap_or_default())
        }
        Of::Page(section, page) => {
            Some(outline.page(*section, *page)?.asked_if.clone().unwrap_or_default())
        }
        Of::Check(place) => Some(outline.checks.get(*place)?.when.clone()),
        Of::Usable => Some(outline.usable.clone()),
    }
}

/// What was found of a condition that is to be changed.
struct Found {
    at: At,
    of: Of,
    /// What it is called in addresses.
    name: String,
    text: String,
    /// None where it is changed as a sentence only.
    rows: Option<ConditionRows>,
}

impl Found {
    /// Nothing is chosen into a condition that is no rows: it would be in the place of all of it.
    async fn is_a_sentence(self) -> Response {
        let reason = format!("It is changed as a sentence: {}", self.text);
        self.at.posted.refused(self.at.page, SurveyWrong::Unchanged, vec![reason]).await
    }
}

async fn find(at: At) -> Result<Found, Response> {
    let name = at.names.split('/').next().unwrap_or_default().to_owned();
    let outline = outline(&at.draft.text).unwrap_or_default();
    let of = Of::named(&name);
    let found = of.and_then(|of| saved(&outline, &of).map(|text| (of, text)));
    let Some((of, text)) = found else { return Err(at.lost().await) };
    if at.is_stale() {
        return Err(at.wrong(QuestionWrong::ChangedMeanwhile).await);
    }
    let rows = ConditionRows::read(&text, &outline.conditions).ok();
    Ok(Found { at, of, name, text, rows })
}

/// Takes a row out, joins rows, saves a sentence, or goes on to choose a comparison.
pub async fn route(Writing(by): Writing, Written(posted): Written) -> Response {
    let at = At::find(by, posted, StaffPage::SurveyWhen).await;
    let found = match at {
        Ok(at) => find(at).await,
        Err(response) => Err(response),
    };
    let found = match found {
        Ok(found) => found,
        Err(response) => return response,
    };
    let typed = found.at.posted.typed.clone();
    let then = typed.one("then");
    let rows = match &found.rows {
        Some(rows) => rows.clone(),
        None if then == "text" => ConditionRows::default(),
        None => return found.is_a_sentence().await,
    };
    let Found { at, of, name, .. } = found;
    let here = format!("when/{name}");
    let when = match then.split('/').collect::<Vec<_>>()[..] {
        ["without", row, place] => {
            let number = |text: &str| text.parse().unwrap_or(usize::MAX);
            rows.without(number(row), number(place)).sentence()
        }
        ["join"] => {
            let join = if typed.one("join") == "any" { Join::Any } else { Join::All };
            ConditionRows { join, ..rows }.sentence()
        }
        ["text"] => Some(typed.one("when").replace("\r\n", " ")).filter(|when| !when.is_empty()),
        ["about"] => {
            let (about, row) = (typed.one("about"), typed.one("row"));
            let legal = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            if about.is_empty() || !about.chars().all(legal) {
                return at.wrong(QuestionWrong::NoSubject).await;
            }
            let row = row.parse::<usize>().map_or_else(|_| "new".to_owned(), |row| row.to_string());
            return on_to(&format!("/staff/surveys/{}/{here}/{row}/{about}", at.draft.key));
        }
        _ => return at.lost().await,
    };
    at.save(&[Edit::When { of, when }], &here).await
}

/// Adds the comparison that was chosen.
pub async fn compare(Writing(by): Writing, Written(posted): Written) -> Response {
    let at = At::find(by, posted, StaffPage::SurveyComparison).await;
    let found = match at {
        Ok(at) => find(at).await,
        Err(response) => Err(response),
    };
    let found = match found {
        Ok(found) => found,
        Err(response) => return response,
    };
    let Some(rows) = found.rows.clone() else { return found.is_a_sentence().await };
    let Found { at, of, name, .. } = found;
    let mut rest = at.names.split('/').skip(1);
    let row = rest.next().and_then(|row| row.parse().ok());
    let about = match rest.next().unwrap_or_default() {
        "earlier" => {
            let typed = &at.posted.typed;
            format!("{}.{}", typed.one("wave"), typed.one("question"))
        }
        about => about.to_owned(),
    };
    let Some(one) = chosen(&at.posted.typed, &about) else {
        return at.wrong(QuestionWrong::NoComparison).await;
    };
    let when = rows.with(one, row).sentence();
    at.save(&[Edit::When { of, when }], &format!("when/{name}")).await
}
