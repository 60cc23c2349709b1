//! Recording that somebody stops something.

use crate::desk::Desk;

#[test]
fn what_stops_and_what_goes_on_is_told_and_the_same_again_changes_nothing() {
    let desk = Desk::with_people("stops-again");
    let stop = "stop --study bridgeway EX-0001 no-more-surveys --channel paper";

    let first = desk.types(stop).done();
    let again = desk.types(stop).done();

    assert!(first.out.contains("Stops: We send you no more surveys.\n"), "{}", first.out);
    assert!(first.out.contains("Goes on: We still use the answers you have given us"));
    assert_eq!(first.out, again.out, "the reference is the same");
}

#[test]
fn nobody_is_stopped_by_a_number_that_is_nobodys_or_a_choice_that_is_none() {
    let desk = Desk::with_people("stops-nobody");

    desk.types("stop --study bridgeway EX-9999 stop-texts")
        .refused("nobody in bridgeway has the study number “EX-9999”");
    let none = desk.types("stop --study bridgeway EX-0001 everything");
    assert_eq!(none.code, 2, "{}", none.err);
    let no_wave = desk.types("stop --study bridgeway EX-0001 skip-survey");
    assert_eq!(no_wave.code, 2, "{}", no_wave.err);
}
