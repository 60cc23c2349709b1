//! What was typed into the boxes of a form, each held against what was seen in it and what is saved.

use std::ops::RangeInclusive;

use super::{super::Became, Filled, NotPlanned};

/// The boxes of a form, and what of them cannot be taken.
pub(super) struct FilledIn<'t> {
    pub filled: Filled<'t>,
    both: Vec<String>,
    unfit: Vec<(String, String)>,
}

impl<'t> FilledIn<'t> {
    pub fn of(filled: Filled<'t>) -> Self {
        Self { filled, both: Vec::new(), unfit: Vec::new() }
    }

    /// What was written into a box, where it is something else than is saved.
    pub fn written(&mut self, name: &str, saved: &str) -> Option<String> {
        match self.filled.became(name, saved) {
            Became::Left => None,
            Became::Written(own) => Some(own),
            Became::Both(_) => {
                self.both.push(name.to_owned());
                None
            }
        }
    }

    /// A whole number that was written; nothing at all where that may be.
    pub fn number(
        &mut self,
        name: &str,
        saved: &str,
        (range, may_be_none): (RangeInclusive<i64>, bool),
    ) -> Option<Option<i64>> {
        let own = self.written(name, saved)?;
        if own.is_empty() && may_be_none {
            return Some(None);
        }
        let number = own.parse().ok().filter(|number| range.contains(number));
        if number.is_none() {
            self.unfit(name, own);
        }
        number.map(Some)
    }

    /// What is to be something that a check takes.
    pub fn fit(
        &mut self,
        name: &str,
        own: Option<String>,
        is_one: impl Fn(&str) -> bool,
    ) -> Option<String> {
        match own {
            Some(own) if !is_one(&own) => {
                self.unfit(name, own);
                None
            }
            own => own,
        }
    }

    /// Of a box it is told once.
    pub fn unfit(&mut self, name: &str, typed: String) {
        if self.unfit.iter().any(|(own, _)| own == name) {
            return;
        }
        self.unfit.push((name.to_owned(), typed));
    }

    /// All of it, or why it is not.
    pub fn end(self) -> Result<(), NotPlanned> {
        if !self.both.is_empty() {
            return Err(NotPlanned::Both(self.both));
        }
        if !self.unfit.is_empty() {
            return Err(NotPlanned::Unfit(self.unfit));
        }
        Ok(())
    }
}
