//! What profiles are worth: whether each level of each item takes something away, in numbers that can be added up.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::Held;
use crate::scoring::{Instrument, Method, Points, ValueSet};

/// Decimals that are kept of a number.
const PLACES: usize = 4;

impl Held<'_> {
    pub(super) fn value_set(&mut self, instrument: &Instrument) {
        let (pack, name) = (self.pack, &instrument.name);
        let Some((at, set)) = self.at("value_set").zip(pack.value_set.as_ref()) else { return };
        if instrument.score.method != Method::Profile {
            let problem = format!("{name} gives no profile, and only a profile has a value set");
            return self.tell(at, problem, "leave out “value_set”");
        }
        let fields = self.fields.get("value_set").and_then(|value| value.get_ref().as_table());
        // What is no list was told as that.
        let is_list = fields.is_some_and(|own| own.get("less").is_some_and(is_list));
        if is_list && !fits(set, instrument) {
            let problem = format!(
                "the value set does not say of every level of every item of {name} what it takes away"
            );
            let levels = instrument.highest - instrument.lowest + 1;
            let mend = format!("“less” needs {} lists of {levels} numbers", instrument.items);
            self.tell(at, problem, mend);
        }
        if set.best > Points::Whole(1) || set.best <= Points::Whole(0) {
            let best = fields.and_then(|own| own.get("best")).map_or(0..0, Spanned::span);
            let problem = format!("the best profile is worth {}", set.best);
            self.tell(best, problem, "“best” is above 0 and at most 1, which is full health");
        }
        for (at, number) in fields.map(too_exact).unwrap_or_default() {
            let problem = format!("{number} has more than {PLACES} decimals");
            self.tell(at, problem, "write it as it was published, with at most four");
        }
    }
}

fn is_list(value: &Spanned<DeValue<'_>>) -> bool {
    value.get_ref().as_array().is_some()
}

fn fits(set: &ValueSet, instrument: &Instrument) -> bool {
    let levels = (instrument.highest - instrument.lowest + 1) as usize;
    set.less.len() == instrument.items && set.less.iter().all(|of| of.len() == levels)
}

/// Each number of which a part would be lost.
fn too_exact(fields: &DeTable<'_>) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    for value in ["best", "less"].into_iter().filter_map(|name| fields.get(name)) {
        gather(value, &mut found);
    }
    found
}

fn gather(value: &Spanned<DeValue<'_>>, found: &mut Vec<(Range<usize>, String)>) {
    match value.get_ref() {
        DeValue::Array(list) => list.iter().for_each(|one| gather(one, found)),
        DeValue::Float(number) => {
            let written = number.as_str();
            let decimals = written.split_once('.').map_or("", |(_, decimals)| decimals);
            if written.contains(['e', 'E']) || decimals.trim_end_matches('0').len() > PLACES {
                found.push((value.span(), written.to_owned()));
            }
        }
        _ => {}
    }
}
