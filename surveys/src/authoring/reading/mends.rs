//! What would be right in place of something that is not.

use toml::{Spanned, de::DeValue};

use super::{
    shape::{Fields, Shape},
    stand_in,
};
use crate::authoring::{Fault, near::near};

/// What a value is, in words.
pub fn found(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with decimals",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// How to write it, and what stands for it meanwhile.
pub fn meant(
    name: &str,
    value: &Spanned<DeValue<'_>>,
    shape: &Shape,
    written: &str,
) -> (String, Option<DeValue<'static>>) {
    match (shape, value.get_ref()) {
        (Shape::Text | Shape::NameOrNames, DeValue::Array(_) | DeValue::Table(_)) => {
            (format!("write it as {name} = \"…\""), None)
        }
        (Shape::Text | Shape::NameOrNames, _) => {
            let mend = format!("write it in quotation marks: {name} = \"{written}\"");
            (mend, Some(stand_in::text(written)))
        }
        (Shape::One(words), DeValue::String(word)) => match near(word, words.iter().copied()) {
            Some(one) => (format!("did you mean “{one}”?"), Some(stand_in::text(one))),
            None => (to_write(name, shape), None),
        },
        // A time or a date of TOML itself.
        (Shape::Said(said), DeValue::Datetime(_)) if (said.is)(written) => {
            let mend = format!("write it in quotation marks: {name} = \"{written}\"");
            (mend, Some(stand_in::text(written)))
        }
        (Shape::Whole(..) | Shape::Number, DeValue::String(words)) if is_number(words) => {
            (format!("write it without quotation marks: {name} = {}", words.trim()), None)
        }
        (Shape::List(Shape::Text), DeValue::String(words)) => {
            let list = stand_in::list(stand_in::text(words.as_ref()), &value.span());
            (format!("put it in brackets: {name} = [{written}]"), Some(list))
        }
        _ => (to_write(name, shape), None),
    }
}

/// What is wrong with one of a list, which is written within its brackets and not in their place.
pub fn as_one_of_a_list(fault: &mut Fault, name: &str, each: &Shape) {
    if let Shape::Said(said) = each {
        let alone = format!("is {}, and here it is", said.what);
        let one = format!("is a list, each of it {}, and here is", said.what);
        fault.problem = fault.problem.replacen(&alone, &one, 1);
    }
    if matches!(each, Shape::Said(_) | Shape::One(_)) {
        fault.mend = fault.mend.replacen(&format!("{name} = "), "", 1);
    }
}

fn is_number(words: &str) -> bool {
    words.trim().parse().is_ok_and(f64::is_finite)
}

fn to_write(name: &str, shape: &Shape) -> String {
    match shape {
        Shape::Text | Shape::NameOrNames => format!("write it as {name} = \"…\""),
        Shape::Whole(..) | Shape::Number => format!("write {name} = 1, or what it is"),
        Shape::Truth => format!("write {name} = true, or take the line out"),
        Shape::One(words) => format!("write {name} = \"{}\", or another of them", words[0]),
        Shape::Said(said) => format!("write it as {name} = \"{}\"", said.example),
        Shape::List(Shape::Table(fields)) => format!("write {name} = [{}]", fields.example),
        Shape::List(Shape::List(_)) => format!("write {name} = [[…], […]]"),
        Shape::List(_) => format!("write {name} = […]"),
        Shape::Two(_) => format!("write {name} = [18, 80]"),
        Shape::Table(fields) | Shape::OneOf(fields) => format!("write {name} = {}", fields.example),
        Shape::Named(_) | Shape::Anything => {
            format!("write [{name}] on a line of its own, and names below it")
        }
    }
}

/// How a field that is missing is written.
pub fn example(name: &str, shape: &Shape, fields: &Fields) -> String {
    // Of what stands on lines of its own, that line alone.
    let own = fields.example.lines().find(|line| line.starts_with(&format!("{name} =")));
    if let Some(own) = own {
        return own.to_owned();
    }
    if fields.example.contains(&format!("{name} =")) {
        return fields.example.to_owned();
    }
    match shape {
        Shape::Text => format!("{name} = \"…\""),
        Shape::Whole(..) | Shape::Number => format!("{name} = 1"),
        Shape::One(words) => format!("{name} = \"{}\"", words[0]),
        Shape::Said(said) => format!("{name} = \"{}\"", said.example),
        Shape::List(_) => format!("{name} = […]"),
        _ => format!("{name} = …"),
    }
}
