//! Names of ours for names from elsewhere, each once.

use std::collections::BTreeSet;

use crate::{authoring::reserved::is_already, facts, keys::QuestionKey};

/// The names that were given.
#[derive(Default)]
pub(super) struct Naming(BTreeSet<String>);

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
        let mut tries = 2..;
        let whole = key.clone();
        while self.is_taken(&key) {
            let end = format!("_{}", tries.next().unwrap_or_default());
            key = format!("{}{end}", &whole[..whole.len().min(20 - end.len())]);
        }
        self.0.insert(key.clone());
        key
    }

    /// The date of birth is a fact because it is asked.
    fn is_taken(&self, key: &str) -> bool {
        let is_fact = facts::NAMES.iter().any(|(name, ..)| *name == key) && key != "dob";
        self.0.contains(key)
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
}
