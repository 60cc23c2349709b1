//! Printing links.

use crate::desk::Desk;

const LINK: &str = "link --study bridgeway --participant EX-0001 --wave";

#[test]
fn a_link_stands_alone_on_its_line_and_is_the_same_each_time() {
    let desk = Desk::with_people("link-same");

    let first = desk.types(&format!("{LINK} baseline")).done().out;
    let again = desk.types(&format!("{LINK} baseline")).done().out;

    assert_eq!(first, again);
    let token = first.trim_end().strip_prefix("http://127.0.0.1:3000/r/").expect("a link");
    assert_eq!(token.len(), 26);
    assert!(token.chars().all(|c| "0123456789ABCDEFGHJKMNPQRSTVWXYZ".contains(c)), "{token}");
    assert_eq!(first.lines().count(), 1);
}

#[test]
fn each_wave_and_each_person_has_a_link_of_their_own() {
    let desk = Desk::with_people("link-own");
    let baseline = desk.types(&format!("{LINK} baseline")).done().out;
    let exit = desk.types(&format!("{LINK} exit")).done().out;
    let bens = "link --study bridgeway --participant EX-0002 --wave baseline";

    assert_ne!(baseline, exit);
    assert_ne!(baseline, desk.types(bens).done().out);
}

#[test]
fn nobody_has_no_link_and_neither_has_a_wave_that_is_not() {
    let desk = Desk::with_people("link-none");

    desk.types("link --study bridgeway --participant EX-9 --wave baseline")
        .refused("nobody in bridgeway has the study number “EX-9”");
    desk.types(&format!("{LINK} midline"))
        .refused("there is no wave “midline”; there are baseline, four-month, exit");
}

#[test]
fn a_short_link_ends_in_a_code_and_is_the_same_each_time() {
    let desk = Desk::with_people("link-short");

    let first = desk.types(&format!("{LINK} baseline --short")).done().out;
    let again = desk.types(&format!("{LINK} baseline --short")).done().out;

    assert_eq!(first, again);
    let code = first.trim_end().strip_prefix("http://127.0.0.1:3000/c/").expect("a short link");
    assert_eq!((code.len(), code.find('-')), (9, Some(4)), "{code}");
}

#[test]
fn a_new_link_takes_the_place_of_the_one_before() {
    let desk = Desk::with_people("link-new");
    let first = desk.types(&format!("{LINK} baseline")).done().out;
    let first_code = desk.types(&format!("{LINK} baseline --short")).done().out;

    let new = desk.types(&format!("{LINK} baseline --new")).done().out;

    assert_ne!(first, new);
    assert_eq!(desk.types(&format!("{LINK} baseline")).done().out, new);
    assert_ne!(desk.types(&format!("{LINK} baseline --short")).done().out, first_code);
}

#[test]
fn whoever_has_no_birthday_on_record_has_no_short_link() {
    let desk = Desk::with_study("link-no-birthday");
    desk.writes("people.csv", "study_number\nEX-7\n");
    desk.types("enrol --study bridgeway people.csv").done();

    desk.types("link --study bridgeway --participant EX-7 --wave baseline --short")
        .refused_with("“EX-7” has no date of birth on record");
}
