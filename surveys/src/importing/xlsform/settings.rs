//! The sheet “settings”: one row under its titles.

use super::table::{Row, Table};
use crate::importing::{
    About,
    outcome::{Difference, Item, NotConverted, Outcome, Place},
};

/// What the form says of itself.
#[derive(Default)]
pub(super) struct Settings {
    table: Table,
}

impl Settings {
    pub fn of(table: Table) -> Self {
        Self { table }
    }

    fn row(&self) -> Option<&Row> {
        self.table.rows.first()
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.row().map(|row| row.get(name)).filter(|text| !text.is_empty())
    }

    /// What people call the form.
    pub fn title(&self) -> Option<&str> {
        self.get("form_title").or_else(|| self.get("title"))
    }

    /// The language that the form names for its words.
    pub fn language(&self) -> Option<&str> {
        self.get("default_language")
    }

    /// The language whose words are brought: the one that the form names, else the words without one, else the
    /// first.
    pub fn words_in(&self, survey: &Table) -> Option<String> {
        let labels: Vec<_> =
            survey.columns.iter().filter(|column| column.name == "label").collect();
        let named = self.get("default_language").and_then(|wanted| {
            let is_it = |language: &&str| {
                language.eq_ignore_ascii_case(wanted)
                    || plain(language).eq_ignore_ascii_case(wanted)
            };
            labels.iter().filter_map(|column| column.language.as_deref()).find(is_it)
        });
        let has_unnamed =
            labels.is_empty() || labels.iter().any(|column| column.language.is_none());
        match named {
            Some(named) => Some(named.to_owned()),
            None if has_unnamed => None,
            None => labels.first().and_then(|column| column.language.clone()),
        }
    }

    /// What became of each setting.
    pub fn told(&self, about: &About) -> Vec<Item> {
        let Some(row) = self.row() else { return Vec::new() };
        let told = row.cells().filter(|(_, cell)| !cell.text.is_empty()).map(|(name, cell)| Item {
            place: Place::Row { sheet: "settings".to_owned(), row: row.number },
            name: name.to_owned(),
            outcome: match name {
                "form_title" | "title" => title(&cell.text, about),
                "default_language" => Outcome::Exactly,
                "form_id" | "id_string" => Outcome::Differently(vec![Difference::NameOfFile]),
                "version" => Outcome::Differently(vec![Difference::VersionOne]),
                _ => Outcome::Not(NotConverted::Setting(cell.text.clone())),
            },
        });
        told.collect()
    }
}

/// Whoever brings the form may call it something else.
fn title(own: &str, about: &About) -> Outcome {
    match &about.title {
        Some(given) if given != own => {
            Outcome::Differently(vec![Difference::Overruled(given.clone())])
        }
        _ => Outcome::Exactly,
    }
}

/// “French” of “French (fr)”.
fn plain(language: &str) -> &str {
    language.split('(').next().unwrap_or_default().trim()
}
