//! Expressions of XLSForm: `${age} >= 18 and selected(${help}, 'family')`. In a rule about an answer a dot is that
//! answer; in a filter of options a bare name is a column of theirs.

use winnow::{
    Parser, Result,
    ascii::multispace0,
    combinator::{alt, delimited, opt, preceded, separated_pair, terminated},
    token::{take_till, take_while},
};

use crate::importing::{
    logic::{self, Logic, Operator, Term, either, literal, operator},
    outcome::Unwritable,
    sentence::LONGEST,
};

use super::settled::literals;

/// How the answer itself is named until it is known whose it is.
pub(super) const ITSELF: &str = ".";

/// Reads an expression.
///
/// # Errors
/// What is in it that conditions do not have.
pub(super) fn read(text: &str) -> std::result::Result<Logic, Unwritable> {
    if text.len() > LONGEST {
        return Err(Unwritable::TooLong(LONGEST));
    }
    let text = straight(text);
    logic::read(part, &text).ok_or_else(|| match (function(&text), cut_off(&text)) {
        (Some(function), _) => Unwritable::Function(function),
        (None, Some(word)) => Unwritable::CutOff(word.to_owned()),
        (None, None) => Unwritable::MoreThanComparisons,
    })
}

/// What the last word is behind which something has to follow.
fn cut_off(text: &str) -> Option<&'static str> {
    let text = text.trim_end();
    let is_last = |word: &str| {
        let before = text.strip_suffix(word);
        let is_letter = word.starts_with(char::is_alphabetic);
        before.is_some_and(|before| !is_letter || before.ends_with([' ', ')', '\'', '"', '}']))
    };
    ["and", "or", "!=", "<=", ">=", "=", "<", ">"].into_iter().find(|word| is_last(word))
}

/// What word processors make of quotation marks and spaces is put back.
pub(super) fn straight(text: &str) -> String {
    let letter = |c| match c {
        '‘' | '’' | '‚' | '′' => '\'',
        '“' | '”' | '„' | '″' => '"',
        '\u{a0}' | '\u{2009}' | '\u{202f}' => ' ',
        '≤' | '≥' => c,
        same => same,
    };
    text.chars().map(letter).collect::<String>().replace('≤', "<=").replace('≥', ">=")
}

const KNOWN: [&str; 12] = [
    "not",
    "and",
    "or",
    "selected",
    "count-selected",
    "string-length",
    "true",
    "false",
    "today",
    "now",
    "number",
    "string",
];

/// The first function in it that conditions do not have.
fn function(text: &str) -> Option<String> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_' || c == ':';
    text.match_indices('(').find_map(|(at, _)| {
        let before = text[..at].trim_end();
        let start = before.rfind(|c| !is_name(c)).map_or(0, |gap| gap + gap_length(before, gap));
        let name = &before[start..];
        let is_one = name.starts_with(|c: char| c.is_ascii_alphabetic());
        (is_one && !KNOWN.contains(&name)).then(|| format!("{name}()"))
    })
}

fn gap_length(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(1, char::len_utf8)
}

pub(super) fn part(input: &mut &str) -> Result<Logic> {
    let denied = preceded("not", bracketed).map(|part| Logic::Not(Box::new(part)));
    alt((compared, unless_blank, truth, selected, among, choice, denied, bracketed))
        .parse_next(input)
}

fn bracketed(input: &mut &str) -> Result<Logic> {
    let inner = |input: &mut &str| either(part, input);
    delimited((multispace0, '(', multispace0), inner, (multispace0, ')')).parse_next(input)
}

fn truth(input: &mut &str) -> Result<Logic> {
    let empty = (multispace0, '(', multispace0, ')');
    let word = alt(("true".value(true), "false".value(false)));
    terminated(word, empty).map(Logic::Truth).parse_next(input)
}

fn selected(input: &mut &str) -> Result<Logic> {
    let open = ("selected", multispace0, '(', multispace0);
    let pair = separated_pair(field, (multispace0, ',', multispace0), alt((literal, column)));
    let pair = delimited(open, pair, (multispace0, ')'));
    pair.map(|(field, code)| Logic::Selected(field, code)).parse_next(input)
}

/// `selected('north south', ${region})`: the answer is among those that are written out.
fn among(input: &mut &str) -> Result<Logic> {
    let open = ("selected", multispace0, '(', multispace0);
    let pair = separated_pair(logic::quoted, (multispace0, ',', multispace0), field);
    let (codes, field) = delimited(open, pair, (multispace0, ')')).parse_next(input)?;
    let each = codes
        .split_whitespace()
        .map(|code| Logic::Compared(field.clone(), Operator::Is, Term::Literal(code.to_owned())));
    Ok(Logic::Any(each.collect()))
}

/// Parts of the condition of an `if`. It is written out twice, and so one within the condition of another four times.
const PARTS: usize = 250;

/// `if(condition, one, other)`, where both are conditions.
fn choice(input: &mut &str) -> Result<Logic> {
    let inner = |input: &mut &str| either(part, input);
    let comma = || (multispace0, ',', multispace0);
    let open = ("if", multispace0, '(', multispace0);
    let when = inner.verify(|when: &Logic| when.size() <= PARTS);
    let parts = (when, preceded(comma(), inner), preceded(comma(), inner));
    let (when, then, otherwise) = delimited(open, parts, (multispace0, ')')).parse_next(input)?;
    let denied = Logic::Not(Box::new(when.clone()));
    Ok(Logic::Any(vec![Logic::All(vec![when, then]), Logic::All(vec![denied, otherwise])]))
}

fn compared(input: &mut &str) -> Result<Logic> {
    (term, delimited(multispace0, operator, multispace0), term)
        .map(|(left, operator, right): (Term, Operator, Term)| {
            Logic::Compared(left, operator, right)
        })
        .parse_next(input)
}

/// `coalesce(${a}, '0') = '1'`: what a blank counts as decides whether blanks are meant.
fn unless_blank(input: &mut &str) -> Result<Logic> {
    let pair = separated_pair(field, (multispace0, ',', multispace0), literal);
    let open = ("coalesce", multispace0, '(', multispace0);
    let pair = delimited(open, pair, (multispace0, ')'));
    let ((field, blank), _, operator, _, right) =
        (pair, multispace0, operator, multispace0, literal).parse_next(input)?;
    let is_blank_meant = match (&blank, &right) {
        (Term::Literal(blank), Term::Literal(right)) => literals(blank, operator, right),
        _ => Logic::Truth(false),
    };
    let answered = Logic::Compared(field.clone(), operator, right);
    if is_blank_meant == Logic::Truth(true) {
        let is_blank = Logic::Compared(field, Operator::Is, Term::Literal(String::new()));
        return Ok(Logic::Any(vec![answered, is_blank]));
    }
    Ok(answered)
}

/// A term may stand in brackets, or be made a number or words of.
fn term(input: &mut &str) -> Result<Term> {
    let made = opt(alt(("number", "string")));
    let inner = delimited((made, multispace0, '(', multispace0), plain, (multispace0, ')'));
    alt((inner, plain)).parse_next(input)
}

fn plain(input: &mut &str) -> Result<Term> {
    let today = (alt(("today", "now")), multispace0, '(', multispace0, ')').value(Term::Today);
    alt((field, count, length, today, column, literal)).parse_next(input)
}

fn count(input: &mut &str) -> Result<Term> {
    of("count-selected", Term::Count).parse_next(input)
}

fn length(input: &mut &str) -> Result<Term> {
    of("string-length", Term::Length).parse_next(input)
}

fn of<'s>(
    function: &'static str,
    term: fn(String) -> Term,
) -> impl Parser<&'s str, Term, winnow::error::ContextError> {
    delimited((function, multispace0, '(', multispace0), name, (multispace0, ')')).map(term)
}

pub(super) fn field(input: &mut &str) -> Result<Term> {
    name.map(Term::field).parse_next(input)
}

/// `${name}`, a dot, or a path that ends with the name.
fn name(input: &mut &str) -> Result<String> {
    let inside = take_till(1.., |c| c == '}' || c == '{');
    let filled = delimited("${", inside, '}').map(|name: &str| name.trim().to_owned());
    let step = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '/' | '.');
    let path = (alt(("../", "./", "/")), take_while(1.., step))
        .map(|(_, path): (&str, &str)| path.rsplit('/').next().unwrap_or_default().to_owned());
    let itself = (".", opt("/")).value(ITSELF.to_owned());
    alt((filled, path, itself)).parse_next(input)
}

/// The title of a column, which no bracket follows.
fn column(input: &mut &str) -> Result<Term> {
    let first = take_while(1, |c: char| c.is_alphabetic() || c == '_');
    let rest = take_while(0.., |c: char| c.is_alphanumeric() || matches!(c, '_' | '-'));
    let end = winnow::combinator::not((multispace0, '('));
    terminated((first, rest).take(), end)
        .map(|name: &str| Term::Column(name.to_owned()))
        .parse_next(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        read(text).expect_err(text).to_string()
    }

    #[test]
    fn what_other_people_write_is_read_however_they_space_and_quote_it() {
        let same = Logic::Compared(Term::field("q"), Operator::Is, Term::Literal("yes".into()));
        for text in [
            "${q} = 'yes'",
            "${q}='yes'",
            " ${ q } = “yes” ",
            "(${q} = ‘yes’)",
            "/data/a/q=\"yes\"",
            "../q = 'yes'",
        ] {
            assert_eq!(read(text).as_ref(), Ok(&same), "{text}");
        }
        let both = Logic::Selected(Term::field("q"), Term::Literal("a".into()));
        let never = Logic::Not(Box::new(both.clone()));
        assert_eq!(
            read("not(selected(${q},'a')) or selected( ${q} , 'a' )"),
            Ok(Logic::Any(vec![never, both]))
        );
        assert_eq!(
            read(". >= 0 and .<=120"),
            Ok(Logic::All(vec![
                Logic::Compared(Term::field("."), Operator::AtLeast, Term::Literal("0".into())),
                Logic::Compared(Term::field("."), Operator::AtMost, Term::Literal("120".into())),
            ]))
        );
    }

    #[test]
    fn what_conditions_do_not_have_is_named() {
        assert!(refused("coalesce(${a}, ${b}) = 1").contains("“coalesce()”"));
        assert!(refused("regex(., '^[0-9]+$')").contains("“regex()”"));
        assert!(refused("${a} + ${b} > 3").contains("more than comparisons"));
        assert!(refused("${a} = 'x' and").contains("it breaks off behind “and”"));
        assert!(refused("${a} > ").contains("it breaks off behind “>”"));
        assert!(refused(&"(".repeat(5_000)).contains("more than comparisons"));
        assert!(refused(&"x".repeat(9_000)).contains("longer than"));
    }
}
