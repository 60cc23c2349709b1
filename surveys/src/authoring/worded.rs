//! What goes with a question's words: its label in labelled files, and where the words come from.

use std::ops::Range;

use toml::Spanned;

use super::{File, build::Builder, place, source::QuestionSource};

/// Characters of a label, at most, as SPSS and Stata take them.
const LABEL: usize = 80;

impl Builder<'_> {
    pub(super) fn label(&mut self, file: &File, question: &QuestionSource) -> String {
        let (label, span) = match &question.label {
            Some(label) => (label.get_ref().clone(), label.span()),
            None => (question.text.clone(), self.text_of(question)),
        };
        let length = label.chars().count();
        if length > LABEL {
            let (problem, mend) = if question.label.is_some() {
                let problem =
                    format!("the label has {length} characters; labelled files take {LABEL}");
                (problem, "write a shorter “label”".to_owned())
            } else {
                let problem = format!(
                    "the text has {length} characters, more than a label may have in labelled files"
                );
                (problem, format!("write a “label” of at most {LABEL} characters beside it"))
            };
            self.faults.push(file.fault(span, problem, mend));
        }
        label
    }

    pub(super) fn credit(&mut self, file: &File, name: &Spanned<String>) -> String {
        let sources = [&self.source.sources, &self.bank.sources];
        let credit = sources.into_iter().find_map(|sources| sources.get(name.get_ref()));
        if credit.is_none() {
            let problem = format!("there is no source “{}”", name.get_ref());
            self.faults.push(file.fault(name.span(), problem, "write it under [sources]"));
        }
        credit.cloned().unwrap_or_default()
    }

    /// Where the words of a question stand, which was noted before.
    fn text_of(&self, question: &QuestionSource) -> Range<usize> {
        let text = self.places.get(&place::field(question.key.get_ref(), "text"));
        text.map_or(question.key.span(), |(_, at)| at.clone())
    }
}
