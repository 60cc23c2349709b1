//! Consent that was given by telephone or on paper.

use crate::desk::Desk;

const RECORD: &str = "consent record --study bridgeway EX-0001 --channel phone --witness JT \
    C1=yes C2=yes C3=yes C4=contact_phone C5=no C6=no C7=yes C8=no C9=yes";

#[test]
fn what_was_left_open_is_named_and_nothing_is_recorded() {
    let desk = Desk::with_people("consent-open");

    desk.types(RECORD).refused("C10 is open: write C10=yes or C10=no\nNothing was recorded.");
    desk.types(&format!("{RECORD} C10=no")).done().says("Recorded.");
    desk.types(&format!("{RECORD} C10=no")).done().says("Recorded.");
}

#[test]
fn a_form_that_the_study_never_had_is_refused() {
    let desk = Desk::with_people("consent-form");

    desk.types(&format!("{RECORD} C10=no --form 7"))
        .refused("the study has no consent form of version 7");
}

#[test]
fn changed_words_need_a_new_version_of_the_form() {
    let desk = Desk::with_study("consent-words");
    let study = desk.reads("study.toml");
    let other = study.replace("was able to ask questions about it", "asked all my questions");

    desk.writes("study.toml", &other);
    desk.types("study load study.toml").refused_with("consent form version 1 is in use");
    desk.writes("study.toml", other.replace("[consent]\nversion = 1", "[consent]\nversion = 2"));
    desk.types("study load study.toml").done();
}
