//! The Questionnaire that the rows of a dataset are answers to.

use std::{borrow::Cow, io};

use super::{
    answers::{self, Asked, coding},
    canonical,
    resource::{Extension, Number, Question, Questionnaire, Value},
};
use crate::{Code, Dataset, Kind, Variable, WriteError, xml};

/// The Questionnaire as JSON: a question for each variable, and one for each response set, with its options.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn questionnaire(dataset: &Dataset) -> Result<String, WriteError> {
    let asked = answers::asked(dataset);
    let notes = dataset.notes().join("\n");
    let questionnaire = Questionnaire {
        resource_type: "Questionnaire",
        language: dataset.language(),
        url: &canonical(dataset),
        title: xml::sayable(dataset.title()),
        status: "active",
        description: xml::sayable(&notes),
        item: asked.iter().filter_map(|asked| question(dataset, asked)).collect(),
    };
    Ok(serde_json::to_string(&questionnaire).map_err(io::Error::from)?)
}

fn question<'q>(dataset: &'q Dataset, asked: &'q Asked) -> Option<Question<'q>> {
    match asked {
        Asked::One(place) => dataset.variables().get(*place).map(one),
        Asked::Set { name, members, .. } => {
            let (set, _) = dataset.sets().find(|(set, _)| set.name.as_str() == name)?;
            let option = |(place, code): &'q (usize, String)| {
                let variable = dataset.variables().get(*place)?;
                Some(coding(code, &variable.label))
            };
            Some(Question {
                extension: Vec::new(),
                link_id: name,
                text: named(&set.label, name),
                r#type: "choice",
                repeats: true,
                answer_option: members.iter().filter_map(option).collect(),
            })
        }
    }
}

fn one(variable: &Variable) -> Question<'_> {
    let name = variable.name.as_str();
    let is_coded = answers::is_coded(variable);
    let options = variable.labels.iter().filter_map(|label| match &label.code {
        Code::Number(code) => Some(coding(code.to_string(), &label.text)),
        Code::Word(word) => answers::is_a_code(word).then(|| coding(word, &label.text)),
    });
    let asked = [&variable.origin.question, &variable.label];
    let asked = asked.into_iter().find(|text| !text.is_empty());
    Question {
        extension: limits(variable),
        link_id: name,
        text: named(asked.map_or("", String::as_str), name),
        r#type: kind(variable, is_coded),
        repeats: false,
        answer_option: if is_coded { options.collect() } else { Vec::new() },
    }
}

/// Words, or the name where there are none: a question has some.
fn named<'q>(words: &'q str, name: &'q str) -> Cow<'q, str> {
    if words.is_empty() { Cow::Borrowed(name) } else { xml::sayable(words) }
}

fn kind(variable: &Variable, is_coded: bool) -> &'static str {
    match variable.kind {
        Kind::Whole { .. } if is_coded => "choice",
        Kind::Whole { .. } if answers::is_small(variable) => "integer",
        Kind::Whole { .. } | Kind::Decimal { .. } => "decimal",
        // Other words can stand beside those that have labels.
        Kind::Text { .. } if is_coded => "open-choice",
        Kind::Text { .. } => "text",
        Kind::Date | Kind::Month => "date",
        Kind::Moment => "dateTime",
    }
}

/// Which numbers can be an answer.
fn limits(variable: &Variable) -> Vec<Extension<'_>> {
    const LEAST: &str = "http://hl7.org/fhir/StructureDefinition/minValue";
    const MOST: &str = "http://hl7.org/fhir/StructureDefinition/maxValue";
    const PLACES: &str = "http://hl7.org/fhir/StructureDefinition/maxDecimalPlaces";
    match variable.kind {
        Kind::Whole { least, most } if !answers::is_coded(variable) => {
            let is_small = answers::is_small(variable);
            let value = |number| match is_small {
                true => Value::Integer(number),
                false => Value::Decimal(Number::Whole(number)),
            };
            [(LEAST, least), (MOST, most)]
                .into_iter()
                .map(|(url, number)| Extension { url, value: value(number) })
                .collect()
        }
        Kind::Decimal { places } => {
            vec![Extension { url: PLACES, value: Value::Integer(places.into()) }]
        }
        _ => Vec::new(),
    }
}
