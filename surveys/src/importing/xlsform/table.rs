//! A sheet with titles: its columns by the names that XLSForm gives them, and its words in one language.

use std::collections::{BTreeMap, BTreeSet};

use super::workbook::{Cell, Sheet};
use crate::importing::{ImportError, Place, beside::UNSAID};

/// A sheet, row by row.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    pub sheet: &'static str,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

/// A column.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// From 0.
    place: u32,
    /// As it is written.
    pub title: String,
    /// As XLSForm calls it, in small letters.
    pub name: String,
    /// What stands behind the colons.
    pub language: Option<String>,
}

/// A row that is not empty.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub sheet: &'static str,
    /// As the spreadsheet counts, from 1.
    pub number: u32,
    cells: BTreeMap<(String, Option<String>), Cell>,
    /// Its cells that belong to no column with a title.
    pub untitled: usize,
}

/// The language whose words are brought.
#[derive(Clone, Debug, Default)]
pub(super) struct Wanted {
    /// As its columns call it; none for those without a language.
    pub language: Option<String>,
    /// It is not the survey's own: what has no words in it is left to a translator.
    pub is_beside: bool,
}

/// Words of a row, and the language that they are in when it is not the one that was asked for.
pub(super) type Words<'a> = (&'a str, Option<&'a str>);

/// Columns that may be there once for each language.
const TRANSLATED: [&str; 6] =
    ["label", "hint", "guidance_hint", "constraint_message", "required_message", "media"];

impl Table {
    /// The titles stand in the first row that has anything.
    ///
    /// # Errors
    /// When one of the needed columns is missing.
    pub fn of(
        sheet: &Sheet,
        name: &'static str,
        needed: &[&'static str],
    ) -> Result<Self, ImportError> {
        let mut rows = sheet.rows.iter();
        let titles = rows.next().map(|(_, cells)| cells);
        let columns: Vec<_> = titles
            .into_iter()
            .flatten()
            .map(|(place, cell)| Column::of(*place, &cell.text))
            .collect();
        for column in needed {
            if !columns.iter().any(|one| one.name == *column) {
                return Err(ImportError::NoColumnInSheet { sheet: name, column });
            }
        }
        let rows = rows.map(|(number, cells)| Row::of((name, *number), cells, &columns)).collect();
        Ok(Self { sheet: name, columns, rows })
    }

    /// The languages of its words, in the order of the columns; none for those without one.
    pub fn languages(&self) -> impl Iterator<Item = Option<&str>> {
        let labels = self.columns.iter().filter(|column| TRANSLATED.contains(&&*column.name));
        labels.map(|column| column.language.as_deref())
    }
}

impl Column {
    /// `label::French (fr)`, `Constraint Message`, `media::image::French`, `label:French`.
    fn of(place: u32, title: &str) -> Self {
        let parts: Vec<_> = match title.contains("::") {
            true => title.split("::").map(str::trim).collect(),
            false if title.to_lowercase().starts_with("jr:") => vec![title.trim()],
            false => title.split(':').map(str::trim).collect(),
        };
        let mut parts = unbound(&parts).into_iter();
        let written = parts.next().unwrap_or_default().to_lowercase();
        let plain: String = written.split_whitespace().collect::<Vec<_>>().join("_");
        let name = match plain.as_str() {
            "caption" => "label",
            "relevance" => "relevant",
            "calculate" => "calculation",
            "constraint_msg" | "constraintmsg" | "constraining_message" | "jr:constraintmsg" => {
                "constraint_message"
            }
            "requiredmsg" | "jr:requiredmsg" => "required_message",
            "readonly" => "read_only",
            "command" => "type",
            "image" | "audio" | "video" | "big-image" => "media",
            "value" => "name",
            "count" | "jr:count" => "repeat_count",
            same => same,
        };
        let (name, mut language) = (name.to_owned(), parts.next().map(str::to_owned));
        if name == "media" && title.to_lowercase().trim_start().starts_with("media") {
            language = parts.next().map(str::to_owned);
        }
        let language = language.map(|language| spaced(&language)).filter(|it| !it.is_empty());
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        Self { place, title, name, language }
    }
}

/// `bind:relevant`, `bind::jr:constraintMsg` and `control:appearance` are what they say behind the colon, for all
/// that has a column of its own now.
fn unbound<'t>(parts: &[&'t str]) -> Vec<&'t str> {
    let is = |part: Option<&&str>, wanted: &[&str]| {
        part.is_some_and(|part| wanted.contains(&&*part.to_lowercase()))
    };
    let from = match parts {
        [first, "jr", ..] if is(Some(first), &["bind", "control"]) => 2,
        [first, ..] if is(Some(first), &["bind", "control"]) => 1,
        _ => 0,
    };
    let bound = ["relevant", "constraint", "required", "calculate", "readonly", "appearance"];
    let messages =
        ["jr:constraintmsg", "jr:requiredmsg", "constraintmsg", "requiredmsg", "jr:count"];
    let is_own = is(parts.get(from), &bound) || is(parts.get(from), &messages);
    if is_own { parts[from..].to_vec() } else { parts.to_vec() }
}

/// “French(fr)” and “French  (fr)” are one language.
fn spaced(language: &str) -> String {
    language.replace('(', " (").split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Row {
    fn of(
        (sheet, number): (&'static str, u32),
        cells: &BTreeMap<u32, Cell>,
        columns: &[Column],
    ) -> Self {
        let mut row = Self { sheet, number, ..Self::default() };
        for column in columns {
            if let Some(cell) = cells.get(&column.place) {
                let at = (column.name.clone(), column.language.clone());
                row.cells.entry(at).or_insert_with(|| cell.clone());
            }
        }
        let titled: BTreeSet<_> = columns.iter().map(|column| column.place).collect();
        row.untitled = cells.keys().filter(|place| !titled.contains(place)).count();
        row
    }

    pub fn place(&self) -> Place {
        Place::Row { sheet: self.sheet.to_owned(), row: self.number }
    }

    /// The text of a column without a language, or nothing.
    pub fn get(&self, name: &str) -> &str {
        self.cells.get(&(name.to_owned(), None)).map_or("", |cell| &cell.text)
    }

    /// The text of a column in a language; in another one, where that is all there is.
    pub fn words(&self, name: &str, wanted: &Wanted) -> Option<Words<'_>> {
        let own = (name.to_owned(), wanted.language.clone());
        if let Some(cell) = self.cells.get(&own).filter(|cell| !cell.text.is_empty()) {
            return Some((&cell.text, None));
        }
        let mut others =
            self.cells.iter().filter(|((of, _), cell)| of == name && !cell.text.is_empty());
        let ((_, language), cell) = others.next()?;
        Some(if wanted.is_beside { (UNSAID, None) } else { (&cell.text, language.as_deref()) })
    }

    /// Whether it has words in a language.
    pub fn is_in(&self, language: Option<&str>) -> bool {
        let is_word = |name: &String| TRANSLATED.contains(&name.as_str());
        self.cells.keys().any(|(name, own)| is_word(name) && own.as_deref() == language)
    }

    /// Whether it has the same words once without a language, and once in this one.
    pub fn is_in_both(&self, language: Option<&str>) -> bool {
        let is_word = |name: &String| TRANSLATED.contains(&name.as_str());
        let said = |name: &str, language: Option<&str>| {
            let cell = self.cells.get(&(name.to_owned(), language.map(str::to_owned)));
            cell.is_some_and(|cell| !cell.text.is_empty())
        };
        let mut names = self.cells.keys().filter(|(name, _)| is_word(name));
        names.any(|(name, _)| said(name, None) && said(name, language))
    }

    /// Cells by the names of their columns.
    pub fn cells(&self) -> impl Iterator<Item = (&str, &Cell)> {
        self.cells.iter().map(|((name, _), cell)| (name.as_str(), cell))
    }
}
