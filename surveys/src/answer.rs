//! From what was typed to what is believed. There is no other way to make an answer.

mod choice;

mod contact;

mod date;

mod number;

mod words;

pub use contact::{MOST_OF_EMAIL, is_email, is_name};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use self::contact::{OwnDetails, contact_details, details_for_staff, own_details};
use crate::{
    condition::Look,
    definition::{Kind, Level, Question},
    keys::QuestionKey,
    typed::Typed,
    value::{Missing, Value},
};

/// What a rule finds wrong with what was typed. It is put into words where it is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// Nothing was given. Passing the question by a second time is taken as an answer.
    Unanswered,
    /// Nothing was given for these rows of a grid, by the rows' words.
    RowsUnanswered(Vec<String>),
    /// The form sent a code that the question does not offer.
    NotAnOption,
    /// An option that excludes every other was ticked with another; its words.
    Exclusive(String),
    /// Both an answer and a reason for giving none.
    AnswerAndReason,
    /// Words behind an option that was not chosen.
    NotChosen {
        /// The form field that holds the words.
        field: String,
        /// The option's words.
        option: String,
    },
    /// No number.
    NotANumber,
    /// A number that has to be whole.
    NotWhole,
    /// More decimals than so many.
    TooManyPlaces(u8),
    /// A number outside both ends, which are included.
    OutOfRange {
        /// The smallest that is taken.
        least: f64,
        /// The largest that is taken.
        most: f64,
    },
    /// Parts of a date are missing.
    DateIncomplete {
        /// The day is missing.
        day: bool,
        /// The month is missing.
        month: bool,
        /// The year is missing.
        year: bool,
    },
    /// No day of the calendar.
    NotADate,
    /// Later than today.
    InTheFuture,
    /// Someone born then is too young or too old, in completed years.
    AgeOutside {
        /// The youngest.
        youngest: u8,
        /// The oldest.
        oldest: u8,
    },
    /// Before the person was so many years old.
    TooYoungThen(u8),
    /// An amount without its period.
    PeriodMissing,
    /// A period without its amount.
    AmountMissing,
    /// More characters than the limit.
    TooLong {
        /// The form field that holds them.
        field: String,
        /// The limit.
        most: u16,
        /// How many characters there are too many.
        over: usize,
    },
    /// Characters that could not be read, or that no text may have.
    Unreadable,
    /// No telephone number.
    NotAPhone,
    /// A landline, to which no text can go.
    NoTexts,
    /// No email address.
    NotAnEmail,
    /// No UK postcode.
    NotAPostcode,
    /// A rule across questions.
    Check {
        /// The check's key.
        key: QuestionKey,
        /// Whether it blocks.
        level: Level,
        /// What it says.
        say: String,
    },
}

/// Where and for whom an answer is parsed.
pub struct Setting<'a, L> {
    /// Earlier answers and facts.
    pub scope: &'a L,
    /// The calendar date where the participant lives.
    pub today: NaiveDate,
    /// The person has been asked for this answer once before and passed it by.
    pub prompted: bool,
}

/// A variable and its new value; none clears it.
pub type Given = (String, Option<Value>);

/// Believes what was typed for a question, or says everything that is wrong with it.
///
/// # Errors
/// At least one problem. What was typed is then to be kept and shown again as it is.
pub fn parse<L: Look>(
    question: &Question,
    typed: &Typed,
    setting: &Setting<'_, L>,
) -> Result<Vec<Given>, Vec<Problem>> {
    if typed_for(question, typed).any(|text| text.contains(['\0', char::REPLACEMENT_CHARACTER])) {
        return Err(vec![Problem::Unreadable]);
    }
    match &question.kind {
        Kind::Single { options } => choice::single(question, options, typed, setting),
        Kind::Multiple { options } => choice::multiple(question, options, typed, setting),
        Kind::Scale { .. } => choice::scale(question, typed, setting),
        Kind::Grid { rows, .. } => choice::grid(question, rows, typed, setting),
        _ => match reason(question, typed)? {
            Some(reason) => Ok(missing_everywhere(question, reason)),
            None => measured(question, typed, setting),
        },
    }
}

fn measured<L: Look>(
    question: &Question,
    typed: &Typed,
    setting: &Setting<'_, L>,
) -> Result<Vec<Given>, Vec<Problem>> {
    let blank = typed_for(question, typed).all(|text| text.trim().is_empty());
    if blank && !matches!(question.kind, Kind::Contact) {
        return unanswered(question, setting.prompted);
    }
    match &question.kind {
        Kind::Number { .. } => number::number(question, typed, setting.scope),
        Kind::Amount { .. } => number::amount(question, typed),
        Kind::Date { age } => date::date(question, *age, typed, setting),
        Kind::Month { youngest } => date::month(question, *youngest, typed, setting),
        Kind::Text { most } => words::text(question, *most, typed),
        Kind::Contact => contact::contact(question, typed),
        Kind::Single { .. } | Kind::Multiple { .. } | Kind::Scale { .. } | Kind::Grid { .. } => {
            unreachable!("parsed by the options they offer")
        }
    }
}

/// The names of the fields that belong to a question, apart from `KEY_none` and words behind options.
#[must_use]
pub fn fields(question: &Question) -> Vec<String> {
    let key = &question.key;
    let named = |suffixes: &[&str]| suffixes.iter().map(|s| format!("{key}_{s}")).collect();
    match &question.kind {
        Kind::Date { .. } => named(&["day", "month", "year"]),
        Kind::Month { .. } => named(&["month", "year"]),
        Kind::Contact => named(&["mobile", "email", "address", "postcode"]),
        _ => question.variables(),
    }
}

/// Whether a form field belongs to a question.
#[must_use]
pub fn owns(question: &Question, field: &str) -> bool {
    fields(question).iter().any(|name| name == field)
        || question.words().any(|(name, _)| name == field)
        || field.strip_suffix("_none") == Some(question.key.as_str())
}

fn typed_for<'t>(question: &Question, typed: &'t Typed) -> impl Iterator<Item = &'t str> {
    let mut names = fields(question);
    names.extend(question.words().map(|(name, _)| name));
    let values = typed.iter().filter(move |(name, _)| names.iter().any(|own| own == name));
    values.flat_map(|(_, values)| values.iter().map(String::as_str))
}

/// Don't know or prefer not to say, given beside a field.
fn reason(question: &Question, typed: &Typed) -> Result<Option<Missing>, Vec<Problem>> {
    let sent = typed.one(&format!("{}_none", question.key));
    if sent.is_empty() {
        return Ok(None);
    }
    let reason = chosen_reason(sent).ok_or_else(|| vec![Problem::NotAnOption])?;
    let blank = typed_for(question, typed).all(|text| text.trim().is_empty());
    if blank { Ok(Some(reason)) } else { Err(vec![Problem::AnswerAndReason]) }
}

/// The reasons that a person can choose: don't know and prefer not to say.
fn chosen_reason(sent: &str) -> Option<Missing> {
    let reasons = [Missing::DontKnow, Missing::Refused];
    reasons.into_iter().find(|reason| reason.code().to_string() == sent)
}

fn unanswered(question: &Question, prompted: bool) -> Result<Vec<Given>, Vec<Problem>> {
    if prompted || question.optional {
        return Ok(missing_everywhere(question, Missing::Blank));
    }
    Err(vec![Problem::Unanswered])
}

fn missing_everywhere(question: &Question, reason: Missing) -> Vec<Given> {
    let variables = question.variables().into_iter();
    let cleared = question.words().map(|(name, _)| (name, None));
    variables.map(|name| (name, Some(Value::Missing(reason)))).chain(cleared).collect()
}
