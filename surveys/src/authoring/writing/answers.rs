//! How a question is answered, as a file says it.

use super::{Out, inline};
use crate::{
    condition::Condition,
    definition::{Choice, Kind, Row},
};

impl Out<'_> {
    pub(super) fn kind(&mut self, kind: &Kind) {
        match kind {
            Kind::Single { options } => self.with_options("single", options),
            Kind::Multiple { options } => self.with_options("multiple", options),
            Kind::Number { .. } => self.number(kind),
            Kind::Scale { low, high } => self.with_ends("scale", low, high),
            Kind::Date { age } => {
                self.field("kind", "date");
                if let Some((least, most)) = age {
                    self.field("age", vec![i64::from(*least), i64::from(*most)]);
                }
            }
            Kind::Month { youngest } => {
                self.field("kind", "month");
                if let Some(youngest) = youngest {
                    self.field("youngest", i64::from(*youngest));
                }
            }
            Kind::Text { most } => {
                self.field("kind", "text");
                self.field("most", i64::from(*most));
            }
            Kind::Grid { low, high, rows } => {
                self.with_ends("grid", low, high);
                self.rows(rows);
            }
            Kind::Amount { most, period, periods } => {
                self.field("kind", "amount");
                self.field("most", number(*most));
                self.field("period", period.as_str());
                self.choices("options", periods);
            }
            Kind::Contact => self.field("kind", "contact"),
        }
    }

    fn rows(&mut self, rows: &[Row]) {
        self.line("rows = [");
        for row in rows {
            let parts = [
                ("key", Some(row.key.clone().into())),
                ("text", Some(row.text.clone().into())),
                ("spoken", row.spoken.clone().map(toml::Value::from)),
            ];
            self.line(format!("  {},", inline(&parts)));
        }
        self.line("]");
    }

    fn with_options(&mut self, kind: &str, options: &[Choice]) {
        self.field("kind", kind);
        self.choices("options", options);
    }

    fn with_ends(&mut self, kind: &str, low: &str, high: &str) {
        self.field("kind", kind);
        self.field("low", low);
        self.field("high", high);
    }

    fn number(&mut self, kind: &Kind) {
        let Kind::Number { least, most, most_fact, places, unit, unit_of_one } = kind else {
            return;
        };
        self.field("kind", "number");
        self.field("least", number(*least));
        self.field("most", number(*most));
        if *places > 0 {
            self.field("places", i64::from(*places));
        }
        let words = [("most_fact", most_fact), ("unit", unit), ("unit_of_one", unit_of_one)];
        for (name, word) in words {
            if let Some(word) = word {
                self.field(name, word.as_str());
            }
        }
    }

    pub(super) fn choices(&mut self, name: &str, choices: &[Choice]) {
        self.line(format!("{name} = ["));
        for choice in choices {
            let offered_if = (choice.offered_if != Condition::Always)
                .then(|| choice.offered_if.to_string().into());
            let parts = [
                ("code", Some(i64::from(choice.code).into())),
                ("text", Some(choice.text.clone().into())),
                ("spoken", choice.spoken.clone().map(toml::Value::from)),
                ("not_read_out", choice.not_read_out.then(|| true.into())),
                ("in_a_sentence", choice.in_a_sentence.clone().map(toml::Value::from)),
                ("exclusive", choice.exclusive.then(|| true.into())),
                ("other", choice.other.map(|most| i64::from(most).into())),
                ("offered_if", offered_if),
            ];
            self.line(format!("  {},", inline(&parts)));
        }
        self.line("]");
    }
}

/// Whole numbers without a point, as people write them.
fn number(number: f64) -> toml::Value {
    let whole = number.fract() == 0.0 && number.abs() < 1e15;
    if whole { toml::Value::from(number as i64) } else { toml::Value::from(number) }
}
