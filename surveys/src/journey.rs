//! How a person moves through a survey: saving a page, what comes next, where they were, sending.

mod attempt;

mod left;

use attempt::Attempt;
pub use left::{as_left, usable};

use crate::{
    definition::{Page, Question, Survey},
    facts::Facts,
    keys::PageKey,
    route::{Leg, Route},
    sheet::{Draft, Sheet},
    typed::Typed,
    value::{Answers, Missing, Value},
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
    /// While it is being filled in: nothing is asked, and what may be a slip raises no alert yet.
    OnTheWay,
    /// To finish later: nothing is asked, and what was given is meant.
    Leave,
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
    let next = Journey::walk(survey, sheet, facts).after(key);
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

/// One person's way through a survey as their sheet stands. It is walked once, and everything about
/// places is told from that walk.
#[derive(Debug)]
pub struct Journey<'a> {
    /// What is asked.
    pub survey: &'a Survey,
    /// What was answered.
    pub sheet: &'a Sheet,
    /// Where the answers lead.
    pub route: Route<'a>,
    /// The leg of the first page that is not in order.
    open: Option<usize>,
}

impl<'a> Journey<'a> {
    /// Follows the survey from first to last.
    #[must_use]
    pub fn walk(survey: &'a Survey, sheet: &'a Sheet, facts: &'a Facts) -> Self {
        let route = Route::walk(survey, &sheet.answers, facts);
        let open = route.legs.iter().position(|leg| !settled(leg, sheet));
        Self { survey, sheet, route, open }
    }

    /// Where someone who comes back goes on: the first page that is not in order.
    #[must_use]
    pub fn resume(&self) -> Place {
        self.place(self.open)
    }

    /// Where someone goes on who left a page by Continue: the one after it, when it is in order.
    fn after(&self, left: &PageKey) -> Place {
        let next = self.open.map(|open| match self.route.leg(left) {
            Some(here) if !settled(&self.route.legs[here], self.sheet) => here,
            Some(here) => (here + 1).min(open),
            None => open,
        });
        self.place(next)
    }

    /// The first page of the route with a question that has no answer, also one that was passed by knowingly. It comes after
    /// another page, where that is given and on the route.
    #[must_use]
    pub fn unanswered(&self, after: Option<&PageKey>) -> Option<&'a PageKey> {
        let from = after.and_then(|page| self.route.leg(page)).map_or(0, |here| here + 1);
        let mut legs = self.route.legs.iter().skip(from);
        let leg = legs.find(|leg| leg.asked.iter().any(|asked| is_unanswered(asked, self.sheet)));
        leg.map(|leg| &leg.page.key)
    }

    /// Whether a page may be shown: it is on the route, and every page before it is in order.
    #[must_use]
    pub fn may_visit(&self, page: &PageKey) -> bool {
        self.route.leg(page).is_some_and(|here| self.open.is_none_or(|open| here <= open))
    }

    /// The pages of the route that are in order.
    pub fn settled(&self) -> impl Iterator<Item = &Leg<'a>> {
        self.route.legs.iter().filter(|leg| settled(leg, self.sheet))
    }

    fn place(&self, leg: Option<usize>) -> Place {
        leg.map_or(Place::Review, |leg| Place::Page(self.route.legs[leg].page.key.clone()))
    }
}

/// Whether no part of a question has an answer, or a reason why it has none. One that may be left open never is.
fn is_unanswered(question: &Question, sheet: &Sheet) -> bool {
    let is_open = |variable: &String| {
        let held = sheet.answers.get(variable);
        matches!(held, None | Some(Value::Missing(Missing::Blank)))
    };
    !question.optional && question.variables().iter().all(is_open)
}

/// Whether nothing more is to be done on a page.
fn settled(leg: &Leg<'_>, sheet: &Sheet) -> bool {
    let answered = |variable: &String| sheet.answers.get(variable).is_some();
    let in_order = leg.asked.iter().all(|question| question.variables().iter().all(answered));
    sheet.draft(&leg.page.key).is_none() && in_order && !leg.outdated
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
    match Journey::walk(survey, sheet, facts).resume() {
        Place::Page(open) => Err(open),
        Place::Review => Ok(as_left(survey, sheet, facts)),
    }
}
