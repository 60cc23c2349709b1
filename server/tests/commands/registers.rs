//! The registers on the command line.

use crate::desk::Desk;

#[test]
fn the_registers_are_printed_without_a_word_of_what_people_wrote() {
    let desk = Desk::with_study("registers-empty");
    let header = "entry,register,since,due,until,overdue,outcome,study_number\n";

    let empty = desk.types("registers --study bridgeway").done();

    assert_eq!(empty.out, header);
    let gossip = desk.types("registers --study bridgeway --register gossip");
    assert_eq!(gossip.code, 2, "{}", gossip.err);
    desk.types("registers --study nowhere").refused_with("there is no study “nowhere”");
}
