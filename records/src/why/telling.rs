//! What is told of a cell: plain data.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::Origin;

/// Where a cell comes from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Told {
    /// The study.
    pub study: String,
    /// The study number.
    pub participant: String,
    /// The day as of which it is told, where participants live.
    pub as_of: NaiveDate,
    /// The column.
    pub variable: String,
    /// What the column means.
    pub label: String,
    /// What stands in it.
    pub value: Cell,
    /// Why it does, in short, a sentence each.
    pub because: Vec<String>,
    /// The wave that it is of.
    pub wave: Option<OfWave>,
    /// How it was asked.
    pub wording: Option<Wording>,
    /// Down to the answers.
    pub origin: Option<Origin>,
    /// Who saved the answers that it comes down to, and when.
    pub saved: Vec<Saved>,
    /// How the response came about.
    pub response: Option<Response>,
    /// What the person agreed to then, and agrees to now.
    pub consent: Option<Consent>,
    /// Their allocation.
    pub allocation: Option<Allocation>,
    /// The cell in a cut, where one was named.
    pub then: Option<Then>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// The file that has it.
    pub file: &'static str,
    /// As CSV has it; empty where it is blank.
    pub exported: String,
    /// What its code or word means.
    pub meaning: Option<String>,
    /// The missing code, also where the cell is blank for it.
    pub missing: Option<i32>,
}

/// A cell as a cut keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Then {
    /// The cut's number.
    pub cut: u32,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// Who was given it.
    pub recipient: String,
    /// The cell; none where the cut does not have it.
    pub value: Option<Cell>,
    /// Why it does not.
    pub lacks: Option<String>,
    /// Whether it is what it is now.
    pub is_same: Option<bool>,
    /// What changed since, a sentence each.
    pub since: Vec<String>,
}

/// How the wave stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OfWave {
    /// The wave's key.
    pub wave: String,
    /// What begins the names of its columns.
    pub prefix: String,
    /// What staff call it.
    pub title: String,
    /// Its status in a word, as the dataset has it.
    pub status: &'static str,
    /// What that means.
    pub means: &'static str,
    /// The rule that made it so, with its dates.
    pub because: Vec<String>,
}

/// How something was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Wording {
    /// The question's key.
    pub question: String,
    /// The words, or the label where they are given to nobody; what is filled in stands in braces.
    pub text: String,
    /// What an interviewer reads instead.
    pub spoken: Option<String>,
    /// Where the words come from.
    pub source: Option<String>,
    /// Who is asked, as a condition.
    pub asked_of: String,
    /// The language of the words, by BCP 47.
    pub language: String,
    /// The survey.
    pub survey: SurveyVersion,
}

/// A version of a survey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SurveyVersion {
    /// The survey's key.
    pub survey: String,
    /// Counts up from 1.
    pub version: u32,
    /// Of its canonical text, in hexadecimal digits.
    pub sha256: String,
}

/// How a response came about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Response {
    /// The version that was answered.
    pub survey: SurveyVersion,
    /// When it was begun.
    pub begun_at: DateTime<Utc>,
    /// When it was saved last.
    pub saved_at: DateTime<Utc>,
    /// When it was sent.
    pub sent_at: Option<DateTime<Utc>>,
    /// The mode in which it was begun, and that in which it was last answered.
    pub modes: [String; 2],
    /// The language in which it was begun, and that in which it was last answered.
    pub languages: [Option<String>; 2],
    /// Somebody else answered for the person.
    pub by_proxy: bool,
    /// It was answered after the window had closed.
    pub out_of_window: bool,
    /// Who recorded it by telephone last, as a word that names nobody.
    pub interviewer: Option<String>,
}

/// What became of an answer, save by save.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Saved {
    /// The variable in its survey.
    pub variable: String,
    /// The oldest first.
    pub saves: Vec<Save>,
    /// What is not on record of it.
    pub lacks: Option<String>,
}

/// A save that changed an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Save {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom: `the participant`, `interviewer K3J9`.
    pub by: String,
    /// The mode, as the history has it.
    pub mode: String,
    /// The page, or `_sent` where the answers were sent.
    pub page: String,
    /// What stood there before, in words.
    pub from: Option<String>,
    /// What stands there since, in words.
    pub to: Option<String>,
}

/// What a person agreed to then, and agrees to now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Consent {
    /// When a response was sent, or begun if it was not sent. None where there is none.
    pub then: Option<Agreed>,
    /// Now.
    pub now: Agreed,
    /// They take part under the form in use.
    pub is_current: bool,
    /// What changed in between, a sentence each.
    pub changed: Vec<String>,
}

/// What somebody agrees to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Agreed {
    /// The wave that was answered; none for now.
    pub wave: Option<String>,
    /// The latest version of the form on which anything was decided.
    pub form: Option<u32>,
    /// Permissions by name, as columns have them.
    pub permissions: Vec<&'static str>,
}

/// A person's allocation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Allocation {
    /// The arm's key.
    pub arm: String,
    /// What the study calls the arm.
    pub title: Option<String>,
    /// 1 out of work, 2 in work.
    pub cohort: i32,
    /// The date of randomisation.
    pub randomised_on: NaiveDate,
    /// When it was written down here.
    pub recorded_at: DateTime<Utc>,
    /// How.
    pub method: &'static str,
    /// The number of the entry of the audit that tells of it; none where there is none.
    pub entry: Option<i64>,
    /// Where that entry is sealed in the chain; none where it is not yet.
    pub seal: Option<i64>,
}
