//! Conditions as REDCap writes them: `[work] = '1' and ([hours] > 16 or [benefits(3)] = '1')`.

use winnow::{
    Parser, Result,
    ascii::{Caseless, float, multispace0},
    combinator::{alt, delimited, opt, preceded, separated},
    token::{take_till, take_while},
};

/// Brackets within brackets, which no honest condition reaches.
const DEPTH: usize = 30;

/// A condition as it was written.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Logic {
    /// At least one holds.
    Any(Vec<Logic>),
    /// Each holds.
    All(Vec<Logic>),
    /// It does not hold.
    Not(Box<Logic>),
    /// A comparison.
    Compared(Term, Operator, Term),
}

impl Logic {
    /// Whether it looks at another event.
    pub fn looks_elsewhere(&self) -> bool {
        let is_elsewhere = |term: &Term| matches!(term, Term::Field { event: Some(_), .. });
        match self {
            Self::Any(parts) | Self::All(parts) => parts.iter().any(Self::looks_elsewhere),
            Self::Not(part) => part.looks_elsewhere(),
            Self::Compared(left, _, right) => is_elsewhere(left) || is_elsewhere(right),
        }
    }
}

/// One side of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Term {
    /// A field; of a checkbox, one of its codes; of another event, its name.
    Field { event: Option<String>, name: String, code: Option<String> },
    /// A number, or words between quotation marks.
    Literal(String),
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

/// Reads a condition; none when something in it is no comparison of fields, numbers and words.
pub(super) fn read(text: &str) -> Option<Logic> {
    let depth = text.chars().scan(0_usize, |depth, letter| {
        match letter {
            '(' => *depth += 1,
            ')' => *depth = depth.saturating_sub(1),
            _ => {}
        }
        Some(*depth)
    });
    if depth.max().unwrap_or(0) > DEPTH || refusals(text) > DEPTH {
        return None;
    }
    delimited(multispace0, either, multispace0).parse(text).ok()
}

/// How many times something is denied, each of which is a step deeper.
fn refusals(text: &str) -> usize {
    text.matches('!').count() + text.to_ascii_lowercase().matches("not").count()
}

fn either(input: &mut &str) -> Result<Logic> {
    let or = delimited(multispace0, alt((Caseless("or"), "||")), multispace0);
    let parts: Vec<Logic> = separated(1.., both, or).parse_next(input)?;
    Ok(joined(parts, Logic::Any))
}

fn both(input: &mut &str) -> Result<Logic> {
    let and = delimited(multispace0, alt((Caseless("and"), "&&")), multispace0);
    let parts: Vec<Logic> = separated(1.., part, and).parse_next(input)?;
    Ok(joined(parts, Logic::All))
}

fn joined(mut parts: Vec<Logic>, many: fn(Vec<Logic>) -> Logic) -> Logic {
    if parts.len() == 1 { parts.remove(0) } else { many(parts) }
}

fn part(input: &mut &str) -> Result<Logic> {
    let inner = delimited(('(', multispace0), either, (multispace0, ')'));
    let denied = preceded((alt((Caseless("not"), "!")), multispace0), part);
    alt((compared, inner, denied.map(|part| Logic::Not(Box::new(part))))).parse_next(input)
}

fn compared(input: &mut &str) -> Result<Logic> {
    (term, delimited(multispace0, operator, multispace0), term)
        .map(|(left, operator, right)| Logic::Compared(left, operator, right))
        .parse_next(input)
}

fn operator(input: &mut &str) -> Result<Operator> {
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

/// A term may stand in brackets of its own.
fn term(input: &mut &str) -> Result<Term> {
    let bracketed = delimited(('(', multispace0), plain, (multispace0, ')'));
    alt((plain, bracketed)).parse_next(input)
}

fn plain(input: &mut &str) -> Result<Term> {
    let quoted = alt((
        delimited('\'', take_till(0.., '\''), '\''),
        delimited('"', take_till(0.., '"'), '"'),
    ));
    let number = float::<_, f64, _>.take();
    alt((field, alt((quoted, number)).map(|text: &str| Term::Literal(text.to_owned()))))
        .parse_next(input)
}

fn field(input: &mut &str) -> Result<Term> {
    let there = (delimited('[', name, ']'), own).map(|(event, own)| (Some(event), own));
    let here = own.map(|own| (None, own));
    alt((there, here))
        .map(|(event, (name, code))| Term::Field { event, name, code })
        .parse_next(input)
}

/// A field and one of its codes: `[help(3)]`.
fn own(input: &mut &str) -> Result<(String, Option<String>)> {
    let code = take_while(1.., |c: char| c != ')' && c != ']');
    let code = opt(delimited('(', code.map(|code: &str| code.trim().to_owned()), ')'));
    delimited('[', (name, code), ']').parse_next(input)
}

fn name(input: &mut &str) -> Result<String> {
    take_while(1.., |c: char| c.is_ascii_alphanumeric() || c == '_')
        .map(str::to_ascii_lowercase)
        .parse_next(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str) -> Term {
        Term::Field { event: None, name: name.to_owned(), code: None }
    }

    fn literal(text: &str) -> Term {
        Term::Literal(text.to_owned())
    }

    #[test]
    fn and_binds_closer_than_or_and_brackets_closest() {
        let is = |name: &str| Logic::Compared(field(name), Operator::Is, literal("1"));

        assert_eq!(
            read("[a]='1' or [b] = \"1\" AND ([c] = 1)"),
            Some(Logic::Any(vec![is("a"), Logic::All(vec![is("b"), is("c")])]))
        );
        assert_eq!(
            read("([A] = 1 or [b]=1) and not [c] = 1"),
            Some(Logic::All(vec![
                Logic::Any(vec![is("a"), is("b")]),
                Logic::Not(Box::new(is("c")))
            ]))
        );
    }

    #[test]
    fn a_field_may_have_a_code_and_an_event() {
        let term = Term::Field {
            event: Some("visit_1_arm_1".into()),
            name: "help".into(),
            code: Some("3".into()),
        };
        assert_eq!(
            read("[visit_1_arm_1][help(3)] <> '0'"),
            Some(Logic::Compared(term, Operator::IsNot, literal("0")))
        );
        assert_eq!(
            read("5.5 <= ([a])"),
            Some(Logic::Compared(literal("5.5"), Operator::AtMost, field("a")))
        );
    }

    #[test]
    fn what_is_no_comparison_is_not_guessed_at() {
        for text in [
            "",
            "[a]",
            "[a] = ",
            "datediff([a], 'today', 'd') > 3",
            "[a] + [b] > 3",
            "[a] = '1' and",
            "[a] = 1)",
            "[] = 1",
            "[a = 1",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        let deep = format!("{}[a] = 1{}", "(".repeat(9_000), ")".repeat(9_000));
        assert_eq!(read(&deep), None);
        assert_eq!(read(&format!("{}[a] = 1", "!".repeat(90_000))), None);
    }
}
