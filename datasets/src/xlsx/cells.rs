//! A worksheet as XML, row by row.

use std::fmt::Write;

use chrono::{DateTime, NaiveDate, Utc};

use super::parts::{
    SHEET_BEGINS, SHEET_ENDS, STYLE_DATE, STYLE_MOMENT, STYLE_MONTH, STYLE_NAME, STYLE_WORDS,
};
use crate::{Cell, Kind, csv::would_run, iso, xml};

/// The first day on which Excel and the calendar agree: 1 March 1900.
const FIRST_DAY: i64 = 61;

/// The letters of columns, and the XML that was not written yet. Writing to a text cannot fail.
pub(super) struct Sheet {
    letters: Vec<String>,
    xml: String,
    row: u64,
    column: usize,
    /// The cell that is being written, where it is a text.
    words: String,
}

impl Sheet {
    pub(super) fn new(columns: usize) -> Self {
        let letters = (0..columns).map(letters).collect();
        Self { letters, xml: String::new(), row: 0, column: 0, words: String::new() }
    }

    pub(super) fn begin(&mut self) {
        self.xml.push_str(SHEET_BEGINS);
    }

    pub(super) fn end(&mut self) {
        self.xml.push_str(SHEET_ENDS);
    }

    pub(super) fn row(&mut self) {
        self.row += 1;
        self.column = 0;
        let _ = write!(self.xml, "<row r=\"{}\">", self.row);
    }

    pub(super) fn end_row(&mut self) {
        self.xml.push_str("</row>\n");
    }

    /// A row of names.
    pub(super) fn names<'n>(&mut self, names: impl Iterator<Item = &'n str>) {
        self.row();
        for name in names {
            self.text(name, Some(STYLE_NAME));
        }
        self.end_row();
    }

    /// The next cell of the row, as it was admitted.
    pub(super) fn cell(&mut self, kind: Kind, cell: Cell<'_>) {
        match cell {
            Cell::Blank => self.column += 1,
            Cell::Missing(reason) => self.number(reason.code(), None),
            Cell::Number(number) => self.number(number, None),
            // With an exponent where it is far from 1: a reader has the same double again.
            Cell::Decimal(number) => self.number(format_args!("{number:?}"), None),
            Cell::Text(words) => {
                let runs = would_run(words).then_some(STYLE_WORDS);
                self.text(words, runs);
            }
            Cell::Date(date) => match (days(date), kind) {
                (Some(days), Kind::Month) => self.number(days, Some(STYLE_MONTH)),
                (Some(days), _) => self.number(days, Some(STYLE_DATE)),
                (None, _) => self.in_words(kind, cell),
            },
            Cell::Moment(moment) => match serial(moment) {
                Some(days) => self.number(format_args!("{days:?}"), Some(STYLE_MOMENT)),
                None => self.in_words(kind, cell),
            },
        }
    }

    fn in_words(&mut self, kind: Kind, cell: Cell<'_>) {
        let mut words = std::mem::take(&mut self.words);
        words.clear();
        iso::show(kind, cell, &mut words);
        self.text(&words, None);
        self.words = words;
    }

    fn number(&mut self, number: impl std::fmt::Display, style: Option<u8>) {
        self.open(style);
        let _ = write!(self.xml, "><v>{number}</v></c>");
    }

    /// A text in its cell. Nothing is cut here.
    pub(super) fn text(&mut self, words: &str, style: Option<u8>) {
        self.open(style);
        self.xml.push_str(" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        escape(words, &mut self.xml);
        self.xml.push_str("</t></is></c>");
    }

    fn open(&mut self, style: Option<u8>) {
        let letters = self.letters.get(self.column).map_or("", String::as_str);
        let _ = write!(self.xml, "<c r=\"{letters}{}\"", self.row);
        if let Some(style) = style {
            let _ = write!(self.xml, " s=\"{style}\"");
        }
        self.column += 1;
    }

    /// What was not written yet.
    pub(super) fn take(&mut self) -> String {
        std::mem::take(&mut self.xml)
    }

    /// Goes on in the room of what was written.
    pub(super) fn give_back(&mut self, mut xml: String) {
        xml.clear();
        self.xml = xml;
    }
}

/// `A` for 0, `Z` for 25, `AA` for 26.
fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        letters.push(b'A' + ((left - 1) % 26) as u8);
        left = (left - 1) / 26;
    }
    letters.into_iter().rev().map(char::from).collect()
}

/// Days since 30 December 1899, which is how Excel counts from 1 March 1900 on.
fn days(date: NaiveDate) -> Option<i64> {
    let unix = (date - DateTime::UNIX_EPOCH.naive_utc().date()).num_days();
    Some(unix + 25_569).filter(|days| *days >= FIRST_DAY)
}

fn serial(moment: DateTime<Utc>) -> Option<f64> {
    let days = days(moment.date_naive())?;
    let second = moment.timestamp().rem_euclid(86_400);
    // Both are small.
    Some(days as f64 + second as f64 / 86_400.0)
}

/// A character that XML cannot say is `_x0000_` with its number, by which Excel knows it; so a text that looks like that
/// has the underscore said in the same way.
fn escape(words: &str, out: &mut String) {
    let is_plain = |c: char| !xml::is_unsayable(c) && c != '_';
    if words.chars().all(is_plain) {
        out.push_str(&xml::between(words));
        return;
    }
    let mut rest = words;
    while let Some(at) = rest.find(|c| !is_plain(c)) {
        let (before, from) = rest.split_at(at);
        out.push_str(&xml::between(before));
        let Some(character) = from.chars().next() else { break };
        if character == '_' && !looks_said(from) {
            out.push('_');
        } else {
            let _ = write!(out, "_x{:04X}_", u32::from(character));
        }
        rest = &from[character.len_utf8()..];
    }
    out.push_str(&xml::between(rest));
}

/// Whether the text begins with what Excel would read as a character.
fn looks_said(text: &str) -> bool {
    let digits = text.strip_prefix("_x").and_then(|rest| rest.get(..5));
    digits
        .and_then(|five| five.strip_suffix('_'))
        .is_some_and(|four| four.bytes().all(|digit| digit.is_ascii_hexdigit()))
}
