//! `calculation`: sums, means, and choices between codes. Anything else is more than a derived variable can be.

use winnow::{
    Parser, Result,
    ascii::multispace0,
    combinator::{alt, delimited, preceded, separated, terminated},
};

use super::{settled::settled, xpath};
use crate::{
    definition::Formula,
    importing::{
        codes::Coded,
        draft::{Case, Derived},
        logic::{Logic, Term, either, is_deep, literal},
        sentence::{Fields, Known, LONGEST, sentence},
    },
};

/// A value that is worked out.
#[derive(Clone, Debug, PartialEq)]
enum Worked {
    Field(String),
    Sum(Vec<String>),
    /// The sum, divided.
    Shared(Vec<String>, f64),
    Literal(String),
    Chosen(Box<Logic>, Box<Worked>, Box<Worked>),
}

/// Cases within one another.
const CASES: usize = 40;

/// The derived variable, without its key and label, and what conditions have to know of it; none when it is more
/// than that.
pub(super) fn convert(text: &str, fields: &Fields) -> Option<(Derived, Known)> {
    if text.len() > LONGEST || is_deep(text) || text.matches("if").count() > CASES {
        return None;
    }
    let text = xpath::straight(text);
    let worked = delimited(multispace0, value, multispace0).parse(&text).ok()?;
    match worked {
        Worked::Field(name) => {
            let known = fields.get(&name).filter(|known| !known.is_of_two)?;
            let formula = Some(Formula::Same { of: known.key.clone() });
            let known = Known { key: String::new(), ..known.clone() };
            (!known.is_multiple && !known.is_text)
                .then(|| (Derived { formula, ..Derived::default() }, known))
        }
        Worked::Sum(names) => {
            let (of, place) = numbers(&names, fields)?;
            let formula = Some(Formula::Sum { of });
            Some((Derived { formula, ..Derived::default() }, Known { place, ..Known::default() }))
        }
        Worked::Shared(names, by) if by == names.len() as f64 => {
            let (of, place) = numbers(&names, fields)?;
            let formula = Some(Formula::Mean { of, least: u8::try_from(names.len()).ok()? });
            Some((Derived { formula, ..Derived::default() }, Known { place, ..Known::default() }))
        }
        Worked::Chosen(..) => chosen(&worked, fields),
        Worked::Shared(..) | Worked::Literal(_) => None,
    }
}

/// The keys of what is added up, and after which item all of it has a value. Codes that are not what they were there
/// add up to something else.
fn numbers(names: &[String], fields: &Fields) -> Option<(Vec<String>, usize)> {
    let mut place = 0;
    let keys = names.iter().map(|name| {
        let known = fields.get(name)?;
        let is_same = known.codes.iter().all(|(name, code)| *name == code.to_string());
        let is_number = !known.is_text && !known.is_date && !known.is_multiple && !known.is_of_two;
        place = place.max(known.place);
        (is_same && is_number).then(|| known.key.clone())
    });
    let keys = keys.collect::<Option<Vec<_>>>()?;
    Some((keys, place))
}

fn chosen(worked: &Worked, fields: &Fields) -> Option<(Derived, Known)> {
    let (mut whens, mut gives) = (Vec::new(), Vec::new());
    let mut place = 0;
    let mut rest = worked;
    while let Worked::Chosen(when, then, otherwise) = rest {
        let logic = settled((**when).clone(), fields).ok()?;
        let looked_at = logic.fields().into_iter().filter_map(|name| fields.get(name));
        place = looked_at.map(|known| known.place).fold(place, usize::max);
        whens.push(sentence(&logic, fields).ok()?);
        let Worked::Literal(given) = &**then else { return None };
        gives.push(given.trim().to_owned());
        rest = otherwise;
    }
    let Worked::Literal(otherwise) = rest else { return None };
    gives.push(otherwise.trim().to_owned());
    let mut names: Vec<(String, String)> = Vec::new();
    for given in gives.iter().filter(|given| !given.is_empty()) {
        if !names.iter().any(|(name, _)| name == given) {
            names.push((given.clone(), given.clone()));
        }
    }
    let coded = Coded::of(names);
    // Nothing is the missing code of what does not apply.
    let code = |given: &String| coded.codes.get(given).copied().unwrap_or(-1);
    let otherwise = gives.last().map(code);
    let cases =
        whens.into_iter().zip(&gives).map(|(when, given)| Case { when, gives: code(given) });
    let cases = cases.collect();
    let known = Known { codes: coded.codes.clone(), place, ..Known::default() };
    let derived = Derived { cases, otherwise, codes: coded.options, ..Derived::default() };
    Some((derived, known))
}

fn value(input: &mut &str) -> Result<Worked> {
    alt((choice, shared, sum, literal.map(worded))).parse_next(input)
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
    (inner, by)
        .verify_map(|(names, by)| match by {
            Term::Literal(by) => Some(Worked::Shared(names, by.parse().ok()?)),
            _ => None,
        })
        .parse_next(input)
}

fn sum(input: &mut &str) -> Result<Worked> {
    let bracketed = delimited(('(', multispace0), names, (multispace0, ')'));
    alt((bracketed, names))
        .map(|mut names: Vec<String>| match names.len() {
            1 => Worked::Field(names.remove(0)),
            _ => Worked::Sum(names),
        })
        .parse_next(input)
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
