//! What each item becomes, whatever its condition, with what conditions have to know of it.

use std::collections::BTreeMap;

use super::{
    Importing, Part,
    options::{self, Around},
    question,
    resource::Item,
    walk::{is_group, is_words},
};
use crate::importing::{
    ImportError, MOST_ITEMS,
    outcome::{Difference, Place},
};

/// Options of all questions, before any is written.
const MOST_OPTIONS: usize = 200_000;
/// Megabytes of the sets that questions share, each time that one has them.
const MOST_COPIED: usize = 64;
/// Options of a question whose codes may hang on its words.
const MOST_DECIDED: usize = 12;

impl Importing {
    /// What each item becomes, whatever its condition.
    pub(super) fn gather(
        &mut self,
        items: &[Item],
        above: &mut Vec<usize>,
    ) -> Result<(), ImportError> {
        for (nth, item) in items.iter().enumerate() {
            above.push(nth + 1);
            self.count(item)?;
            let part = self.part(item, Place::Within(above.clone()));
            if part.place == MOST_ITEMS {
                return Err(ImportError::TooMany(MOST_ITEMS + 1));
            }
            self.parts.push(part);
            self.gather(&item.item, above)?;
            above.pop();
        }
        Ok(())
    }

    /// Before anything is copied, whether or not the item becomes a question.
    fn count(&mut self, item: &Item) -> Result<(), ImportError> {
        let (options, bytes) = options::extent(item, &self.sets);
        self.options += options;
        self.copied += bytes;
        if self.options > MOST_OPTIONS {
            return Err(ImportError::TooMuch("its questions have more than 200,000 options"));
        }
        if self.copied > MOST_COPIED << 20 {
            let of = "the text of all options";
            return Err(ImportError::TooLarge { most: MOST_COPIED, of });
        }
        Ok(())
    }

    fn part(&mut self, item: &Item, at: Place) -> Part {
        let (place, mut differences) = (self.parts.len(), Vec::new());
        if is_group(item) || is_words(item) {
            return Part { place, at, question: None, differences };
        }
        let none = BTreeMap::new();
        let decided = self.decided.as_ref();
        let around = Around {
            sets: &self.sets,
            looked_for: &self.looked_for,
            apart: decided.map(|decided| decided.apart.get(&place).unwrap_or(&none)),
            codes: decided.and_then(|decided| decided.codes.get(&place)),
        };
        let mut converted = question::convert(item, around, &mut differences);
        if let Ok((question, known)) = &mut converted {
            if !known.apart.is_empty() {
                self.own.apart.insert(place, known.apart.clone());
            }
            if (1..=MOST_DECIDED).contains(&known.codes.len()) {
                self.own.codes.insert(place, known.codes.clone());
            }
            let key = self.form.naming.key(name(item));
            if key != item.link_id {
                differences.insert(0, Difference::Renamed(key.clone()));
            }
            question.key.clone_from(&key);
            (known.key, known.place) = (key, place);
            if let Some(other) = self.form.fields.get_mut(&item.link_id) {
                other.is_of_two = true;
                differences.push(Difference::NameOfTwo);
            } else {
                self.form.fields.insert(item.link_id.clone(), known.clone());
            }
        }
        let question = Some(converted.map(|(question, _)| question));
        Part { place, at, question, differences }
    }
}

/// A key from `linkId`; of a path such as `/44250-9/1` from the whole of it.
fn name(item: &Item) -> &str {
    let name = item.link_id.trim_matches('/');
    if name.is_empty() { "question" } else { name }
}
