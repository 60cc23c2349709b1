//! Conditions from elsewhere, and what all of their grammars have: “and” and “or” between parts, comparisons and
//! what is written out.

use std::collections::BTreeSet;

use winnow::{
    Parser, Result,
    ascii::{Caseless, float, multispace0},
    combinator::{alt, delimited, separated},
    token::take_till,
};

/// Brackets within brackets, which no honest condition reaches.
const DEPTH: usize = 30;

/// A condition as it was written.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Logic {
    /// It always holds, or never.
    Truth(bool),
    /// At least one holds.
    Any(Vec<Logic>),
    /// Each holds.
    All(Vec<Logic>),
    /// It does not hold.
    Not(Box<Logic>),
    /// An option is chosen, alone or among others.
    Selected(Term, Term),
    /// A comparison.
    Compared(Term, Operator, Term),
}

impl Logic {
    /// Every term in it.
    pub fn terms(&self) -> Vec<&Term> {
        match self {
            Self::Truth(_) => Vec::new(),
            Self::Any(parts) | Self::All(parts) => parts.iter().flat_map(Self::terms).collect(),
            Self::Not(part) => part.terms(),
            Self::Compared(left, _, right) | Self::Selected(left, right) => vec![left, right],
        }
    }

    /// How many parts it has, with all that lies in them and itself.
    pub fn size(&self) -> usize {
        match self {
            Self::Any(parts) | Self::All(parts) => 1 + parts.iter().map(Self::size).sum::<usize>(),
            Self::Not(part) => 1 + part.size(),
            Self::Truth(_) | Self::Compared(..) | Self::Selected(..) => 1,
        }
    }

    /// The fields that it looks at, by their names there.
    pub fn fields(&self) -> BTreeSet<&str> {
        self.terms().into_iter().filter_map(Term::looked_at).collect()
    }

    /// Which option of which field it looks for, by their names there.
    pub fn looked_for(&self) -> Vec<(&str, &str)> {
        match self {
            Self::Truth(_) => Vec::new(),
            Self::Any(parts) | Self::All(parts) => {
                parts.iter().flat_map(Self::looked_for).collect()
            }
            Self::Not(part) => part.looked_for(),
            Self::Selected(left, right)
            | Self::Compared(left, Operator::Is | Operator::IsNot, right) => {
                let (field, other) = match left {
                    Term::Field { .. } => (left, right),
                    _ => (right, left),
                };
                match (field, other) {
                    (Term::Field { name, code: Some(code), .. }, _) => vec![(name, code)],
                    (Term::Field { name, .. }, Term::Literal(code)) => vec![(name, code.trim())],
                    _ => Vec::new(),
                }
            }
            Self::Compared(..) => Vec::new(),
        }
    }

    /// Whether it looks at another event.
    pub fn looks_elsewhere(&self) -> bool {
        self.terms().iter().any(|term| matches!(term, Term::Field { event: Some(_), .. }))
    }

    /// The same without what always or never holds in it.
    pub fn folded(self) -> Self {
        match self {
            Self::Not(part) => match part.folded() {
                Self::Truth(is) => Self::Truth(!is),
                rest => Self::Not(Box::new(rest)),
            },
            Self::All(parts) => fold(parts, false, Self::All),
            Self::Any(parts) => fold(parts, true, Self::Any),
            same => same,
        }
    }
}

/// Of parts that are joined: `decided` is what decides for all of them when one is so.
fn fold(parts: Vec<Logic>, decided: bool, many: fn(Vec<Logic>) -> Logic) -> Logic {
    let mut rest: Vec<_> = parts.into_iter().map(Logic::folded).collect();
    if rest.contains(&Logic::Truth(decided)) {
        return Logic::Truth(decided);
    }
    rest.retain(|part| *part != Logic::Truth(!decided));
    if rest.is_empty() { Logic::Truth(!decided) } else { joined(rest, many) }
}

/// One side of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Term {
    /// A field; of a checkbox, one of its codes; of another event, its name.
    Field { event: Option<String>, name: String, code: Option<String> },
    /// A number, or words between quotation marks.
    Literal(String),
    /// How many options of a field are ticked.
    Count(String),
    /// How many characters a field has.
    Length(String),
    /// The day on which it is asked.
    Today,
    /// A column of the list of options, by its title.
    Column(String),
}

impl Term {
    /// The field that it looks at.
    fn looked_at(&self) -> Option<&str> {
        match self {
            Self::Field { name, .. } | Self::Count(name) | Self::Length(name) => Some(name),
            Self::Literal(_) | Self::Today | Self::Column(_) => None,
        }
    }

    /// A field by its name.
    pub fn field(name: impl Into<String>) -> Self {
        Self::Field { event: None, name: name.into(), code: None }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Is,
    IsNot,
    AtLeast,
    AtMost,
    Above,
    Below,
}

impl Operator {
    /// The same with its sides changed.
    pub fn turned(self) -> Self {
        match self {
            Self::AtLeast => Self::AtMost,
            Self::AtMost => Self::AtLeast,
            Self::Above => Self::Below,
            Self::Below => Self::Above,
            same => same,
        }
    }

    /// Whether it holds of two numbers.
    pub fn holds(self, left: f64, right: f64) -> bool {
        match self {
            Self::Is => left == right,
            Self::IsNot => left != right,
            Self::AtLeast => left >= right,
            Self::AtMost => left <= right,
            Self::Above => left > right,
            Self::Below => left < right,
        }
    }

    /// As our conditions have it.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Is => "=",
            Self::IsNot => "!=",
            Self::AtLeast => ">=",
            Self::AtMost => "<=",
            Self::Above => ">",
            Self::Below => "<",
        }
    }
}

/// What reads one part of a condition: a comparison, or what stands in brackets.
pub(super) type Part = fn(&mut &str) -> Result<Logic>;

/// Reads a condition whose parts are read by `part`; none when there is more to it.
pub(super) fn read(part: Part, text: &str) -> Option<Logic> {
    if is_deep(text) {
        return None;
    }
    let whole = |input: &mut &str| either(part, input);
    delimited(multispace0, whole, multispace0).parse(text).ok()
}

/// Whether so much lies within one another that nobody honest wrote it.
pub(super) fn is_deep(text: &str) -> bool {
    let depth = text.chars().scan(0_usize, |depth, letter| {
        match letter {
            '(' => *depth += 1,
            ')' => *depth = depth.saturating_sub(1),
            _ => {}
        }
        Some(*depth)
    });
    depth.max().unwrap_or(0) > DEPTH || refusals(text) > DEPTH
}

/// How many times something is denied, each of which is a step deeper.
fn refusals(text: &str) -> usize {
    text.matches('!').count() + text.to_ascii_lowercase().matches("not").count()
}

/// Parts with “or” between them.
pub(super) fn either(part: Part, input: &mut &str) -> Result<Logic> {
    let or = delimited(multispace0, alt((Caseless("or"), "||")), multispace0);
    let parts: Vec<Logic> =
        separated(1.., |input: &mut &str| both(part, input), or).parse_next(input)?;
    Ok(joined(parts, Logic::Any))
}

fn both(part: Part, input: &mut &str) -> Result<Logic> {
    let and = delimited(multispace0, alt((Caseless("and"), "&&")), multispace0);
    let parts: Vec<Logic> = separated(1.., part, and).parse_next(input)?;
    Ok(joined(parts, Logic::All))
}

fn joined(mut parts: Vec<Logic>, many: fn(Vec<Logic>) -> Logic) -> Logic {
    if parts.len() == 1 { parts.remove(0) } else { many(parts) }
}

/// Between the sides of a comparison.
pub(super) fn operator(input: &mut &str) -> Result<Operator> {
    alt((
        ">=".value(Operator::AtLeast),
        "<=".value(Operator::AtMost),
        alt(("<>", "!=")).value(Operator::IsNot),
        alt(("==", "=")).value(Operator::Is),
        ">".value(Operator::Above),
        "<".value(Operator::Below),
    ))
    .parse_next(input)
}

/// A number, or words between quotation marks.
pub(super) fn literal(input: &mut &str) -> Result<Term> {
    let number = float::<_, f64, _>.take();
    alt((quoted, number)).map(|text: &str| Term::Literal(text.to_owned())).parse_next(input)
}

/// Words between quotation marks of either kind.
pub(super) fn quoted<'s>(input: &mut &'s str) -> Result<&'s str> {
    alt((delimited('\'', take_till(0.., '\''), '\''), delimited('"', take_till(0.., '"'), '"')))
        .parse_next(input)
}
