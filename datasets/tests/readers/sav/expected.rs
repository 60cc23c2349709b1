//! What a reader of a system file has to find.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate};
use datasets::{Cell, Code, Kind, Measure, Variable, cut_at};

/// The first day of the calendar is the one after.
fn epoch() -> NaiveDate {
    NaiveDate::from_ymd_opt(1582, 10, 14).expect("a date")
}

/// A variable as SPSS has it.
pub struct Expected<'v> {
    variable: &'v Variable,
    pub label: &'v str,
    pub format: String,
    pub measure: &'static str,
    pub has_codes: bool,
    /// Days and seconds count from 1970 and not from 1582, and texts have at most 32,766 bytes, as in R.
    pub counts_from_1970: bool,
}

impl<'v> Expected<'v> {
    pub fn of(variable: &'v Variable) -> Self {
        let digits = |number: i64| number.to_string().len();
        let format = match variable.kind {
            Kind::Whole { least, most } => {
                let code = if variable.missing.is_empty() { 1 } else { 2 };
                format!("F{}.0", digits(least).max(digits(most)).max(code))
            }
            Kind::Decimal { places } => format!("F{}.{places}", places + 13),
            Kind::Text { bytes } => format!("A{}", bytes.unwrap_or(32_767)),
            Kind::Date => "DATE11".to_owned(),
            Kind::Moment => "DATETIME20".to_owned(),
            Kind::Month => "MOYR8".to_owned(),
        };
        let measure = match variable.measure {
            Measure::Nominal => "nominal",
            Measure::Ordinal => "ordinal",
            Measure::Scale => "scale",
        };
        Self {
            variable,
            label: cut_at(&variable.label, 255),
            format,
            measure,
            has_codes: !variable.missing.is_empty(),
            counts_from_1970: false,
        }
    }

    /// Whether these are all labels of values, each once.
    pub fn has_labels<'l>(&self, read: impl Iterator<Item = (&'l str, &'l str)>) -> bool {
        let word =
            |code: &Code| if let Code::Word(word) = code { Some(word.clone()) } else { None };
        let own = self.variable.labels.iter();
        let words = own.filter_map(|label| Some((word(&label.code)?, cut_at(&label.text, 120))));
        let numbers = self.variable.numbered();
        let numbers = numbers.map(|(code, text)| (code.to_string(), cut_at(text, 120)));
        let own: BTreeMap<_, _> = words.chain(numbers).collect();
        let read = read.map(|(value, text)| {
            let number = value.parse().map(|number: f64| number.to_string());
            (number.unwrap_or_else(|_| value.to_owned()), text)
        });
        read.collect::<BTreeMap<_, _>>() == own
    }

    /// Whether the cell was read so. Numbers are texts.
    pub fn is_cell(&self, cell: Cell<'_>, read: &str) -> bool {
        let is = |number: f64| read.parse() == Ok(number);
        match self.variable.admit(cell).expect("it fits") {
            Cell::Blank => read.is_empty(),
            Cell::Missing(reason) => is(f64::from(reason.code())),
            Cell::Number(number) => is(number as f64),
            Cell::Decimal(number) => is(number),
            Cell::Text(text) => {
                let most = if self.counts_from_1970 { 32_766 } else { 32_767 };
                cut_at(text, most).trim_end_matches(' ') == read
            }
            Cell::Date(date) if date <= epoch() => read.is_empty(),
            // haven leaves months as they are.
            Cell::Date(date) if self.counts_from_1970 && self.variable.kind == Kind::Date => {
                is(date.signed_duration_since(NaiveDate::default()).num_days() as f64)
            }
            Cell::Date(date) => is(date.signed_duration_since(epoch()).num_seconds() as f64),
            Cell::Moment(moment) => {
                let begins = epoch().and_hms_opt(0, 0, 0).expect("midnight").and_utc();
                let begins = if self.counts_from_1970 { DateTime::UNIX_EPOCH } else { begins };
                is(moment.signed_duration_since(begins).num_seconds() as f64)
            }
        }
    }
}
