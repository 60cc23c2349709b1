//! The form on which staff note consent that was given by telephone or on paper.

use chrono::NaiveDate;
use surveys::{
    consent::{ConsentProblem, Form, Mode},
    typed::Typed,
};

use super::Recorded;

/// The longest name or initials of a witness, in characters.
const LONGEST_WITNESS: usize = 100;

/// What is open on the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteProblem {
    /// Neither telephone nor paper.
    NoMode,
    /// Nobody was named who was there.
    NoWitness,
    /// That is too long for a name.
    LongWitness,
    /// It is no day of the calendar.
    NoDay,
    /// The day has not come yet.
    NotYet,
    /// The form is of a later day.
    BeforeForm,
    /// Something on this statement.
    Statement(String, ConsentProblem),
}

impl Recorded {
    /// Reads what was noted of somebody's consent: `mode`, `witness`, `day`, `month`, `year`, and the
    /// statements of the form.
    ///
    /// # Errors
    /// All that is open.
    pub fn parse(
        number: &str,
        form: &Form,
        typed: &Typed,
        today: NaiveDate,
    ) -> Result<Self, Vec<NoteProblem>> {
        let mut problems = Vec::new();
        let mode = Mode::from_name(typed.one("mode")).filter(|mode| *mode != Mode::Web);
        if mode.is_none() {
            problems.push(NoteProblem::NoMode);
        }
        let witness = typed.one("witness").to_owned();
        match witness.chars().count() {
            0 => problems.push(NoteProblem::NoWitness),
            long if long > LONGEST_WITNESS => problems.push(NoteProblem::LongWitness),
            _ => {}
        }
        let given_on = day(typed);
        match given_on {
            None => problems.push(NoteProblem::NoDay),
            Some(day) if day > today => problems.push(NoteProblem::NotYet),
            // A form that is tried out before its day is none to be strict about.
            Some(day) if day < form.date && form.date <= today => {
                problems.push(NoteProblem::BeforeForm);
            }
            Some(_) => {}
        }
        let mode = mode.unwrap_or(Mode::Paper);
        if let Err(open) = form.parse_said(typed, mode) {
            problems.extend(open.into_iter().map(|(code, one)| NoteProblem::Statement(code, one)));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let (number, version, said) = (number.to_owned(), form.version, typed.clone());
        Ok(Self { number, version, mode, witness, given_on, said })
    }
}

fn day(typed: &Typed) -> Option<NaiveDate> {
    let [year, month, day] = ["year", "month", "day"].map(|part| typed.one(part));
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}
