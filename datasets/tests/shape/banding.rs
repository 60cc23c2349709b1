//! Numbers that are given in bands, and the greatest as one.

use datasets::{
    Cell, Kind, Measure, Missing, Variable,
    shape::{Rules, Shape, TopCode},
};

use super::{AGES, bands, dataset, key, labels, number, rules, variable, wide};

/// The cell of the only column that is there besides the key, for each of these.
pub(super) fn each(kind: Kind, rules: &Rules, cells: &[Cell<'static>]) -> Vec<Cell<'static>> {
    let shape = Shape::new(&dataset("long", vec![number("d_age", kind)], Vec::new()), rules);
    let (shape, mut out) = (shape.expect("it can be shaped"), Vec::new());
    let one = |cell: &Cell<'static>| {
        shape.row(&[*cell], &mut out);
        out[0]
    };
    cells.iter().map(one).collect()
}

#[test]
fn an_age_is_given_as_the_first_number_of_its_band_which_says_what_it_means() {
    let rules = bands("d_age", &[16, 25, 80]);
    let cells = [15, 16, 24, 25, 79, 80, 120].map(Cell::Number);
    assert_eq!(each(AGES, &rules, &cells), [16, 16, 16, 25, 25, 80, 80].map(Cell::Number));

    let shape = Shape::new(&wide(), &rules).expect("it can be shaped");
    let age = variable(&shape, "w0_d_age");
    assert_eq!(age.label, "Age, in bands");
    assert_eq!(labels(age), [(16, "up to 24"), (25, "25 to 79"), (80, "80 or more")]);
    assert_eq!(age.kind, Kind::Whole { least: 16, most: 80 });
    assert_eq!((age.measure, age.missing.as_slice()), (Measure::Ordinal, &Missing::ALL[..]));
}

#[test]
fn why_there_is_no_number_stays_in_bands_and_what_does_not_fit_fits_no_better() {
    let rules = bands("d_age", &[0, 40]);
    let stays = [
        Cell::Blank,
        Cell::Missing(Missing::Refused),
        Cell::Number(-9),
        Cell::Decimal(-1.5),
        Cell::Decimal(f64::NAN),
        Cell::Text("forty"),
    ];
    let shaped = each(AGES, &rules, &stays);
    assert_eq!(format!("{shaped:?}"), format!("{stays:?}"));
}

#[test]
fn a_number_with_a_point_is_in_the_band_below_it_and_degrees_below_zero_in_the_first() {
    let hours = each(
        Kind::Decimal { places: 1 },
        &bands("d_age", &[0, 16, 37]),
        &[Cell::Decimal(15.9), Cell::Decimal(37.0), Cell::Decimal(1e300)],
    );
    assert_eq!(hours, [0, 37, 37].map(Cell::Number));

    // Where answers go below zero there are no missing codes, and each of them is a number.
    let degrees = Variable { missing: Vec::new(), ..number("d_age", Kind::Decimal { places: 1 }) };
    let dataset = dataset("long", vec![degrees], Vec::new());
    let shape = Shape::new(&dataset, &bands("d_age", &[0, 20])).expect("it can be shaped");
    let mut out = Vec::new();
    shape.row(&[Cell::Decimal(-5.0)], &mut out);
    assert_eq!(out, [Cell::Number(0)]);
}

#[test]
fn who_is_eighty_or_more_is_eighty_and_who_is_younger_keeps_their_age() {
    let top = |from| Rules { tops: vec![TopCode { variable: key("d_age"), from }], ..rules() };
    let cells = [Cell::Number(79), Cell::Number(80), Cell::Decimal(85.0), Cell::Number(-8)];
    let given = each(AGES, &top(80), &cells);
    assert_eq!(given, [79, 80, 80, -8].map(Cell::Number));

    let shape = Shape::new(&wide(), &top(80)).expect("it can be shaped");
    let age = variable(&shape, "w0_d_age");
    assert_eq!(age.label, "Age, 80 or more together");
    assert_eq!(labels(age), [(80, "80 or more")]);
    assert_eq!((age.kind, age.measure), (Kind::Whole { least: 0, most: 80 }, Measure::Scale));
    assert_eq!(top(80).tops, [TopCode::of_age(key("d_age"))]);
    assert_eq!(Shape::new(&wide(), &top(130)).expect("it can be shaped").dataset(), &wide());
}
