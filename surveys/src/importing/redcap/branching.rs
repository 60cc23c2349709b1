//! Conditions as REDCap writes them: `[work] = '1' and ([hours] > 16 or [benefits(3)] = '1')`.

use winnow::{
    Parser, Result,
    ascii::{Caseless, multispace0},
    combinator::{alt, delimited, opt, preceded},
    token::take_while,
};

use crate::importing::logic::{self, Logic, Term, literal};

/// Reads a condition; none when something in it is no comparison of fields, numbers and words.
pub(super) fn read(text: &str) -> Option<Logic> {
    logic::read(part, text)
}

/// What REDCap fills in by itself, such as `previous-event-name`. Names of fields and events have no hyphen.
pub(super) fn smart(term: &Term) -> Option<&str> {
    let Term::Field { event, name, .. } = term else { return None };
    [event.as_deref(), Some(name.as_str())].into_iter().flatten().find(|name| name.contains('-'))
}

pub(super) fn part(input: &mut &str) -> Result<Logic> {
    let inner = delimited(
        ('(', multispace0),
        |input: &mut &str| logic::either(part, input),
        (multispace0, ')'),
    );
    let denied = preceded((alt((Caseless("not"), "!")), multispace0), part);
    alt((compared, inner, denied.map(|part| Logic::Not(Box::new(part))))).parse_next(input)
}

fn compared(input: &mut &str) -> Result<Logic> {
    (term, delimited(multispace0, logic::operator, multispace0), term)
        .map(|(left, operator, right)| Logic::Compared(left, operator, right))
        .parse_next(input)
}

/// A term may stand in brackets of its own.
fn term(input: &mut &str) -> Result<Term> {
    let bracketed = delimited(('(', multispace0), plain, (multispace0, ')'));
    alt((plain, bracketed)).parse_next(input)
}

fn plain(input: &mut &str) -> Result<Term> {
    alt((field, literal)).parse_next(input)
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
    take_while(1.., |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-')
        .map(str::to_ascii_lowercase)
        .parse_next(input)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::importing::logic::Operator;

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
