//! Names of ours for names from elsewhere, each once.

use std::collections::{BTreeMap, BTreeSet};

use crate::{authoring::reserved::is_already, facts, keys::QuestionKey};

/// The names that were given.
#[derive(Default)]
pub(super) struct Naming {
    given: BTreeSet<String>,
    /// With how many tries each beginning went on to the next name: a thousand fields may begin alike.
    tries: BTreeMap<String, u32>,
}

/// Letters that stay in front of a number of five digits.
const BEGINNING: usize = 14;

impl Naming {
    /// A key like the name: small letters, digits and underscores, 20 at most, and nobody else's.
    pub fn key(&mut self, name: &str) -> String {
        let letters = name.chars().map(|c| c.to_ascii_lowercase());
        let legal = letters.map(|c| if c.is_ascii_alphanumeric() { c } else { '_' });
        let mut key: String = legal.collect();
        if !key.starts_with(|c: char| c.is_ascii_lowercase()) {
            key.insert(0, 'q');
        }
        key.truncate(20);
        let whole = key.clone();
        let beginning = whole[..whole.len().min(BEGINNING)].to_owned();
        let mut tries = self.tries.get(&beginning).copied().unwrap_or(1);
        while self.is_taken(&key) {
            tries += 1;
            let end = format!("_{tries}");
            key = format!("{}{end}", &whole[..whole.len().min(20 - end.len())]);
        }
        self.tries.insert(beginning, tries);
        self.given.insert(key.clone());
        key
    }

    /// The date of birth is a fact because it is asked.
    fn is_taken(&self, key: &str) -> bool {
        let is_fact = facts::NAMES.iter().any(|(name, ..)| *name == key) && key != "dob";
        self.given.contains(key)
            || is_fact
            || is_already(key).is_some()
            || QuestionKey::new(key).is_err()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_cut_and_no_two_things_get_one_name() {
        let mut naming = Naming::default();

        assert_eq!(naming.key("Work_Status"), "work_status");
        assert_eq!(naming.key("work-status"), "work_status_2");
        assert_eq!(naming.key("a_very_long_name_for_a_field"), "a_very_long_name_for");
        assert_eq!(naming.key("a_very_long_name_for_another"), "a_very_long_name_f_2");
        assert_eq!(naming.key("2nd"), "q2nd");
        assert_eq!(naming.key("arm"), "arm_2");
        assert_eq!(naming.key("Größe"), "gr__e");
    }

    #[test]
    fn ten_thousand_names_that_begin_alike_are_counted_on_and_not_from_the_start_each_time() {
        let mut naming = Naming::default();
        let keys: Vec<_> = (0..10_000)
            .map(|one| naming.key(&format!("pex_bm_health_preg_illness_{one}")))
            .collect();

        assert_eq!(keys[9_999], "pex_bm_health__10000");
        assert_eq!(naming.given.len(), 10_000);
    }
}
