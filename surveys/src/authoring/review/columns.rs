//! The columns that a survey becomes: each is one thing, under a name that every program takes.

use std::collections::BTreeMap;

use super::Review;
use crate::{authoring::reserved, codebook, facts};

/// With the prefix of a wave no name has more than 32 characters, which is what Stata takes.
const LONGEST: usize = 28;

impl Review<'_> {
    /// Names that are something else already.
    pub(super) fn reserved(&mut self) {
        let (survey, builder) = (self.survey, self.builder);
        let asked = survey.questions().flat_map(|question| {
            question.variables().into_iter().map(move |name| (question.key.as_str(), name))
        });
        let worked_out = survey.derived.iter().map(|own| (own.key.as_str(), own.key.to_string()));
        let named = |name: &str| {
            let sources = [&builder.source.conditions, &builder.bank.conditions];
            sources.into_iter().any(|conditions| conditions.contains_key(name))
        };
        let is_fact = |name: &str| facts::NAMES.iter().any(|(fact, ..)| *fact == name);
        for (key, name) in asked.chain(worked_out) {
            // A fact is told as the name of two things.
            if let Some(is) = reserved::is_already(&name).filter(|_| !is_fact(&name)) {
                self.fault(key, format!("“{name}” is {is}"), "give it another key");
            } else if named(&name) {
                let problem = format!("“{name}” is the name of a condition, too");
                self.fault(key, problem, "give one of them another name");
            }
        }
    }

    /// Of what has no other fault.
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
        let uncertain = self.uncertain();
        for (name, variable) in own.chain(words) {
            let of = owner.get(&variable).map_or(variable.clone(), |key| (*key).to_owned());
            if uncertain.contains(&of) || uncertain.contains(&variable) {
                continue;
            }
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
