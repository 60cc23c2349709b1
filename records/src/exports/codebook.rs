//! `codebook.csv`: a row for every column of every file.

use std::{fmt, path::Path, sync::Arc};

use datasets::{Cell, Dataset, Kind, Name, Outline, Variable};
use surveys::{codebook::Shows, value::Missing};

use super::{
    ExportError, FileEntry, calls,
    merged::{Form, Merged},
    pages,
    paradata::{self, Field},
    participants,
    plan::{Plan, WavePlan},
    schema::keys,
    table::{Table, Whereto},
};

const COLUMNS: [(&str, &str); 9] = [
    ("file", "The file"),
    ("name", "The column's name in it"),
    ("wave", "The wave or waves that it is of"),
    ("label", "What it means, in short"),
    ("question", "The whole question"),
    ("universe", "Who was asked, as a condition"),
    ("type", "What stands in it"),
    ("codes", "What its values mean"),
    ("source", "Where the wording comes from"),
];

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

/// Files are called as they are in the first of the formats.
pub(super) fn write(plan: &Plan, folder: &Path) -> Result<Vec<FileEntry>, ExportError> {
    let ending = plan.formats.first().map_or("", |format| format.ending());
    let names = ["participants", "wide", "long", "paradata", "calls", "pages", "text"];
    let names = names.map(|name| format!("{name}{ending}"));
    let [participants, wide, long, paradata, calls, pages, text] =
        names.each_ref().map(String::as_str);
    let own = participants::fields(plan);
    let mut entries = Vec::new();
    participants_file(plan, &own, &mut entries, participants);
    wide_file(plan, &mut entries, wide);
    long_file(plan, &mut entries, long);
    came_about(plan, &mut entries, paradata);
    of_each(plan, &mut entries, calls, &calls::FIELDS);
    of_each(plan, &mut entries, pages, &pages::FIELDS);
    if plan.include_text {
        text_file(&mut entries, text);
    }
    let formats: Vec<_> = plan.formats.iter().copied().filter(|one| one.has_rows()).collect();
    let mut to = Whereto::Folder(folder, &formats);
    let mut table = Table::create(&mut to, &schema(plan, &entries)?)?;
    for entry in &entries {
        table.row(&entry.cells().map(Cell::Text))?;
    }
    table.finish()
}

/// Every word in it is the study's or ours, and codes begin with a minus.
fn schema(plan: &Plan, entries: &[Entry<'_>]) -> Result<Arc<Dataset>, ExportError> {
    let mut widths = [1; COLUMNS.len()];
    for entry in entries {
        for (width, text) in widths.iter_mut().zip(entry.cells()) {
            *width = text.len().max(*width);
        }
    }
    let variables = COLUMNS.iter().zip(widths).map(|((name, label), width)| {
        let kind = Kind::Text { bytes: u32::try_from(width).ok() };
        Ok(Variable::new(Name::new(name)?, *label, kind))
    });
    let outline = Outline {
        name: Name::new("codebook")?,
        title: format!("{}: a row for each column of each file", plan.study.key),
        notes: Vec::new(),
        language: plan.language(),
        variables: variables.collect::<Result<_, ExportError>>()?,
        sets: Vec::new(),
    };
    Ok(Arc::new(Dataset::new(outline).map_err(ExportError::Schema)?.trusted()))
}

impl Entry<'_> {
    fn cells(&self) -> [&str; COLUMNS.len()] {
        let Self { file, name, wave, label, question, universe, kind, codes, source } = self;
        [file, name, wave, label, question, universe, kind, codes, source]
    }
}

fn participants_file<'a>(
    plan: &'a Plan,
    own: &'a [participants::Field],
    entries: &mut Vec<Entry<'a>>,
    file: &'a str,
) {
    for field in own {
        let (name, label, kind) = (field.name.clone(), &field.label, field.kind);
        let codes = with_missing(field.codes.iter().map(|(c, l)| (*c, l.as_str())), kind);
        entries.push(Entry { file, name, label, kind, codes, ..Entry::default() });
    }
    for wave in &plan.waves {
        let both = paradata::FIELDS.iter();
        for field in both.filter(|field| participants::OF_EACH_WAVE.contains(&field.name)) {
            entries.push(of_paradata(file, field, Some(wave), wave.wave.key.to_string()));
        }
    }
}

fn wide_file<'a>(plan: &'a Plan, entries: &mut Vec<Entry<'a>>, file: &'a str) {
    entries.push(row_key(file));
    for wave in &plan.waves {
        for field in paradata::fields(&wave.wave) {
            entries.push(of_paradata(file, field, Some(wave), wave.wave.key.to_string()));
        }
        for column in &wave.columns {
            let name = format!("{}_{}", wave.wave.prefix, column.name());
            entries.push(of_column(file, name, column, wave.wave.key.to_string()));
        }
    }
}

fn long_file<'a>(plan: &'a Plan, entries: &mut Vec<Entry<'a>>, file: &'a str) {
    came_about(plan, entries, file);
    for column in &plan.long {
        let waves = plan.asking(column.name());
        let name = column.name().to_owned();
        entries.push(of_column(file, name, column, keys(waves)));
    }
}

/// How each wave came about, in a file that has a row for each.
fn came_about<'a>(plan: &'a Plan, entries: &mut Vec<Entry<'a>>, file: &'a str) {
    whose(entries, file);
    for field in &paradata::FIELDS {
        let waves = plan.waves.iter().filter(|wave| paradata::has(&wave.wave, field));
        entries.push(of_paradata(file, field, None, keys(waves)));
    }
}

/// A file that has several rows for a wave, and the same columns for every wave.
fn of_each<'a>(
    plan: &'a Plan,
    entries: &mut Vec<Entry<'a>>,
    file: &'a str,
    fields: &'static [Field],
) {
    whose(entries, file);
    for field in fields {
        entries.push(of_paradata(file, field, None, keys(plan.waves.iter())));
    }
}

/// Of whom a row is, and of which of their waves.
fn whose<'a>(entries: &mut Vec<Entry<'a>>, file: &'a str) {
    entries.push(row_key(file));
    let label = "The wave";
    entries.push(Entry { file, name: "wave".into(), label, kind: "word", ..Entry::default() });
}

fn text_file<'a>(entries: &mut Vec<Entry<'a>>, file: &'a str) {
    entries.push(row_key(file));
    let words = "The words as typed. Where they begin with =, +, -, @ or a tab, an apostrophe stands \
        before them, so that no spreadsheet runs them";
    for (name, label) in
        [("wave", "The wave"), ("variable", "The variable, without a prefix"), ("text", words)]
    {
        entries.push(Entry { file, name: name.into(), label, kind: "word", ..Entry::default() });
    }
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
        "status" => meanings(paradata::statuses()),
        "last_outcome" | "outcome" | "outcome_first" => meanings(calls::endings()),
        "slot" => meanings(calls::slots()),
        "page" => meanings(pages::IN_PLACE_OF_A_PAGE),
        _ => with_missing(field.codes.iter().copied(), field.kind),
    };
    let (label, kind) = (field.label, field.kind);
    Entry { file, name, wave: waves, label, universe: "paradata", kind, codes, ..Entry::default() }
}

fn of_column<'a>(file: &'a str, name: String, merged: &'a Merged, wave: String) -> Entry<'a> {
    let column = &merged.column;
    let scale = matches!(column.codes.as_slice(), [(0, _), (10, _)]);
    let kind = match column.shows {
        _ if merged.form() == Form::InWords => "word",
        Shows::Date => "date",
        Shows::Month => "month",
        Shows::Ticked(_) | Shows::Status => "code",
        Shows::Number if scale => "scale",
        Shows::Number if column.codes.is_empty() => "number",
        Shows::Number => "code",
    };
    let of_missing = if merged.form() == Form::Typed { kind } else { "" };
    let codes = with_missing(column.codes.iter().map(|(c, l)| (*c, l.as_str())), of_missing);
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

/// `M=Morning; A=Afternoon`.
fn meanings<T: fmt::Display>(words: impl IntoIterator<Item = (&'static str, T)>) -> String {
    let meaning = |(word, meaning)| format!("{word}={meaning}");
    words.into_iter().map(meaning).collect::<Vec<_>>().join("; ")
}
