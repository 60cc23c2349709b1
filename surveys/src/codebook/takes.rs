//! What can stand in a column, so that a file has room for it before there is a row.

use std::collections::BTreeMap;

use crate::{
    definition::{Choice, Derived, Formula, Kind, Otherwise, Question},
    facts,
    scoring::Scored,
    value::Missing,
};

/// What can stand in a column, missing codes aside.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Takes {
    /// Whole numbers.
    Whole {
        /// The least.
        least: i64,
        /// The greatest, itself allowed.
        most: i64,
    },
    /// Numbers with a point.
    Decimal {
        /// The least.
        least: f64,
        /// The greatest, itself allowed; infinite where nobody knows.
        most: f64,
        /// How many digits after the point there are at most.
        places: u8,
    },
    /// Dates.
    Date,
    /// Months.
    Month,
}

/// Both ends, and how many decimals there are.
type Range = (f64, f64, u8);

/// Of what is reckoned from something that another survey asked, or that has no end.
const ANY: Takes = Takes::Decimal { least: 0.0, most: f64::INFINITY, places: 4 };

/// Years that somebody can be old, and days and weeks that can be counted.
const COUNTED: Takes = Takes::Whole { least: 0, most: 9999 };

impl Takes {
    /// 0 or 1.
    pub(super) const TICK: Self = Self::Whole { least: 0, most: 1 };

    /// That it is there.
    pub(super) const GIVEN: Self = Self::Whole { least: 0, most: 0 };

    /// A point of a scale.
    pub(super) const SCALE: Self = Self::Whole { least: 0, most: 10 };

    /// Whatever one of both takes. None where there would be dates among numbers, or months among dates.
    #[must_use]
    pub fn wider(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::Whole { least, most }, Self::Whole { least: other, most: greatest }) => {
                Some(Self::Whole { least: least.min(other), most: most.max(greatest) })
            }
            (Self::Date, Self::Date) | (Self::Month, Self::Month) => Some(self),
            _ => {
                let ((least, most, places), (other, greatest, more)) =
                    (self.range()?, other.range()?);
                let (least, most) = (least.min(other), most.max(greatest));
                Some(Self::Decimal { least, most, places: places.max(more) })
            }
        }
    }

    /// Whether an answer can be a number from -9 to -1, so that nobody could tell it from a missing code.
    #[must_use]
    pub fn meets_missing_codes(self) -> bool {
        let (greatest, lowest) = (Missing::NotApplicable.code(), Missing::Refused.code());
        self.range().is_some_and(|(least, most, _)| {
            least <= f64::from(greatest) && most >= f64::from(lowest)
        })
    }

    fn range(self) -> Option<Range> {
        match self {
            // Exact up to 2^53, and only limits of files beyond.
            Self::Whole { least, most } => Some((least as f64, most as f64, 0)),
            Self::Decimal { least, most, places } => Some((least, most, places)),
            Self::Date | Self::Month => None,
        }
    }

    /// Without decimals they are whole, where they come to an end.
    fn numbers(least: f64, most: f64, places: u8) -> Self {
        if places == 0 && most.is_finite() {
            return Self::Whole { least: least.ceil() as i64, most: most.floor() as i64 };
        }
        Self::Decimal { least, most, places }
    }

    pub(super) fn codes(options: &[Choice]) -> Self {
        let codes = options.iter().map(|option| i64::from(option.code));
        let (least, most) = (codes.clone().min(), codes.max());
        least.zip(most).map_or(Self::GIVEN, |(least, most)| Self::Whole { least, most })
    }

    /// Of the variable that has the question's key.
    pub(super) fn of_question(question: &Question) -> Self {
        match &question.kind {
            Kind::Single { options } => Self::codes(options),
            Kind::Multiple { .. } => Self::TICK,
            Kind::Number { least, most, places, .. } => Self::numbers(*least, *most, *places),
            Kind::Scale { .. } | Kind::Grid { .. } => Self::SCALE,
            Kind::Amount { most, .. } => Self::Decimal { least: 0.0, most: *most, places: 2 },
            Kind::Date { .. } => Self::Date,
            Kind::Month { .. } => Self::Month,
            Kind::Text { .. } | Kind::Contact => Self::GIVEN,
        }
    }

    /// Of what is worked out from what is known by name. None where it would be a date in one case, and a number in another.
    pub(super) fn of_derived(derived: &Derived, known: &BTreeMap<String, Self>) -> Option<Self> {
        let codes = derived.codes.iter().map(|choice| choice.code);
        let gives = derived.cases.iter().map(|case| case.gives);
        let otherwise = match &derived.otherwise {
            Otherwise::Code(code) => Some(*code),
            _ => None,
        };
        let formula = match &derived.otherwise {
            Otherwise::Formula(formula) => Some(Self::of_formula(formula, known)?),
            _ => None,
        };
        let codes = codes.chain(gives).chain(otherwise).filter(|code| *code >= 0).map(i64::from);
        let mut all = codes.map(|code| Self::Whole { least: code, most: code }).chain(formula);
        let first = all.next().unwrap_or(Self::GIVEN);
        all.try_fold(first, Self::wider)
    }

    /// None where nobody knows here what it is the same as: another survey may have asked for a date.
    fn of_formula(formula: &Formula, known: &BTreeMap<String, Self>) -> Option<Self> {
        let take = |name: &String| known.get(name).copied().or_else(|| of_fact(name));
        let each = |of: &[String]| -> Option<Vec<Range>> {
            of.iter().map(|name| take(name)?.range()).collect()
        };
        Some(match formula {
            Formula::Age { .. } => COUNTED,
            Formula::WeeklyPay { .. } => {
                Self::Decimal { least: 0.0, most: f64::INFINITY, places: 2 }
            }
            Formula::Sum { of } => each(of).map_or(ANY, |of| {
                let sum = |a: Range, b: Range| (a.0 + b.0, a.1 + b.1, a.2.max(b.2));
                let (least, most, places) = of.into_iter().fold((0.0, 0.0, 0), sum);
                Self::numbers(least, most, places)
            }),
            Formula::Mean { of, .. } => each(of).map_or(ANY, |of| {
                let least = of.iter().map(|range| range.0).fold(0.0, f64::min);
                let most = of.iter().map(|range| range.1).fold(0.0, f64::max);
                Self::Decimal { least, most, places: 4 }
            }),
            Formula::Same { of } => return take(of),
            Formula::Score(scored) => Self::of_score(scored),
        })
    }

    fn of_score(scored: &Scored) -> Self {
        let range = scored.widest();
        range.map_or(ANY, |(least, most, places)| {
            Self::numbers(least, most, u8::try_from(places).unwrap_or_default())
        })
    }
}

fn of_fact(name: &str) -> Option<Takes> {
    let (_, kind, _) = facts::NAMES.iter().find(|(fact, ..)| *fact == name)?;
    Some(match kind {
        facts::Kind::Date => Takes::Date,
        _ => COUNTED,
    })
}
