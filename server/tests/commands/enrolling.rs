//! Enrolling people: what a file changes, and what it does not.

use crate::desk::Desk;

const ENROL: &str = "enrol --study bridgeway people.csv";

#[test]
fn the_same_file_again_changes_nobody() {
    let desk = Desk::with_study("enrol-again");
    desk.copies("enrolment.csv");

    let enrol = "enrol --study bridgeway enrolment.csv";
    desk.types(enrol).done().says("5 new, 0 changed, 0 unchanged.");
    desk.types(enrol).done().says("0 new, 0 changed, 5 unchanged.");
    desk.types("study list").done().says_also("5 people");
}

#[test]
fn annas_new_number_is_shown_and_waits_for_apply_and_so_does_everybody_else_in_the_file() {
    let desk = Desk::with_study("enrol-apply");
    desk.writes("people.csv", "study_number,mobile\nA-1,07700 900101\n");
    desk.types(ENROL).done();
    desk.writes("people.csv", "study_number,mobile\nA-1,07700 900150\nA-2,07700 900102\n");

    let refused = desk.types(ENROL).refused_with("A-1: mobile\n");
    assert!(refused.err.contains("1 person would change"), "{refused:?}");
    assert!(!refused.err.contains("900150"), "a number was shown: {refused:?}");
    desk.types("study list").done().says_also("1 person");

    desk.types(&format!("{ENROL} --apply"))
        .done()
        .says("changed A-1: mobile\n1 new, 1 changed, 0 unchanged.");
    desk.types(ENROL).done().says("0 new, 0 changed, 2 unchanged.");
}

#[test]
fn a_blank_cell_takes_nothing_away() {
    let desk = Desk::with_study("enrol-blank");
    desk.writes("people.csv", "study_number,email,site\nA-1,anna@example.org,ashmere\n");
    desk.types(ENROL).done();
    desk.writes("people.csv", "study_number,email,site\nA-1,,\n");

    desk.types(ENROL).done().says("0 new, 0 changed, 1 unchanged.");
}

#[test]
fn the_same_details_written_another_way_are_no_change() {
    let desk = Desk::with_study("enrol-forms");
    desk.writes(
        "people.csv",
        "study_number,mobile,nino,postcode\nA-1,07700 900101,ab 12 34 56 c,zz993wz\n",
    );
    desk.types(ENROL).done();
    desk.writes(
        "people.csv",
        "study_number,nino,postcode,mobile\r\nA-1,AB123456C,ZZ99 3WZ,+447700900101\r\n",
    );

    desk.types(ENROL).done().says("0 new, 0 changed, 1 unchanged.");
}

#[test]
fn one_faulty_row_keeps_everybody_out() {
    let desk = Desk::with_study("enrol-none");
    desk.writes("people.csv", "study_number,dob\nA-1,1980-04-30\nA-2,30/04/1980\n");

    desk.types(ENROL).refused(
        "people.csv:3: dob: day, month and year can be mistaken for each other in this form; write it as year-month-day, such as 1980-04-30\n\
         Nobody was enrolled: put these right and bring the file again.",
    );
    desk.types("study list").done().says_also("0 people");
}

#[test]
fn a_number_that_an_office_made_up_is_taken_with_a_warning() {
    let desk = Desk::with_study("enrol-warning");
    desk.writes("people.csv", "study_number,nino\nA-1,PY 12 34 56 A\n");

    let enrolled = desk.types(ENROL);

    assert_eq!(enrolled.code, 0, "{enrolled:?}");
    assert_eq!(
        enrolled.err,
        "people.csv:2: nino: an office made this number up for its own purposes; few records will link to it\n"
    );
    enrolled.says("1 new, 0 changed, 0 unchanged.");
}
