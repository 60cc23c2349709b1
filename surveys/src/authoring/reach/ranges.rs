//! Between which numbers something is that is worked out by a formula.

use super::values::Values;
use crate::definition::{Derived, Formula, Kind, Otherwise, Question};

/// Formulas of formulas are followed so far.
const DEPTH: usize = 2;

/// Both ends, and how many decimals there are at most.
pub type Range = (f64, f64, i32);

impl Values<'_> {
    /// What a formula can come to. None where that is not known.
    pub fn of_formula(&self, derived: &Derived) -> Option<Range> {
        self.formula(derived, 0)
    }

    fn formula(&self, derived: &Derived, depth: usize) -> Option<Range> {
        let Otherwise::Formula(formula) = &derived.otherwise else { return None };
        let each = |of: &[String]| -> Option<Vec<Range>> {
            of.iter().map(|name| self.range(name, depth + 1)).collect()
        };
        match formula {
            Formula::Sum { of } => {
                each(of)?.into_iter().reduce(|(a, b, c), (d, e, f)| (a + d, b + e, c.max(f)))
            }
            // A mean may have any number of decimals.
            Formula::Mean { of, .. } => {
                let widest = each(of)?.into_iter().reduce(widen);
                widest.map(|(least, most, _)| (least, most, 6))
            }
            Formula::Same { of } => self.range(of, depth + 1),
            Formula::Score(scored) => scored.range(),
            Formula::Age { .. } | Formula::WeeklyPay { .. } => None,
        }
    }

    fn range(&self, name: &str, depth: usize) -> Option<Range> {
        if depth > DEPTH || name.contains('.') || self.uncertain.contains(name) {
            return None;
        }
        if let Some(question) = self.questions.get(name) {
            return of_question(question, name);
        }
        let derived = self.derived.get(name)?;
        let gives = derived.cases.iter().map(|case| case.gives).filter(|code| *code >= 0);
        let codes = gives.map(|code| (f64::from(code), f64::from(code), 0));
        let otherwise = match derived.otherwise {
            Otherwise::Code(code) if code >= 0 => Some((f64::from(code), f64::from(code), 0)),
            Otherwise::Formula(_) => Some(self.formula(derived, depth)?),
            _ => None,
        };
        codes.chain(otherwise).reduce(widen)
    }
}

fn widen((a, b, c): Range, (d, e, f): Range) -> Range {
    (a.min(d), b.max(e), c.max(f))
}

fn of_question(question: &Question, variable: &str) -> Option<Range> {
    match &question.kind {
        Kind::Number { least, most, places, .. } => Some((*least, *most, i32::from(*places))),
        Kind::Scale { .. } | Kind::Grid { .. } => Some((0.0, 10.0, 0)),
        Kind::Amount { most, period, .. } if period.as_str() != variable => Some((0.0, *most, 2)),
        Kind::Single { options } if question.key.as_str() == variable => {
            let codes = options.iter().map(|option| f64::from(option.code));
            codes.map(|code| (code, code, 0)).reduce(widen)
        }
        _ => None,
    }
}
