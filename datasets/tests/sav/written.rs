//! What we write, we read: names, labels, missing codes, sets, attributes, and each cell.

use std::io::{Cursor, Seek, SeekFrom, Write};

use chrono::{DateTime, NaiveDate, Utc};
use datasets::{
    Cell, Kind, Measure, Missing, Variable, Writer,
    hard::{Hard, ROWS},
    sav::{Column, Holds, Reader, Reserved, Sav, Set, Value, ValueLabel},
};
use proptest::prelude::*;

use crate::given::{dataset, everything, name, opened, outline, words, written};

fn column<'r>(reader: &'r Reader<&[u8]>, of: &str) -> &'r Column {
    let columns = &reader.found().columns;
    columns.iter().find(|column| column.name == of).expect("a column")
}

#[test]
fn the_schema_comes_back_whole() {
    let (file, _) = written(&everything(), &[]);
    let reader = opened(&file);
    let found = reader.found();

    assert_eq!((found.title.as_str(), found.rows), ("Everybody", Some(0)));
    assert_eq!(found.notes, ["Invented people."]);
    let told: Vec<_> = found.attributes.iter().map(|own| (&*own.name, &*own.values[0])).collect();
    assert_eq!(told, [("title", "Everybody"), ("language", "en-GB")]);
    let dataset = everything();
    let names = dataset.variables().iter().map(|variable| variable.name.as_str());
    assert!(found.columns.iter().map(|column| column.name.as_str()).eq(names));
    let labels = dataset.variables().iter().map(|variable| variable.label.as_str());
    assert!(found.columns.iter().map(|column| column.label.as_str()).eq(labels));
    let set = Set {
        name: "barrier".to_owned(),
        label: "Barriers".to_owned(),
        counted: Some("1".to_owned()),
        members: vec![1, 2],
    };
    assert_eq!(found.sets, [set]);
}

#[test]
fn missing_codes_are_a_range_with_labels_and_dates_and_words_have_none() {
    let (file, _) = written(&everything(), &[]);
    let reader = opened(&file);
    let barrier = column(&reader, "barrier_01");

    assert_eq!(barrier.reserved, Reserved::Range { least: -9.0, most: -1.0, also: None });
    assert!(barrier.reserved.has(-8.5) && !barrier.reserved.has(0.0));
    assert_eq!(barrier.labels.len(), 2 + Missing::ALL.len());
    assert_eq!(barrier.labels[0], ValueLabel::Number(0.0, "No".to_owned()));
    assert!(barrier.labels.contains(&ValueLabel::Number(-8.0, "Don't know".to_owned())));
    assert_eq!(column(&reader, "born").reserved, Reserved::Numbers(Vec::new()));
    assert_eq!(column(&reader, "stands").reserved, Reserved::Words(Vec::new()));
    let word = |word: &str, text: &str| ValueLabel::Word(word.to_owned(), text.to_owned());
    assert_eq!(
        *column(&reader, "stands").labels,
        [word("done", "Sent"), word("not-due", "Not due")]
    );
    let region = &column(&reader, "w1_region_of_residence").labels;
    assert_eq!(**region, [word("Llanfair Pwllgwyngyll", "In Wales")]);
    assert_eq!(column(&reader, "mode_of_answer").labels.len(), 2);
}

#[test]
fn kinds_measures_and_where_a_question_comes_from_are_told() {
    let (file, _) = written(&everything(), &[]);
    let reader = opened(&file);

    let holds = |of: &str| column(&reader, of).holds;
    assert_eq!([holds("hours"), holds("born")], [Holds::Number, Holds::Date]);
    assert_eq!([holds("sent_utc"), holds("began_the_job")], [Holds::Moment, Holds::Date]);
    assert_eq!(holds("mode_of_answer"), Holds::Text { bytes: 300 });
    let measures = ["hours", "barrier_01", "born", "stands"].map(|of| column(&reader, of).measure);
    let expected = [Measure::Ordinal, Measure::Nominal, Measure::Scale, Measure::Nominal];
    assert_eq!(measures, expected.map(Some));
    let said: Vec<_> = column(&reader, "hours")
        .attributes
        .iter()
        .map(|own| format!("{}: {}", own.name, own.values.join("|")))
        .collect();
    assert_eq!(
        said,
        [
            "question: How many hours do you work in a usual week?",
            "universe: Who works",
            "source: Invented for 'this' test",
            "wave: w1",
        ]
    );
    assert_eq!(column(&reader, "born").attributes, []);
}

/// Whether what was read is what was written, as far as SPSS can hold it.
fn is_same(variable: &Variable, written: Cell<'_>, read: &Value<'_>) -> bool {
    match (variable.admit(written).expect("it fits"), read) {
        (Cell::Blank, Value::Blank) => true,
        (Cell::Missing(reason), Value::Number(number)) => *number == f64::from(reason.code()),
        (Cell::Number(whole), Value::Number(number)) => *number == whole as f64,
        (Cell::Decimal(decimal), Value::Number(number)) => *number == decimal,
        (Cell::Text(text), Value::Text(read)) => {
            datasets::cut_at(text, 32_767).trim_end_matches(' ') == read
        }
        (Cell::Text(text), Value::Blank) => text.trim_end_matches(' ').is_empty(),
        (Cell::Date(date), Value::Date(read)) => date == *read,
        (Cell::Moment(moment), Value::Moment(read)) => moment.naive_utc() == *read,
        // Before its calendar SPSS has nothing.
        (Cell::Date(date), Value::Blank) => date.to_string().as_str() < "1582-10-15",
        _ => false,
    }
}

#[test]
fn the_hard_dataset_with_five_thousand_variables_is_read_back_cell_by_cell() {
    let hard = Hard::new(5000).expect("a schema");
    let rows: Vec<_> = hard.rows().collect();
    let rows: Vec<_> = rows.iter().map(Vec::as_slice).collect();
    let (file, summary) = written(hard.dataset(), &rows);
    let mut reader = opened(&file);

    assert_eq!((summary.rows, summary.columns), (ROWS, 5000));
    assert_eq!(reader.found().rows, Some(ROWS));
    let variables = hard.dataset().variables();
    for cells in rows {
        let row = reader.next_row().expect("a row").expect("one more row");
        let read: Vec<_> = row.cells().collect::<Result<_, _>>().expect("cells");
        assert_eq!(read.len(), variables.len());
        for ((variable, cell), (column, value)) in variables.iter().zip(cells).zip(read) {
            assert_eq!(column.name, variable.name.as_str());
            assert!(is_same(variable, *cell, &value), "{}", column.name);
        }
    }
    assert!(reader.next_row().expect("the end").is_none());
}

#[test]
fn the_same_rows_have_the_same_bytes_wherever_in_a_file_they_begin() {
    let dataset = dataset(vec![words("row_key", Some(8))]);
    let rows: [&[Cell<'_>]; 1] = [&[Cell::Text("ANNA")]];
    let (file, _) = written(&dataset, &rows);

    let mut later = Cursor::new(b"before".to_vec());
    later.seek(SeekFrom::End(0)).expect("a place");
    let mut writer = Box::new(Sav::create(dataset.into(), &mut later).expect("a dictionary"));
    writer.row(rows[0]).expect("a row");
    writer.finish().expect("the end");
    later.write_all(b"behind").expect("it stands at the end");

    let later = later.into_inner();
    assert_eq!(later, [b"before", file.as_slice(), b"behind"].concat());
}

#[test]
fn a_long_note_is_broken_between_words_and_keeps_each_of_them() {
    let note = "Every person in this dataset is invented. ".repeat(9) + &"ü".repeat(100);
    let outline =
        datasets::Outline { notes: vec![note.clone()], ..outline(vec![words("a", None)]) };
    let dataset = datasets::Dataset::new(outline).expect("it is in order");
    let (file, summary) = written(&dataset, &[]);
    let notes = opened(&file).found().notes.clone();

    assert_eq!(summary.losses, []);
    assert!(notes.iter().all(|line| line.len() <= 80));
    let letters = |text: &str| text.replace(' ', "");
    assert_eq!(letters(&notes.concat()), letters(&note));
    assert!(notes[0].ends_with("Every person in this dataset is"));
}

proptest! {
    #[test]
    fn any_row_comes_back(
        number in any::<i32>(),
        decimal in -1e300_f64..1e300,
        seconds in -12_219_206_400_i64..253_402_300_800,
        text in "[^\0]{0,400}",
        width in 1_600_u32..5_000,
    ) {
        let moment: DateTime<Utc> = DateTime::from_timestamp(seconds, 0).expect("a moment");
        let date: NaiveDate = moment.date_naive();
        let plain = |of, kind| Variable { missing: Vec::new(), ..Variable::new(name(of), "", kind) };
        let variables = vec![
            plain("whole", Kind::WHOLE),
            plain("decimal", Kind::Decimal { places: 2 }),
            plain("day", Kind::Date),
            plain("moment", Kind::Moment),
            plain("text", Kind::Text { bytes: Some(width) }),
        ];
        let cells = [
            Cell::Number(number.into()),
            Cell::Decimal(decimal),
            Cell::Date(date),
            Cell::Moment(moment),
            Cell::Text(&text),
        ];
        let dataset = dataset(variables);
        let (file, _) = written(&dataset, &[&cells, &cells, &[Cell::Blank; 5]]);
        let mut reader = opened(&file);
        for cells in [&cells, &cells, &[Cell::Blank; 5]] {
            let row = reader.next_row().expect("a row").expect("one more row");
            for ((cell, variable), read) in cells.iter().zip(dataset.variables()).zip(row.cells()) {
                prop_assert!(is_same(variable, *cell, &read.expect("a cell").1));
            }
        }
        prop_assert!(reader.next_row().expect("the end").is_none());
    }
}
