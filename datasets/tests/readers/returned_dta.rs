//! Files of Stata's format that pandas wrote, as a data owner might return them.

use std::fs::File;

use chrono::{DateTime, NaiveDate, Utc};
use datasets::dta::{Limits, Reader, Value};

use crate::asked::{by_python, kept};

fn day(year: i32, month: u32, day: u32) -> Value {
    Value::Date(NaiveDate::from_ymd_opt(year, month, day).expect("a date"))
}

fn moment(at: &str) -> Value {
    Value::Moment(at.parse::<DateTime<Utc>>().expect("a moment"))
}

fn text(words: &str) -> Value {
    Value::Text(words.to_owned())
}

fn rows() -> [Vec<Value>; 3] {
    let long = "long, ".repeat(10_000);
    [
        vec![
            text("T0001"),
            Value::Number(13),
            Value::Decimal(1234.5),
            day(2026, 3, 1),
            moment("2026-11-30T13:07:00Z"),
            day(2026, 3, 1),
            Value::Number(0),
            text("short"),
        ],
        vec![
            text("T0002"),
            Value::Number(0),
            Value::Blank,
            Value::Blank,
            moment("1960-01-01T00:00:00Z"),
            day(1959, 12, 1),
            Value::Number(1),
            Value::Blank,
        ],
        vec![
            text("T0003"),
            Value::Number(52),
            Value::Decimal(-0.25),
            day(1899, 12, 31),
            Value::Blank,
            day(1960, 1, 1),
            Value::Blank,
            text(&long),
        ],
    ]
}

#[test]
fn what_pandas_writes_in_each_release_and_order_of_bytes_is_read_as_it_was() {
    let written = by_python("write_dta.py", &kept("returned", b""));
    let written: Vec<_> = written.as_array().expect("files").iter().collect();

    assert_eq!(written.len(), 6);
    for path in written {
        let file = File::open(path.as_str().expect("a path")).expect("a file");
        let mut reader = Reader::open(file, Limits::default()).expect("a schema");
        let description = reader.description();
        assert_eq!((description.title.as_str(), description.rows), ("Outcomes", 3));
        assert_eq!(description.columns[1].label, "Weeks in work");
        let arms = description.columns[6].labels.iter();
        let arms: Vec<_> = arms.map(|arm| (arm.value.clone(), arm.text.as_str())).collect();
        assert_eq!(arms, [(Value::Number(0), "control"), (Value::Number(1), "support")]);
        for row in rows() {
            assert_eq!(reader.row().expect("a row"), Some(row), "{path}");
        }
        assert_eq!(reader.row().expect("the end"), None);
    }
}
