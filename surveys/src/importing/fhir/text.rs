//! The words of an item.

use super::{Importing, resource::Item, unread::drawn, walk::is_words};
use crate::importing::{links::Reads, outcome::Difference, words};

impl Importing {
    pub(super) fn text(
        &self,
        item: &Item,
        place: usize,
        differences: &mut Vec<Difference>,
    ) -> Option<String> {
        if let Some(prefix) = item.prefix.as_ref().filter(|prefix| !prefix.trim().is_empty()) {
            differences.push(Difference::Without { what: "prefix", value: prefix.clone() });
        }
        // Its words once more with markup are in its own language alone, and say where its links lead.
        let drawn = drawn(item).filter(|text| has_link(text) && self.decided.is_none());
        // Nothing is filled in by dollar and brace here.
        let text = drawn.or_else(|| item.text.clone())?.replace("${", "{");
        let reads = if is_words(item) { Reads::AsMarkdown } else { Reads::AsTheyStand };
        let text = words::read_as(reads, &text, (&self.form.fields, place), differences);
        (!text.is_empty()).then_some(text)
    }
}

fn has_link(text: &str) -> bool {
    text.contains("href=") || text.contains("](")
}
