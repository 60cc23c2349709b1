//! What a text says beside its questions: checks, and what is worked out.

use toml_edit::{DocumentMut, Item, TableLike};

use crate::editing::{NewCheck, rows::Rows, values::plain};

/// A check of the text.
pub type CheckRow = NewCheck;

/// A variable that is worked out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DerivedRow {
    /// Its key.
    pub key: String,
    /// Its label; empty where the bank says it.
    pub label: String,
    /// Its cases: the condition, and what it gives.
    pub cases: Vec<(String, String)>,
    /// It is written in this text, and not in the bank.
    pub is_own: bool,
}

pub(super) fn checks(document: &mut DocumentMut) -> Vec<CheckRow> {
    let mut all = Vec::new();
    let Some(mut rows) = document.get_mut("checks").and_then(Rows::of) else { return all };
    for place in 0..rows.len() {
        let Some(row) = rows.row(place) else { continue };
        let said = |name: &str| plain(row.get(name));
        // What is no level is a fault of the text; a check asks once where nothing is said.
        let (key, level, at) = (said("key"), said("level").parse().unwrap_or_default(), said("at"));
        all.push(NewCheck { key, level, at, when: said("when"), say: said("say") });
    }
    all
}

/// In the order in which they are worked out; those that are written and not listed stand last.
pub(super) fn derived(document: &mut DocumentMut) -> Vec<DerivedRow> {
    let listed = document.get("derive").and_then(Item::as_array).into_iter().flatten();
    let listed = listed.filter_map(|key| key.as_str());
    let row = |key: &str| DerivedRow { key: key.to_owned(), ..DerivedRow::default() };
    let mut all: Vec<_> = listed.map(row).collect();
    let Some(mut rows) = document.get_mut("derived").and_then(Rows::of) else { return all };
    for place in 0..rows.len() {
        let Some(row) = rows.row(place) else { continue };
        let own = own(row);
        match all.iter_mut().find(|one| one.key == own.key) {
            Some(one) => *one = own,
            None => all.push(own),
        }
    }
    all
}

fn own(row: &mut dyn TableLike) -> DerivedRow {
    let (key, label) = (plain(row.get("key")), plain(row.get("label")));
    let mut cases = Vec::new();
    if let Some(mut rows) = Rows::under(row, "cases") {
        for place in 0..rows.len() {
            let Some(row) = rows.row(place) else { continue };
            cases.push((plain(row.get("when")), plain(row.get("gives"))));
        }
    }
    DerivedRow { key, label, cases, is_own: true }
}
