//! In how many parts a text goes.

use surveys::texting::{
    Alphabet::{self, Gsm, Ucs2},
    size,
};

fn check(text: &str, alphabet: Alphabet, units: usize, parts: usize) {
    let size = size(text);
    assert_eq!((size.alphabet, size.units, size.parts), (alphabet, units, parts), "{text}");
}

#[test]
fn a_text_has_160_places_and_each_of_several_parts_153() {
    for (letters, parts) in
        [(0, 1), (160, 1), (161, 2), (306, 2), (307, 3), (459, 3), (460, 4), (918, 6)]
    {
        check(&"a".repeat(letters), Gsm, letters, parts);
    }
}

#[test]
fn a_euro_and_a_bracket_take_two_places_and_are_never_torn() {
    check(&format!("{}€", "a".repeat(158)), Gsm, 160, 1);
    check(&format!("{}€", "a".repeat(159)), Gsm, 161, 2);
    for letter in "[]{}^\\|~€".chars() {
        check(&letter.to_string(), Gsm, 2, 1);
    }
    // 152 places, and no room for the two of the euro.
    check(&format!("{}€{}", "a".repeat(152), "a".repeat(151)), Gsm, 305, 2);
    check(&format!("{}€{}", "a".repeat(152), "a".repeat(152)), Gsm, 306, 3);
}

#[test]
fn one_curly_apostrophe_makes_the_whole_text_wide() {
    check(&format!("it’s {}", "a".repeat(65)), Ucs2, 70, 1);
    check(&format!("it’s {}", "a".repeat(66)), Ucs2, 71, 2);
    check(&format!("’{}", "a".repeat(133)), Ucs2, 134, 2);
    check(&format!("’{}", "a".repeat(134)), Ucs2, 135, 3);
    // Outside the plane of UCS-2 a letter takes two, and is not torn either.
    check(&format!("{}🙂{}", "a".repeat(66), "a".repeat(66)), Ucs2, 134, 3);
}

#[test]
fn most_accents_of_europe_cost_nothing_and_the_hats_of_welsh_do() {
    check("ÄÉÖÜàäéèìòöùü", Gsm, 13, 1);
    check("Diolch i chi, Siân", Ucs2, 18, 1);
    check("dŵr", Ucs2, 3, 1);
}
