//! What the cells of a row are as answers.

use std::borrow::Cow;

use super::{
    DATA_ABSENT, MISSING_CODE, MISSING_OPTION, absent,
    resource::{Coding, Extension, Item, Number, Value},
};
use crate::{Cell, Code, Dataset, Kind, Losses, Lost, Missing, Name, Variable, cut_at, iso, xml};

/// Bytes of a text.
const LONGEST: usize = 1 << 20;

/// A question: one variable, or all of a response set.
pub(super) enum Asked {
    One(usize),
    Set {
        name: String,
        counted: i64,
        /// The places of the variables, with the codes of the options that they stand for.
        members: Vec<(usize, String)>,
    },
}

/// The questions of the dataset, a set where its first variable stands.
pub(super) fn asked(dataset: &Dataset) -> Vec<Asked> {
    let mut asked = Vec::new();
    for (place, variable) in dataset.variables().iter().enumerate() {
        let set = variable.set.as_ref();
        let Some((set, _)) = dataset.sets().find(|(own, _)| Some(&own.name) == set) else {
            asked.push(Asked::One(place));
            continue;
        };
        let member = (place, option(&set.name, variable).to_owned());
        let begun = asked.iter_mut().find_map(|asked| match asked {
            Asked::Set { name, members, .. } if name == set.name.as_str() => Some(members),
            _ => None,
        });
        match begun {
            Some(members) => members.push(member),
            None => asked.push(Asked::Set {
                name: set.name.to_string(),
                counted: set.counted.into(),
                members: vec![member],
            }),
        }
    }
    asked
}

/// The code of the option that a variable of a set stands for: `96` of `barrier_96`.
pub(super) fn option<'v>(set: &Name, variable: &'v Variable) -> &'v str {
    let name = variable.name.as_str();
    let behind = name.strip_prefix(set.as_str()).and_then(|rest| rest.strip_prefix('_'));
    behind.filter(|code| !code.is_empty()).unwrap_or(name)
}

/// Whether an answer is a code with words: each value of a whole number has some, or the word can be a code.
pub(super) fn is_coded(variable: &Variable) -> bool {
    match variable.kind {
        Kind::Whole { least, most } => most.abs_diff(least) + 1 == variable.labels.len() as u64,
        Kind::Text { .. } => !variable.labels.is_empty(),
        _ => false,
    }
}

/// Whether the text can be a code of FHIR: no spaces but single ones within.
pub(super) fn is_a_code(word: &str) -> bool {
    let is_space = char::is_whitespace;
    !word.is_empty()
        && word.split(is_space).all(|part| !part.is_empty() && !part.contains(char::is_control))
}

/// Whether each number that can be an answer fits the 32 bits of FHIR's `integer`.
pub(super) fn is_small(variable: &Variable) -> bool {
    let fits = |number| i32::try_from(number).is_ok();
    matches!(variable.kind, Kind::Whole { least, most } if fits(least) && fits(most))
}

/// A row with its cells as they were admitted.
pub(super) struct Row<'r> {
    pub number: u64,
    pub cells: &'r [(&'r Variable, Cell<'r>)],
    pub losses: &'r mut Losses,
}

impl<'r> Row<'r> {
    /// The item of a question; none where it is blank.
    pub(super) fn item(&mut self, asked: &'r Asked) -> Option<Item<'r>> {
        match asked {
            Asked::One(place) => {
                let (variable, cell) = *self.cells.get(*place)?;
                let link_id = variable.name.as_str();
                if let Cell::Missing(reason) = cell {
                    return Some(Item { link_id, extension: without(reason), answer: Vec::new() });
                }
                let answer = vec![self.answer(variable, cell)?];
                Some(Item { link_id, extension: Vec::new(), answer })
            }
            Asked::Set { name, counted, members } => self.chosen(name, *counted, members),
        }
    }

    /// The options of a set that were chosen.
    fn chosen(
        &self,
        link_id: &'r str,
        counted: i64,
        members: &'r [(usize, String)],
    ) -> Option<Item<'r>> {
        let mut item = Item { link_id, extension: Vec::new(), answer: Vec::new() };
        let mut first = None;
        let mut is_answered = false;
        for (place, code) in members {
            let Some((variable, cell)) = self.cells.get(*place) else { continue };
            match cell {
                Cell::Number(number) => {
                    is_answered = true;
                    let display = variable.label.as_str();
                    let chosen = (*number == counted).then(|| coding(code, display));
                    item.answer.extend(chosen);
                }
                Cell::Missing(reason) => {
                    first = first.or(Some(*reason));
                    item.extension.push(without_option(code, *reason));
                }
                _ => {}
            }
        }
        match first {
            Some(reason) if !is_answered => item.extension = without(reason),
            None if !is_answered => return None,
            _ => {}
        }
        Some(item)
    }

    fn answer(&mut self, variable: &'r Variable, cell: Cell<'r>) -> Option<Value<'r>> {
        match cell {
            Cell::Blank | Cell::Missing(_) => None,
            Cell::Number(number) if is_coded(variable) => {
                let is_it =
                    |code: &Code| matches!(code, Code::Number(own) if i64::from(*own) == number);
                let label = variable.labels.iter().find(|label| is_it(&label.code));
                let display = label.map_or("", |label| &label.text);
                Some(coding(number.to_string(), display))
            }
            Cell::Number(number) if is_small(variable) => Some(Value::Integer(number)),
            Cell::Number(number) => Some(Value::Decimal(Number::Whole(number))),
            Cell::Decimal(number) => Some(Value::Decimal(Number::Double(number))),
            Cell::Text(text) => Some(self.words(variable, text)),
            Cell::Date(_) => Some(Value::Date(shown(variable, cell))),
            Cell::Moment(_) => Some(Value::DateTime(shown(variable, cell))),
        }
    }

    fn words(&mut self, variable: &'r Variable, text: &'r str) -> Value<'r> {
        let is_it = |code: &Code| matches!(code, Code::Word(word) if word == text);
        let label = variable.labels.iter().find(|label| is_it(&label.code));
        if let Some(label) = label.filter(|_| is_a_code(text)) {
            return coding(text, &label.text);
        }
        let kept = cut_at(text, LONGEST);
        if kept.len() < text.len() {
            self.losses.cell(&variable.name, Lost::TextCut, self.number);
        }
        let said = xml::sayable(kept);
        if said != kept {
            self.losses.cell(&variable.name, Lost::CharacterReplaced, self.number);
        }
        Value::String(said)
    }
}

fn shown(variable: &Variable, cell: Cell<'_>) -> String {
    let mut words = String::new();
    iso::show(variable.kind, cell, &mut words);
    words
}

pub(super) fn coding<'r>(code: impl Into<Cow<'r, str>>, display: &'r str) -> Value<'r> {
    Value::Coding(Coding { code: code.into(), display: xml::sayable(display) })
}

/// Why there is no answer, in FHIR's words and in ours.
fn without<'r>(reason: Missing) -> Vec<Extension<'r>> {
    let code = Value::Integer(reason.code().into());
    vec![
        Extension { url: DATA_ABSENT, value: Value::Code(absent(reason).into()) },
        Extension { url: MISSING_CODE, value: code },
    ]
}

fn without_option(code: &str, reason: Missing) -> Extension<'_> {
    let parts = vec![
        Extension { url: "option", value: Value::Code(code.into()) },
        Extension { url: "code", value: Value::Integer(reason.code().into()) },
    ];
    Extension { url: MISSING_OPTION, value: Value::Several(parts) }
}
