//! How long the largest form takes that anybody brings: ten thousand questions, each with a condition, in each format.

use crate::{
    process::watch,
    store::Store,
    table::{Budget, Cell},
};
use anyhow::{Context, Result};
use std::{
    fmt::Write as _,
    fs,
    io::{Cursor, Write as _},
    time::Duration,
};
use zip::{ZipWriter, write::SimpleFileOptions};

const QUESTIONS: usize = 10_000;

/// The formats of which somebody brings such a form.
#[derive(Clone, Copy, Debug)]
pub enum Brought {
    Xlsform,
    Redcap,
    Fhir,
}

impl Brought {
    /// As the command line calls it, and a file of it.
    fn named(self) -> (&'static str, &'static str) {
        match self {
            Self::Xlsform => ("xlsform", "form.xlsx"),
            Self::Redcap => ("redcap", "form.csv"),
            Self::Fhir => ("fhir", "form.json"),
        }
    }

    fn written(self) -> Result<Vec<u8>> {
        match self {
            Self::Xlsform => workbook(),
            Self::Redcap => Ok(dictionary().into_bytes()),
            Self::Fhir => Ok(questionnaire().into_bytes()),
        }
    }
}

/// The middle one of several, each into a file of its own.
pub fn measure(store: &Store, brought: Brought) -> Result<Cell> {
    let (format, file) = brought.named();
    fs::write(store.folder.join(file), brought.written()?)?;
    let mut runs = Vec::new();
    for run in 0..5 {
        let out = format!("{format}-{run}.toml");
        let arguments = ["survey", "import", "--from", format, file, "--out", &out];
        let run = watch(&mut store.command(&arguments), Duration::from_secs(60));
        runs.push(run.context("the form was not brought")?);
    }
    runs.sort_unstable_by_key(|run| run.took);
    let middle = &runs[runs.len() / 2];
    let mut cell = Cell::default();
    cell.show(format!("{:.2} s, {:.0} MB", middle.took.as_secs_f64(), middle.peak_mb));
    cell.judge("time", middle.took.as_secs_f64(), Budget::AtMost(2.0));
    Ok(cell)
}

/// The same questions as a data dictionary of REDCap has them.
fn dictionary() -> String {
    let mut rows = "\"Variable / Field Name\",\"Form Name\",\"Section Header\",\"Field Type\",\"Field Label\",\
        \"Choices, Calculations, OR Slider Labels\",\"Text Validation Type OR Show Slider Number\",\"Text Validation Min\",\
        \"Text Validation Max\",\"Branching Logic (Show field only if...)\"\n\
        q0,many,,radio,\"How often, in the last week?\",\"0, never | 1, often\",,,,\n"
        .to_owned();
    for number in 1..QUESTIONS {
        let before = number - 1;
        rows += &format!(
            "q{number},many,,text,\"How many, of kind {number}?\",,integer,0,100,\"[q{before}] <> '' and [q0] = '1'\"\n"
        );
    }
    rows
}

/// The same questions as FHIR has them.
fn questionnaire() -> String {
    let code = |code: &str| format!(r#"{{"valueCoding":{{"code":"{code}","display":"{code}"}}}}"#);
    let mut items = format!(
        r#"{{"linkId":"q0","type":"choice","text":"How often, in the last week?","answerOption":[{},{}]}}"#,
        code("never"),
        code("often")
    );
    for number in 1..QUESTIONS {
        let before = number - 1;
        items += &format!(
            r#",{{"linkId":"q{number}","type":"integer","text":"How many, of kind {number}?","enableBehavior":"all",
"enableWhen":[{{"question":"q{before}","operator":"exists","answerBoolean":true}},
{{"question":"q0","operator":"=","answerCoding":{{"code":"often"}}}}]}}"#
        );
    }
    format!(
        r#"{{"resourceType":"Questionnaire","status":"active","title":"Many","item":[{items}]}}"#
    )
}

fn workbook() -> Result<Vec<u8>> {
    let mut rows = row(&["type", "name", "label", "relevant", "constraint"]);
    rows += &row(&["select_one often", "q0", "How often, in the last week?", "", ""]);
    for number in 1..QUESTIONS {
        let (name, label) = (format!("q{number}"), format!("How many, of kind {number}?"));
        let asked = format!("${{q{}}} != '' and ${{q0}} = 'often'", number - 1);
        rows += &row(&["integer", &name, &label, &asked, ". >= 0 and . <= 100"]);
    }
    let mut choices = row(&["list_name", "name", "label"]);
    for name in ["never", "often"] {
        choices += &row(&["often", name, name]);
    }
    let sheet = |rows: &str| format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", OFFICE),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/worksheets/sheet1.xml", &sheet(&rows)),
        ("xl/worksheets/sheet2.xml", &sheet(&choices)),
    ] {
        zip.start_file(name, SimpleFileOptions::default())?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

const WORKBOOK: &str = "<workbook xmlns:r=\"r\"><sheets><sheet name=\"survey\" sheetId=\"1\" r:id=\"rId1\"/>\
    <sheet name=\"choices\" sheetId=\"2\" r:id=\"rId2\"/></sheets></workbook>";
const OFFICE: &str = "<Relationships>\
    <Relationship Id=\"rId1\" Type=\"r/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
const RELATIONS: &str = "<Relationships>\
    <Relationship Id=\"rId1\" Type=\"r/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
    <Relationship Id=\"rId2\" Type=\"r/relationships/worksheet\" Target=\"worksheets/sheet2.xml\"/></Relationships>";

fn row(cells: &[&str]) -> String {
    let mut row = "<row>".to_owned();
    for text in cells {
        let text = text.replace('>', "&gt;").replace('<', "&lt;");
        // Writing to a string cannot fail.
        let _ = write!(row, "<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    }
    row + "</row>"
}
