//! A file from another system: which one in the first byte, then what is in it. A sheet of a workbook is tried as XML
//! too, since nothing that is made up at random is a ZIP file with the right sums in it.
#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use surveys::importing::{self, About, Format};
use zip::{ZipWriter, write::SimpleFileOptions};

const AROUND: [(&str, &str); 4] = [
    ("[Content_Types].xml", "<Types/>"),
    ("_rels/.rels", "<Relationships><Relationship Id=\"rId1\" Type=\"r/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
    (
        "xl/workbook.xml",
        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"survey\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
    ),
    (
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"rId1\" Type=\"r/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
    ),
];

fn workbook(sheet: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let around = AROUND.map(|(name, text)| (name, text.as_bytes()));
    for (name, text) in around.into_iter().chain([("xl/worksheets/sheet1.xml", sheet)]) {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fuzz_target!(|bytes: &[u8]| {
    let Some((which, rest)) = bytes.split_first() else { return };
    let about = About { key: "brought".to_owned(), title: None, language: None };
    let brought = match which % 4 {
        0 => importing::import(Format::Redcap, rest, &about),
        1 => importing::import(Format::Fhir, rest, &about),
        2 => importing::import(Format::Xlsform, rest, &about),
        _ => importing::import(Format::Xlsform, &workbook(rest), &about),
    };
    if let Ok(brought) = brought {
        assert!(!brought.items.is_empty());
    }
});
