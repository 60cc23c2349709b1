//! Stata's .dta, by pandas and by pyreadstat (`ReadStat`, which R's haven is made of as well).

use std::{collections::BTreeMap, io::Cursor, sync::Arc};

use chrono::{Datelike, NaiveDate};
use datasets::{
    Cell, Kind, Missing, Variable, Writer, dta::Dta, hard::Hard, missing::stata_letter,
};
use serde_json::Value;

use crate::asked::{by_python, kept};

/// The least that no byte, int or long holds.
const PAST_LONG: i64 = 2_147_483_621;

fn hard_file(hard: &Hard) -> Vec<u8> {
    let (mut out, mut aside) = (Cursor::new(Vec::new()), Cursor::new(Vec::new()));
    let dataset = Arc::new(hard.dataset().clone());
    let mut writer = Box::new(Dta::create(dataset, &mut out, &mut aside).expect("a header"));
    for row in hard.rows() {
        writer.row(&row).expect("it fits");
    }
    writer.finish().expect("the end");
    out.into_inner()
}

/// The same for each variable.
fn of_each(hard: &Hard, tell: impl Fn(&Variable) -> String) -> Value {
    hard.dataset().variables().iter().map(tell).collect::<Vec<_>>().into()
}

fn check_schema(read: &Value, hard: &Hard) {
    assert_eq!(read["title"], hard.dataset().title());
    assert_eq!(read["names"], of_each(hard, |own| own.name.as_str().to_owned()));
    assert_eq!(read["labels"], of_each(hard, |own| own.label.chars().take(80).collect()));
}

/// Each label by its code, as the reader writes codes.
fn check_sets(read: &Value, hard: &Hard, code: impl Fn(i32, Option<Missing>) -> String) {
    let sets = read["sets"].as_array().expect("sets");
    assert_eq!(sets.len(), hard.dataset().variables().len());
    for (variable, read) in hard.dataset().variables().iter().zip(sets) {
        let labels = variable.numbered().map(|(number, text)| {
            let reason = variable.missing.iter().find(|reason| reason.code() == number);
            (code(number, reason.copied()), Value::from(text))
        });
        let read = read.as_object().expect("a set").clone().into_iter();
        let (labels, read) = (labels.collect(), read.collect::<BTreeMap<_, _>>());
        assert_eq!(read, labels, "{}", variable.name);
    }
}

/// Holds each cell against what was read, as text.
fn check_cells(read: &Value, hard: &Hard, check: impl Fn(&Variable, Cell<'_>, &str)) {
    let rows = read["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), hard.rows().count());
    for (cells, read) in hard.rows().zip(rows) {
        let read = read.as_array().expect("a row");
        assert_eq!(read.len(), cells.len());
        for ((variable, cell), read) in hard.dataset().variables().iter().zip(cells).zip(read) {
            let cell = variable.admit(cell).expect("it fits");
            check(variable, cell, read.as_str().expect("a text"));
        }
    }
}

fn is_too_early(date: NaiveDate) -> bool {
    date.year() < 100
}

fn days(date: NaiveDate) -> f64 {
    let epoch = NaiveDate::from_ymd_opt(1960, 1, 1).expect("a date");
    date.signed_duration_since(epoch).num_days() as f64
}

#[test]
fn pandas_reads_the_schema_and_each_cell_of_five_thousand_variables() {
    let hard = Hard::new(5000).expect("a schema");
    let read = by_python("read_dta.py", &kept("pandas.dta", &hard_file(&hard)));

    check_schema(&read, &hard);
    check_sets(&read, &hard, |number, reason| {
        let letter = |reason| i64::from(u32::from(stata_letter(reason)) - u32::from('a'));
        let number = reason.map_or(number.into(), |reason| PAST_LONG + 1 + letter(reason));
        number.to_string()
    });
    check_cells(&read, &hard, |variable, cell, read| {
        let name = &variable.name;
        match cell {
            Cell::Blank if matches!(variable.kind, Kind::Text { .. }) => {
                assert_eq!(read, "", "{name}")
            }
            Cell::Blank => assert_eq!(read, ".", "{name}"),
            Cell::Date(date) if is_too_early(date) => assert_eq!(read, ".", "{name}"),
            Cell::Missing(reason) => {
                assert_eq!(read, format!(".{}", stata_letter(reason)), "{name}")
            }
            Cell::Text(text) => assert_eq!(read, text, "{name}"),
            Cell::Number(number) => assert_eq!(read.parse(), Ok(number as f64), "{name}"),
            Cell::Decimal(number) => assert_eq!(read.parse(), Ok(number), "{name}"),
            Cell::Date(date) => assert_eq!(read.parse(), Ok(days(date)), "{name}"),
            Cell::Moment(moment) => {
                let epoch = NaiveDate::from_ymd_opt(1960, 1, 1).expect("a date");
                let since = moment.naive_utc() - epoch.and_time(chrono::NaiveTime::MIN);
                assert_eq!(read.parse(), Ok(since.num_milliseconds() as f64), "{name}");
            }
        }
    });
    check_dates(&read["dates"], &hard);
}

/// Which of them are dates, and which days and moments.
fn check_dates(read: &Value, hard: &Hard) {
    let dates = hard.dataset().variables().iter().enumerate();
    let dates =
        dates.filter(|(_, own)| matches!(own.kind, Kind::Date | Kind::Month | Kind::Moment));
    let dates: Vec<_> = dates.collect();
    assert_eq!(read.as_object().expect("dates").len(), dates.len());
    for (place, variable) in dates {
        for (cells, read) in
            hard.rows().zip(read[variable.name.as_str()].as_array().expect("cells"))
        {
            let told = match variable.admit(cells[place]).expect("it fits") {
                Cell::Date(date) if !is_too_early(date) => format!("{date}T00:00:00").into(),
                Cell::Moment(moment) => moment.format("%Y-%m-%dT%H:%M:%S").to_string().into(),
                _ => Value::Null,
            };
            assert_eq!(*read, told, "{}", variable.name);
        }
    }
}

#[test]
fn pyreadstat_reads_the_schema_and_each_cell_of_five_thousand_variables() {
    let hard = Hard::new(5000).expect("a schema");
    let read = by_python("read_dta_readstat.py", &kept("readstat.dta", &hard_file(&hard)));

    check_schema(&read, &hard);
    assert_eq!(read["notes"], Value::from(hard.dataset().notes().to_vec()));
    check_sets(&read, &hard, |number, reason| {
        reason.map_or(number.to_string(), |reason| stata_letter(reason).to_string())
    });
    check_cells(&read, &hard, |variable, cell, read| {
        let name = &variable.name;
        match cell {
            Cell::Blank => assert_eq!(read, "", "{name}"),
            Cell::Date(date) if is_too_early(date) => assert_eq!(read, "", "{name}"),
            Cell::Missing(reason) => assert_eq!(read, stata_letter(reason).to_string(), "{name}"),
            Cell::Text(text) => assert_eq!(read, text, "{name}"),
            Cell::Number(number) => assert_eq!(read.parse(), Ok(number as f64), "{name}"),
            Cell::Decimal(number) => assert_eq!(read.parse(), Ok(number), "{name}"),
            Cell::Date(date) => assert_eq!(read, date.to_string(), "{name}"),
            Cell::Moment(moment) => {
                assert_eq!(read, moment.format("%Y-%m-%dT%H:%M:%S").to_string(), "{name}");
            }
        }
    });
}
