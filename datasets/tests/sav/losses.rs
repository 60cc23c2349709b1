//! What SPSS cannot hold is cut or left out, and told.

use chrono::NaiveDate;
use datasets::{Cell, Dataset, Kind, Lost, Outline, ResponseSet, Variable};

use crate::given::{dataset, labelled, name, opened, outline, words, written};

/// What of which variable was lost, how often, and in which rows.
fn told(dataset: &Dataset, rows: &[&[Cell<'_>]]) -> Vec<(String, Lost, u64, Vec<u64>)> {
    let losses = written(dataset, rows).1.losses.into_iter();
    let told = losses.map(|loss| {
        let variable = loss.variable.map_or_else(String::new, |name| name.to_string());
        (variable, loss.lost, loss.count, loss.rows)
    });
    told.collect()
}

#[test]
fn a_text_of_unknown_width_is_cut_at_a_character_before_32767_bytes() {
    let dataset = dataset(vec![words("words", None)]);
    let (short, long) = ("x".repeat(32_767), "x".repeat(32_766) + "ü");
    let rows: [&[Cell<'_>]; 2] = [&[Cell::Text(&short)], &[Cell::Text(&long)]];

    assert_eq!(told(&dataset, &rows), [("words".to_owned(), Lost::TextCut, 1, vec![2])]);
    let (file, _) = written(&dataset, &rows);
    let mut reader = opened(&file);
    for length in [32_767, 32_766] {
        let row = reader.next_row().expect("a row").expect("one more row");
        let (_, value) = row.cells().next().expect("a cell").expect("a text");
        assert!(matches!(value, datasets::sav::Value::Text(text) if text.len() == length));
    }
}

#[test]
fn a_day_before_the_calendar_of_spss_is_blank_and_told_by_its_row() {
    let date = |day| Cell::Date(NaiveDate::from_ymd_opt(1582, 10, day).expect("a date"));
    let dataset = dataset(vec![Variable::new(name("born"), "Born", Kind::Date)]);
    let rows: [&[Cell<'_>]; 3] = [&[date(15)], &[date(14)], &[Cell::Blank]];

    assert_eq!(told(&dataset, &rows), [("born".to_owned(), Lost::DateLeftOut, 1, vec![2])]);
}

#[test]
fn labels_end_with_the_last_character_that_fits_and_a_set_of_one_is_left_out() {
    let long = "ü".repeat(200);
    let ticked = Variable {
        set: Some(name("alone")),
        ..Variable::new(name("a_01"), &*long, Kind::Whole { least: 0, most: 1 })
            .coded([(0, "No"), (1, long.as_str())])
    };
    let region = Variable { labels: vec![labelled("Anglesey", &long)], ..words("region", Some(9)) };
    let set = ResponseSet { name: name("alone"), label: String::new(), counted: 1 };
    let outline = Outline { title: long.clone(), sets: vec![set], ..outline(vec![ticked, region]) };
    let dataset = Dataset::new(outline).expect("it is in order");

    let of = |variable: &str, lost| (variable.to_owned(), lost, 1, Vec::new());
    assert_eq!(
        told(&dataset, &[]),
        [
            of("", Lost::LabelCut),
            of("", Lost::SetLeftOut),
            of("a_01", Lost::LabelCut),
            of("a_01", Lost::ValueLabelCut),
            of("region", Lost::ValueLabelCut),
        ]
    );
    let (file, _) = written(&dataset, &[]);
    let found = opened(&file).found().clone();
    assert_eq!((found.title.len(), found.columns[0].label.len()), (64, 254));
    assert_eq!(found.attributes[0].values, [long]);
    assert_eq!(found.sets, []);
}

#[test]
fn a_character_that_no_reader_takes_is_a_space_and_told_and_a_break_in_a_label_is_a_space() {
    let variable =
        Variable { label: "Words\nin\u{2028}three\tlines".to_owned(), ..words("words", Some(8)) };
    let bell = Variable { label: "A \u{7} bell".to_owned(), ..words("bell", Some(8)) };
    let dataset = dataset(vec![variable, bell]);
    let rows: [&[Cell<'_>]; 1] = [&[Cell::Text("a\0b"), Cell::Text("a\u{7}b\n")]];

    let of = |variable: &str, rows| (variable.to_owned(), Lost::CharacterReplaced, 1, rows);
    assert_eq!(told(&dataset, &rows), [of("bell", Vec::new()), of("words", vec![1])]);
    let (file, _) = written(&dataset, &rows);
    let mut reader = opened(&file);
    assert_eq!(reader.found().columns[0].label, "Words in three lines");
    let row = reader.next_row().expect("a row").expect("one row");
    let values: Vec<_> = row.cells().map(|cell| cell.expect("a text").1).collect();
    let text = |text: &'static str| datasets::sav::Value::Text(text.into());
    assert_eq!(values, [text("a b"), text("a\u{7}b\n")]);
}
