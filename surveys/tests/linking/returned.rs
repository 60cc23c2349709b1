//! A returned file is taken whole, or refused with its rows.

use std::collections::BTreeSet;

use surveys::linking::{
    matching::Pass,
    returned::{Cell, Refused, Returned, Row, read},
};

use super::{day, owner};

const HEADER: &str = "linkage_id,weeks_worked,earned,last_paid_on,benefit";

/// Reads lines of a file that answers one with four people, `k1` to `k4`.
fn returned(header: &str, lines: &[&str]) -> Result<Vec<Returned>, Refused> {
    let cells = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
    let rows = (2..).zip(lines).map(|(number, line)| Row { number, cells: cells(line) });
    let sent: BTreeSet<_> = ["k1", "k2", "k3", "k4"].map(str::to_owned).into();
    read(&owner("dwp-hmrc"), &sent, &cells(header), &rows.collect::<Vec<_>>())
}

fn check(header: &str, lines: &[&str], told: &[&str]) {
    let refused = returned(header, lines).expect_err("it is refused");
    assert_eq!(refused.lines(), told);
}

#[test]
fn what_is_in_order_is_taken_with_its_columns_in_any_order_and_people_missing() {
    let taken = returned(
        "\u{feff}earned, linkage_id ,benefit,weeks_worked,last_paid_on",
        &["1200.50,k2,1,12.0,2027-04-06", ",k1,,,"],
    );

    let taken = taken.expect("it is in order");
    assert_eq!(taken[0].linkage_id, "k2");
    assert_eq!(
        taken[0].outcomes,
        [
            Some(Cell::Whole(12)),
            Some(Cell::Number(1200.5)),
            Some(Cell::Date(day("2027-04-06"))),
            Some(Cell::Code(1)),
        ]
    );
    assert_eq!(taken[1].outcomes, [None; 4]);
    assert_eq!(returned(HEADER, &[]).map(|taken| taken.len()), Ok(0));
}

#[test]
fn an_owner_may_say_how_it_found_somebody_in_the_words_of_passes() {
    let header = HEADER.to_uppercase() + ",matched_by";

    let taken = returned(&header, &["k1,1,1,,0,nino-dob-sex", "k2,,,,,"]);

    let passes = taken.map(|taken| taken.iter().map(|one| one.pass).collect::<Vec<_>>());
    assert_eq!(passes, Ok(vec![Some(Pass::NinoDobSex), None]));
    check(
        &header,
        &["k1,1,1,,0,by name"],
        &[
            "row 2: matched_by is none of nino-dob-sex, nino-last-name, names-dob-postcode and probable",
        ],
    );
}

#[test]
fn columns_that_were_not_agreed_on_are_told_by_their_place_and_not_by_what_stands_there() {
    check(
        "linkage_id,AB123456C,earned,earned,last_paid_on",
        &["k1,1,1,1,2027-04-06"],
        &[
            "column 2 is none of those that were agreed on: have the owner take it out",
            "the column “earned” stands there twice",
            "the column “weeks_worked” is missing",
            "the column “benefit” is missing",
        ],
    );
}

#[test]
fn keys_that_are_unknown_missing_or_there_twice_are_told_with_their_rows() {
    check(
        HEADER,
        &["k1,1,1,,0", "k9,1,1,,0", "k1,2,2,,0", ",1,1,,0", "k3,1,1,,0"],
        &[
            "row 5: there is no linkage_id",
            "row 3: the linkage_id is none that was sent",
            "rows 2 and 4: the same linkage_id stands there more than once",
        ],
    );
}

#[test]
fn cells_of_another_type_are_told_by_column_with_all_their_rows() {
    check(
        HEADER,
        &["k1,many,1,06/04/2027,2", "k2,1.5,1e3,2027-13-01,0", "k3,54,-1,2027-4-6,0.5", "k4,1,1"],
        &[
            "row 5: there are 3 cells, and the header has 5",
            "rows 2 and 4: benefit is not one of the column's codes",
            "row 3: earned is not a number with a point before decimals",
            "rows 2, 3 and 4: last_paid_on is not a date written as 2027-04-06",
            "rows 2 and 3: weeks_worked is not a whole number",
            "row 4: earned lies outside what was agreed on",
            "row 4: weeks_worked lies outside what was agreed on",
        ],
    );
}

#[test]
fn of_many_wrong_rows_the_first_are_named_and_the_others_counted() {
    let lines = vec!["k9,1,1,,0"; 30];
    let refused = returned(HEADER, &lines).expect_err("it is refused");

    let named: Vec<_> = (2..22).map(|row: u32| row.to_string()).collect();
    let line =
        format!("rows {} and 10 more: the linkage_id is none that was sent", named.join(", "));
    assert_eq!(refused.to_string(), line);
}
