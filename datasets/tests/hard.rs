//! The hard dataset is one, and every format has to write it. CSV holds all of it.

use std::{collections::BTreeSet, sync::Arc};

use datasets::{
    Cell, Code, Missing, Widths, Writer,
    csv::Csv,
    hard::{Hard, ROWS},
};

#[test]
fn it_has_what_readers_stumble_over() {
    let hard = Hard::new(0).expect("a schema");
    let rows: Vec<_> = hard.rows().collect();
    let variables = hard.dataset().variables();
    let cells = |of: &str| {
        let place = variables.iter().position(|variable| variable.name.as_str() == of);
        let place = place.expect("a variable");
        rows.iter().map(|row| row[place]).collect::<Vec<_>>()
    };

    assert_eq!(rows.len() as u64, ROWS);
    for reason in Missing::ALL {
        assert!(cells("every_code").contains(&Cell::Missing(reason)));
        assert!(cells("every_code_decimal").contains(&Cell::Missing(reason)));
    }
    let long = cells("words_long");
    let characters = |cell: &Cell<'_>| match cell {
        Cell::Text(text) => text.chars().count(),
        _ => 0,
    };
    assert_eq!(long.iter().map(characters).max(), Some(40_000));
    let bytes = |cell: &Cell<'_>| if let Cell::Text(text) = cell { text.len() } else { 0 };
    assert!(long.iter().map(bytes).max() > Some(150_000));
    let empty = variables.iter().filter(|variable| variable.name.as_str().starts_with("no_"));
    let empty: Vec<_> = empty.map(|variable| cells(variable.name.as_str())).collect();
    assert_eq!(empty.len(), 7);
    assert!(empty.iter().flatten().all(|cell| *cell == Cell::Blank));
    let labels = variables.iter().map(|variable| variable.label.len());
    assert!(labels.max() > Some(255));
    let values = variables.iter().flat_map(|variable| &variable.labels);
    assert!(values.clone().any(|label| label.text.len() > 255));
    assert!(values.clone().any(|label| matches!(label.code, Code::Word(_))));
    assert_eq!(hard.dataset().sets().map(|(_, members)| members.len()).collect::<Vec<_>>(), [5]);
}

#[test]
fn its_dates_reach_from_the_first_that_spss_has_to_the_last_of_four_digits() {
    let hard = Hard::new(0).expect("a schema");
    let born = hard.dataset().variables().iter().position(|own| own.name.as_str() == "born");
    let seen: BTreeSet<_> = hard
        .rows()
        .filter_map(|row| match row[born.expect("born")] {
            Cell::Date(date) => Some(date),
            _ => None,
        })
        .collect();
    let ends = (seen.first().map(ToString::to_string), seen.last().map(ToString::to_string));
    assert_eq!(ends, (Some("1582-10-15".to_owned()), Some("9999-12-31".to_owned())));
}

#[test]
fn five_thousand_variables_are_written_and_read_back_cell_by_cell() {
    let hard = Hard::new(5000).expect("a schema");
    let dataset = Arc::new(hard.dataset().clone());
    let mut out = Vec::new();
    let mut writer = Box::new(Csv::create(dataset, &mut out).expect("names"));
    for row in hard.rows() {
        writer.row(&row).expect("it fits");
    }
    let summary = writer.finish().expect("the end");

    assert_eq!((summary.rows, summary.columns), (ROWS, 5000));
    let mut reader = ::csv::Reader::from_reader(out.as_slice());
    let names = hard.dataset().variables().iter().map(|variable| variable.name.as_str());
    assert!(reader.headers().expect("names").iter().eq(names));
    for (row, read) in hard.rows().zip(reader.records()) {
        for (cell, read) in row.iter().zip(read.expect("a row").iter()) {
            match cell {
                Cell::Text(text) => assert_eq!(read.strip_prefix('\'').unwrap_or(read), *text),
                Cell::Number(number) => assert_eq!(read, number.to_string()),
                Cell::Decimal(number) => assert_eq!(read.parse(), Ok(*number)),
                _ => assert!(read.len() <= "2026-11-30T00:00:00Z".len()),
            }
        }
    }
}

#[test]
fn each_text_of_it_that_fills_its_width_does_so_in_some_row() {
    let hard = Hard::new(0).expect("a schema");
    let mut widths = Widths::new(hard.dataset().clone());
    for row in hard.rows() {
        widths.row(&row).expect("it fits");
    }
    let narrowed = widths.into_dataset();
    let both = hard.dataset().variables().iter().zip(narrowed.variables());
    let edges = both.filter(|(own, _)| own.name.as_str().starts_with("bytes_"));
    let edges: Vec<_> = edges.collect();
    assert_eq!(edges.len(), 10);
    assert!(edges.iter().all(|(own, narrowed)| own.kind == narrowed.kind));
}
