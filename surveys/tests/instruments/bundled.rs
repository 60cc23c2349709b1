//! The words that come with the program.

use surveys::scoring::{TextPolicy, instrument, instruments};

#[test]
fn only_words_that_may_be_passed_on_come_with_the_program() {
    let allowed = "ons4 ucla3 phq9 phq2 gad7 gad2 k6 k10 k10us jse";
    for instrument in instruments() {
        let bundled = instrument.text_policy == TextPolicy::Bundled;
        let may_be = allowed.split(' ').any(|id| id == instrument.id);
        assert_eq!((bundled, instrument.text.is_some()), (may_be, may_be));
    }
    assert_eq!(instrument("swemwbs").unwrap().stub(3), "SWEMWBS item 3");
}

#[test]
fn anna_reads_not_at_all_and_never_not_at_all_sure() {
    for id in ["phq9", "phq2", "gad7", "gad2"] {
        let text = instrument(id).unwrap().text.as_ref().unwrap();
        let zero = text.options.iter().find(|option| option.value == 0);
        assert_eq!(zero.unwrap().label, "Not at all");
    }
    let unscored = &instrument("phq9").unwrap().text.as_ref().unwrap().unscored[0];
    let labels: Vec<&str> = unscored.options.iter().map(|o| o.label.as_str()).collect();
    let difficult = "Not difficult at all|Somewhat difficult|Very difficult|Extremely difficult";
    assert_eq!(labels.join("|"), difficult);
}
