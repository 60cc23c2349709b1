//! Loading studies.

use crate::desk::Desk;

#[test]
fn a_study_is_loaded_once_and_listed() {
    let desk = Desk::empty("study-load");
    desk.copies("study.toml");

    desk.types("study load study.toml").done().says_also("bridgeway is loaded: 3 waves");
    desk.types("study load study.toml").done().says_also("was loaded already, just like this");
    desk.types("study list").done().says("bridgeway\tThe Bridgeway Study\t3 waves\t0 people");
    desk.types("survey list").done().says_also("four-month@1\t");
}

/// A baseline with one question.
fn asks(key: &str) -> String {
    format!(
        "key = \"baseline\"\nversion = 7\ntitle = \"Ours\"\nlanguage = \"en\"\nminutes = 1\n\
         [[sections]]\ntitle = \"You\"\npages = [{{ questions = [\"{key}\"] }}]\n\
         [[questions]]\nkey = \"{key}\"\ntext = \"Ill?\"\nkind = \"single\"\n\
         options = [{{ code = 1, text = \"Yes\" }}, {{ code = 2, text = \"No\" }}]\n"
    )
}

#[test]
fn a_survey_beside_the_study_is_asked_instead_of_the_programs_own() {
    let desk = Desk::empty("study-own-survey");
    desk.copies("study.toml");
    desk.writes("surveys/baseline.toml", asks("llcond"));

    desk.types("study load study.toml").done().says_also("with baseline@7, four-month@1, exit@1");
}

#[test]
fn a_study_is_refused_when_a_later_wave_looks_at_what_the_baseline_does_not_ask() {
    let desk = Desk::empty("study-lost-names");
    desk.copies("study.toml");
    desk.writes("surveys/baseline.toml", asks("ill"));

    desk.types("study load study.toml").refused_with(
        "survey “four-month”: “llreduce” names “baseline.llcond”, but the survey “baseline” has no “llcond”",
    );
    assert!(!desk.has("throughline-data"));
}

#[test]
fn a_study_whose_survey_is_nowhere_is_refused_with_the_place_where_it_is_named() {
    let desk = Desk::empty("study-no-survey");
    desk.copies("study.toml");
    let text = desk.reads("protocol.toml").replace("survey = \"exit\"", "survey = \"leaving\"");
    let line = text.lines().position(|line| line == "survey = \"leaving\"").expect("the line") + 1;
    desk.writes("protocol.toml", text);

    desk.types("study load study.toml")
        .refused_with(&format!(
            "protocol.toml:{line}:10: the wave “exit” uses the survey “leaving”"
        ))
        .refused_with("leaving.toml");
    assert!(!desk.has("throughline-data"));
}

#[test]
fn a_study_file_with_a_misspelt_field_is_refused_with_its_place() {
    let desk = Desk::empty("study-misspelt");
    desk.copies("study.toml");
    let text = desk.reads("study.toml").replace("timezone =", "time_zone =");
    let line = text.lines().position(|line| line.starts_with("time_zone")).expect("the line") + 1;
    desk.writes("study.toml", text);

    desk.types("study load study.toml")
        .refused_with(&format!("study.toml:{line}:1: unknown field"));
}

#[test]
fn a_study_that_nobody_could_act_in_is_refused_with_everything_that_is_missing() {
    let desk = Desk::empty("study-unprepared");
    desk.writes("check-in.toml", include_str!("../../../examples/safeguarding/check-in.toml"));
    let study = include_str!("../../../examples/safeguarding/study.toml");
    let without = |from: &str, to: &str| {
        let (before, rest) = study.split_once(from).expect("the section");
        format!("{before}{}", &rest[rest.find(to).expect("what follows")..])
    };
    desk.writes("study.toml", without("[safeguarding]", "# The consent form."));
    desk.writes("protocol.toml", include_str!("../../../examples/safeguarding/protocol.toml"));

    desk.types("study load study.toml")
        .refused_with("the wave “check-in” asks what can raise an alert, and cannot open:")
        .refused_with("names 0 on “duty”")
        .refused_with("does not say when somebody is there")
        .refused_with("“reviewed_on” which day");
    desk.types("study list").done().says("");
}

#[test]
fn an_unknown_study_is_refused_with_how_to_find_the_known_ones() {
    let desk = Desk::with_study("study-unknown");
    desk.copies("enrolment.csv");

    desk.types("enrol --study bridgway enrolment.csv")
        .refused("there is no study “bridgway”; `throughline study list` names those there are");
}

#[test]
fn a_study_names_a_survey_that_was_published_and_lies_in_no_file() {
    let desk = Desk::empty("study-published");
    desk.writes("check-in.toml", include_str!("../../../examples/safeguarding/check-in.toml"));
    desk.writes("study.toml", include_str!("../../../examples/safeguarding/study.toml"));
    desk.writes("protocol.toml", include_str!("../../../examples/safeguarding/protocol.toml"));
    desk.types("survey publish check-in.toml --reason First").done();
    std::fs::rename(desk.folder().join("check-in.toml"), desk.folder().join("elsewhere.toml"))
        .expect("nothing lies beside it");

    desk.types("protocol check protocol.toml").done();
    desk.types("study load study.toml").says_also("with check-in@1");
}
