//! Numbers: every missing code, the ends of each storage type, long labels, and sets of several answers.

use super::{Column, HardError, Owned, variable};
use crate::{Cell, Kind, Measure, Missing, Name, Variable, variable::GREATEST_WHOLE};

/// Where Stata's byte, int and long end, and the types of C with them; then the ends of a double.
const WHOLES: [i64; 22] = [
    0,
    100,
    101,
    127,
    128,
    -127,
    -128,
    251,
    252,
    32_740,
    32_741,
    32_767,
    -32_767,
    -32_768,
    2_147_483_620,
    2_147_483_621,
    2_147_483_647,
    -2_147_483_647,
    -2_147_483_648,
    GREATEST_WHOLE,
    -GREATEST_WHOLE,
    -5,
];

const DECIMALS: [f64; 12] =
    [0.0, 0.1, -0.1, 0.5, -8.0, -8.5, 1.0 / 3.0, 1e15, 1e-9, 123_456.789, 8.9e307, -8.9e307];

/// What is a number and has two decimals.
const DECIMAL: Kind = Kind::Decimal { places: 2 };

const YES_OR_NO: Kind = Kind::Whole { least: 0, most: 1 };

pub(super) fn columns() -> Result<Vec<Column>, HardError> {
    let ends = Kind::Decimal { places: 3 };
    let mut columns = every_code()?;
    columns.extend([
        (variable("no_whole", "An empty column of whole numbers", YES_OR_NO)?, Vec::new()),
        (variable("no_decimal", "An empty column of numbers", DECIMAL)?, Vec::new()),
        without_reasons("whole_ends", Kind::WHOLE, WHOLES.map(Cell::Number).into())?,
        without_reasons("decimal_ends", ends, DECIMALS.map(Cell::Decimal).into())?,
        numbers("as_byte", Kind::Whole { least: 0, most: 100 }, &[0, 100])?,
        numbers("as_int", Kind::Whole { least: 0, most: 32_740 }, &[0, 101, 32_740])?,
        numbers("as_long", Kind::Whole { least: 0, most: 2_147_483_620 }, &[0, 2_147_483_620])?,
        numbers("w1_a_name_of_thirty_two_letters_", YES_OR_NO, &[0, 1])?,
        (scale()?, vec![Owned::Of(Cell::Number(0)), Owned::Of(Cell::Number(10))]),
    ]);
    columns.extend(long_labels()?);
    for (place, code) in (0..).zip([1, 2, 3, 96, 97]) {
        columns.push(ticked(place, code)?);
    }
    Ok(columns)
}

/// Numbers with each reason for there being none, and one that nobody was asked for.
fn every_code() -> Result<Vec<Column>, HardError> {
    let reasons = Missing::ALL.map(Cell::Missing);
    let and_reasons = |answers: &[Cell<'static>]| {
        answers.iter().chain(&reasons).map(|cell| Owned::Of(*cell)).collect::<Vec<_>>()
    };
    let label = "Two answers and every missing code";
    let whole = variable("every_code", label, Kind::Whole { least: 1, most: 2 })?;
    let label = "A number and every missing code";
    let decimal = variable("every_code_decimal", label, DECIMAL)?;
    let asked = variable("not_asked", "Asked of nobody", YES_OR_NO)?;
    Ok(vec![
        (
            whole.coded([(1, "Yes"), (2, "No")]),
            and_reasons(&[Cell::Number(1), Cell::Number(2), Cell::Blank]),
        ),
        (decimal, and_reasons(&[Cell::Decimal(2.25), Cell::Blank])),
        (asked.coded([(0, "No"), (1, "Yes")]), vec![Owned::Of(Cell::Missing(Missing::NotAsked))]),
    ])
}

/// A variable that nothing is known of but its name, for a file that is wide.
pub(super) fn filler(number: usize) -> Result<Column, HardError> {
    let (kind, least) = (Kind::Whole { least: 0, most: 99 }, (number % 90) as i64);
    numbers(&format!("filler_{number:05}"), kind, &[least, least + 1, least + 2])
}

fn numbers(name: &str, kind: Kind, numbers: &[i64]) -> Result<Column, HardError> {
    let label = format!("The numbers of {name}");
    let cells = numbers.iter().map(|number| Owned::Of(Cell::Number(*number)));
    Ok((variable(name, &label, kind)?, cells.collect()))
}

/// Numbers below zero mean what they say.
fn without_reasons(name: &str, kind: Kind, cells: Vec<Cell<'static>>) -> Result<Column, HardError> {
    let own = variable(name, "Numbers up to the ends, without missing codes", kind)?;
    Ok((Variable { missing: Vec::new(), ..own }, cells.into_iter().map(Owned::Of).collect()))
}

fn scale() -> Result<Variable, HardError> {
    let ends = [(0, "Not at all satisfied"), (10, "Completely satisfied")];
    let own = variable("satisfied", "Satisfied with life", Kind::Whole { least: 0, most: 10 })?;
    Ok(Variable { measure: Measure::Ordinal, ..own.coded(ends) })
}

/// Labels past 80 characters (Stata), 120 bytes (values in SPSS) and 255 (variables in SPSS). Two of them begin alike, so
/// that they are the same once they are cut.
fn long_labels() -> Result<Vec<Column>, HardError> {
    let kind = Kind::Whole { least: 1, most: 4 };
    let label = |bytes: usize, end: &str| format!("{}{end}", "ü".repeat(bytes / 2));
    let values = [
        (1, label(120, "")),
        (2, label(130, " one")),
        (3, label(130, " other")),
        (4, label(300, "🦔")),
    ];
    let cells: Vec<_> = (1..=4).map(|code| Owned::Of(Cell::Number(code))).collect();
    let of = |name, bytes| {
        let own = variable(name, &label(bytes, " end"), kind)?;
        Ok((own.coded(values.clone()), cells.clone()))
    };
    [("label_80", 76), ("label_130", 130), ("label_255", 252), ("label_300", 300)]
        .into_iter()
        .map(|(name, bytes)| of(name, bytes))
        .collect()
}

fn ticked(place: usize, code: i32) -> Result<Column, HardError> {
    let kind = Kind::Whole { least: 0, most: 1 };
    let own = variable(&format!("barrier_{code:02}"), &format!("Barrier: option {code}"), kind)?;
    let own = own.coded([(0, "Not ticked"), (1, "Ticked")]);
    let mut cells: Vec<_> = [0, 1, 0, 1].map(|ticked| Owned::Of(Cell::Number(ticked))).into();
    cells.rotate_left(place % 4);
    // Whoever does not know does not know of any option.
    cells.push(Owned::Of(Cell::Missing(Missing::DontKnow)));
    Ok((Variable { set: Some(Name::new("barrier")?), ..own }, cells))
}
