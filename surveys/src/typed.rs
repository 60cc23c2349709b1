//! What arrives from a form: not yet believed, and never thrown away.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The fields of a form as they were typed, by name. A checkbox group repeats its name.
///
/// Field names come from question keys: `sex`; `dob_day`, `dob_month`, `dob_year`; `jse_a` for a
/// grid's row; `barrier_96t` for the words behind option 96; `sex_none` for don't know (-8) and
/// prefer not to say (-9) where they stand beside a field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Typed(BTreeMap<String, Vec<String>>);

impl Typed {
    /// The fields, in the order in which the form gave them.
    pub fn from_pairs(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut typed = Self::default();
        for (name, value) in pairs {
            typed.0.entry(name).or_default().push(value);
        }
        typed
    }

    /// The field's first value, without the white space around it; empty when it was not sent.
    #[must_use]
    pub fn one(&self, name: &str) -> &str {
        self.0.get(name).and_then(|values| values.first()).map_or("", |value| value.trim())
    }

    /// The field's first value exactly as typed.
    #[must_use]
    pub fn raw(&self, name: &str) -> &str {
        self.0.get(name).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// All values of a field that may be sent several times; blanks are left out.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.get(name).into_iter().flatten().map(|value| value.trim()).filter(|v| !v.is_empty())
    }

    /// Whether the field was sent, with whatever in it.
    #[must_use]
    pub fn is_sent(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Whether the field was sent with this value.
    #[must_use]
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|sent| sent == value)
    }

    /// Adds a value to a field.
    pub fn add(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.entry(name.into()).or_default().push(value.into());
    }

    /// Keeps only the fields whose name passes.
    pub fn retain(&mut self, mut keep: impl FnMut(&str) -> bool) {
        self.0.retain(|name, _| keep(name));
    }

    /// Every field with its values, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.0.iter().map(|(name, values)| (name.as_str(), values.as_slice()))
    }

    /// Whether there is nothing in any field.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.0.values().flatten().all(|value| value.trim().is_empty())
    }
}
