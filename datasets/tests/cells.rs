//! Which cells a variable takes, and in which form formats meet them.

use chrono::{DateTime, NaiveDate, Utc};
use datasets::{Cell, Dataset, Kind, Misfit, Missing, Name, Outline, RowError, Variable, Widths};
use proptest::prelude::*;

fn variable(kind: Kind) -> Variable {
    Variable::new(Name::new("w1_asked").expect("a name"), "Asked", kind)
}

fn check(kind: Kind, cell: Cell<'_>, admitted: Result<Cell<'_>, Misfit>) {
    assert_eq!(variable(kind).admit(cell), admitted, "{cell:?} in {kind:?}");
}

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date")
}

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().expect("a moment")
}

const CODE: Kind = Kind::Whole { least: 0, most: 10 };
const HOURS: Kind = Kind::Decimal { places: 1 };

#[test]
fn a_whole_number_stays_in_its_range_however_it_is_held() {
    check(CODE, Cell::Number(10), Ok(Cell::Number(10)));
    check(CODE, Cell::Decimal(10.0), Ok(Cell::Number(10)));
    check(CODE, Cell::Number(11), Err(Misfit::Range));
    check(CODE, Cell::Number(-10), Err(Misfit::Range));
    check(CODE, Cell::Decimal(0.5), Err(Misfit::Range));
    check(Kind::WHOLE, Cell::Number(1 << 53), Err(Misfit::Range));
    check(Kind::WHOLE, Cell::Decimal(1e300), Err(Misfit::Range));
    check(CODE, Cell::Text("1"), Err(Misfit::Kind));
}

#[test]
fn a_number_with_a_point_is_one_that_every_program_can_hold() {
    check(HOURS, Cell::Decimal(37.5), Ok(Cell::Decimal(37.5)));
    check(HOURS, Cell::Number(37), Ok(Cell::Decimal(37.0)));
    check(HOURS, Cell::Number(i64::MIN), Err(Misfit::Range));
    for outside in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 8.99e307, f64::MIN] {
        assert_eq!(variable(HOURS).admit(Cell::Decimal(outside)), Err(Misfit::Range));
    }
}

#[test]
fn what_stands_among_the_missing_codes_is_no_answer() {
    check(HOURS, Cell::Decimal(-1.0), Err(Misfit::Reserved));
    check(HOURS, Cell::Decimal(-8.5), Err(Misfit::Reserved));
    check(HOURS, Cell::Decimal(-0.5), Ok(Cell::Decimal(-0.5)));
    check(Kind::WHOLE, Cell::Number(-9), Err(Misfit::Reserved));
    check(Kind::WHOLE, Cell::Number(-10), Ok(Cell::Number(-10)));
    let change = Variable { missing: Vec::new(), ..variable(Kind::WHOLE) };
    assert_eq!(change.admit(Cell::Number(-9)), Ok(Cell::Number(-9)));
    assert_eq!(
        change.admit(Cell::Missing(Missing::Refused)),
        Err(Misfit::Missing(Missing::Refused))
    );
}

#[test]
fn a_reason_stays_with_a_number_and_makes_all_else_blank() {
    let refused = Cell::Missing(Missing::Refused);
    for kind in [CODE, HOURS] {
        check(kind, refused, Ok(refused));
        check(kind, Cell::Blank, Ok(Cell::Blank));
    }
    for kind in [Kind::Date, Kind::Moment, Kind::Month, Kind::TEXT] {
        check(kind, refused, Ok(Cell::Blank));
        check(kind, Cell::Number(-9), Err(Misfit::Kind));
    }
}

#[test]
fn a_text_is_no_longer_than_was_said_and_an_empty_one_is_not_there() {
    let short = Kind::Text { bytes: Some(3) };
    check(short, Cell::Text("Zo"), Ok(Cell::Text("Zo")));
    check(short, Cell::Text("Zoë"), Err(Misfit::Bytes { bytes: 4, most: 3 }));
    check(short, Cell::Text(""), Ok(Cell::Blank));
    check(Kind::TEXT, Cell::Text("Zoë"), Ok(Cell::Text("Zoë")));
}

#[test]
fn a_month_is_its_first_day_and_a_moment_whole_seconds_of_a_year_of_four_digits() {
    check(Kind::Month, Cell::Date(date(2026, 11, 30)), Ok(Cell::Date(date(2026, 11, 1))));
    check(Kind::Date, Cell::Date(date(1, 1, 1)), Ok(Cell::Date(date(1, 1, 1))));
    check(Kind::Date, Cell::Date(date(0, 12, 31)), Err(Misfit::Year));
    check(Kind::Date, Cell::Date(date(10_000, 1, 1)), Err(Misfit::Year));
    let leap = Cell::Moment(moment("2016-12-31T23:59:60.25Z"));
    check(Kind::Moment, leap, Ok(Cell::Moment(moment("2016-12-31T23:59:59Z"))));
    check(Kind::Date, leap, Err(Misfit::Kind));
}

fn dataset() -> Dataset {
    let named =
        |name: &str, kind| Variable { name: Name::new(name).expect("a name"), ..variable(kind) };
    let outline = Outline {
        name: Name::new("by_wave").expect("a name"),
        title: String::new(),
        notes: Vec::new(),
        language: "en".to_owned(),
        variables: vec![
            named("satisfied", CODE),
            named("words", Kind::TEXT),
            named("none", Kind::TEXT),
        ],
        sets: Vec::new(),
    };
    Dataset::new(outline).expect("it is in order")
}

#[test]
fn a_row_that_does_not_fit_is_told_by_its_number_and_its_variable_and_not_by_its_answer() {
    let dataset = dataset();
    let told = |cells: &[Cell<'_>]| match dataset.admit(7, cells) {
        Ok(row) => row.filter_map(Result::err).map(|error| error.to_string()).collect(),
        Err(error) => vec![error.to_string()],
    };
    assert_eq!(
        told(&[Cell::Number(99), Cell::Text("mine"), Cell::Blank]),
        ["row 7, “satisfied”: the number is outside the variable's range"]
    );
    assert_eq!(told(&[Cell::Number(9)]), ["row 7 has 1 cells, and there are 3 variables"]);
    assert_eq!(told(&[Cell::Number(9), Cell::Blank, Cell::Blank]), [""; 0]);
}

#[test]
fn widths_that_nobody_knew_are_those_of_the_longest_text_once_all_were_read() {
    let mut widths = Widths::new(dataset());
    for text in ["Zoë", "", "Zo"] {
        widths.row(&[Cell::Number(1), Cell::Text(text), Cell::Blank]).expect("it fits");
    }
    let wrong = widths.row(&[Cell::Text("1"), Cell::Blank, Cell::Blank]);
    assert!(matches!(wrong, Err(RowError::Cell { row: 4, misfit: Misfit::Kind, .. })));
    let kinds: Vec<_> = widths.into_dataset().variables().iter().map(|own| own.kind).collect();
    assert_eq!(kinds, [CODE, Kind::Text { bytes: Some(4) }, Kind::Text { bytes: Some(1) }]);
}

proptest! {
    #[test]
    fn what_was_admitted_is_admitted_again_as_it_is(number: i64, decimal: f64, days in -800_000_i32..3_000_000) {
        let day = NaiveDate::from_num_days_from_ce_opt(days).expect("a date");
        let cells = [
            Cell::Number(number),
            Cell::Decimal(decimal),
            Cell::Decimal(number as f64),
            Cell::Date(day),
            Cell::Moment(day.and_hms_opt(1, 2, 3).expect("a time").and_utc()),
        ];
        for kind in [CODE, Kind::WHOLE, HOURS, Kind::TEXT, Kind::Date, Kind::Moment, Kind::Month] {
            for cell in cells {
                if let Ok(admitted) = variable(kind).admit(cell) {
                    prop_assert_eq!(variable(kind).admit(admitted), Ok(admitted));
                }
            }
        }
    }
}
