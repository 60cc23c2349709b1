//! Invented people's answers, for demonstrations and trials of the machinery. Everything is typed as
//! a browser would send it and passes the same rules. Nothing here is random: a seed decides.

mod dice;

mod walk;

mod typing;

mod options;

mod measures;

use chrono::NaiveDate;

pub use dice::Dice;

use crate::{
    definition::{Level, Page, Survey},
    facts::Facts,
    keys::PageKey,
    sheet::Sheet,
    typed::Typed,
    value::Value,
};
use walk::Walk;

/// Somebody who does not exist, as far as it shows in what they answer, wave after wave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Decides what they would answer again if asked again.
    pub leaning: u64,
    /// Their date of birth.
    pub dob: NaiveDate,
    /// The day on which they began their job; none while they are out of work.
    pub works_since: Option<NaiveDate>,
    /// Health in general, from 1, very good, to 5, very bad.
    pub health: i64,
    /// How life goes for them, from 0 to 10.
    pub mood: i64,
    /// How to reach them.
    pub contact: Contact,
}

/// How to reach somebody who does not exist. Use numbers and addresses that nobody can have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the parts of the question, under their own names")]
pub struct Contact {
    pub mobile: String,
    pub email: String,
    pub address: String,
    pub postcode: String,
}

/// How far somebody gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// To the end, ready to be sent.
    TheEnd,
    /// They leave after so many pages, at least one, or at the end if that comes first.
    Pages(usize),
}

/// What somebody answered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Invented {
    /// Each page as it was typed, in order. Where something is blank or odd, Continue was pressed
    /// a second time.
    pub pages: Vec<(PageKey, Typed)>,
    /// The response as saving these pages leaves it.
    pub sheet: Sheet,
    /// What goes to the identity vault, by variable.
    pub vault: Vec<(String, Value)>,
}

/// Answers a survey, each question from what was answered before.
#[must_use]
pub fn answer(
    survey: &Survey,
    facts: &Facts,
    person: &Person,
    until: Until,
    dice: &mut Dice,
) -> Invented {
    let mut walk = Walk::begin(survey, facts);
    let mut pages = Vec::new();
    let mut left_at = None;
    for (_, page) in survey.pages() {
        if matches!(until, Until::Pages(most) if pages.len() >= most.max(1)) {
            if !walk.leads_to(page) {
                continue;
            }
            left_at = Some(page.key.clone());
            break;
        }
        let typed = fill_in(&mut walk, page, person, dice);
        pages.extend(typed.map(|typed| (page.key.clone(), typed)));
    }
    let last = survey.pages().last().map(|(_, page)| page.key.clone());
    let reached = left_at.or(last);
    let Walk { answers, vault, confirmed, .. } = walk;
    Invented { pages, sheet: Sheet { answers, confirmed, reached, ..Sheet::default() }, vault }
}

/// Something typed that breaks a hard rule is typed again, as often as this.
const TRIES: usize = 20;

fn fill_in<'a>(
    walk: &mut Walk<'a>,
    page: &'a Page,
    person: &Person,
    dice: &mut Dice,
) -> Option<Typed> {
    let before = walk.has_check(page, Level::Hard).then(|| walk.clone());
    for _ in 0..TRIES {
        let mut typed = Typed::default();
        let mut asked = false;
        for question in &page.questions {
            if walk.ask(question) {
                asked = true;
                typing::type_in(question, walk, person, dice, &mut typed);
                walk.believe(question, &typed);
            }
        }
        match &before {
            Some(before) if walk.breaks(page, Level::Hard) => *walk = before.clone(),
            _ => {
                walk.confirm(page);
                return asked.then_some(typed);
            }
        }
    }
    None
}
