//! The table: what was asked for, what was measured, and by how much it missed.

use crate::{options::Row, store::Engine};
use std::collections::BTreeMap;

/// What one row came to on one database.
#[derive(Debug, Default)]
pub struct Cell {
    shown: Vec<String>,
    misses: Vec<String>,
    /// Why there is nothing to judge.
    unmeasured: Option<String>,
}

/// How a number is judged.
#[derive(Clone, Copy)]
pub enum Budget {
    AtMost(f64),
    AtLeast(f64),
}

impl Cell {
    pub fn show(&mut self, words: impl Into<String>) {
        self.shown.push(words.into());
    }

    /// Notes what misses its budget; what meets it needs no word.
    pub fn judge(&mut self, what: &str, measured: f64, budget: Budget) {
        let (missed, wanted, way) = match budget {
            Budget::AtMost(most) => (measured > most, most, "over"),
            Budget::AtLeast(least) => (measured < least, least, "under"),
        };
        if missed {
            let share = ((measured / wanted - 1.0) * 100.0).abs();
            self.misses.push(format!("{what} {share:.0} % {way}"));
        }
    }

    /// What missed its budget, and by how much.
    #[cfg(test)]
    pub fn misses(&self) -> &[String] {
        &self.misses
    }

    pub fn failed(error: &anyhow::Error) -> Cell {
        let words = format!("{error:#}").replace('\n', " ").replace('|', "/");
        Cell { unmeasured: Some(words), ..Cell::default() }
    }
}

#[derive(Default)]
pub struct Table {
    sqlite: BTreeMap<Row, Cell>,
    postgres: BTreeMap<Row, Cell>,
}

impl Table {
    pub fn cells(&mut self, engine: Engine) -> &mut BTreeMap<Row, Cell> {
        match engine {
            Engine::Sqlite => &mut self.sqlite,
            Engine::Postgres => &mut self.postgres,
        }
    }

    pub fn print(&self) {
        println!("| what | budget | measured on SQLite | measured on PostgreSQL | met? |");
        println!("|---|---|---|---|---|");
        for row in Row::ALL {
            let cells = [self.sqlite.get(&row), self.postgres.get(&row)];
            if cells.iter().all(Option::is_none) {
                continue;
            }
            let (what, budget) = asked(row);
            let [sqlite, postgres] = cells.map(shown);
            println!("| {what} | {budget} | {sqlite} | {postgres} | {} |", verdict(cells));
        }
    }
}

fn shown(cell: Option<&Cell>) -> String {
    match cell {
        None => "–".to_owned(),
        Some(Cell { unmeasured: Some(why), .. }) => format!("not measured: {why}"),
        Some(cell) => cell.shown.join("; "),
    }
}

fn verdict(cells: [Option<&Cell>; 2]) -> String {
    // What no database has a part in is measured once.
    let names = if cells[1].is_some() { ["SQLite: ", "PostgreSQL: "] } else { ["", ""] };
    let misses = names.into_iter().zip(cells).filter_map(|(name, cell)| {
        let misses = &cell?.misses;
        (!misses.is_empty()).then(|| format!("{name}{}", misses.join(", ")))
    });
    let misses: Vec<_> = misses.collect();
    let unknown = cells.into_iter().flatten().any(|cell| cell.unmeasured.is_some());
    match (misses.is_empty(), unknown) {
        (false, _) => format!("**missed** – {}", misses.join("; ")),
        (true, true) => "unknown".to_owned(),
        (true, false) => "met".to_owned(),
    }
}

/// The row in words, and its budget.
#[rustfmt::skip]
fn asked(row: Row) -> (&'static str, &'static str) {
    match row {
        Row::Page => ("first question page: HTML + CSS on the wire, packed", "≤ 14 KB"),
        Row::Phone => ("old phone (400 kbit/s, 400 ms, processor 6× slower, cold cache): first answer control", "≤ 1.5 s, scripts on or off"),
        Row::Package => ("script and wasm of participant pages, brotli", "≤ 150 KB with `wasm-opt`, ≤ 180 KB without"),
        Row::Saves => ("durable page saves, 64 connections", "≥ 3,000/s on SQLite, ≥ 1,500/s on PostgreSQL, p99 < 40 ms; none lost"),
        Row::Views => ("page views, 64 connections", "≥ 8,000/s, p99 < 20 ms"),
        Row::SignIn => ("a member of staff signs in", "≤ 300 ms, most of it the password's hash"),
        Row::Preview => ("a draft of 500 questions is shown beside its text while it is written", "< 100 ms"),
        Row::Stroke => ("the same in a browser, from the stroke of a key until the page beside the text has it", "< 100 ms"),
        Row::LookUp => ("somebody is found by telephone number", "≤ 10 ms among 100,000 people"),
        Row::Call => ("an interviewer is given the next case to ring; then 50 at once", "< 50 ms among 100,000 cases"),
        Row::AnswerKey => ("a page of an interview is saved, and the next question is there", "< 100 ms"),
        Row::Export => ("export of the demo trial, 6,110 people × 3 waves, in each format and in all; CSV and SAV of 4× and 16× as many; then pages by 64 connections while the largest is exported", "< 2 s, XLSX < 6 s; < 150 MB, memory flat, time linear; views p99 < 20 ms, saves p99 < 40 ms"),
        Row::Demo => ("making the demo trial, 6,110 people", "< 20 s"),
        Row::Due => ("what is due to whom in the demo trial, and in one 4× and 16× as large", "< 1 s for 10,000 people, memory flat"),
        Row::HandOver => ("reminders handed over to a local mail server by one worker; pages by 64 connections meanwhile", "≥ 200/s; views p99 < 20 ms, saves p99 < 40 ms"),
        Row::Texts => ("reminders handed over as texts by one worker to something that answers as Twilio does", "≥ 200/s"),
        Row::Import => ("an XLSForm of 10,000 questions, the most there may be, is brought", "< 2 s"),
        Row::ImportRedcap => ("a REDCap dictionary of as many is brought", "< 2 s"),
        Row::ImportFhir => ("a FHIR Questionnaire of as many is brought", "< 2 s"),
        Row::Check => ("a survey of 500 questions is checked", "< 50 ms, without the start"),
        Row::Start => ("start to ready / idle memory", "< 300 ms / < 30 MB"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_past_its_budget_is_a_miss_and_says_by_how_much() {
        let mut cell = Cell::default();
        cell.judge("rate", 2400.0, Budget::AtLeast(3000.0));
        cell.judge("p99", 39.0, Budget::AtMost(40.0));

        let good = Cell::default();
        assert_eq!(verdict([Some(&cell), None]), "**missed** – rate 20 % under");
        assert_eq!(verdict([Some(&good), Some(&cell)]), "**missed** – PostgreSQL: rate 20 % under");
        assert_eq!(verdict([Some(&good), None]), "met");
        assert_eq!(verdict([None, Some(&Cell::failed(&anyhow::anyhow!("no disk")))]), "unknown");
    }
}
