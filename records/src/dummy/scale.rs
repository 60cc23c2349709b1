//! What stands in a variable, as a number that something can be added to.

use datasets::{Code, Kind, Measure, Variable};
use serde_json::Value;
use surveys::codebook::Takes;

/// Digits after the point that are changed at most: finer ones are nobody's effect.
const PLACES: u8 = 4;

/// Where nobody knows an end, numbers are kept below this.
const GREATEST: f64 = 1e12;

/// Why nothing can be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Words.
    #[error("words have no mean")]
    Words,
    /// A date, a month or a moment.
    #[error("effects are planted in numbers and in yes or no, and not in dates and times")]
    Date,
    /// Codes that are no amounts.
    #[error("its codes are neither amounts nor yes and no")]
    Codes,
}

/// How numbers stand in a column, and between which ends.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scale {
    form: Form,
    pub least: f64,
    pub most: f64,
    /// One of the variable's own units is so many of those that can be added.
    pub units: f64,
    reasons: Vec<i64>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Form {
    Whole,
    Decimal,
    /// Yes counts 1 and no 0.
    YesNo {
        yes: i64,
        no: i64,
    },
}

impl Scale {
    /// The scale of a variable of a release. `takes` is what its survey lets stand in it.
    pub fn of(variable: &Variable, takes: Option<Takes>) -> Result<Self, Unfit> {
        let reasons = variable.missing.iter().map(|reason| i64::from(reason.code())).collect();
        // From -9 to -1 stand reasons, where there are any.
        let above = |least: f64| if variable.missing.is_empty() { least } else { least.max(0.0) };
        let scale = |form, least, most, places: u8| {
            let (least, most): (f64, f64) = (least, most);
            let units = 10_f64.powi(places.min(PLACES).into());
            let (least, most) = (least.max(-GREATEST), most.min(GREATEST));
            Self { form, least, most, units, reasons }
        };
        match (variable.kind, yes_no(variable)) {
            (Kind::Text { .. }, _) => Err(Unfit::Words),
            (Kind::Date | Kind::Moment | Kind::Month, _) => Err(Unfit::Date),
            (Kind::Whole { .. }, Some((yes, no))) => {
                Ok(scale(Form::YesNo { yes, no }, 0.0, 1.0, 0))
            }
            _ if !are_amounts(variable) => Err(Unfit::Codes),
            (Kind::Whole { least, most }, None) => {
                Ok(scale(Form::Whole, above(least as f64), most as f64, 0))
            }
            (Kind::Decimal { places }, _) => {
                let (least, most) = match takes {
                    Some(Takes::Decimal { least, most, .. }) => (least, most),
                    Some(Takes::Whole { least, most }) => (least as f64, most as f64),
                    _ => (f64::NEG_INFINITY, f64::INFINITY),
                };
                Ok(scale(Form::Decimal, above(least), most, places))
            }
        }
    }

    /// The number that a cell holds as it is kept. None where there is no answer.
    pub fn read(&self, kept: &Value) -> Option<f64> {
        match (self.form, kept) {
            (Form::Decimal, Value::String(text)) => text.parse().ok(),
            (Form::Decimal, _) => None,
            (form, kept) => {
                let number = kept.as_i64().filter(|number| !self.reasons.contains(number))?;
                match form {
                    Form::YesNo { yes, no } if [yes, no].contains(&number) => {
                        Some(f64::from(u8::from(number == yes)))
                    }
                    Form::YesNo { .. } => None,
                    _ => Some(number as f64),
                }
            }
        }
    }

    /// The cell with so many units more.
    pub fn moved(&self, number: f64, by: i64) -> Value {
        let by = by as f64 / self.units;
        match self.form {
            Form::Whole => Value::from((number + by) as i64),
            Form::YesNo { yes, no } => Value::from(if number + by > 0.5 { yes } else { no }),
            // What the sum of two decimals has behind the ninth digit is no part of either.
            Form::Decimal => Value::from(format!("{}", ((number + by) * 1e9).round() / 1e9)),
        }
    }

    /// How many units a number can go up, or down.
    pub fn room(&self, number: f64, up: bool) -> u64 {
        let left = if up { self.most - number } else { number - self.least };
        // A float becomes the nearest number that there is, and what is below zero none.
        (left * self.units + 1e-6).floor() as u64
    }
}

/// The codes of yes and no: 1 and 0, or two that are called so.
fn yes_no(variable: &Variable) -> Option<(i64, i64)> {
    let codes = variable.labels.iter().filter_map(|label| match label.code {
        Code::Number(code) => Some((i64::from(code), label.text.trim())),
        Code::Word(_) => None,
    });
    let codes: Vec<_> = codes.collect();
    let [(one, its), (other, others)] = codes.as_slice() else { return None };
    let is = |text: &str, word: &str| text.eq_ignore_ascii_case(word);
    match (*one, *other) {
        (0, 1) | (1, 0) => Some((1, 0)),
        (yes, no) if is(its, "yes") && is(others, "no") => Some((yes, no)),
        (no, yes) if is(its, "no") && is(others, "yes") => Some((yes, no)),
        _ => None,
    }
}

/// Whether the numbers are more or less of something: a scale, or codes in an order without a gap.
fn are_amounts(variable: &Variable) -> bool {
    match (variable.measure, variable.kind) {
        (Measure::Scale, _) => true,
        (Measure::Ordinal, Kind::Whole { least, most }) => (least..=most).all(|number| {
            let is_own =
                |code: &Code| matches!(code, Code::Number(own) if i64::from(*own) == number);
            variable.labels.iter().any(|label| is_own(&label.code))
        }),
        _ => false,
    }
}
