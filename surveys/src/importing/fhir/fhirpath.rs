//! `enableWhenExpression`: the language of paths that form builders write when a condition is more than `enableWhen` can say,
//! as far as it compares answers: `%resource.item.where(linkId='work').answer.value.code = 'yes'`.

use std::collections::BTreeMap;

use winnow::{
    Parser, Result,
    ascii::multispace0,
    combinator::{alt, delimited, opt, preceded, repeat, separated},
    token::take_while,
};

use super::resource::{Extension, Item, Questionnaire};
use crate::importing::{
    logic::{self, Logic, Operator, Term, either, literal, operator},
    outcome::Unwritable,
    sentence::LONGEST,
};

/// What stands for the names behind `%`.
pub(super) type Variables = BTreeMap<String, String>;

/// Variables of the Questionnaire and of all items.
pub(super) fn variables(questionnaire: &Questionnaire) -> Variables {
    let mut all = Variables::new();
    let whole = questionnaire.rest.get("extension").cloned().unwrap_or_default();
    let whole: Vec<Extension> = serde_json::from_value(whole).unwrap_or_default();
    note(&whole, &mut all);
    of_items(&questionnaire.item, &mut all);
    all
}

fn of_items(items: &[Item], all: &mut Variables) {
    for item in items {
        note(&item.extension, all);
        of_items(&item.item, all);
    }
}

fn note(extensions: &[Extension], all: &mut Variables) {
    for extension in extensions.iter().filter(|one| one.name() == "variable") {
        let told = |name| extension.value.get("valueExpression")?.get(name)?.as_str();
        if let Some((name, expression)) = told("name").zip(told("expression")) {
            all.insert(name.to_owned(), expression.to_owned());
        }
    }
}

/// Reads an expression.
///
/// # Errors
/// When there is more in it than comparisons of answers.
pub(super) fn read(text: &str, variables: &Variables) -> std::result::Result<Logic, Unwritable> {
    let text = filled(text, variables).ok_or(Unwritable::TooLong(LONGEST))?;
    logic::read(part, &text).ok_or_else(|| Unwritable::Function("FHIRPath".to_owned()))
}

/// Variables within variables.
const DEPTH: usize = 8;

/// With what variables stand for; none when that is longer than anybody writes.
fn filled(text: &str, variables: &Variables) -> Option<String> {
    let mut text = text.trim().to_owned();
    for _ in 0..DEPTH {
        if text.len() > LONGEST {
            return None;
        }
        let mut next = String::with_capacity(text.len());
        let mut parts = text.split('%');
        next.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let end = part.find(|c: char| !(c.is_alphanumeric() || "_-".contains(c)));
            let (name, rest) = part.split_at(end.unwrap_or(part.len()));
            match variables.get(name) {
                Some(expression) => next.extend(["(", expression, ")", rest]),
                None => next.extend(["%", part]),
            }
        }
        if next == text {
            return Some(text);
        }
        text = next;
    }
    None
}

fn part(input: &mut &str) -> Result<Logic> {
    let denied = preceded(("not", multispace0), bracketed).map(|one| Logic::Not(Box::new(one)));
    alt((among, compared, there, denied, bracketed, bare)).parse_next(input)
}

/// What stands in brackets, perhaps denied: `(…).not()`.
fn bracketed(input: &mut &str) -> Result<Logic> {
    let inner = |input: &mut &str| either(part, input);
    let inner = delimited(('(', multispace0), inner, (multispace0, ')'));
    (inner, opt(call("not"))).map(|(inner, not)| negated(inner, not.is_some())).parse_next(input)
}

fn negated(part: Logic, is_so: bool) -> Logic {
    if is_so { Logic::Not(Box::new(part)) } else { part }
}

fn call<'s>(name: &'static str) -> impl Parser<&'s str, (), winnow::error::ContextError> {
    (multispace0, '.', name, multispace0, '(', multispace0, ')').void()
}

fn compared(input: &mut &str) -> Result<Logic> {
    let equivalent = alt(("!~".value(Operator::IsNot), '~'.value(Operator::Is), operator));
    (value, delimited(multispace0, equivalent, multispace0), plain)
        .map(|(left, operator, right)| Logic::Compared(left, operator, right))
        .parse_next(input)
}

/// `… in ('a' | 'b')`.
fn among(input: &mut &str) -> Result<Logic> {
    let stroke = (multispace0, '|', multispace0);
    let codes = separated(1.., plain, stroke);
    let codes = delimited(('(', multispace0), codes, (multispace0, ')'));
    let (field, codes): (Term, Vec<Term>) =
        (value, preceded((multispace0, "in", multispace0), codes)).parse_next(input)?;
    let each = |code| Logic::Compared(field.clone(), Operator::Is, code);
    Ok(Logic::Any(codes.into_iter().map(each).collect()))
}

/// `….exists()`, `….empty()`, `….answer.where(value.code = 'a').exists()`.
fn there(input: &mut &str) -> Result<Logic> {
    let wanted = preceded((kind, multispace0, '=', multispace0), plain);
    let filter = delimited((".where", multispace0, '('), wanted, (multispace0, ')'));
    let end = alt((call("exists").value(true), call("empty").value(false)));
    let (field, wanted, is_there, not) =
        (value, opt(filter), end, opt(call("not"))).parse_next(input)?;
    let found = match wanted {
        Some(wanted) => Logic::Compared(field, Operator::Is, wanted),
        None => Logic::Compared(field, Operator::IsNot, Term::Literal(String::new())),
    };
    Ok(negated(found, is_there == not.is_some()))
}

/// An answer that is yes or no, by itself.
fn bare(input: &mut &str) -> Result<Logic> {
    let is = Operator::Is;
    (value, opt(call("not")))
        .map(|(field, not)| {
            let said = if not.is_some() { "false" } else { "true" };
            Logic::Compared(field, is, Term::Literal(said.to_owned()))
        })
        .parse_next(input)
}

fn plain(input: &mut &str) -> Result<Term> {
    let truth = alt(("true", "false")).map(|is: &str| Term::Literal(is.to_owned()));
    alt((truth, literal)).parse_next(input)
}

/// The answer of the last item of a path, in brackets or not.
fn value(input: &mut &str) -> Result<Term> {
    let inner = alt((delimited(('(', multispace0), value, (multispace0, ')')), path));
    (inner, steps).map(|(field, ())| field).parse_next(input)
}

/// `%resource.item.where(linkId='a').item.where(linkId='b')`, by whatever way it comes there.
fn path(input: &mut &str) -> Result<Term> {
    let from = ('%', alt(("resource", "questionnaireResponse", "context")));
    let item = delimited((way, ".where", multispace0, '(', multispace0), of, (multispace0, ')'));
    let items: Vec<&str> = preceded(from, repeat(1.., item)).parse_next(input)?;
    Ok(Term::field(items.last().copied().unwrap_or_default()))
}

fn way(input: &mut &str) -> Result<()> {
    let by = alt((".descendants()", ".repeat(item)", ".repeat($this.item)", ".item"));
    repeat::<_, _, (), _, _>(1.., (multispace0, by)).parse_next(input)
}

fn of<'s>(input: &mut &'s str) -> Result<&'s str> {
    preceded(("linkId", multispace0, '=', multispace0), logic::quoted).parse_next(input)
}

/// From an item to its answer, and to the code of that.
fn steps(input: &mut &str) -> Result<()> {
    let answer = alt((".answer", ".first()", ".last()", ".single()"));
    let step = (multispace0, alt((answer.void(), preceded('.', kind)))).void();
    repeat::<_, _, (), _, _>(0.., step).parse_next(input)
}

/// `value`, `valueCoding.code`, `value.code`.
fn kind(input: &mut &str) -> Result<()> {
    let rest = take_while(0.., |c: char| c.is_ascii_alphabetic());
    alt((("value", rest, opt(".code")).void(), "code".void())).parse_next(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variables() -> Variables {
        let work = "%resource.descendants().where(linkId='work').answer.value";
        let pairs = [("work", work), ("worked", "%work.code = 'y'"), ("loop", "%loop or %loop")];
        pairs.map(|(name, told)| (name.to_owned(), told.to_owned())).into()
    }

    fn is(code: &str) -> Logic {
        Logic::Compared(Term::field("work"), Operator::Is, Term::Literal(code.to_owned()))
    }

    #[test]
    fn an_answer_is_found_by_whatever_way_its_item_is_named() {
        for text in [
            "%resource.item.where(linkId='work').answer.value.code = 'y'",
            "%resource.item.where(linkId = 'a').item.where(linkId = \"work\").answer.valueCoding.code='y'",
            "%resource.repeat(item).where(linkId='work').answer.first().value.code ~ 'y'",
            "(%work.code = 'y')",
            "%worked",
            "%resource.descendants().where(linkId='work').answer.where(value.code = 'y').exists()",
        ] {
            assert_eq!(read(text, &variables()).as_ref(), Ok(&is("y")), "{text}");
        }
    }

    #[test]
    fn what_is_joined_denied_or_asked_after_is_read_as_it_is_meant() {
        let any = Logic::Any(vec![is("y"), is("n")]);
        assert_eq!(read("%work.code in ('y' | 'n')", &variables()), Ok(any));
        assert_eq!(read("%work", &variables()), Ok(is("true")));
        let nothing = Term::Literal(String::new());
        let there = Logic::Compared(Term::field("work"), Operator::IsNot, nothing);
        let blank = Logic::Not(Box::new(there.clone()));
        for (text, logic) in [
            ("%work.exists()", &there),
            ("%work.empty().not()", &there),
            ("%work.empty()", &blank),
            ("%work.exists().not()", &blank),
        ] {
            assert_eq!(read(text, &variables()).as_ref(), Ok(logic), "{text}");
        }
        let both = Logic::All(vec![is("y"), Logic::Not(Box::new(is("n")))]);
        assert_eq!(read("%work.code = 'y' and (%work.code = 'n').not()", &variables()), Ok(both));
    }

    #[test]
    fn what_is_more_than_answers_is_not_guessed_at() {
        for text in [
            "",
            "%age > 17",
            "%loop",
            "%resource.item.answer.value = 1",
            "%resource.item.where(linkId='work').answer.value.ordinal() > 3",
            "%work.code = 'y' implies %work.exists()",
            "today() > @2020-01-01",
            "%work.code = 'y' and",
        ] {
            assert!(read(text, &variables()).is_err(), "{text}");
        }
    }
}
