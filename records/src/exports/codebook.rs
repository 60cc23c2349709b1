//! `codebook.csv`: a row for every column of every file.

use std::{io, path::Path};

use surveys::{
    codebook::{Column, Shows},
    value::Missing,
};

use super::{
    FileEntry, calls, pages,
    paradata::{self, Field},
    participants,
    plan::{Plan, WavePlan},
    table::Table,
};

const COLUMNS: [&str; 9] =
    ["file", "name", "wave", "label", "question", "universe", "type", "codes", "source"];

/// One row, as text.
#[derive(Default)]
struct Entry<'a> {
    file: &'a str,
    name: String,
    wave: String,
    label: &'a str,
    question: &'a str,
    universe: &'a str,
    kind: &'a str,
    codes: String,
    source: &'a str,
}

pub(super) fn write(plan: &Plan, folder: &Path) -> io::Result<FileEntry> {
    let mut table = Table::create(folder, "codebook.csv", &COLUMNS)?;
    participants_file(plan, &mut table)?;
    wide_file(plan, &mut table)?;
    long_file(plan, &mut table)?;
    came_about(plan, &mut table, "paradata.csv")?;
    of_each(plan, &mut table, "calls.csv", &calls::FIELDS)?;
    of_each(plan, &mut table, "pages.csv", &pages::FIELDS)?;
    if plan.include_text {
        text_file(&mut table)?;
    }
    table.finish()
}

fn add(table: &mut Table, entry: Entry<'_>) -> io::Result<()> {
    let Entry { file, name, wave, label, question, universe, kind, codes, source } = entry;
    table.cells([file, &name, &wave, label, question, universe, kind, &codes, source])?;
    table.end_row()
}

fn participants_file(plan: &Plan, table: &mut Table) -> io::Result<()> {
    let file = "participants.csv";
    for field in participants::fields(plan) {
        let (name, label, kind) = (field.name, &field.label, field.kind);
        let codes = with_missing(field.codes.iter().map(|(c, l)| (*c, l.as_str())), kind);
        add(table, Entry { file, name, label, kind, codes, ..Entry::default() })?;
    }
    for wave in &plan.waves {
        let both = paradata::FIELDS.iter();
        for field in both.filter(|field| participants::OF_EACH_WAVE.contains(&field.name)) {
            add(table, of_paradata(file, field, Some(wave), wave.wave.key.to_string()))?;
        }
    }
    Ok(())
}

fn wide_file(plan: &Plan, table: &mut Table) -> io::Result<()> {
    let file = "wide.csv";
    add(table, row_key(file))?;
    for wave in &plan.waves {
        for field in paradata::fields(&wave.wave) {
            add(table, of_paradata(file, field, Some(wave), wave.wave.key.to_string()))?;
        }
        for column in &wave.columns {
            let name = format!("{}_{}", wave.wave.prefix, column.name);
            add(table, of_column(file, name, column, wave.wave.key.to_string()))?;
        }
    }
    Ok(())
}

fn long_file(plan: &Plan, table: &mut Table) -> io::Result<()> {
    let file = "long.csv";
    came_about(plan, table, file)?;
    for (place, column) in plan.long.iter().enumerate() {
        let waves = plan.waves.iter().filter(|wave| wave.in_long[place].is_some());
        add(table, of_column(file, column.name.clone(), column, keys(waves)))?;
    }
    Ok(())
}

/// How each wave came about, in a file that has a row for each.
fn came_about(plan: &Plan, table: &mut Table, file: &str) -> io::Result<()> {
    whose(table, file)?;
    for field in &paradata::FIELDS {
        let waves = plan.waves.iter().filter(|wave| paradata::has(&wave.wave, field));
        add(table, of_paradata(file, field, None, keys(waves)))?;
    }
    Ok(())
}

/// A file that has several rows for a wave, and the same columns for every wave.
fn of_each(plan: &Plan, table: &mut Table, file: &str, fields: &[Field]) -> io::Result<()> {
    whose(table, file)?;
    for field in fields {
        add(table, of_paradata(file, field, None, keys(plan.waves.iter())))?;
    }
    Ok(())
}

/// Of whom a row is, and of which of their waves.
fn whose(table: &mut Table, file: &str) -> io::Result<()> {
    add(table, row_key(file))?;
    let label = "The wave";
    add(table, Entry { file, name: "wave".into(), label, kind: "word", ..Entry::default() })
}

fn text_file(table: &mut Table) -> io::Result<()> {
    let file = "text.csv";
    add(table, row_key(file))?;
    let words = "The words as typed. Where they begin with =, +, -, @ or a tab, an apostrophe stands \
        before them, so that no spreadsheet runs them";
    for (name, label) in
        [("wave", "The wave"), ("variable", "The variable, without a prefix"), ("text", words)]
    {
        add(table, Entry { file, name: name.into(), label, kind: "word", ..Entry::default() })?;
    }
    Ok(())
}

fn row_key(file: &str) -> Entry<'_> {
    let label = "Names the person in every file of this study";
    Entry { file, name: "row_key".into(), label, kind: "word", ..Entry::default() }
}

fn of_paradata<'a>(
    file: &'a str,
    field: &'a Field,
    wave: Option<&WavePlan>,
    waves: String,
) -> Entry<'a> {
    let name = match wave {
        Some(wave) => format!("{}_{}", wave.wave.prefix, field.name),
        None => field.name.to_owned(),
    };
    let codes = match field.name {
        "status" => paradata::statuses(),
        "last_outcome" | "outcome" | "outcome_first" => calls::endings(),
        "slot" => calls::slots(),
        "page" => pages::IN_PLACE_OF_A_PAGE.to_owned(),
        _ => with_missing(field.codes.iter().copied(), field.kind),
    };
    let (label, kind) = (field.label, field.kind);
    Entry { file, name, wave: waves, label, universe: "paradata", kind, codes, ..Entry::default() }
}

fn of_column<'a>(file: &'a str, name: String, column: &'a Column, wave: String) -> Entry<'a> {
    let scale = matches!(column.codes.as_slice(), [(0, _), (10, _)]);
    let kind = match column.shows {
        Shows::Date => "date",
        Shows::Month => "month",
        Shows::Ticked(_) | Shows::Status => "code",
        Shows::Number if scale => "scale",
        Shows::Number if column.codes.is_empty() => "number",
        Shows::Number => "code",
    };
    let codes = with_missing(column.codes.iter().map(|(c, l)| (*c, l.as_str())), kind);
    Entry {
        file,
        name,
        wave,
        label: &column.label,
        question: &column.text,
        universe: &column.universe,
        kind,
        codes,
        source: &column.source,
    }
}

/// `1=Yes; 2=No; -1=…`. A date, a time and a word that is missing is an empty cell instead.
fn with_missing<'a>(codes: impl Iterator<Item = (i32, &'a str)>, kind: &str) -> String {
    let missing = Missing::ALL.into_iter().map(|reason| (reason.code(), reason.label()));
    let missing = missing.filter(|_| matches!(kind, "code" | "number" | "scale"));
    let all = codes.chain(missing).map(|(code, label)| format!("{code}={label}"));
    all.collect::<Vec<_>>().join("; ")
}

fn keys<'a>(waves: impl Iterator<Item = &'a WavePlan>) -> String {
    waves.map(|wave| wave.wave.key.as_str()).collect::<Vec<_>>().join("; ")
}
