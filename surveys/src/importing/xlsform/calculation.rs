//! `calculation`: sums, means, and choices between codes. Anything else is more than a derived variable can be.

use winnow::{
    Parser, Result,
    ascii::multispace0,
    combinator::{alt, delimited, opt, preceded, separated, terminated},
};

use super::{settled::settled, xpath};
use crate::importing::{
    draft::Derived,
    logic::{Term, either, is_deep, literal, quoted},
    outcome::{Difference, NotConverted},
    sentence::{Fields, Known, LONGEST},
    worked::{Beyond, CASES, Worked, derived},
};

/// What the expression says; none when it is more than can be worked out here.
pub(super) fn read(text: &str) -> Option<Worked> {
    if text.len() > LONGEST || is_deep(text) || text.matches("if").count() > CASES {
        return None;
    }
    let text = xpath::straight(text);
    delimited(multispace0, value, multispace0).parse(&text).ok()
}

/// The derived variable, without its key and label, and what conditions have to know of it.
///
/// # Errors
/// Why it is none.
pub(super) fn convert(
    text: &str,
    fields: &Fields,
    differences: &mut Vec<Difference>,
) -> Result<(Derived, Known), NotConverted> {
    if let Some(file) = looked_up(text) {
        return Err(NotConverted::LookedUp(file));
    }
    let settle = |logic, fields: &Fields| settled(logic, fields).ok();
    let worked = read(text).ok_or(Beyond::More);
    let derived = worked.and_then(|worked| derived(worked, (fields, &settle), differences));
    derived.map_err(|beyond| beyond.told(text))
}

/// `gardens.csv` of `pulldata('gardens', …)`.
fn looked_up(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("pulldata(")?;
    let file = rest.split(',').next().unwrap_or_default();
    let file = file.trim().trim_matches(['\'', '"', '‘', '’', '“', '”']);
    Some(format!("{file}.csv"))
}

/// The field whose option `jr:choice-name(${work}, '${work}')` says in words. It is what is filled in here anyway.
pub(super) fn in_words(text: &str) -> Option<String> {
    let text = xpath::straight(text);
    let open = ("jr:choice-name", multispace0, '(', multispace0);
    let quoted = delimited((multispace0, ',', multispace0), quoted, multispace0);
    let (of, shown) = delimited(open, (name, quoted), ')').parse(text.trim()).ok()?;
    (name.parse(shown.trim()).as_ref() == Ok(&of)).then_some(of)
}

fn value(input: &mut &str) -> Result<Worked> {
    alt((choice, rounded, shared, sum_of_some, sum, literal.map(worded))).parse_next(input)
}

/// `coalesce(${a}, 0) + coalesce(${b}, 0)`.
fn sum_of_some(input: &mut &str) -> Result<Worked> {
    let nothing = literal.verify(|term| *term == Term::Literal("0".to_owned()));
    let open = ("coalesce", multispace0, '(', multispace0);
    let inner = (name, preceded((multispace0, ',', multispace0), nothing)).map(|(name, _)| name);
    let term = delimited(open, inner, (multispace0, ')'));
    separated(2.., term, (multispace0, '+', multispace0)).map(Worked::SumOfSome).parse_next(input)
}

/// `round((${a} + ${b}) div 2, 1)`.
fn rounded(input: &mut &str) -> Result<Worked> {
    let places = (multispace0, ',', multispace0, literal);
    delimited(("round", multispace0, '(', multispace0), value, (opt(places), multispace0, ')'))
        .map(|inner| Worked::Rounded(Box::new(inner)))
        .parse_next(input)
}

fn worded(term: Term) -> Worked {
    match term {
        Term::Literal(literal) => Worked::Literal(literal),
        _ => Worked::Literal(String::new()),
    }
}

fn choice(input: &mut &str) -> Result<Worked> {
    let comma = || (multispace0, ',', multispace0);
    let when = |input: &mut &str| either(xpath::part, input);
    let parts = (when, preceded(comma(), value), preceded(comma(), value));
    let open = ("if", multispace0, '(', multispace0);
    delimited(open, parts, (multispace0, ')'))
        .map(|(when, then, otherwise)| {
            Worked::Chosen(Box::new(when), Box::new(then), Box::new(otherwise))
        })
        .parse_next(input)
}

/// `(${a} + ${b}) div 2`.
fn shared(input: &mut &str) -> Result<Worked> {
    let inner = delimited(('(', multispace0), names, (multispace0, ')'));
    let by = preceded((multispace0, "div", multispace0), literal);
    (inner, by).verify_map(Worked::shared).parse_next(input)
}

fn sum(input: &mut &str) -> Result<Worked> {
    let bracketed = delimited(('(', multispace0), names, (multispace0, ')'));
    alt((bracketed, names)).map(Worked::sum).parse_next(input)
}

fn names(input: &mut &str) -> Result<Vec<String>> {
    separated(1.., name, (multispace0, '+', multispace0)).parse_next(input)
}

/// `${name}`, or that as a number.
fn name(input: &mut &str) -> Result<String> {
    let own = || {
        xpath::field.verify_map(|term| match term {
            Term::Field { name, .. } => Some(name),
            _ => None,
        })
    };
    let open = (alt(("number", "int")), multispace0, '(', multispace0);
    alt((own(), terminated(preceded(open, own()), (multispace0, ')')))).parse_next(input)
}
