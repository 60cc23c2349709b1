//! XLSX: what is in a cell, and what is refused.

use std::{io::Cursor, sync::Arc};

use calamine::{Data, Reader, Xlsx as Calamine};
use chrono::NaiveDate;
use datasets::{
    Cell, Dataset, Kind, Lost, Name, Outline, Variable, WriteError, Writer, xlsx::Xlsx,
};
use proptest::prelude::*;

fn dataset(variables: impl IntoIterator<Item = (String, Kind)>) -> Arc<Dataset> {
    let variable = |(name, kind): (String, Kind)| {
        Variable::new(Name::new(&name).expect("a name"), format!("About {name}"), kind)
    };
    let outline = Outline {
        name: Name::new("wide").expect("a name"),
        title: "Everybody".to_owned(),
        notes: Vec::new(),
        language: "en-GB".to_owned(),
        variables: variables.into_iter().map(variable).collect(),
        sets: Vec::new(),
    };
    Arc::new(Dataset::new(outline).expect("it is in order"))
}

fn written(kind: Kind, cells: &[Cell<'_>]) -> (Vec<u8>, datasets::Summary) {
    let mut out = Cursor::new(Vec::new());
    let dataset = dataset([("answer".to_owned(), kind)]);
    let mut writer = Box::new(Xlsx::create(dataset, &mut out).expect("a codebook"));
    for cell in cells {
        writer.row(&[*cell]).expect("it fits");
    }
    let summary = writer.finish().expect("the end");
    (out.into_inner(), summary)
}

fn read(file: Vec<u8>, sheet: &str) -> Vec<Vec<Data>> {
    let mut book: Calamine<_> = Calamine::new(Cursor::new(file)).expect("a workbook");
    let range = book.worksheet_range(sheet).expect("a sheet");
    range.rows().map(<[Data]>::to_vec).collect()
}

/// The sheet of data as XML.
fn part(file: Vec<u8>) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).expect("a ZIP");
    let part = zip.by_name("xl/worksheets/sheet1.xml").expect("a sheet");
    std::io::read_to_string(part).expect("UTF-8")
}

#[test]
fn words_that_begin_like_a_formula_are_words_and_stay_some_when_they_are_edited() {
    let words = ["=1+1", "+44 1632 960001", "-8", "@sum"];

    let (file, _) = written(Kind::TEXT, &words.map(Cell::Text));

    let xml = part(file.clone());
    assert!(!xml.contains("<f>"), "{xml}");
    assert_eq!(xml.matches(" s=\"5\" t=\"inlineStr\"").count(), words.len(), "{xml}");
    let told = read(file, "Data");
    assert!(told[1..].iter().flatten().eq(words.map(|text| Data::String(text.to_owned())).iter()));
}

#[test]
fn a_text_is_cut_where_excel_ends_and_the_row_is_told() {
    let whole = "🦔".repeat(16_383);
    let long = format!("{whole}🦔");

    let (file, summary) = written(Kind::TEXT, &[Cell::Text(&whole), Cell::Text(&long)]);

    let told = read(file, "Data");
    assert_eq!(told[2][0], Data::String(whole));
    let lost: Vec<_> = summary.losses.iter().map(|loss| (loss.lost, &loss.rows[..])).collect();
    assert_eq!(lost, [(Lost::TextCut, &[2][..])]);
}

#[test]
fn a_date_before_excel_begins_is_in_words_and_the_next_day_is_a_date() {
    let day = |day| NaiveDate::from_ymd_opt(1900, 2, 28).expect("a date") + chrono::Days::new(day);
    let cells = [Cell::Date(day(0)), Cell::Date(day(1))];

    let (file, _) = written(Kind::Date, &cells);
    let (months, _) = written(Kind::Month, &cells);

    let xml = part(file);
    assert!(xml.contains(">1900-02-28</t>"), "{xml}");
    assert!(xml.contains("<c r=\"A3\" s=\"2\"><v>61</v></c>"), "{xml}");
    let xml = part(months);
    assert!(xml.contains(">1900-02</t>"), "{xml}");
    assert!(xml.contains("<c r=\"A3\" s=\"4\"><v>61</v></c>"), "{xml}");
}

#[test]
fn more_variables_than_a_sheet_has_columns_are_refused_and_the_last_has_its_letters() {
    let of = |many: usize| {
        let names = (0..many).map(|number| (format!("v{number}"), Kind::TEXT));
        let mut out = Cursor::new(Vec::new());
        let writer = Box::new(Xlsx::create(dataset(names), &mut out)?);
        writer.finish()?;
        Ok::<_, WriteError>(out.into_inner())
    };

    let refused = of(16_385);

    let format = "XLSX";
    let told = matches!(refused, Err(WriteError::TooMany { format: own, what: "variables", most: 16_384 })
        if own == format);
    assert!(told);
    let xml = part(of(16_384).expect("just so many"));
    assert!(xml.contains("<c r=\"Z1\"") && xml.contains("<c r=\"AA1\""));
    assert!(
        xml.contains("<c r=\"XFD1\" s=\"1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">v16383<")
    );
}

#[test]
fn one_row_more_than_a_sheet_has_is_refused() {
    let mut writer =
        Xlsx::create(dataset([("answer".to_owned(), Kind::TEXT)]), Cursor::new(Vec::new()))
            .expect("a codebook");
    for _ in 0..1_048_575 {
        writer.row(&[Cell::Blank]).expect("it fits");
    }

    let refused = writer.row(&[Cell::Blank]);

    assert!(matches!(refused, Err(WriteError::TooMany { what: "rows", most: 1_048_575, .. })));
}

#[test]
fn the_codebook_has_a_row_for_each_variable() {
    let (file, _) = written(Kind::Whole { least: 0, most: 10 }, &[]);

    let told = read(file, "Codebook");

    let words = |row: usize| told[row].iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(words(0)[..6], ["name", "label", "kind", "measure", "codes", "missing"]);
    assert_eq!(words(1)[..5], ["answer", "About answer", "whole", "scale", ""]);
    assert!(words(1)[5].starts_with("-1 = Not applicable (routed past)\n-2 = "));
}

proptest! {
    #[test]
    fn any_words_and_any_numbers_are_read_as_they_were_given(
        words in "\\PC{0,40}|[ \t\r\n_x0-9A-F]{0,12}",
        number in -8.9e307..8.9e307_f64,
    ) {
        let kinds = [("words".to_owned(), Kind::TEXT), ("number".to_owned(), Kind::Decimal { places: 2 })];
        let mut dataset = (*dataset(kinds)).clone().into_outline();
        dataset.variables[1].missing = Vec::new();
        let dataset = Arc::new(Dataset::new(dataset).expect("it is in order"));
        let mut out = Cursor::new(Vec::new());
        let mut writer = Box::new(Xlsx::create(dataset, &mut out).expect("a codebook"));
        writer.row(&[Cell::Text(&words), Cell::Decimal(number)]).expect("it fits");
        writer.finish().expect("the end");

        let told = read(out.into_inner(), "Data");

        if !words.is_empty() {
            prop_assert_eq!(&told[1][0], &Data::String(words));
        }
        prop_assert_eq!(&told[1][1], &Data::Float(number));
    }
}
