//! How a person moves through a survey: saving a page, what comes next, where they were, sending.

mod attempt;

mod left;

use attempt::Attempt;
pub use left::{as_left, usable};

use crate::{
    definition::{Page, Survey},
    facts::Facts,
    keys::PageKey,
    route::{Leg, Route},
    sheet::{Draft, Sheet},
    typed::Typed,
    value::{Answers, Value},
};

/// Where a person is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// On this page.
    Page(PageKey),
    /// Every page is in order; the answers can be checked and sent.
    Review,
}

/// How a page was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// By Continue: blanks are asked about once, odd answers too.
    Continue,
    /// While it is being filled in, or to finish later: nothing is asked.
    OnTheWay,
}

/// What saving a page did.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// Where the person goes. The same page again when something is to be put right.
    pub next: Place,
    /// What changed, for the history. Values the vault keeps are not among them.
    pub changes: Vec<Change>,
    /// Values for the identity vault, by variable; a missing code takes a value out.
    pub vault: Vec<(String, Value)>,
}

/// One variable's change.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Change {
    /// The variable.
    pub variable: String,
    /// What stood there before, if anything did.
    pub from: Option<Value>,
    /// What stands there now, if anything does.
    pub to: Option<Value>,
}

/// The survey has no page by this key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the survey has no such page")]
pub struct NoSuchPage;

/// Keeps what was typed on a page. What passes the rules becomes answers; when something does not,
/// the page as typed becomes its draft and the person sees it again. Nothing is thrown away.
///
/// A page that is not on the route may be saved too, as when an old tab is still open: its answers
/// are set aside until the route leads there.
///
/// # Errors
/// When the survey has no such page.
pub fn save(
    survey: &Survey,
    sheet: &mut Sheet,
    facts: &Facts,
    key: &PageKey,
    typed: Typed,
    manner: Manner,
) -> Result<Saved, NoSuchPage> {
    let page = survey.page(key).ok_or(NoSuchPage)?;
    let before = sheet.draft(key).cloned().unwrap_or_default();
    let answers = sheet.answers.clone();
    let mut attempt = Attempt::new((survey, page), facts, (answers, &before), manner);
    attempt.questions(&typed);
    attempt.checks(sheet);
    keep_draft(sheet, page, typed, &attempt);
    let changes = changes(&sheet.answers, &attempt.answers);
    let Attempt { answers, vault, .. } = attempt;
    sheet.answers = answers;
    let next = next(survey, sheet, facts, key);
    reach(survey, sheet, &next);
    Ok(Saved { next, changes, vault })
}

/// A page that is not in order is kept as it was typed. One that asks for something the vault keeps
/// stays apart.
fn keep_draft(sheet: &mut Sheet, page: &Page, typed: Typed, attempt: &Attempt<'_>) {
    sheet.drafts.remove(&page.key);
    sheet.private.remove(&page.key);
    if attempt.is_unfinished() {
        let private = page.questions.iter().any(|question| question.vault);
        let drafts = if private { &mut sheet.private } else { &mut sheet.drafts };
        drafts.insert(page.key.clone(), Draft { typed, problems: attempt.to_say() });
    }
}

fn changes(from: &Answers, to: &Answers) -> Vec<Change> {
    let mut changes = Vec::new();
    for (variable, value) in to.iter() {
        let before = from.get(variable);
        if before != Some(value) {
            let (variable, from) = (variable.to_owned(), before.cloned());
            changes.push(Change { variable, from, to: Some(value.clone()) });
        }
    }
    for (variable, value) in from.iter().filter(|(variable, _)| to.get(variable).is_none()) {
        changes.push(Change { variable: variable.to_owned(), from: Some(value.clone()), to: None });
    }
    changes
}

/// Whether nothing more is to be done on a page.
#[must_use]
pub fn settled(leg: &Leg<'_>, sheet: &Sheet) -> bool {
    let answered = |variable: &String| sheet.answers.get(variable).is_some();
    let in_order = leg.asked.iter().all(|question| question.variables().iter().all(answered));
    sheet.draft(&leg.page.key).is_none() && in_order && !leg.outdated
}

fn next(survey: &Survey, sheet: &Sheet, facts: &Facts, from: &PageKey) -> Place {
    let route = Route::walk(survey, &sheet.answers, facts);
    let first_open = route.legs.iter().position(|leg| !settled(leg, sheet));
    let Some(first_open) = first_open else { return Place::Review };
    let after = match route.leg(from) {
        Some(here) if !settled(&route.legs[here], sheet) => here,
        Some(here) => (here + 1).min(first_open),
        None => first_open,
    };
    Place::Page(route.legs[after].page.key.clone())
}

/// Where someone who comes back goes on: the first page that is not in order.
#[must_use]
pub fn resume(survey: &Survey, sheet: &Sheet, facts: &Facts) -> Place {
    let route = Route::walk(survey, &sheet.answers, facts);
    let open = route.legs.iter().find(|leg| !settled(leg, sheet));
    open.map_or(Place::Review, |leg| Place::Page(leg.page.key.clone()))
}

/// Whether a page may be shown: it is on the route, and every page before it is in order.
#[must_use]
pub fn may_visit(survey: &Survey, sheet: &Sheet, facts: &Facts, page: &PageKey) -> bool {
    let route = Route::walk(survey, &sheet.answers, facts);
    let open = route.legs.iter().position(|leg| !settled(leg, sheet));
    route.leg(page).is_some_and(|here| open.is_none_or(|open| here <= open))
}

fn reach(survey: &Survey, sheet: &mut Sheet, next: &Place) {
    let place = |key: &PageKey| survey.pages().position(|(_, page)| page.key == *key);
    let to = match next {
        Place::Page(key) => Some(key.clone()),
        Place::Review => survey.pages().last().map(|(_, page)| page.key.clone()),
    };
    let before = sheet.reached.as_ref().and_then(place);
    if to.as_ref().and_then(place) > before {
        sheet.reached = to;
    }
}

/// The answers as they are sent: a value or a missing code for every variable, derived ones and
/// flags of checks included. What was set aside is gone.
///
/// # Errors
/// The page that is not in order yet.
pub fn send(survey: &Survey, sheet: &Sheet, facts: &Facts) -> Result<Answers, PageKey> {
    match resume(survey, sheet, facts) {
        Place::Page(open) => Err(open),
        Place::Review => Ok(as_left(survey, sheet, facts)),
    }
}
