//! A response as it is being filled in: what is believed, and what was typed but is not.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    answer::Problem,
    keys::{PageKey, QuestionKey},
    typed::Typed,
    value::Answers,
};

/// Everything kept of a response besides its history.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// What passed the rules. Answers off the route stay here, set aside, until the response is sent.
    #[serde(default)]
    pub answers: Answers,
    /// Pages that were not left in order.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub drafts: BTreeMap<PageKey, Draft>,
    /// Drafts of pages that ask for something the identity vault keeps; never stored with the rest.
    #[serde(skip)]
    pub private: BTreeMap<PageKey, Draft>,
    /// Soft checks that were shown and confirmed.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub confirmed: BTreeSet<String>,
    /// The furthest page that was shown, in the survey's order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reached: Option<PageKey>,
}

/// A page as it was typed, kept whole until it is put right.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// Every field of the page.
    pub typed: Typed,
    /// What was said about it; empty while it is still being filled in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<(QuestionKey, Problem)>,
}

impl Sheet {
    /// The page's draft, private or not.
    #[must_use]
    pub fn draft(&self, page: &PageKey) -> Option<&Draft> {
        self.drafts.get(page).or_else(|| self.private.get(page))
    }
}
