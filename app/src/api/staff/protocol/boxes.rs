//! The files of the next version in their boxes, joined with what is saved, and who saved that.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use records::{
    protocols::{Draft, Joined, Written, joined, next_files},
    staff::Names,
};
use surveys::{authoring::File, joining::Clash, protocol::Protocol};

/// A file in its box.
pub(crate) struct Boxed {
    pub file: File,
    /// As it is saved, or as it holds.
    pub seen: String,
    /// When it was saved, and by whom.
    pub saved: Option<(DateTime<Utc>, String)>,
    /// What was saved elsewhere of the lines that were changed here.
    pub clashes: Vec<Clash>,
    /// By whom.
    pub by: SavedBy,
}

/// Who saved what stands in place of what somebody writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SavedBy {
    /// They themselves, on another page.
    Them,
    /// Somebody else, by name.
    Colleague(String),
    /// The draft has no such file any more.
    TakenOut,
    /// Nobody: there is no draft any more, so that it is what holds.
    Nobody,
}

/// Whoever writes, and those with whom they write.
pub(super) struct Colleagues {
    pub names: Names,
    /// The number of their own account.
    pub id: i32,
}

impl Colleagues {
    /// Who saved this, by what the audit calls them.
    pub fn saved(&self, changed_by: &str) -> SavedBy {
        match Names::number(changed_by) == Some(self.id) {
            true => SavedBy::Them,
            false => SavedBy::Colleague(self.names.of(changed_by)),
        }
    }
}

/// What is saved, or what somebody wrote, joined with that.
pub(super) fn boxes(
    held: &Protocol,
    draft: Option<&Draft>,
    written: Option<Vec<Written>>,
    colleagues: &Colleagues,
) -> Vec<Boxed> {
    let drafted = draft.map(|draft| draft.files.as_slice()).unwrap_or_default();
    let saved: Vec<_> = match draft {
        Some(_) => drafted.iter().map(|one| one.file.clone()).collect(),
        None => next_files(held),
    };
    let seen: BTreeMap<_, _> =
        saved.iter().map(|file| (file.name.clone(), file.text.clone())).collect();
    let own = |name: &str| drafted.iter().find(|one| one.file.name == name);
    let without = || if draft.is_some() { SavedBy::TakenOut } else { SavedBy::Nobody };
    let mut joined = match written {
        Some(written) => joined(&saved, written),
        None => saved.into_iter().map(unchanged).collect(),
    };
    let emptied = emptied(held, &joined);
    joined.extend(emptied);
    let boxed = |Joined { file, clashes, .. }: Joined| {
        let own = own(&file.name);
        Boxed {
            seen: seen.get(&file.name).cloned().unwrap_or_default(),
            saved: own.map(|own| (own.changed_at, colleagues.names.of(&own.changed_by))),
            by: own.map_or_else(without, |own| colleagues.saved(&own.changed_by)),
            file,
            clashes,
        }
    };
    joined.into_iter().map(boxed).collect()
}

/// A language of what holds keeps its box when that is emptied, so that it can be written in again.
fn emptied(held: &Protocol, there: &[Joined]) -> Vec<Joined> {
    let is_gone = |file: &File| there.iter().all(|one| one.file.name != file.name);
    let gone = next_files(held).into_iter().filter(is_gone);
    gone.map(|File { name, .. }| unchanged(File { name, text: String::new() })).collect()
}

const fn unchanged(file: File) -> Joined {
    Joined { file, is_of_both: false, clashes: Vec::new() }
}
