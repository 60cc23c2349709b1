//! Rehearsing a protocol at the command line.

use crate::desk::Desk;

#[test]
fn a_study_that_sends_nothing_is_not_rehearsed_and_no_folder_stays() {
    let desk = Desk::with_people("rehearse-nothing");

    let refused = desk.types("rehearse --study bridgeway --participants 3");

    refused.refused_with("the protocol of the study has no messages");
}

#[test]
fn nobody_is_no_number_of_people() {
    let desk = Desk::with_people("rehearse-nobody");

    let refused = desk.types("rehearse --study bridgeway --participants 0");

    assert_ne!(refused.code, 0);
    assert!(refused.err.contains("0 is not in 1..=10000"), "{}", refused.err);
}
