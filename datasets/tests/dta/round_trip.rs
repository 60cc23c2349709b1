//! Whatever a dataset has is read back as it was.

use chrono::{DateTime, NaiveDate, Utc};
use datasets::{
    Cell, Dataset, Kind, Lost, Missing, Variable,
    dta::{Column, Value},
    hard::{Hard, ROWS},
};
use proptest::{collection::vec, prelude::*};

use crate::written::{dataset, held, read, variable, written};

#[test]
fn five_thousand_variables_of_the_hard_dataset_are_read_back_cell_by_cell_and_label_by_label() {
    let hard = Hard::new(5000).expect("a schema");
    let (file, summary) = written(hard.dataset(), hard.rows());
    let (description, rows) = read(&file);

    assert_eq!((summary.rows, summary.columns, description.rows), (ROWS, 5000, ROWS));
    assert_eq!(description.title, hard.dataset().title());
    assert!(description.notes().eq(hard.dataset().notes()));
    check_columns(hard.dataset(), &description.columns);
    check_rows(hard.dataset(), &description.columns, hard.rows(), &rows);
    let told: Vec<_> = summary
        .losses
        .iter()
        .map(|loss| {
            (loss.variable.as_ref().map_or("", datasets::Name::as_str), loss.lost, loss.count)
        })
        .collect();
    assert_eq!(
        told,
        [
            ("", Lost::SetLeftOut, 1),
            ("born_early", Lost::DateLeftOut, 10),
            ("label_255", Lost::LabelCut, 1),
            ("label_300", Lost::LabelCut, 1),
            ("status", Lost::ValueLabelLeftOut, 3),
        ]
    );
}

#[test]
fn the_same_dataset_has_the_same_bytes() {
    let hard = Hard::new(0).expect("a schema");
    assert!(written(hard.dataset(), hard.rows()) == written(hard.dataset(), hard.rows()));
}

fn check_columns(dataset: &Dataset, columns: &[Column]) {
    assert_eq!(columns.len(), dataset.variables().len());
    for (variable, column) in dataset.variables().iter().zip(columns) {
        assert_eq!(column.name, variable.name.as_str());
        assert_eq!(column.label, variable.label.chars().take(80).collect::<String>());
        let mut labels: Vec<_> = variable
            .numbered()
            .map(|(number, text)| {
                let reason = variable.missing.iter().find(|reason| reason.code() == number);
                let value = reason.map_or(Value::Number(number.into()), |reason| {
                    Value::Missing(datasets::missing::stata_letter(*reason))
                });
                (value, text)
            })
            .collect();
        let read = column.labels.iter().map(|label| (label.value.clone(), label.text.as_str()));
        let read: Vec<_> = read.collect();
        assert_eq!(labels.len(), read.len(), "{}", column.name);
        labels.retain(|label| !read.contains(label));
        assert_eq!(labels, [], "{}", column.name);
    }
}

fn check_rows<'r>(
    dataset: &Dataset,
    columns: &[Column],
    rows: impl Iterator<Item = Vec<Cell<'r>>>,
    read: &[Vec<Value>],
) {
    let rows: Vec<_> = rows.collect();
    assert_eq!(read.len(), rows.len());
    for (row, read) in rows.iter().zip(read) {
        assert_eq!(read.len(), row.len());
        for (((variable, column), cell), read) in
            dataset.variables().iter().zip(columns).zip(row).zip(read)
        {
            assert_eq!(*read, held(variable, column.storage, *cell), "{}", variable.name);
        }
    }
}

/// What a cell is made of: one of each kind, and which of them counts.
#[derive(Clone, Debug)]
struct Any {
    which: u8,
    reason: usize,
    whole: i64,
    decimal: f64,
    text: String,
    moment: DateTime<Utc>,
}

fn any_cell() -> impl Strategy<Value = Any> {
    let day = NaiveDate::from_ymd_opt(1, 1, 1).expect("a date").and_time(chrono::NaiveTime::MIN);
    let seconds = 0_i64..315_537_897_600;
    let text = prop_oneof![any::<String>(), "[a-z]{2040,2050}", "(🦔|\0|ü){1,4}"];
    (any::<u8>(), 0_usize..9, any::<i64>(), any::<f64>(), text, seconds).prop_map(
        move |(which, reason, whole, decimal, text, seconds)| {
            let moment = (day + chrono::TimeDelta::seconds(seconds)).and_utc();
            Any { which, reason, whole, decimal, text, moment }
        },
    )
}

fn any_variable() -> impl Strategy<Value = Kind> {
    let greatest = datasets::variable::GREATEST_WHOLE;
    let end = prop_oneof![0..=300_i64, 32_000..=33_000_i64, 2_147_483_000..=2_147_484_000_i64];
    prop_oneof![
        (end, any::<bool>()).prop_map(|(most, negative)| {
            Kind::Whole { least: if negative { -most } else { 0 }, most }
        }),
        Just(Kind::Whole { least: -greatest, most: greatest }),
        (0_u8..=15).prop_map(|places| Kind::Decimal { places }),
        (1_u32..=3000).prop_map(|bytes| Kind::Text { bytes: Some(bytes) }),
        Just(Kind::TEXT),
        Just(Kind::Date),
        Just(Kind::Moment),
        Just(Kind::Month),
    ]
}

/// The cell that fits the variable, or none.
fn fitting<'a>(variable: &Variable, any: &'a Any) -> Cell<'a> {
    let cell = match (any.which % 8, variable.kind) {
        (0, _) => Cell::Blank,
        (1, Kind::Whole { .. } | Kind::Decimal { .. }) => Cell::Missing(Missing::ALL[any.reason]),
        (_, Kind::Whole { least, most }) => {
            Cell::Number(least + any.whole.rem_euclid(most - least + 1))
        }
        (_, Kind::Decimal { .. }) => Cell::Decimal(any.decimal),
        (_, Kind::Text { bytes }) => {
            let most = bytes.map_or(usize::MAX, |bytes| bytes as usize);
            Cell::Text(datasets::cut_at(&any.text, most))
        }
        (_, Kind::Date | Kind::Month) => Cell::Date(any.moment.date_naive()),
        (_, Kind::Moment) => Cell::Moment(any.moment),
    };
    if variable.admit(cell).is_ok() { cell } else { Cell::Blank }
}

proptest! {
    #[test]
    fn any_dataset_is_read_back_as_it_was(
        kinds in vec(any_variable(), 1..6),
        cells in vec(vec(any_cell(), 6), 0..8),
    ) {
        let called = |(place, kind): (usize, &Kind)| variable(&format!("v{place}"), *kind);
        let own = dataset(kinds.iter().enumerate().map(called).collect());
        let rows = cells.iter().map(|row| {
            own.variables().iter().zip(row).map(|(variable, any)| fitting(variable, any)).collect()
        });
        let rows: Vec<Vec<_>> = rows.collect();
        let (file, _) = written(&own, rows.clone());
        let (description, read) = read(&file);
        check_columns(&own, &description.columns);
        check_rows(&own, &description.columns, rows.into_iter(), &read);
    }
}
