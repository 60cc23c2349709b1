//! The columns that a survey becomes: each is one thing, under a name that every program takes.

use std::collections::BTreeMap;

use super::Review;
use crate::codebook;

/// With the prefix of a wave no name has more than 32 characters, which is what Stata takes.
const LONGEST: usize = 28;

impl Review<'_> {
    pub(super) fn columns(&mut self) {
        let survey = self.survey;
        let owner: BTreeMap<String, &str> = survey
            .questions()
            .flat_map(|question| {
                let key = question.key.as_str();
                question.variables().into_iter().map(move |variable| (variable, key))
            })
            .collect();
        let words = survey.questions().flat_map(|question| {
            let key = question.key.as_str();
            question.words().map(move |(name, _)| (name, key.to_owned()))
        });
        let own =
            codebook::columns(survey).into_iter().map(|column| (column.name, column.variable));
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        for (name, variable) in own.chain(words) {
            let of = owner.get(&variable).map_or(variable.clone(), |key| (*key).to_owned());
            if name.chars().count() > LONGEST {
                let problem = format!(
                    "the column “{name}” of “{of}” is too long: with a wave's prefix Stata takes {LONGEST}"
                );
                self.fault(&of, problem, "use a shorter key, or smaller codes");
            }
            if let Some(first) = seen.insert(name.clone(), of.clone()) {
                let problem = format!("“{first}” and “{of}” would share the column “{name}”");
                self.fault(&of, problem, "give one of them another key");
            }
        }
    }
}
