//! The variables of a question, by what its text says. It may stand in the survey's bank.

use toml_edit::{DocumentMut, Item, TableLike};

use crate::{
    catalogue,
    editing::{rows::Rows, says, values::plain},
};

/// Names by which others speak of a question.
#[derive(Debug, Default)]
pub(super) struct Variables {
    /// What stands behind the question's key: nothing, `_a` for the row of a grid, `_02t` for the words of an option.
    pub endings: Vec<String>,
    /// The period of an amount, which has a name of its own.
    period: Option<String>,
}

impl Variables {
    /// Those of a question that has this key. Of one that is nowhere its key only.
    pub fn of(document: &mut DocumentMut, key: &str) -> Self {
        if let Some(own) = said(document, key) {
            return own;
        }
        let bank = document.get("bank").and_then(Item::as_str).and_then(catalogue::open);
        let bank = bank.and_then(|file| file.text.parse::<DocumentMut>().ok());
        let shared = bank.and_then(|mut bank| said(&mut bank, key));
        shared.unwrap_or_else(|| Self { endings: vec![String::new()], period: None })
    }

    /// Whether a name is one of them.
    pub fn has(&self, key: &str, name: &str) -> bool {
        self.ending(key, name).is_some() || self.period.as_deref() == Some(name)
    }

    /// What stands behind the key in a name that follows it.
    pub fn ending<'n>(&self, key: &str, name: &'n str) -> Option<&'n str> {
        let rest = name.strip_prefix(key)?;
        self.endings.iter().any(|own| own == rest).then_some(rest)
    }
}

fn said(document: &mut DocumentMut, key: &str) -> Option<Variables> {
    let mut rows = document.get_mut("questions").and_then(Rows::of)?;
    let found = rows.find(|row| says(row, "key", key))?;
    let own = rows.into_row(found)?;
    let mut endings = vec![String::new()];
    endings.extend(each(own, "rows", |row| Some(format!("_{}", plain(row.get("key"))))));
    endings.extend(each(own, "options", words));
    let (list, period) = (plain(own.get("list")), plain(own.get("period")));
    if let Some(lists) = document.get_mut("lists").and_then(Item::as_table_like_mut) {
        endings.extend(each(lists, &list, words));
    }
    Some(Variables { endings, period: Some(period).filter(|period| !period.is_empty()) })
}

fn words(option: &dyn TableLike) -> Option<String> {
    Some(format!("_{:02}t", option.get("code")?.as_integer()?))
}

fn each(
    table: &mut dyn TableLike,
    name: &str,
    ending: impl Fn(&dyn TableLike) -> Option<String>,
) -> Vec<String> {
    let Some(mut rows) = Rows::under(table, name) else { return Vec::new() };
    let mut all = Vec::new();
    for place in 0..rows.len() {
        all.extend(rows.row(place).and_then(|row| ending(row)));
    }
    all
}
