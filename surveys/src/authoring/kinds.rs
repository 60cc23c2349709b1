//! How a question is answered: its kind, and the options, rows and limits that go with it.

use super::{
    File,
    build::{Builder, NAMELESS},
    near::{meant, near},
    place,
    reading::MISSING,
    source::{ChoiceSource, QuestionSource, RowSource},
};
use crate::{
    condition::Condition,
    definition::{Choice, Kind, KindName, Row},
    keys::QuestionKey,
};

impl<'a> Builder<'a> {
    pub(super) fn kind(&mut self, file: &'a File, question: &'a QuestionSource) -> Option<Kind> {
        let name = question.kind.get_ref().as_str();
        let likely = likely_kind(question);
        if name != MISSING && likely.is_none_or(|kind| kind.name() != name) {
            let kinds = KindName::ALL.map(KindName::name);
            let problem = format!("there is no kind “{name}”");
            let mend = meant(name, kinds, || format!("kinds are {}", kinds.join(", ")));
            self.faults.push(file.fault(question.kind.span(), problem, mend));
        }
        match likely? {
            KindName::Single => {
                self.options(file, question).map(|options| Kind::Single { options })
            }
            KindName::Multiple => {
                self.options(file, question).map(|options| Kind::Multiple { options })
            }
            KindName::Number => self.number(file, question),
            KindName::Scale => {
                let (low, high) = self.ends(file, question)?;
                Some(Kind::Scale { low, high })
            }
            KindName::Date => Some(Kind::Date { age: question.age }),
            KindName::Month => Some(Kind::Month { youngest: question.youngest }),
            KindName::Text => self.text(file, question),
            KindName::Grid => self.grid(file, question),
            KindName::Amount => self.amount(file, question),
            KindName::Contact => Some(Kind::Contact),
        }
    }

    fn needs<T>(&mut self, file: &File, question: &QuestionSource, what: &str) -> Option<T> {
        let written = question.kind.get_ref().as_str();
        let kind = likely_kind(question).map_or(written, |kind| kind.name());
        let problem = format!("a question of kind {kind} needs {what}");
        self.faults.push(file.fault(question.kind.span(), problem, "add it under the question"));
        None
    }

    fn number(&mut self, file: &File, question: &QuestionSource) -> Option<Kind> {
        let Some((least, most)) = question.least.zip(question.most) else {
            return self.needs(file, question, "“least” and “most”");
        };
        Some(Kind::Number {
            least,
            most,
            most_fact: question.most_fact.clone(),
            places: question.places.unwrap_or(0),
            unit: question.unit.clone(),
            unit_of_one: question.unit_of_one.clone(),
        })
    }

    fn ends(&mut self, file: &File, question: &QuestionSource) -> Option<(String, String)> {
        match question.low.clone().zip(question.high.clone()) {
            Some(ends) => Some(ends),
            None => self.needs(file, question, "“low” and “high”, the words at its two ends"),
        }
    }

    fn text(&mut self, file: &File, question: &QuestionSource) -> Option<Kind> {
        let limit = question.most.filter(|most| most.fract() == 0.0);
        match limit.filter(|most| (1.0..=f64::from(u16::MAX)).contains(most)) {
            Some(most) => Some(Kind::Text { most: most as u16 }),
            None => self.needs(file, question, "“most”, a whole number from 1 to 65535"),
        }
    }

    fn grid(&mut self, file: &'a File, question: &QuestionSource) -> Option<Kind> {
        let (low, high) = self.ends(file, question)?;
        let Some(rows) = question.rows.as_ref().filter(|rows| !rows.is_empty()) else {
            return self.needs(file, question, "“rows”");
        };
        for (place, row) in rows.iter().enumerate() {
            let at = place::row(question.key.get_ref(), place);
            self.note_fields(&at, file, &row.key.span());
            self.places.insert(at, (file, row.key.span()));
        }
        let rows = rows.iter().map(|row| self.row(file, row)).collect();
        Some(Kind::Grid { low, high, rows })
    }

    /// A row's key may begin with a digit, since the question's key stands before it.
    fn row(&mut self, file: &File, row: &RowSource) -> Row {
        let key = row.key.get_ref();
        let legal = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        if !(1..=7).contains(&key.len()) || !key.chars().all(legal) {
            let problem = format!("“{key}” cannot be a row's key");
            let mend = "use 1 to 7 lower-case letters and digits";
            self.faults.push(file.fault(row.key.span(), problem, mend));
        }
        Row { key: key.clone(), text: row.text.clone(), spoken: row.spoken.clone() }
    }

    fn amount(&mut self, file: &'a File, question: &'a QuestionSource) -> Option<Kind> {
        let periods = self.options(file, question)?;
        let Some((most, period)) = question.most.zip(question.period.as_ref()) else {
            return self.needs(file, question, "“most” and “period”");
        };
        let period = self.key(file, period, QuestionKey::new, NAMELESS);
        Some(Kind::Amount { most, period, periods })
    }

    fn options(&mut self, file: &'a File, question: &'a QuestionSource) -> Option<Vec<Choice>> {
        let own = question.options.as_ref().map(|options| (file, options));
        let found = own.or_else(|| self.listed(question.list.as_ref()?.get_ref()));
        if let Some((file, choices)) = found.filter(|(_, choices)| !choices.is_empty()) {
            for (place, choice) in choices.iter().enumerate() {
                let at = place::option(question.key.get_ref(), place);
                self.note_fields(&at, file, &choice.code.span());
                self.places.insert(at, (file, choice.code.span()));
            }
            return Some(self.choices(file, choices));
        }
        let (at, problem) = match (&question.list, found) {
            (Some(name), None) => (name.span(), format!("there is no list “{}”", name.get_ref())),
            (Some(name), Some(_)) => {
                (name.span(), format!("the list “{}” is empty", name.get_ref()))
            }
            (None, _) => {
                (question.kind.span(), format!("“{}” has no options", question.key.get_ref()))
            }
        };
        let otherwise = || "write “options”, or name one of the [lists]".to_owned();
        let mend = match &question.list {
            Some(name) => {
                let lists = self.source.lists.keys().chain(self.bank.lists.keys());
                meant(name.get_ref(), lists.map(String::as_str), otherwise)
            }
            None => otherwise(),
        };
        self.faults.push(file.fault(at, problem, mend));
        None
    }

    fn listed(&self, name: &str) -> Option<(&'a File, &'a Vec<ChoiceSource>)> {
        let (own, shared) = (&self.source.lists, &self.bank.lists);
        let own = own.get(name).map(|list| (self.file, list));
        own.or_else(|| shared.get(name).map(|list| (self.bank_file, list)))
    }

    pub(super) fn choices(&mut self, file: &File, choices: &[ChoiceSource]) -> Vec<Choice> {
        let choice = |choice: &ChoiceSource| {
            let code = *choice.code.get_ref();
            if code < 0 {
                let problem = format!("the code {code} is below 0, where the missing codes are");
                self.faults.push(file.fault(choice.code.span(), problem, "use 0 or more"));
            }
            let offered_if = match &choice.offered_if {
                None => Condition::Always,
                Some(sentence) => self.condition(file, sentence),
            };
            Choice {
                code,
                text: choice.text.clone(),
                in_a_sentence: choice.in_a_sentence.clone(),
                exclusive: choice.exclusive,
                other: choice.other,
                offered_if,
                spoken: choice.spoken.clone(),
                not_read_out: choice.not_read_out,
            }
        };
        choices.iter().map(choice).collect()
    }
}

/// The kind, or the one that is likely to be meant: what else is wrong with the question is told beside that.
fn likely_kind(question: &QuestionSource) -> Option<KindName> {
    let name = question.kind.get_ref().as_str();
    let meant = || near(name, KindName::ALL.map(KindName::name))?.parse().ok();
    let chosen = question.options.is_some().then_some(KindName::Single);
    name.parse().ok().or_else(meant).or(chosen)
}
