//! An answer in words, for "check your answers".

use crate::{
    answer,
    definition::{Choice, Kind, Question, Row, words_variable},
    phrases::{Phrase, Words},
    telephone,
    value::{Answers, Missing, Value},
};

/// The answers to a question; a grid and a question with many options may have several.
pub(super) fn in_words(
    question: &Question,
    answers: &Answers,
    vault: &Answers,
    words: &Words,
) -> Vec<String> {
    let said = Said { question, answers, vault, words };
    match &question.kind {
        Kind::Grid { rows, .. } => rows.iter().map(|row| said.row(row)).collect(),
        Kind::Amount { period, periods, .. } => said.amount(period.as_str(), periods),
        Kind::Contact => said.contact(),
        _ => said.plain(said.value(question.key.as_str())),
    }
}

struct Said<'a> {
    question: &'a Question,
    answers: &'a Answers,
    vault: &'a Answers,
    words: &'a Words,
}

impl<'a> Said<'a> {
    fn value(&self, variable: &str) -> Option<&'a Value> {
        match self.answers.get(variable) {
            held @ Some(Value::Vault) => self.vault.get(variable).or(held),
            held => held,
        }
    }

    fn plain(&self, value: Option<&Value>) -> Vec<String> {
        let words = self.words;
        match value {
            None | Some(Value::Missing(Missing::Blank)) => {
                vec![words.say(Phrase::NotAnswered).to_owned()]
            }
            Some(Value::Missing(reason)) => vec![words.reason(*reason).to_owned()],
            Some(Value::Code(code)) => vec![self.option(*code)],
            Some(Value::Codes(codes)) => codes.iter().map(|code| self.option(*code)).collect(),
            Some(Value::Number(number)) => vec![self.number(*number)],
            Some(Value::Date(date)) => vec![words.date(*date)],
            Some(Value::Month(month)) => vec![words.month(*month)],
            Some(Value::Text(text)) => vec![text.clone()],
            Some(Value::Vault) => vec![words.say(Phrase::Given).to_owned()],
        }
    }

    fn number(&self, number: f64) -> String {
        match &self.question.kind {
            Kind::Number { unit_of_one: Some(unit), .. } if number == 1.0 => format!("1 {unit}"),
            Kind::Number { unit: Some(unit), .. } => format!("{number} {unit}"),
            _ => number.to_string(),
        }
    }

    fn option(&self, code: i32) -> String {
        if let Kind::Scale { .. } | Kind::Grid { .. } = self.question.kind {
            return self.words.fill(Phrase::OutOfTen, &[("point", &code)]);
        }
        let text = text_of(self.question.options(), code).unwrap_or_else(|| code.to_string());
        match self.answers.get(&words_variable(&self.question.key, code)) {
            Some(Value::Text(words)) => format!("{text}: {words}"),
            _ => text,
        }
    }

    fn row(&self, row: &Row) -> String {
        let said = self.plain(self.value(&format!("{}_{}", self.question.key, row.key)));
        format!("{}: {}", row.text, said.join(", "))
    }

    fn amount(&self, period: &str, periods: &[Choice]) -> Vec<String> {
        match (self.value(self.question.key.as_str()), self.value(period)) {
            (Some(Value::Number(pounds)), Some(Value::Code(code))) => {
                let period = text_of(periods, *code).unwrap_or_default();
                vec![format!("{} {period}", in_pounds(*pounds))]
            }
            (amount, _) => self.plain(amount),
        }
    }

    fn contact(&self) -> Vec<String> {
        let parts = answer::fields(self.question);
        let given = parts.iter().filter_map(|part| match self.vault.get(part) {
            Some(Value::Text(text)) if !text.is_empty() => {
                let is_number = part.ends_with("_mobile");
                Some(if is_number { telephone::as_dialled(text) } else { text.clone() })
            }
            _ => None,
        });
        let given: Vec<_> = given.collect();
        if given.is_empty() {
            return self.plain(self.value(self.question.key.as_str()));
        }
        given
    }
}

/// £1,310, or £9.50: the pennies only where there are any.
fn in_pounds(pounds: f64) -> String {
    let exact = format!("{pounds:.2}");
    let (whole, pennies) = exact.split_once('.').unwrap_or((&exact, "00"));
    let thousands = whole.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy);
    let whole = thousands.collect::<Vec<_>>().join(",");
    if pennies == "00" { format!("£{whole}") } else { format!("£{whole}.{pennies}") }
}

fn text_of(choices: &[Choice], code: i32) -> Option<String> {
    choices.iter().find(|choice| choice.code == code).map(|choice| choice.text.clone())
}
