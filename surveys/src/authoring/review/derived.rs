//! What is wrong with derived variables: names that nothing has by then, and chains that are too long.

use super::Review;
use crate::authoring::place;

/// So many derived variables may stand one on the other: whatever follows them has to come to an end.
const LONGEST_CHAIN: usize = 100;

impl Review<'_> {
    pub(super) fn derived(&mut self) {
        let survey = self.survey;
        for (number, derived) in survey.derived.iter().enumerate() {
            let key = derived.key.as_str();
            self.take(key, derived.key.to_string());
            self.words_of(derived);
            for (number, case) in derived.cases.iter().enumerate() {
                let at = self.place_of(place::case(key, number), key);
                self.literals(&at, key, &case.when);
            }
            for name in derived.names() {
                if self.ready.has(name, number) {
                    continue;
                }
                let later = survey.derived[number..].iter().any(|other| other.key.as_str() == name);
                let (which, mend) = if later {
                    ("stands after it", "list it earlier under “derive”".to_owned())
                } else {
                    self.lacking(name, "name a question, an earlier derived variable or a fact")
                };
                let problem = format!("“{key}” is made from “{name}”, which {which}");
                let at = derived.cases.iter().position(|case| case.when.names().contains(&name));
                let at =
                    at.map_or(key.to_owned(), |case| self.place_of(place::case(key, case), key));
                self.fault(&at, problem, &mend);
            }
        }
        self.chains();
    }

    fn chains(&mut self) {
        let derived = &self.survey.derived;
        let chains = self.ready.chains().into_iter().zip(derived);
        let mut too_long =
            chains.filter(|(chain, _)| *chain > LONGEST_CHAIN).map(|(_, own)| own.key.as_str());
        let Some(first) = too_long.next() else { return };
        let problem =
            format!("“{first}” is derived from what is derived, {LONGEST_CHAIN} times over");
        // Nothing follows them any further.
        self.spoiled.extend(too_long.map(str::to_owned));
        self.fault(first, problem, "make it from the questions themselves");
    }
}
