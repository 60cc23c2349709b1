//! Workbooks as spreadsheets write them, small enough to be read here.

use std::io::{Cursor, Write};

use zip::{ZipWriter, write::SimpleFileOptions};

/// A sheet: its name, and rows of cells with a stroke between them.
pub type Sheet<'a> = (&'a str, &'a str);

/// A workbook of sheets that are written as tables.
pub fn workbook(sheets: &[Sheet<'_>]) -> Vec<u8> {
    let sheets: Vec<_> = sheets.iter().map(|(name, table)| (*name, rows(table))).collect();
    let sheets: Vec<_> = sheets.iter().map(|(name, xml)| (*name, xml.as_str())).collect();
    of_xml(&sheets, "")
}

/// A workbook of sheets whose rows are XML already.
pub fn of_xml(sheets: &[Sheet<'_>], after: &str) -> Vec<u8> {
    let mut files = vec![
        ("[Content_Types].xml".to_owned(), types(sheets.len())),
        ("_rels/.rels".to_owned(), relations(&[("officeDocument", "xl/workbook.xml".to_owned())])),
    ];
    let named = sheets.iter().enumerate().map(|(place, (name, _))| {
        let number = place + 1;
        format!("<sheet name=\"{}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>", escaped(name))
    });
    let named: String = named.collect();
    files.push((
        "xl/workbook.xml".to_owned(),
        format!("<workbook {MAIN} {LINKS}><sheets>{named}</sheets></workbook>"),
    ));
    let targets: Vec<_> = (1..=sheets.len())
        .map(|number| ("worksheet", format!("worksheets/sheet{number}.xml")))
        .collect();
    files.push(("xl/_rels/workbook.xml.rels".to_owned(), relations(&targets)));
    for (place, (_, rows)) in sheets.iter().enumerate() {
        let name = format!("xl/worksheets/sheet{}.xml", place + 1);
        files.push((
            name,
            format!("<worksheet {MAIN}><sheetData>{rows}</sheetData>{after}</worksheet>"),
        ));
    }
    zipped(&files)
}

pub const MAIN: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
const LINKS: &str =
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

fn types(sheets: usize) -> String {
    let sheets: String = (1..=sheets)
        .map(|number| {
            format!(
                "<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"application/vnd.openxmlformats-\
                 officedocument.spreadsheetml.worksheet+xml\"/>"
            )
        })
        .collect();
    format!(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">{sheets}</Types>"
    )
}

fn relations(targets: &[(&str, String)]) -> String {
    let each = targets.iter().enumerate().map(|(place, (kind, target))| {
        format!(
            "<Relationship Id=\"rId{}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" \
             Target=\"{target}\"/>",
            place + 1
        )
    });
    let each: String = each.collect();
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{each}</Relationships>"
    )
}

/// Files in a ZIP.
pub fn zipped(files: &[(String, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).expect("a file of the ZIP");
        zip.write_all(text.as_bytes()).expect("its text");
    }
    zip.finish().expect("a ZIP").into_inner()
}

/// Rows as XML. A cell that is a number is one, as spreadsheets keep it; a line without anything is a blank row.
pub fn rows(table: &str) -> String {
    let lines = table.trim_matches('\n').lines().enumerate();
    lines
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(row, line)| {
            let cells = line
                .split('|')
                .enumerate()
                .map(|(column, text)| cell(row + 1, column, text.trim()));
            format!("<row r=\"{}\">{}</row>", row + 1, cells.collect::<String>())
        })
        .collect()
}

fn cell(row: usize, column: usize, text: &str) -> String {
    let letter = char::from(b'A' + u8::try_from(column).expect("few columns"));
    if text.is_empty() {
        return String::new();
    }
    if text.parse::<f64>().is_ok() {
        return format!("<c r=\"{letter}{row}\"><v>{text}</v></c>");
    }
    let text = escaped(&text.replace("\\n", "\n"));
    format!(
        "<c r=\"{letter}{row}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
