//! Telling where a cell of the dataset comes from, on the command line.

use crate::desk::Desk;

const WHY: &str = "why --study bridgeway --participant";

#[test]
fn a_value_is_told_under_headings_in_lines_that_fit_and_as_json() {
    let desk = Desk::with_people("why-told");

    let told = desk.types(&format!("{WHY} EX-0001 --variable w0_d_cohort")).done().out;

    assert!(told.starts_with("w0_d_cohort of EX-0001\n----------------------\n"), "{told}");
    assert!(told.contains("-7 (Not reached) in wide.csv, as of "), "{told}");
    assert!(told.contains("\nWave\n----\nbaseline, "), "{told}");
    assert!(told.lines().all(|line| line.chars().count() <= 80), "{told}");
    let json = desk.types(&format!("{WHY} EX-0001 --variable w0_status --json")).done().out;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["value"]["exported"], "not_started");
    assert_eq!(json["wave"]["wave"], "baseline");
    desk.types("audit list --action explained --person EX-0001").done().says_also("w0_d_cohort");
}

#[test]
fn whoever_asks_for_nobody_or_for_no_column_is_told_so_plainly() {
    let desk = Desk::with_people("why-refused");

    desk.types(&format!("{WHY} 7 --variable arm"))
        .refused("nobody in the study has the number “7”");
    desk.types(&format!("{WHY} EX-0001 --variable amr"))
        .refused("neither wide nor participants has a column “amr”; did you mean “arm”?");
    desk.types("audit list --action explained").done().says("");
}
