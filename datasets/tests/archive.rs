//! What an archive would send back is found before it is given to one. Anna, Ben and Carys each have a row.

use std::sync::Arc;

use chrono::NaiveDate;
use datasets::{
    Cell, Dataset, Kind, Missing, Name, Outline, Variable,
    archive::{Checked, Checks, Declared, Finding, ROWS_NAMED, What},
};
use proptest::prelude::*;

fn name(text: &str) -> Name {
    Name::new(text).expect("a name")
}

fn works() -> Variable {
    let kind = Kind::Whole { least: 0, most: 5 };
    Variable::new(name("works"), "Works", kind).coded([(0, "No"), (1, "Yes")])
}

fn hours() -> Variable {
    Variable::new(name("hours"), "Hours a week", Kind::Whole { least: 0, most: 100 })
}

fn dataset(variables: Vec<Variable>) -> Arc<Dataset> {
    let row_key = Variable::new(name("row_key"), "Whose", Kind::Text { bytes: Some(5) });
    let outline = Outline {
        name: name("wide"),
        title: "Everybody".to_owned(),
        notes: Vec::new(),
        language: "en-GB".to_owned(),
        variables: [vec![row_key], variables].concat(),
        sets: Vec::new(),
    };
    Arc::new(Dataset::new(outline).expect("it is in order"))
}

fn by_person() -> Declared {
    Declared { key: vec![name("row_key")], ..Declared::default() }
}

/// Whose rows these are, with what stands in each beside the key.
fn looked_through(
    variables: Vec<Variable>,
    declared: Declared,
    rows: &[(&str, &[Cell<'_>])],
) -> Checked {
    let mut checks = Checks::new(dataset(variables), declared);
    for (whose, cells) in rows {
        let mut row = vec![Cell::Text(whose)];
        row.extend_from_slice(cells);
        checks.row(&row);
    }
    checks.finish()
}

fn found(
    variables: Vec<Variable>,
    declared: Declared,
    rows: &[(&str, &[Cell<'_>])],
) -> Vec<String> {
    let checked = looked_through(variables, declared, rows);
    checked.findings.iter().map(ToString::to_string).collect()
}

#[test]
fn a_file_in_order_has_nothing_to_be_told() {
    let declared = Declared { rows: Some(3), variables: Some(3), ..by_person() };
    let checked = looked_through(
        vec![works(), hours()],
        declared,
        &[
            ("anna", &[Cell::Number(1), Cell::Number(37)]),
            ("ben", &[Cell::Decimal(0.0), Cell::Missing(Missing::NotApplicable)]),
            ("carys", &[Cell::Missing(Missing::Refused), Cell::Blank]),
        ],
    );
    assert_eq!((checked.findings.as_slice(), checked.rows), (&[][..], 3));
    assert!(!checked.stops());
}

#[test]
fn a_variable_and_a_value_without_words_are_told_before_there_is_a_row() {
    let nameless = Variable { label: " ".to_owned(), ..hours() };
    let mut wordless = works();
    wordless.labels[1].text.clear();
    assert_eq!(
        found(vec![wordless, nameless], by_person(), &[("anna", &[Cell::Number(1); 2])]),
        ["“works”: the label of a value has no words", "“hours”: it has no label",]
    );
}

#[test]
fn a_code_that_occurs_and_means_nothing_is_told_and_a_number_needs_no_label() {
    let rows: [(&str, &[Cell<'_>]); 3] = [
        ("anna", &[Cell::Number(3), Cell::Number(3)]),
        ("ben", &[Cell::Number(1), Cell::Number(3)]),
        ("carys", &[Cell::Decimal(4.0), Cell::Number(3)]),
    ];
    let told = found(vec![works(), hours()], by_person(), &rows);
    assert_eq!(told, ["“works”: a value has no label, 2 times, first in rows 1, 3"]);
}

#[test]
fn what_does_not_fit_its_variable_is_told_with_its_rows_and_never_with_its_value() {
    let since = Variable::new(name("since"), "Since when", Kind::Date);
    let other = Variable { missing: vec![Missing::Refused], ..hours() };
    let day = NaiveDate::from_ymd_opt(2026, 12, 1).expect("a day");
    let checked = looked_through(
        vec![other, since],
        by_person(),
        &[
            ("anna", &[Cell::Number(987), Cell::Date(day)]),
            ("ben", &[Cell::Number(-7), Cell::Number(987)]),
            ("carys", &[Cell::Missing(Missing::Blank), Cell::Blank]),
            ("daffyd", &[Cell::Number(1), Cell::Blank]),
        ],
    );
    let told: Vec<_> = checked.findings.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "“row_key”: a text is longer than was said, in row 4",
            "“hours”: a value lies outside the range, in row 1",
            "“hours”: a number stands among the missing codes, or is none of them, 2 times, first in rows 2, 3",
            "“since”: a value is of another kind, in row 2",
        ]
    );
    assert!(checked.stops());
    assert!(!format!("{checked:?}").contains("987"));
}

#[test]
fn two_rows_of_one_person_are_told_where_each_was_to_have_one_and_in_each_wave_they_may_have_one() {
    let rows: [(&str, &[Cell<'_>]); 3] =
        [("anna", &[Cell::Number(1)]), ("ben", &[Cell::Number(1)]), ("anna", &[Cell::Number(2)])];
    let wave = || {
        let kind = Kind::Whole { least: 1, most: 2 };
        vec![Variable::new(name("wave"), "Wave", kind)]
    };
    let twice = found(wave(), by_person(), &rows);
    assert_eq!(twice, ["two rows are of the same person, in row 3"]);
    let by_wave = Declared { key: vec![name("row_key"), name("wave")], ..Declared::default() };
    assert_eq!(found(wave(), by_wave, &rows), [""; 0]);
    assert_eq!(found(wave(), Declared::default(), &rows), [""; 0]);
}

#[test]
fn two_columns_of_a_key_are_not_taken_for_one_another() {
    let word = |own: &str| Variable::new(name(own), "Part", Kind::TEXT);
    let declared = Declared { key: vec![name("row_key"), name("part")], ..Declared::default() };
    let rows: [(&str, &[Cell<'_>]); 2] = [("ab", &[Cell::Text("c")]), ("a", &[Cell::Text("bc")])];
    assert_eq!(found(vec![word("part")], declared, &rows), [""; 0]);
}

#[test]
fn a_row_of_nobody_and_a_key_that_is_no_column_are_told() {
    let told = found(vec![hours()], by_person(), &[("", &[Cell::Number(1)])]);
    let whose =
        ["a row does not say whose it is, in row 1", "“row_key”: there is no value in any row"];
    assert_eq!(told, whose);
    let by_wave = Declared { key: vec![name("wave")], ..Declared::default() };
    let told = found(vec![hours()], by_wave, &[("anna", &[Cell::Number(1)])]);
    assert_eq!(told, ["a column that tells rows apart is not there"]);
}

#[test]
fn numbers_of_rows_and_columns_that_were_said_otherwise_are_told() {
    let declared = Declared { rows: Some(5), variables: Some(3), ..by_person() };
    let told = found(vec![hours()], declared, &[("anna", &[Cell::Number(1)]), ("ben", &[])]);
    assert_eq!(
        told,
        [
            "there are more or fewer columns than was said",
            "there are more or fewer rows than was said, by 3",
            "a row has more or fewer cells than there are columns, in row 2",
        ]
    );
}

#[test]
fn a_variable_of_which_there_is_no_value_is_told_and_stops_nothing() {
    let rows: [(&str, &[Cell<'_>]); 2] =
        [("anna", &[Cell::Blank]), ("ben", &[Cell::Missing(Missing::NotDue)])];
    let checked = looked_through(vec![hours()], by_person(), &rows);
    let what: Vec<_> = checked.findings.iter().map(|finding| finding.what).collect();
    assert_eq!((what.as_slice(), checked.stops()), (&[What::NoValues][..], false));
}

#[test]
fn two_files_about_the_same_people_agree_in_any_order_and_others_are_counted() {
    let of = |people: &[&str]| {
        let one = [Cell::Number(1)];
        let rows: Vec<_> = people.iter().map(|whose| (*whose, &one[..])).collect();
        looked_through(vec![hours()], by_person(), &rows)
    };
    let (all, again) = (of(&["anna", "ben", "carys"]), of(&["carys", "anna", "ben"]));
    assert_eq!(all.beside(&again), None);
    let told = all.beside(&of(&["anna", "dev"])).map(|finding| finding.to_string());
    assert_eq!(told.as_deref(), Some("it is about other people than another file, 3 in all"));
}

#[test]
fn only_the_first_rows_are_named_and_all_are_counted() {
    let rows: Vec<(&str, &[Cell<'_>])> = vec![("anna", &[Cell::Number(4)][..]); 40];
    let checked = looked_through(vec![works()], Declared::default(), &rows);
    let rows: Vec<u64> = (1..=ROWS_NAMED as u64).collect();
    let variable = Some(name("works"));
    assert_eq!(checked.findings, [Finding { variable, what: What::Unlabelled, count: 40, rows }]);
}

proptest! {
    #[test]
    fn what_every_format_takes_is_found_to_be_within_its_range(number: i64, decimal: f64) {
        let dataset = dataset(vec![hours()]);
        for cell in [Cell::Number(number), Cell::Decimal(decimal), Cell::Number(number % 200)] {
            let mut checks = Checks::new(Arc::clone(&dataset), by_person());
            let cells = [Cell::Text("anna"), cell];
            checks.row(&cells);
            let fits = dataset.admit(1, &cells).is_ok_and(|mut all| all.all(|own| own.is_ok()));
            prop_assert_eq!(checks.finish().stops(), !fits);
        }
    }
}
