//! Variables that are worked out from answers.

use std::{cell::RefCell, collections::BTreeMap};

use chrono::{Datelike, NaiveDate};

use crate::{
    condition::Look,
    definition::{Derived, Formula, Otherwise},
    value::{Missing, Value},
};

/// What was worked out already. Of what is derived from what is derived each would otherwise be worked out as often
/// as the others look at it, which doubles with every turn.
#[derive(Clone, Debug, Default)]
pub(crate) struct WorkedOut<'a>(RefCell<BTreeMap<&'a str, Value>>);

impl<'a> WorkedOut<'a> {
    /// The value of a derived variable.
    pub fn value(&self, derived: &'a Derived, scope: &impl Look) -> Value {
        let key = derived.key.as_str();
        if let Some(known) = self.0.borrow().get(key) {
            return known.clone();
        }
        let value = value(derived, scope);
        self.0.borrow_mut().insert(key, value.clone());
        value
    }

    /// An answer more counts now, so what was worked out before may be otherwise.
    pub fn forget(&mut self) {
        self.0.get_mut().clear();
    }
}

/// The value of a derived variable; a missing code when it cannot be worked out.
pub fn value(derived: &Derived, scope: &impl Look) -> Value {
    if never_reached(derived, scope) {
        return Value::Missing(Missing::NotReached);
    }
    if let Some(case) = derived.cases.iter().find(|case| case.when.holds(scope)) {
        return coded(case.gives);
    }
    match &derived.otherwise {
        Otherwise::Code(code) => coded(*code),
        Otherwise::MissingOf(variable) => Value::Missing(missing(variable, scope)),
        Otherwise::MissingOfFirst(variables) => {
            let mut reasons = variables.iter().map(|variable| missing(variable, scope));
            let asked = reasons.find(|reason| *reason != Missing::NotApplicable);
            Value::Missing(asked.unwrap_or(Missing::NotApplicable))
        }
        Otherwise::Formula(formula) => work_out(formula, scope),
    }
}

/// What is made only from questions that were not reached was not reached either.
fn never_reached(derived: &Derived, scope: &impl Look) -> bool {
    let reached = |name: &str| {
        let reason = scope.look(name).and_then(|value| value.missing());
        reason != Some(Missing::NotReached)
    };
    let names = derived.names();
    !names.is_empty() && !names.into_iter().any(reached)
}

fn coded(code: i32) -> Value {
    Missing::try_from(code).map_or(Value::Code(code), Value::Missing)
}

/// Why the variable has no value; not applicable when it was never looked for.
fn missing(variable: &str, scope: &impl Look) -> Missing {
    let reason = scope.look(variable).and_then(|value| value.missing());
    reason.unwrap_or(Missing::NotApplicable)
}

fn work_out(formula: &Formula, scope: &impl Look) -> Value {
    match formula {
        Formula::Age { born } => {
            let date = |name: &str| scope.look(name).and_then(|value| value.date());
            match date(born).zip(date("begun_on")) {
                Some((born, on)) => Value::Number(f64::from(completed_years(born, on))),
                None => Value::Missing(missing(born, scope)),
            }
        }
        Formula::WeeklyPay { amount, period, hours } => weekly_pay(amount, period, hours, scope),
        Formula::Mean { of, least } => {
            let answered = numbers(of, scope);
            if answered.len() < usize::from(*least) {
                return unanswered(of, scope);
            }
            let mean = answered.iter().sum::<f64>() / answered.len() as f64;
            Value::Number(round(mean, 10_000.0))
        }
        Formula::Sum { of } => {
            let answered = numbers(of, scope);
            if answered.len() < of.len() {
                return unanswered(of, scope);
            }
            Value::Number(answered.iter().sum())
        }
        Formula::Same { of } => match scope.look(of) {
            Some(value) => value,
            None => Value::Missing(Missing::NotApplicable),
        },
        Formula::Score(scored) => scored.value(scope),
    }
}

fn numbers(of: &[String], scope: &impl Look) -> Vec<f64> {
    of.iter().filter_map(|variable| scope.look(variable)?.number()).collect()
}

/// The first reason among the variables why there is no score.
fn unanswered(of: &[String], scope: &impl Look) -> Value {
    let reasons = of.iter().filter_map(|variable| scope.look(variable)?.missing());
    Value::Missing(reasons.into_iter().next().unwrap_or(Missing::NotReached))
}

fn weekly_pay(amount: &str, period: &str, hours: &str, scope: &impl Look) -> Value {
    let number = |name: &str| scope.look(name).and_then(|value| value.number());
    let Some((pounds, code)) = number(amount).zip(number(period)) else {
        return Value::Missing(missing(amount, scope));
    };
    let weekly = match code as i32 {
        1 => match number(hours) {
            Some(hours) => pounds * hours,
            None => return Value::Missing(missing(hours, scope)),
        },
        2 => pounds,
        3 => pounds / 2.0,
        4 => pounds / 4.0,
        5 => pounds * 12.0 / 52.0,
        _ => pounds / 52.0,
    };
    Value::Number(round(weekly, 100.0))
}

fn round(number: f64, steps: f64) -> f64 {
    (number * steps).round() / steps
}

/// Completed years from a birth to a day. Someone born on 29 February completes a year on 1 March
/// when there is no such day.
#[must_use]
pub fn completed_years(born: NaiveDate, on: NaiveDate) -> i32 {
    let had_birthday = (on.month(), on.day()) >= (born.month(), born.day());
    on.year() - born.year() - i32::from(!had_birthday)
}
