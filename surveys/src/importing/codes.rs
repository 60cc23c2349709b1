//! Codes of ours for options that are called by words elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::{draft::Choice, outcome::Recoded, published};

/// Options with our codes.
#[derive(Clone, Debug, Default)]
pub(super) struct Coded {
    pub options: Vec<Choice>,
    /// Our code for each name there.
    pub codes: BTreeMap<String, i32>,
    /// Those whose code is not their name.
    pub recoded: Vec<(String, i32)>,
}

impl Coded {
    /// The same where each name has its code already.
    pub fn by(named: Vec<(String, String)>, codes: &BTreeMap<String, i32>) -> Self {
        if named.iter().any(|(name, _)| !codes.contains_key(name)) {
            return Self::of(named);
        }
        let mut coded = Self { codes: codes.clone(), ..Self::default() };
        for (name, text) in named {
            let code = codes[&name];
            coded.options.push(Choice { code, text, ..Choice::default() });
            if code.to_string() != name {
                coded.recoded.push((name, code));
            }
        }
        coded
    }

    /// The codes of an instrument that offers these words, where none of them has a number for its name.
    pub fn published(named: &[(String, String)]) -> Option<BTreeMap<String, i32>> {
        if named.iter().any(|(name, _)| name.parse::<f64>().is_ok()) {
            return None;
        }
        let codes = published::codes(named.iter().map(|(_, text)| text.as_str()))?;
        Some(named.iter().map(|(name, _)| name.clone()).zip(codes).collect())
    }

    /// A name that is a whole number from 0 on stays what it is; the others get what is free, counted on from the
    /// highest. No two names are the same.
    pub fn of(named: Vec<(String, String)>) -> Self {
        let mut coded = Self::default();
        let mut kept = BTreeMap::new();
        let mut used = BTreeSet::new();
        for (name, _) in &named {
            if let Some(code) = whole(name).filter(|code| used.insert(*code)) {
                kept.insert(name.clone(), code);
            }
        }
        let mut free = used.last().map_or(1, |highest| highest + 1);
        let mut aside = (free <= NOT_APPLICABLE).then_some(NOT_APPLICABLE);
        for (name, text) in named {
            let code = kept.get(&name).copied();
            let code = code.or_else(|| aside.take_if(|_| says_not_applicable(&text)));
            let code = code.unwrap_or_else(|| {
                free += 1;
                free - 1
            });
            if code.to_string() != name {
                coded.recoded.push((name.clone(), code));
            }
            coded.options.push(Choice { code, text, ..Choice::default() });
            coded.codes.insert(name, code);
        }
        coded
    }

    /// One more option, that asks for words. It is called `name` there.
    pub fn add_other(&mut self, name: &str, text: &str, most: u16) -> i32 {
        let highest = self.options.iter().map(|option| option.code).max();
        let code = highest.map_or(1, |highest| highest + 1);
        self.options.push(Choice {
            code,
            text: text.to_owned(),
            other: Some(most),
            ..Choice::default()
        });
        self.codes.insert(name.to_owned(), code);
        code
    }

    /// Those whose code is not their name, if there are any.
    pub fn told(&self) -> Option<Recoded> {
        (!self.recoded.is_empty()).then(|| Recoded(self.recoded.clone()))
    }
}

/// Where what does not apply stands, apart from what is counted.
const NOT_APPLICABLE: i32 = 97;

fn says_not_applicable(text: &str) -> bool {
    ["not applicable", "n/a", "does not apply"].contains(&&*text.to_lowercase())
}

/// Longer numbers are the names of concepts in systems such as SNOMED, and no codes that anybody tabulates; nor would they
/// go into the names of columns.
const HIGHEST: i32 = 100_000;

/// “01” and “1” are two names, and only one of them is a number as it is written.
pub(super) fn whole(name: &str) -> Option<i32> {
    let code = name.parse::<i32>().ok().filter(|code| (0..HIGHEST).contains(code))?;
    Some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_apply_is_an_answer_apart_from_those_that_are_counted() {
        let named = [("1", "Agree"), ("2", "Disagree"), ("-97", "Not applicable"), ("x", "Other")];
        let coded = Coded::of(named.map(|(name, text)| (name.into(), text.into())).to_vec());

        let codes: Vec<_> = coded.options.iter().map(|option| option.code).collect();
        assert_eq!(codes, [1, 2, 97, 3]);
    }

    #[test]
    fn names_that_are_numbers_are_kept_and_others_are_counted_on_from_them() {
        let named = ["1", "2", "-99", "01", "none"].map(|name| (name.to_owned(), name.to_owned()));
        let coded = Coded::of(named.to_vec());

        let codes: Vec<_> = coded.options.iter().map(|option| option.code).collect();
        assert_eq!(codes, [1, 2, 3, 4, 5]);
        assert_eq!(coded.codes["none"], 5);
        assert_eq!(coded.recoded.len(), 3);
    }
}
