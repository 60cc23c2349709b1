//! What each name can be, and what has to hold for it.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use chrono::NaiveDate;

use super::Compared;
use crate::{
    condition::{Comparison, Condition},
    definition::{Choice, Derived, Kind, Otherwise, Question, Survey},
    facts,
    value::{Missing, Value},
};

/// Of options that may be ticked together so many are told apart. Of more, each may be ticked or not.
const TOGETHER: usize = 8;

/// No count of days or weeks comes so far.
const MOST: f64 = 100_000.0;

/// A value, or none, and what has to hold for it.
type Possible = (Option<Value>, Condition);

pub(super) struct Values<'a> {
    /// By variable, the words behind options too.
    pub questions: BTreeMap<String, &'a Question>,
    pub derived: BTreeMap<&'a str, &'a Derived>,
    compared: Compared,
    /// Names that may be anything.
    pub uncertain: BTreeSet<String>,
    /// What was worked out once.
    known: RefCell<BTreeMap<String, Rc<[Possible]>>>,
}

impl<'a> Values<'a> {
    pub fn of(survey: &'a Survey, compared: Compared, uncertain: &BTreeSet<String>) -> Self {
        let questions = survey.questions().flat_map(|question| {
            let words = question.words().map(|(words, _)| words);
            let own: Vec<_> = question.variables().into_iter().chain(words).collect();
            own.into_iter().map(move |variable| (variable, question))
        });
        let derived = survey.derived.iter().map(|derived| (derived.key.as_str(), derived));
        Self {
            questions: questions.collect(),
            derived: derived.collect(),
            compared,
            uncertain: uncertain.clone(),
            known: RefCell::default(),
        }
    }

    /// The condition, with every comparison that the survey alone cannot tell as a name of its own.
    pub fn tellable(&self, condition: &Condition) -> Condition {
        let all = |parts: &[Condition]| parts.iter().map(|part| self.tellable(part)).collect();
        match condition {
            Condition::Always | Condition::Never => condition.clone(),
            Condition::All(parts) => Condition::All(all(parts)),
            Condition::Any(parts) => Condition::Any(all(parts)),
            Condition::Not(part) => Condition::Not(Box::new(self.tellable(part))),
            Condition::Test { name, is } if self.tells(name, is) => condition.clone(),
            Condition::Test { name, is } => {
                Condition::Test { name: format!("{name} {is}"), is: Comparison::Answered }
            }
        }
    }

    fn tells(&self, name: &str, is: &Comparison) -> bool {
        let is_open = |one: &&Derived| {
            matches!(one.otherwise, Otherwise::Formula(_)) && self.of_formula(one).is_none()
        };
        let ticked = self.questions.get(name).is_some_and(|question| {
            matches!(question.kind, Kind::Multiple { .. }) && self.ticked(question).len() > TOGETHER
        });
        !name.contains('.')
            && !self.uncertain.contains(name)
            && self.knows(name)
            && !matches!(is, Comparison::Before(_))
            && !self.derived.get(name).is_some_and(is_open)
            && !ticked
    }

    /// Both ends of what only a formula gives.
    pub fn ends(&self, name: &str) -> Option<(f64, f64)> {
        let derived = self.derived.get(name).filter(|derived| derived.cases.is_empty())?;
        self.of_formula(derived).map(|(least, most, _)| (least, most))
    }

    fn knows(&self, name: &str) -> bool {
        let is_fact = || facts::NAMES.iter().any(|(fact, ..)| *fact == name);
        self.questions.contains_key(name) || self.derived.contains_key(name) || is_fact()
    }

    /// Everything that a name can be, as far as conditions can tell it apart.
    pub fn of_name(&self, name: &str) -> Rc<[Possible]> {
        if let Some(known) = self.known.borrow().get(name) {
            return Rc::clone(known);
        }
        let values: Rc<[Possible]> = self.work_out(name).into();
        self.known.borrow_mut().insert(name.to_owned(), Rc::clone(&values));
        values
    }

    fn work_out(&self, name: &str) -> Vec<Possible> {
        if let (None, Some(derived)) = (self.questions.get(name), self.derived.get(name)) {
            let as_a_fact = self.of_fact(name).into_iter().flatten();
            return self.of_derived(derived).into_iter().chain(as_a_fact).collect();
        }
        let mut values = vec![(None, Condition::Always)];
        if let Some(question) = self.questions.get(name) {
            let asked = self.tellable(&question.asked_if);
            let given = self.of_question(question, name).into_iter();
            values.extend(given.map(|(value, needs)| {
                (value, Condition::All(vec![asked.clone(), self.tellable(&needs)]))
            }));
        }
        // The date of birth is asked, and is a fact where it is not.
        values.extend(self.of_fact(name).into_iter().flatten());
        if values.len() == 1 {
            // A comparison that cannot be told: it is so, or it is not.
            values.push(always(Value::Vault));
        }
        values
    }

    fn of_question(&self, question: &Question, variable: &str) -> Vec<Possible> {
        let codes = |codes: &[Choice]| {
            let chosen = codes.iter();
            chosen.map(|one| (Some(Value::Code(one.code)), one.offered_if.clone())).collect()
        };
        match &question.kind {
            _ if question.words().any(|(words, _)| words == variable) => self.texts(variable),
            Kind::Single { options } => codes(options),
            Kind::Multiple { options } => self.combined(question, options),
            Kind::Scale { .. } | Kind::Grid { .. } => {
                (0..=10).map(|point| always(Value::Code(point))).collect()
            }
            Kind::Number { least, most, places, .. } => {
                self.numbers(variable, (*least, *most), i32::from(*places))
            }
            Kind::Amount { period, periods, .. } if period.as_str() == variable => codes(periods),
            Kind::Amount { most, .. } => self.numbers(variable, (0.0, *most), 2),
            Kind::Date { .. } | Kind::Month { .. } => vec![always(Value::Date(NaiveDate::MIN))],
            Kind::Text { .. } => self.texts(variable),
            Kind::Contact => vec![always(Value::Vault)],
        }
    }

    /// The options of a question that some condition asks about.
    fn ticked<'q>(&self, question: &'q Question) -> Vec<&'q Choice> {
        let numbers = self.compared.numbers.get(question.key.as_str());
        let asked =
            |choice: &&Choice| numbers.is_some_and(|all| all.contains(&f64::from(choice.code)));
        question.options().iter().filter(asked).collect()
    }

    /// What can be ticked together. An option that excludes the others stands alone.
    fn combined(&self, question: &Question, options: &[Choice]) -> Vec<Possible> {
        let ticked = self.ticked(question);
        let joined: Vec<_> = ticked.iter().filter(|choice| !choice.exclusive).collect();
        let alone = options.iter().filter(|choice| choice.exclusive || !ticked.contains(choice));
        let alone =
            alone.map(|choice| (Some(Value::Codes(vec![choice.code])), choice.offered_if.clone()));
        let sets = (1..1_u32 << joined.len()).map(|set| {
            let chosen = joined.iter().enumerate().filter(|(place, _)| set & (1 << place) != 0);
            let (codes, needs) = chosen.map(|(_, one)| (one.code, one.offered_if.clone())).unzip();
            (Some(Value::Codes(codes)), Condition::All(needs))
        });
        sets.chain(alone).collect()
    }

    /// The ends, and each number of a condition with its neighbours on both sides.
    fn numbers(&self, name: &str, (least, most): (f64, f64), places: i32) -> Vec<Possible> {
        let steps = 10_f64.powi(places);
        let around = |number: &f64| {
            let (below, above) = ((number * steps).floor(), (number * steps).ceil());
            [below - 1.0, below, above, above + 1.0].map(|step| step / steps)
        };
        let told = self.compared.numbers.get(name).into_iter().flatten().flat_map(around);
        let mut all: Vec<f64> =
            told.chain([least, most]).filter(|one| (least..=most).contains(one)).collect();
        all.sort_by(f64::total_cmp);
        all.dedup();
        all.into_iter().map(|number| always(Value::Number(number))).collect()
    }

    /// Each word of a condition, and none of them.
    fn texts(&self, name: &str) -> Vec<Possible> {
        let words: BTreeSet<&str> = match self.compared.words.get(name) {
            Some(words) => words.iter().map(String::as_str).chain([""]).collect(),
            None => [""].into(),
        };
        words.into_iter().map(|word| always(Value::Text(word.to_owned()))).collect()
    }

    /// What each case gives, where no earlier case holds. There is no value only where a case, or what is left
    /// over, gives none.
    fn of_derived(&self, derived: &Derived) -> Vec<Possible> {
        let not = |condition: Condition| Condition::Not(Box::new(condition));
        let mut before = Vec::new();
        let mut values = Vec::new();
        let mut note = |code: i32, needs: Vec<Condition>| {
            let given = Missing::try_from(code).is_err().then_some(Value::Code(code));
            values.push((given, Condition::All(needs)));
        };
        for case in &derived.cases {
            let when = self.tellable(&case.when);
            note(case.gives, before.iter().cloned().chain([when.clone()]).collect());
            before.push(not(when));
        }
        match &derived.otherwise {
            Otherwise::Code(code) => note(*code, before),
            Otherwise::Formula(_) => {
                let (least, most, places) = self.of_formula(derived).unwrap_or((0.0, 0.0, 0));
                // Sums of decimals are not exact.
                let places = if places == 0 { 0 } else { places + 4 };
                let numbers = self.numbers(derived.key.as_str(), (least, most), places);
                let needs = Condition::All(before);
                let given = numbers.into_iter().map(|(value, _)| value);
                values.extend(given.chain([None]).map(|value| (value, needs.clone())));
            }
            Otherwise::MissingOf(_) | Otherwise::MissingOfFirst(_) => {
                values.push((None, Condition::All(before)));
            }
        }
        values
    }

    /// What a fact can be; none when nothing has the name.
    fn of_fact(&self, name: &str) -> Option<Vec<Possible>> {
        let (_, kind, _) = facts::NAMES.iter().find(|(fact, ..)| *fact == name)?;
        Some(match kind {
            facts::Kind::Codes(codes) => {
                codes.iter().map(|code| always(Value::Code(*code))).collect()
            }
            facts::Kind::Count => self.numbers(name, (0.0, MOST), 0),
            facts::Kind::Date => vec![always(Value::Date(NaiveDate::MIN))],
            facts::Kind::Words => self.texts(name),
            facts::Kind::OneOf(words) => {
                words.iter().map(|words| always(Value::Text((*words).to_owned()))).collect()
            }
        })
    }
}

fn always(value: Value) -> Possible {
    (Some(value), Condition::Always)
}
