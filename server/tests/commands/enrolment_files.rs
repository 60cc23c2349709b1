//! What can be wrong with an enrolment file, and where it is said to be.

use crate::desk::Desk;

/// Brings the file and looks for each of these lines among the reasons.
fn check(test: &str, contents: impl AsRef<[u8]>, reasons: &[&str]) {
    let desk = Desk::with_study(test);
    desk.writes("people.csv", contents);

    let outcome = desk.types("enrol --study bridgeway people.csv");

    assert_eq!(outcome.code, 1, "{outcome:?}");
    let given: Vec<_> =
        outcome.err.lines().filter(|line| line.starts_with("people.csv:")).collect();
    assert_eq!(given.len(), reasons.len(), "{given:#?}");
    for (given, reason) in given.iter().zip(reasons) {
        assert!(given.starts_with(reason), "{given} is not {reason}");
        assert!(given.contains("; "), "{given} says nothing of what would be right");
    }
    desk.types("study list").done().says_also("0 people");
}

#[test]
fn every_cell_that_is_wrong_is_told_by_line_and_column_in_the_files_order() {
    check(
        "file-cells",
        "study_number,first_name,dob,nino,mobile,email,postcode,language,site\n\
         A-1,Anna,1980-02-30,QQ123456A,12345,anna.example.org,SHEFFIELD,English,nowhere\n\
         A-2,Ben,1979-11-02,AB123456C,07700900102,ben@example.org,zz99 3wz,en,ashmere\n\
         A-3,Carys,2090-01-01,,,,,,\n",
        &[
            "people.csv:2: dob: there is no such day",
            "people.csv:2: nino: no National Insurance number begins with these two letters",
            "people.csv:2: mobile: the number begins with neither 0 nor +",
            "people.csv:2: email: this is no email address",
            "people.csv:2: postcode: this is no British postcode",
            "people.csv:2: language: this is no language tag",
            "people.csv:2: site: there is no site “nowhere”; there are ashmere, ",
            "people.csv:4: dob: the date is still to come",
        ],
    );
}

#[test]
fn a_name_with_a_line_break_and_a_mail_that_their_own_page_refuses_are_refused_by_line() {
    check(
        "file-lines",
        "study_number,first_name,last_name,mobile,email\n\
         A-1,\"Al\r\nBcc: x@y.org\",Invented,07700900101,al@example\n\
         A-2,Ben,Invented,0114 496 0000,ben@example.org\n",
        &[
            "people.csv:2: first_name: there is a line break or a tab in it; write it in one line",
            "people.csv:2: email: this is no email address; write it like name@example.org",
            "people.csv:4: mobile: this is no British mobile number, which has 11 digits and begins with 07",
        ],
    );
}

#[test]
fn what_names_somebody_is_never_repeated() {
    let desk = Desk::with_study("file-silent");
    desk.writes("people.csv", "study_number,nino,email\nA-1,QQ123456A,anna at home\n");

    let refused = desk.types("enrol --study bridgeway people.csv").refused_with("nino");

    assert!(!refused.err.contains("QQ12") && !refused.err.contains("anna"), "{refused:?}");
}

#[test]
fn a_header_with_an_arm_a_double_column_and_no_study_number_is_refused_as_a_whole() {
    check(
        "file-header",
        "first_name,arm,email,email\nAnna,T,x,y\n",
        &[
            "people.csv:1: arm: there is no such column; leave it out; the columns are study_number,first_name,",
            "people.csv:1: email: the column is there twice",
            "people.csv:1: study_number: the column is missing",
        ],
    );
}

#[test]
fn lines_are_counted_as_an_editor_counts_them() {
    check(
        "file-lines",
        "\u{feff}study_number,address,language\r\n\
         A-1,\"1 Invented Row\r\nAshmere\",EN\r\n\
         \r\n\
         ,,\r\n\
         A-2,,EN\r\n",
        &["people.csv:2: language: ", "people.csv:6: language: "],
    );
}

#[test]
fn a_comma_too_many_and_a_mark_that_is_not_closed_are_told_where_they_are() {
    check(
        "file-comma",
        "study_number,address,language\nA-1,1 Row, Ashmere,en\nA-2,2 Row,EN\n",
        &["people.csv:2: row: there are 4 cells under 3 columns", "people.csv:3: language: "],
    );
    check(
        "file-mark",
        "study_number,address\nA-1,1 Row\nA-2,\"2 Row\nA-3,3 Row\n",
        &["people.csv:3: row: a quotation mark is opened and never closed"],
    );
}

#[test]
fn a_person_twice_or_without_a_number_is_told() {
    check(
        "file-twice",
        "study_number,language\nA-1,en\n,en\nA-1,cy\n=A1,en\n",
        &[
            "people.csv:3: study_number: it is blank",
            "people.csv:4: study_number: “A-1” is on line 2 too",
            "people.csv:5: study_number: this cannot be a study number",
        ],
    );
}

#[test]
fn semicolons_emptiness_other_encodings_and_control_characters_are_told() {
    let header = "people.csv:1: header: ";
    check(
        "file-semicolons",
        "study_number;email\nA;b\n",
        &[&format!("{header}the columns are not separated by commas")],
    );
    check("file-empty", "", &[&format!("{header}the file is empty")]);
    check(
        "file-latin1",
        b"study_number,first_name\nA-1,Ren\xe9\n",
        &["people.csv:2:8: this is not UTF-8 text"],
    );
    check(
        "file-nul",
        b"study_number,first_name\nA-1,An\0na\n",
        &["people.csv:2: first_name: the character U+0000 cannot be kept"],
    );
}

#[test]
fn words_that_are_too_long_are_told_and_not_cut() {
    let long = "x".repeat(101);
    check(
        "file-long",
        format!("study_number,first_name\nA-1,{long}\n"),
        &["people.csv:2: first_name: it is over 100 characters; shorten it"],
    );
}
