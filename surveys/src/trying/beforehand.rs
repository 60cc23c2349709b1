//! What is known of an invented person before they answer, as it is typed by whoever tries a survey out.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use crate::{
    condition::{Comparison, Condition, Literal},
    definition::{Question, Survey},
    facts::{Allocation, Background, Earlier},
    fill,
    keys::WaveKey,
    typed::Typed,
    value::{Answers, Value},
};

/// An earlier wave was answered so many days ago.
const EARLIER_BY_DAYS: u64 = 91;

/// Somebody who was randomised, without more being said, was so many days ago.
pub const RANDOMISED_BEFORE_DAYS: u64 = 28;

/// Nobody was randomised longer ago than a century.
const LONGEST_DAYS: u64 = 36_500;

/// Something that can be made known beforehand.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Known {
    /// Cohort, arm, and when they were randomised.
    Allocation,
    /// Whether the latest wave found them in work.
    InWorkBefore,
    /// The date of birth.
    Born,
    /// Whether somebody answers for them.
    Proxy,
    /// A variable of an earlier wave: `baseline.empact`.
    Earlier(String),
}

/// What the survey looks at that no answer of its own decides. Nothing else has to be made known.
#[must_use]
pub fn asked_for(survey: &Survey) -> BTreeSet<Known> {
    let conditions = survey.questions().flat_map(Question::names);
    let checks = survey.checks.iter().flat_map(|check| check.when.names());
    let derived = survey.derived.iter().flat_map(|derived| derived.names());
    let all = conditions.chain(checks).chain(derived).chain(survey.usable.names());
    let texts = survey.questions().flat_map(Question::filled).flat_map(fill::names);
    let intros = survey.pages().filter_map(|(_, page)| page.intro.as_deref());
    let says = survey.checks.iter().map(|check| check.say.as_str());
    let filled = texts.chain(intros.chain(says).flat_map(fill::names));
    all.chain(filled).filter_map(|name| of(name, survey)).collect()
}

fn of(name: &str, survey: &Survey) -> Option<Known> {
    match name {
        _ if survey.has(name) => None,
        "arm" | "cohort" | "rand_date" | "rand_days" | "weeks_max" => Some(Known::Allocation),
        "prev_work" | "prev_month" | "prev_status" => Some(Known::InWorkBefore),
        "dob" => Some(Known::Born),
        "proxy" => Some(Known::Proxy),
        name if name.contains('.') => Some(Known::Earlier(name.to_owned())),
        _ => None,
    }
}

/// What was chosen, as far as it can be read. What cannot is not known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Beforehand {
    allocation: Option<(i32, String, Option<u64>)>,
    in_work: Option<bool>,
    dob: Option<NaiveDate>,
    proxy: bool,
    earlier: BTreeMap<(WaveKey, String), Value>,
}

impl Beforehand {
    /// Reads the fields: `cohort`, `arm`, `days`, `before`, `born`, `proxy`, and one by the name of each variable of an
    /// earlier wave. Codes are written as numbers, several with commas between them.
    #[must_use]
    pub fn read(typed: &Typed) -> Self {
        let days = days(typed);
        let cohort = typed.one("cohort").parse().ok();
        let in_work = match typed.one("before") {
            "in" => Some(true),
            "out" => Some(false),
            _ => None,
        };
        let earlier = typed.iter().filter_map(|(name, _)| {
            let (wave, variable) = name.split_once('.')?;
            let said = Some(typed.one(name)).filter(|said| !said.is_empty())?;
            Some(((WaveKey::new(wave).ok()?, variable.to_owned()), value(said)))
        });
        Self {
            allocation: cohort.map(|cohort| (cohort, typed.one("arm").to_owned(), days)),
            in_work,
            dob: typed.one("born").parse().ok(),
            proxy: typed.has("proxy", "yes"),
            earlier: earlier.collect(),
        }
    }

    /// The fields in which something else stands than what they are for. It is not known then.
    #[must_use]
    pub fn unread(typed: &Typed) -> Vec<&'static str> {
        let said = |name: &str| !typed.one(name).is_empty();
        let born = || typed.one("born").parse::<NaiveDate>();
        let all = [
            ("days", said("days") && days(typed).is_none()),
            ("born", said("born") && born().is_err()),
        ];
        all.into_iter().filter_map(|(name, is_unread)| is_unread.then_some(name)).collect()
    }

    /// The fields whose words no condition of the survey can be about, each with those that its conditions name: another
    /// arm, or words where an earlier wave's codes are compared.
    #[must_use]
    pub fn unspoken(typed: &Typed, survey: &Survey) -> Vec<(String, Vec<String>)> {
        let mut compared = Compared::new();
        conditions(survey).for_each(|condition| gather(condition, &mut compared));
        let unspoken = compared.into_iter().filter(|(name, (words, is_of_words))| {
            let said = typed.one(name);
            let is_known = words.iter().any(|word| word == said);
            let is_words = matches!(value(said), Value::Text(_));
            match *name {
                _ if said.is_empty() || is_known => false,
                "arm" => !words.is_empty(),
                name => name.contains('.') && is_words && !is_of_words,
            }
        });
        unspoken.map(|(name, (words, _))| (name.to_owned(), words)).collect()
    }

    /// The same as facts are made from. Earlier waves count in the order of their first mention in the survey.
    #[must_use]
    pub fn background(&self, survey: &Survey, today: NaiveDate) -> Background {
        let ago = |days: u64| today.checked_sub_days(Days::new(days)).unwrap_or(today);
        let mut waves: Vec<WaveKey> = Vec::new();
        for known in asked_for(survey) {
            let Known::Earlier(name) = known else { continue };
            let wave = name.split_once('.').and_then(|(wave, _)| WaveKey::new(wave).ok());
            waves.extend(wave.filter(|wave| !waves.contains(wave)));
        }
        let mut earlier: Vec<_> =
            waves.iter().filter_map(|wave| self.of_wave(wave, ago(EARLIER_BY_DAYS))).collect();
        if let Some(in_work) = self.in_work {
            if earlier.is_empty() {
                let wave = waves.pop().or_else(|| WaveKey::new("earlier").ok());
                earlier.extend(wave.map(|wave| Earlier {
                    wave,
                    begun_on: ago(EARLIER_BY_DAYS),
                    answers: Answers::default(),
                }));
            }
            if let Some(latest) = earlier.last_mut() {
                let code = if in_work { 1 } else { 6 };
                latest.answers.set("empact".to_owned(), Value::Codes(vec![code]));
            }
        }
        let allocation = self.allocation.clone().map(|(cohort, arm, days)| Allocation {
            arm,
            cohort,
            on: ago(days.unwrap_or(RANDOMISED_BEFORE_DAYS)),
        });
        Background {
            programme: "the programme".to_owned(),
            begun_on: today,
            proxy: self.proxy,
            dob: self.dob,
            allocation,
            horizon: None,
            earlier,
        }
    }

    fn of_wave(&self, wave: &WaveKey, begun_on: NaiveDate) -> Option<Earlier> {
        let mut answers = Answers::default();
        for ((_, variable), value) in self.earlier.iter().filter(|((of, _), _)| of == wave) {
            answers.set(variable.clone(), value.clone());
        }
        (!answers.is_empty()).then(|| Earlier { wave: wave.clone(), begun_on, answers })
    }
}

/// What conditions look at, with what it is compared with, and whether that is a word.
type Compared<'s> = BTreeMap<&'s str, (Vec<String>, bool)>;

fn conditions(survey: &Survey) -> impl Iterator<Item = &Condition> {
    let asked = survey.questions().flat_map(|question| {
        let offered = question.options().iter().map(|choice| &choice.offered_if);
        std::iter::once(&question.asked_if).chain(offered)
    });
    let checks = survey.checks.iter().map(|check| &check.when);
    let cases = survey.derived.iter().flat_map(|derived| &derived.cases).map(|case| &case.when);
    asked.chain(checks).chain(cases).chain([&survey.usable])
}

fn gather<'s>(condition: &'s Condition, compared: &mut Compared<'s>) {
    match condition {
        Condition::Always | Condition::Never => {}
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| gather(part, compared));
        }
        Condition::Not(part) => gather(part, compared),
        Condition::Test { name, is } => {
            let (words, is_of_words) = compared.entry(name).or_default();
            let Comparison::OneOf(literals) = is else { return };
            for literal in literals {
                *is_of_words |= matches!(literal, Literal::Word(_));
                let word = literal.to_string();
                if !words.contains(&word) {
                    words.push(word);
                }
            }
        }
    }
}

/// Whole days.
fn days(typed: &Typed) -> Option<u64> {
    typed.one("days").parse().ok().filter(|days| *days <= LONGEST_DAYS)
}

/// A code, several, a date, or words.
fn value(said: &str) -> Value {
    if let Ok(code) = said.parse::<i32>() {
        return crate::value::Missing::try_from(code).map_or(Value::Code(code), Value::Missing);
    }
    let codes: Result<Vec<i32>, _> = said.split(',').map(|code| code.trim().parse()).collect();
    match (codes, said.parse::<f64>(), said.parse()) {
        (Ok(codes), ..) => Value::Codes(codes),
        (_, Ok(number), _) => Value::Number(number),
        (.., Ok(date)) => Value::Date(date),
        _ => Value::Text(said.to_owned()),
    }
}
