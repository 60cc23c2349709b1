//! What a question's name means in one survey and not in another. The analyst has one column for it in each wave,
//! and would compare what cannot be compared.

use std::{collections::BTreeMap, fmt};

use crate::{
    definition::{Choice, Kind, Question, Survey},
    keys::QuestionKey,
    language::isolated,
};

/// What stands in one survey and does not fit another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drifted {
    /// The survey in which it stands, counted from 0 in the order in which they were given.
    pub survey: usize,
    /// The key of what it is: a question, a derived variable or a check.
    pub at: String,
    /// How it does not fit.
    pub problem: String,
    /// What would be right.
    pub mend: &'static str,
}

impl fmt::Display for Drifted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.problem, self.mend)
    }
}

/// Each difference, survey by survey in this order; each survey is compared with the first before it that asks
/// the same.
#[must_use]
pub fn drift(surveys: &[Survey]) -> Vec<Drifted> {
    let mut first: BTreeMap<&str, (&Survey, &Question)> = BTreeMap::new();
    let mut told = Vec::new();
    for (place, survey) in surveys.iter().enumerate() {
        for question in survey.questions() {
            let Some((other, same)) = first.get(question.key.as_str()) else {
                first.insert(question.key.as_str(), (survey, question));
                continue;
            };
            let differs = Two(other, survey).difference(same, question);
            if let Some(differs) = differs.filter(|_| other.key != survey.key) {
                let at = question.key.to_string();
                let problem = format!("“{at}” {differs}");
                let mend = "give it the same answers, or another key";
                told.push(Drifted { survey: place, at, problem, mend });
            }
        }
    }
    told
}

/// Two surveys that ask a question of the same name.
struct Two<'a>(&'a Survey, &'a Survey);

impl Two<'_> {
    /// How its answers differ.
    fn difference(&self, first: &Question, second: &Question) -> Option<String> {
        match (&first.kind, &second.kind) {
            (Kind::Single { options: first }, Kind::Single { options: second })
            | (Kind::Multiple { options: first }, Kind::Multiple { options: second }) => {
                self.codes(first, second)
            }
            (
                Kind::Amount { period, periods, .. },
                Kind::Amount { period: other, periods: others, .. },
            ) => {
                let named = |period: &QuestionKey| format!("has its period in “{period}”");
                self.told(&named(period), &named(other)).or_else(|| self.codes(periods, others))
            }
            (Kind::Scale { low, high }, Kind::Scale { low: other_low, high: other_high })
            | (Kind::Grid { low, high, .. }, Kind::Grid { low: other_low, high: other_high, .. }) =>
            {
                let ends = |low: &str, high: &str| {
                    format!("goes from “{}” to “{}”", isolated(low), isolated(high))
                };
                self.told(&ends(low, high), &ends(other_low, other_high))
            }
            (Kind::Number { unit, .. }, Kind::Number { unit: other, .. }) => {
                let counts = |unit: &Option<String>| {
                    format!("counts {}", unit.as_deref().unwrap_or("without a unit"))
                };
                self.told(&counts(unit), &counts(other))
            }
            (first, second) => self.told(&takes(first), &takes(second)),
        }
    }

    fn told(&self, first: &str, second: &str) -> Option<String> {
        let Self(one, other) = self;
        let (one, other) = (&one.key, &other.key);
        (first != second).then(|| format!("{first} in “{one}”, and {second} in “{other}”"))
    }

    fn codes(&self, first: &[Choice], second: &[Choice]) -> Option<String> {
        let Self(one, other) = self;
        let (first, second) = (by_code(first), by_code(second));
        let renamed = first.iter().find_map(|(code, text)| {
            let now = second.get(code).filter(|now| *now != text)?;
            let means = |text: &str| format!("means “{}” by {code}", isolated(text));
            self.told(&means(text), &means(now))
        });
        let lone = |these: &BTreeMap<i32, &str>, others: &BTreeMap<i32, &str>, survey: &Survey| {
            let (code, text) = these.iter().find(|(code, _)| !others.contains_key(code))?;
            Some(format!("{code}, “{}”, in “{}” only", isolated(text), survey.key))
        };
        let each = [lone(&first, &second, one), lone(&second, &first, other)];
        let each: Vec<_> = each.into_iter().flatten().collect();
        renamed.or_else(|| (!each.is_empty()).then(|| format!("has {}", each.join(", and "))))
    }
}

fn by_code(choices: &[Choice]) -> BTreeMap<i32, &str> {
    choices.iter().map(|choice| (choice.code, choice.text.as_str())).collect()
}

/// What a question of a kind takes, in a sentence.
fn takes(kind: &Kind) -> String {
    let what = match kind {
        Kind::Single { .. } => "one option",
        Kind::Multiple { .. } => "several options",
        Kind::Number { .. } => "a number",
        Kind::Scale { .. } => "a point on a scale",
        Kind::Date { .. } => "a date",
        Kind::Month { .. } => "a month",
        Kind::Text { .. } => "words",
        Kind::Grid { .. } => "a grid",
        Kind::Amount { .. } => "an amount of money",
        Kind::Contact => "contact details",
    };
    format!("takes {what}")
}
