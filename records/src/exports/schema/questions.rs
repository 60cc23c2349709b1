//! Variables that are answers, with the sets of those that belong to one question.

use datasets::{
    Code, Kind, Label, Measure, Name, Origin, ResponseSet, Variable, missing,
    variable::GREATEST_WHOLE,
};
use surveys::codebook::{Column, Shows, Takes};

use crate::exports::{
    ExportError,
    merged::{Form, Merged},
};

/// What stands in words is a date or a number.
const IN_WORDS: Kind = Kind::Text { bytes: Some(32) };

/// The questions that took several answers so far.
#[derive(Default)]
pub(super) struct Questions(Vec<ResponseSet>);

impl Questions {
    /// A variable with its wave's prefix, or that of all waves without; and every wave in which it was asked.
    pub fn variable(
        &mut self,
        prefix: &str,
        merged: &Merged,
        (wave, asked_in): (String, Vec<String>),
    ) -> Result<Variable, ExportError> {
        let column = &merged.column;
        let name = Name::beside_words(&format!("{prefix}{}", column.name))?;
        let mut variable = Variable::new(name, &column.label, kind(merged.takes));
        if merged.form() == Form::WithoutCodes {
            variable.missing.clear();
        }
        if variable.kind.is_number() {
            variable.labels = labels(&merged.labels, Code::Number);
            variable.measure = measure(column);
            variable.set = self.set(prefix, column)?;
        } else if merged.form() == Form::InWords {
            variable.labels = labels(&merged.labels, |code| Code::Word(code.to_string()));
        }
        variable.origin = Origin {
            question: column.text.clone(),
            universe: column.universe.clone(),
            source: column.source.clone(),
            section: column.section.clone(),
            changes: merged.changes.clone(),
            told: Some(labels(&column.codes, Code::Number).len()),
            wave,
            asked_in,
            ..Origin::default()
        };
        Ok(variable)
    }

    /// The set that an option belongs to.
    fn set(&mut self, prefix: &str, column: &Column) -> Result<Option<Name>, ExportError> {
        if !matches!(column.shows, Shows::Ticked(_)) {
            return Ok(None);
        }
        let name = Name::beside_words(&format!("{prefix}{}", column.variable))?;
        if self.0.iter().all(|set| set.name != name) {
            let label = column.text.clone();
            self.0.push(ResponseSet { name: name.clone(), label, counted: 1 });
        }
        Ok(Some(name))
    }

    pub fn into_sets(self) -> Vec<ResponseSet> {
        self.0
    }
}

fn kind(takes: Option<Takes>) -> Kind {
    match takes {
        Some(Takes::Whole { least, most }) => Kind::Whole {
            least: least.clamp(-GREATEST_WHOLE, GREATEST_WHOLE),
            most: most.clamp(-GREATEST_WHOLE, GREATEST_WHOLE),
        },
        Some(Takes::Decimal { places, .. }) => Kind::Decimal { places },
        Some(Takes::Date) => Kind::Date,
        Some(Takes::Month) => Kind::Month,
        None => IN_WORDS,
    }
}

fn labels(of: &[(i32, String)], code: impl Fn(i32) -> Code) -> Vec<Label> {
    let own = of.iter().filter(|(code, _)| !missing::RANGE.contains(code));
    own.map(|(number, text)| Label { code: code(*number), text: text.clone() }).collect()
}

fn measure(column: &Column) -> Measure {
    match (column.shows, column.codes.as_slice()) {
        (Shows::Ticked(_) | Shows::Status, _) => Measure::Nominal,
        (_, [] | [(0, _), (10, _)]) => Measure::Scale,
        _ if column.is_counted => Measure::Ordinal,
        _ => Measure::Nominal,
    }
}
