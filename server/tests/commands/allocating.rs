//! Bringing allocations: who may be allocated, and that it happens once.

use crate::desk::Desk;

const ALLOCATE: &str = "allocate --study bridgeway allocation.csv";

fn allocation(number: &str, arm: &str) -> String {
    format!("study_number,arm,randomised_on\n{number},{arm},2025-06-02\n")
}

/// Tries the demo's people in turn: the first who may be allocated, and why the others may not.
fn first_allocated(desk: &Desk) -> (String, Vec<String>) {
    let mut reasons = Vec::new();
    for place in 1..=40 {
        let number = format!("DEMO-{place:05}");
        desk.writes("allocation.csv", allocation(&number, "T"));
        let outcome = desk.types(&format!("{ALLOCATE} --data-dir throughline-demo"));
        if outcome.code == 0 {
            assert_eq!(outcome.out, "1 allocated, 0 unchanged.\n");
            return (number, reasons);
        }
        reasons.push(outcome.err);
    }
    panic!("nobody could be allocated: {reasons:#?}")
}

#[test]
fn nobody_is_allocated_without_consent_and_none_of_the_file_is_kept() {
    let desk = Desk::with_people("allocate-consent");
    desk.copies("allocation.csv");

    let refused = desk.types(ALLOCATE);

    refused
        .refused_with("allocation.csv:2: study_number: EX-0001 has not given consent")
        .refused_with("allocation.csv:3: study_number: EX-0002 has not given consent")
        .refused_with("Nobody was allocated");
}

#[test]
fn a_complete_baseline_is_allocated_once_and_never_moves_to_another_arm() {
    let desk = Desk::empty("allocate-once");
    desk.types("demo --no-serve").done();

    let (number, reasons) = first_allocated(&desk);
    let allocate = format!("{ALLOCATE} --data-dir throughline-demo");

    assert!(reasons.iter().any(|reason| reason.contains("not given consent")), "{reasons:#?}");
    desk.types(&allocate).done().says("0 allocated, 1 unchanged.");
    desk.writes("allocation.csv", allocation(&number, "C"));
    desk.types(&allocate).refused_with("was allocated to T on 2025-06-02, which never changes");
}

#[test]
fn rows_that_cannot_be_read_are_told_by_line_and_column() {
    let desk = Desk::with_people("allocate-faults");
    desk.writes(
        "allocation.csv",
        "study_number,arm,randomised_on\nEX-0001,X,2025-06-02\nEX-0002,C,02/06/2025\nEX-0002,C,2025-06-02\nEX-0002,T,2025-06-02\nEX-9999,T,2025-06-02\n",
    );

    desk.types(ALLOCATE)
        .refused_with("allocation.csv:2: arm: there is no arm “X”; there are T, C")
        .refused_with("allocation.csv:3: randomised_on: day, month and year can be mistaken")
        .refused_with("allocation.csv:5: study_number: “EX-0002” is on line 4 too")
        .refused_with(
            "allocation.csv:6: study_number: nobody in the study has the number “EX-9999”",
        );
}
