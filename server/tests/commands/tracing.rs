//! Returned mail, wrong numbers and lists of deaths, as files.

use crate::desk::Desk;

const RETURNED: &str = "tracing returned --study bridgeway returned.csv";
const DEATHS: &str = "tracing deaths --study bridgeway deaths.csv";

#[test]
fn a_list_of_returned_mail_is_taken_whole_or_not_at_all_and_once() {
    let desk = Desk::with_people("tracing-returned");
    let rows =
        "study_number,what,on\nEX-0001,returned_mail,2026-01-05\nEX-0002,wrong_number,2026-01-06\n";
    desk.writes("returned.csv", rows.replace("EX-0002", "EX-9999"));
    desk.types(RETURNED).refused(
        "returned.csv:3: study_number: nobody in the study has the number “EX-9999”; enrol the person first\n\
         Nothing was written down: put these right and bring the file again.",
    );
    desk.writes(
        "returned.csv",
        rows.replace("wrong_number", "moved").replace("EX-0001", "EX-9998"),
    );
    let refused = desk
        .types(RETURNED)
        .refused_with("returned.csv:3: what: nothing is called “moved”; there are ");
    let unknown = "returned.csv:2: study_number: nobody in the study has the number “EX-9998”";
    assert!(refused.err.contains(unknown), "one fault hides no other: {refused:?}");

    desk.writes("returned.csv", rows);
    desk.types(RETURNED).done().says("2 new, 0 unchanged.");
    desk.types(RETURNED).done().says("0 new, 2 unchanged.");
}

#[test]
fn a_list_of_deaths_tells_how_many_may_be_meant_and_names_nobody() {
    let desk = Desk::with_people("tracing-deaths");
    desk.writes(
        "deaths.csv",
        "first_name,last_name,dob,postcode,died_on\nANNA,EXAMPLE,1987-03-14,,2026-01-05\n\
         Somebody,Else,1950-01-01,ZZ99 3WZ,2026-01-05\n",
    );

    let first = desk.types(DEATHS).done().says_also("1 may be meant, 0 known.");
    let first = first.says_also("Somebody has to decide on each: /staff/bridgeway/deaths");
    assert!(!first.out.contains("Anna") && !first.out.contains("EX-0001"));
    desk.types(DEATHS).done().says_also("0 may be meant, 1 known.");
}
