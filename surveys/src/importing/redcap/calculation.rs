//! A calculated field: `round(mean([a],[b]), 1)`, `rounddown(datediff([dob],"today","y"))`, `if([a]>2, 1, 0)`.

use winnow::{
    Parser, Result,
    ascii::{Caseless, multispace0},
    combinator::{alt, delimited, opt, preceded, repeat, separated},
    token::take_while,
};

use super::branching;
use crate::importing::{
    draft::Derived,
    logic::{Logic, Term, either, is_deep, literal, quoted},
    outcome::{Difference, NotConverted},
    sentence::{Fields, Known, LONGEST},
    worked::{Beyond, CASES, Worked, derived},
};

/// What the formula says; none when it is more than can be worked out here.
pub(super) fn read(text: &str) -> Option<Worked> {
    if text.len() > LONGEST || is_deep(text) || text.matches("if").count() > CASES {
        return None;
    }
    delimited(multispace0, value, multispace0).parse(text).ok()
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
    let settle = |logic: Logic, _: &Fields| Some(logic);
    let worked = read(text).ok_or(Beyond::More);
    let derived = worked.and_then(|worked| derived(worked, (fields, &settle), differences));
    derived.map_err(|beyond| beyond.told(text))
}

fn value(input: &mut &str) -> Result<Worked> {
    alt((choice, age, rounded, mean, sum_of_some, shared, sum, literal.map(given)))
        .parse_next(input)
}

/// `"NaN"` is how nothing is given.
fn given(term: Term) -> Worked {
    match term {
        Term::Literal(literal) if literal != "NaN" => Worked::Literal(literal),
        _ => Worked::Literal(String::new()),
    }
}

fn comma(input: &mut &str) -> Result<()> {
    (multispace0, ',', multispace0).void().parse_next(input)
}

fn opened(input: &mut &str) -> Result<()> {
    (multispace0, '(', multispace0).void().parse_next(input)
}

fn closed(input: &mut &str) -> Result<()> {
    (multispace0, ')').void().parse_next(input)
}

fn choice(input: &mut &str) -> Result<Worked> {
    let when = |input: &mut &str| either(branching::part, input);
    let parts = (when, preceded(comma, value), preceded(comma, value));
    delimited((Caseless("if"), opened), parts, closed)
        .map(|(when, then, otherwise)| {
            Worked::Chosen(Box::new(when), Box::new(then), Box::new(otherwise))
        })
        .parse_next(input)
}

/// Years from a date to today, either way round; what follows says how dates are written.
fn age(input: &mut &str) -> Result<Worked> {
    let today = || quoted.verify(|text: &str| text == "today");
    let dates = alt((
        (name, preceded(comma, today())).map(|(born, _)| born),
        (today(), preceded(comma, name)).map(|(_, born)| born),
    ));
    let years = (comma, quoted.verify(|text: &str| text == "y"));
    let manner = alt((quoted.void(), "true".void(), "false".void()));
    let manners = repeat::<_, _, (), _, _>(0.., preceded(comma, manner));
    delimited((Caseless("datediff"), opened), (dates, years, manners), closed)
        .map(|(born, ..)| Worked::Age(born, false))
        .parse_next(input)
}

fn rounded(input: &mut &str) -> Result<Worked> {
    let down = alt((
        Caseless("rounddown").value(true),
        Caseless("roundup").value(false),
        Caseless("round").value(false),
    ));
    let inner = delimited(opened, (value, opt(preceded(comma, literal))), closed);
    (down, inner)
        .map(|(is_down, (inner, places))| {
            let is_whole = places.is_none_or(|places| places == Term::Literal("0".to_owned()));
            match inner {
                Worked::Age(born, _) => Worked::Age(born, is_down && is_whole),
                other => Worked::Rounded(Box::new(other)),
            }
        })
        .parse_next(input)
}

fn mean(input: &mut &str) -> Result<Worked> {
    delimited((Caseless("mean"), opened), listed, closed).map(Worked::Mean).parse_next(input)
}

fn sum_of_some(input: &mut &str) -> Result<Worked> {
    delimited((Caseless("sum"), opened), listed, closed).map(Worked::SumOfSome).parse_next(input)
}

fn listed(input: &mut &str) -> Result<Vec<String>> {
    separated(1.., name, comma).parse_next(input)
}

/// `([a] + [b]) / 2`.
fn shared(input: &mut &str) -> Result<Worked> {
    let by = preceded((multispace0, '/', multispace0), literal);
    (delimited(opened, added, closed), by).verify_map(Worked::shared).parse_next(input)
}

fn sum(input: &mut &str) -> Result<Worked> {
    alt((delimited(opened, added, closed), added)).map(Worked::sum).parse_next(input)
}

fn added(input: &mut &str) -> Result<Vec<String>> {
    separated(1.., name, (multispace0, '+', multispace0)).parse_next(input)
}

fn name(input: &mut &str) -> Result<String> {
    let letters = take_while(1.., |c: char| c.is_ascii_alphanumeric() || c == '_');
    delimited('[', letters.map(str::to_ascii_lowercase), ']').parse_next(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_calculated_fields_often_say_is_read() {
        let of = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();

        assert_eq!(
            read("rounddown(datediff([dob], 'today', \"y\", 'dmy', true), 0)"),
            Some(Worked::Age("dob".into(), true))
        );
        assert_eq!(
            read("ROUND(mean([a],[B]),2)"),
            Some(Worked::Rounded(Box::new(Worked::Mean(of(&["a", "b"])))))
        );
        assert_eq!(read("( [a]+ [b] )/2"), Some(Worked::Shared(of(&["a", "b"]), 2.0)));
        let chosen = read("if([a] < 18.5, 1, if([a]<25, 2, 'NaN'))").expect("a choice");
        assert_eq!(chosen.conditions().len(), 2);
        for text in ["", "[a]*2", "[a]-[b]", "datediff([a],[b],'d')", "if([a]>1,1)", "([a]+[b]"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
