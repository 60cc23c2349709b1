//! Dated events from outside the surveys.

use crate::desk::Desk;

const IMPORT: &str = "event import --study bridgeway events.csv";

#[test]
fn an_event_is_kept_once_however_often_it_is_brought() {
    let desk = Desk::with_people("events-again");
    desk.copies("events.csv");

    desk.types(IMPORT).done().says("3 new, 0 unchanged.");
    desk.types(IMPORT).done().says("0 new, 3 unchanged.");
}

#[test]
fn a_row_for_nobody_keeps_all_the_others_out() {
    let desk = Desk::with_people("events-nobody");
    let rows =
        "study_number,kind,happened_on\nEX-0001,job_start,2025-01-05\nEX-9999,death,2025-01-06\n";
    desk.writes("events.csv", rows);

    desk.types(IMPORT).refused(
        "events.csv:3: study_number: nobody in the study has the number “EX-9999”; enrol the person first\n\
         Nothing was imported: put these right and bring the file again.",
    );
    desk.writes("events.csv", rows.replace("EX-9999", "EX-0002"));
    desk.types(IMPORT).done().says("2 new, 0 unchanged.");
}

#[test]
fn a_kind_that_is_none_a_day_to_come_and_a_number_of_nobody_are_told_at_once() {
    let desk = Desk::with_people("events-faults");
    desk.writes(
        "events.csv",
        "study_number,kind,happened_on\nEX-0001,married,2025-01-05\nEX-0001,death,2199-01-01\nEX-9999,death,2025-01-05\n",
    );

    desk.types(IMPORT)
        .refused_with("events.csv:2: kind: there is no event “married”; there are support_start, ")
        .refused_with("events.csv:3: happened_on: the date is still to come")
        .refused_with("events.csv:4: study_number: nobody in the study has the number “EX-9999”");
}
