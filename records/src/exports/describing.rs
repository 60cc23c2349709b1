//! What describes the other files: the codebook as a table in each format that has rows, as a page and in DDI, and the
//! questionnaire that responses in FHIR answer.

use std::{
    fs::File,
    io::{self, BufWriter, Write},
    path::Path,
};

use datasets::{Codebook, Described, Format, Writer, codebook::table, csv::Csv, fhir};

use super::{
    ExportError, FileEntry,
    answered::Answered,
    plan::Plan,
    table::{ANSWERS, Formats, Table, Whereto, hashed},
};

/// The table, as CSV.
pub(crate) const TABLE: &str = "codebook.csv";
const PAGE: &str = "codebook.html";
const DDI: &str = "ddi.xml";
const QUESTIONNAIRE: &str = "long.questionnaire.json";

/// What the documents are called.
pub(super) const NAMES: [&str; 3] = [PAGE, DDI, QUESTIONNAIRE];

/// What holds for all files.
pub(crate) const CONDITIONS: &str =
    "The files are pseudonymous, not anonymous: keep them as you keep personal data.";

/// What there is to say of the study and of these files.
pub(super) fn codebook(plan: &Plan, answered: &Answered, files: Vec<Described>) -> Codebook {
    let study = &plan.study;
    Codebook {
        title: study.title.clone(),
        id: study.key.to_string(),
        language: plan.language(),
        authors: vec![study.organisation.clone()],
        about: vec![format!("The programme under evaluation: {}", study.programme)],
        asked: answered.days,
        modes: answered.modes(),
        conditions: CONDITIONS.to_owned(),
        files,
    }
}

/// The table as CSV has it.
///
/// # Errors
/// Never, as long as the codebook's language is a tag.
pub(crate) fn as_csv(codebook: &Codebook) -> Result<Vec<u8>, ExportError> {
    let rows = table::Table::of(codebook, Format::Csv.ending())?;
    let dataset = rows.dataset().map_err(ExportError::Schema)?;
    let mut csv = Vec::new();
    let not_written =
        |error| ExportError::NotWritten { file: TABLE.to_owned(), person: None, error };
    let mut writer = Box::new(Csv::create(dataset, &mut csv).map_err(not_written)?);
    rows.rows().try_for_each(|row| writer.row(&row)).map_err(not_written)?;
    writer.finish().map_err(not_written)?;
    Ok(csv)
}

/// Writes what of it the formats ask for. Files are called as they are in the first format that has rows.
///
/// # Errors
/// When the disk fails.
pub(crate) fn write(
    codebook: &Codebook,
    folder: &Path,
    formats: &Formats,
) -> Result<Vec<FileEntry>, ExportError> {
    let rows = table::Table::of(codebook, formats.ending())?;
    let dataset = rows.dataset().map_err(ExportError::Schema)?;
    let tabular = formats.with_any_rows();
    let mut table = Table::create(&mut Whereto::Folder(folder, &tabular), &dataset)?;
    rows.rows().try_for_each(|row| table.row(&row))?;
    let mut entries = table.finish()?;
    let columns = codebook.files.iter().map(|file| file.dataset.variables().len()).sum();
    for format in formats.documents() {
        let name = if format == Format::Ddi { DDI } else { PAGE };
        let written = document(folder, (name, columns), |out| format.describe(codebook, out));
        entries.push(written?);
    }
    let answers = codebook.files.iter().find(|file| file.dataset.name().as_str() == ANSWERS);
    if let Some(answers) = answers.filter(|_| formats.has(Format::Fhir)) {
        let asked = fhir::questionnaire(&answers.dataset).map_err(io::Error::other)?;
        let columns = answers.dataset.variables().len();
        let written = document(folder, (QUESTIONNAIRE, columns), |out| writeln!(out, "{asked}"));
        entries.push(written?);
    }
    Ok(entries)
}

/// A file without rows that tells of so many columns.
fn document(
    folder: &Path,
    (name, columns): (&str, usize),
    write: impl FnOnce(&mut BufWriter<&File>) -> io::Result<()>,
) -> Result<FileEntry, ExportError> {
    let file = File::options().read(true).write(true).create_new(true).open(folder.join(name))?;
    let mut out = BufWriter::new(&file);
    write(&mut out)?;
    out.flush()?;
    drop(out);
    file.sync_all()?;
    let (sha256, bytes) = hashed(&file)?;
    let name = name.to_owned();
    Ok(FileEntry { name, sha256, bytes, rows: 0, columns, losses: Vec::new() })
}
