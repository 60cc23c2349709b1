//! Formats are known by their names, and each holds the same dataset.

use std::{
    collections::BTreeSet,
    io::{self, Cursor},
    sync::Arc,
};

use datasets::{Codebook, Extent, Format, hard};

#[test]
fn each_format_is_found_by_its_name_and_no_two_files_of_a_dataset_have_one_name() {
    for &format in Format::ALL {
        assert_eq!(format.name().parse(), Ok(format));
        assert!(format.ending().starts_with('.'), "{format}");
    }
    let endings: BTreeSet<_> = Format::ALL.iter().map(|format| format.ending()).collect();
    assert_eq!(endings.len(), Format::ALL.len());
}

#[test]
fn a_word_that_is_no_format_is_told_with_all_that_are() {
    let wrong = "papyrus".parse::<Format>().expect_err("no format");

    let told = wrong.to_string();
    assert!(told.contains("papyrus"), "{told}");
    assert!(Format::ALL.iter().all(|format| told.contains(format.name())), "{told}");
}

#[test]
fn every_format_has_all_columns_of_the_hard_dataset_and_its_rows_unless_it_has_none() {
    let hard = hard::Hard::new(0).expect("it is in order");
    let dataset = Arc::new(hard.dataset().clone());
    for &format in Format::ALL {
        let place = || Ok::<_, io::Error>(Cursor::new(Vec::new()));
        let out = place().expect("memory");
        let made = "2026-11-30T09:00:00Z".parse().expect("a moment");
        let mut writer = format.open(Arc::clone(&dataset), made, out, place).expect("it begins");
        for row in hard.rows() {
            writer.row(&row).expect("it fits");
        }

        let summary = writer.finish().expect("it ends");

        let rows = if format.has_rows() { hard::ROWS } else { 0 };
        assert_eq!(summary.rows, rows, "{format}");
        assert_eq!(summary.columns, dataset.variables().len(), "{format}");
    }
}

#[test]
fn what_tells_of_all_files_is_one_document_and_every_other_format_has_none() {
    let hard = hard::Hard::new(0).expect("it is in order");
    let codebook = Codebook::of(hard.dataset());
    for &format in Format::ALL {
        let mut out = Vec::new();
        format.describe(&codebook, &mut out).expect("memory");

        assert_eq!(!out.is_empty(), format.extent() == Extent::Once, "{format}");
        assert!(format.extent() != Extent::Once || !format.has_rows(), "{format}");
    }
}
