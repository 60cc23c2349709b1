//! Words and licences of instruments that a study brings. The words are invented.

use chrono::{DateTime, Days, Utc};

use crate::desk::Desk;

const SURVEY: &str = r#"key = "mood"
version = 1
title = "Mood"
language = "en-GB"
minutes = 2
sections = [{ title = "You", pages = [{ instrument = "swemwbs" }] }]
"#;

const PACK: &str = r#"instrument = "swemwbs"
language = "en-GB"
version = "invented-1"
options = [
  { value = 1, label = "Invented 1" }, { value = 2, label = "Invented 2" }, { value = 3, label = "Invented 3" },
  { value = 4, label = "Invented 4" }, { value = 5, label = "Invented 5" },
]
items = ["Nonsense 1", "Nonsense 2", "Nonsense 3", "Nonsense 4", "Nonsense 5", "Nonsense 6", "Nonsense 7"]
"#;

const LOAD: &str = "instrument load packs/swemwbs.toml --licence-reference W-1 --holder Trust --modes web --languages en-GB";

fn desk(test: &str) -> Desk {
    let desk = Desk::empty(test);
    desk.writes("mood.toml", SURVEY);
    desk.writes("packs/swemwbs.toml", PACK);
    desk
}

#[test]
fn a_survey_is_checked_and_published_once_its_words_and_licence_are_on_record() {
    let desk = desk("instrument-load");
    desk.types("survey check mood.toml").refused_with("SWEMWBS has no words here in “en-GB”");
    desk.types("survey publish mood.toml --reason First")
        .refused_with("SWEMWBS has no words here in “en-GB”");

    desk.types(&format!("{LOAD} --checked")).done().says("swemwbs in en-GB is recorded.");
    let again = desk.types(&format!("{LOAD} --checked")).done();
    assert!(again.out.contains("was recorded already, just like this"));

    desk.types("survey check mood.toml").done().says("mood.toml: no faults, 1 page, 7 questions");
    desk.types("survey publish mood.toml --reason First").done().says_also("mood@1 published");
    desk.types("survey show mood").done().says_also("Nonsense 7");
    let listed = desk.types("instrument list").done().out;
    let phq9 = listed.lines().find(|line| line.starts_with("phq9\t")).expect("a line");
    assert!(phq9.contains("9 items\twith its words"), "{phq9}");
    let licence = listed.lines().find(|line| line.contains("licence W-1")).expect("a line");
    assert!(licence.contains("Trust\twithout an end\tby web, in en-GB"), "{licence}");
    assert!(!listed.contains("Nonsense"));
}

#[test]
fn a_licence_that_ends_soon_is_named_and_holds_nothing_up() {
    let desk = desk("instrument-ending");
    // Commands read the clock, and so does whoever writes a file.
    let written =
        std::fs::metadata(desk.folder().join("mood.toml")).and_then(|file| file.modified());
    let today: DateTime<Utc> = written.expect("a day").into();
    let soon = today.date_naive() + Days::new(30);
    desk.types(&format!("{LOAD} --checked --expires {soon}")).done();

    let said = format!("mood@1: the licence W-1 for SWEMWBS ends on {soon}: from the day after");
    for line in ["survey check mood.toml", "survey publish mood.toml --reason First"] {
        let done = desk.types(line);
        assert_eq!(done.code, 0, "{done:?}");
        assert!(done.err.contains(&said), "{done:?}");
    }
}

#[test]
fn a_version_with_an_instrument_is_written_as_a_file_from_which_the_next_one_begins() {
    let desk = desk("instrument-toml");
    desk.types(&format!("{LOAD} --checked")).done();
    desk.types("survey publish mood.toml --reason First").done();

    let next = desk.types("survey show mood@1 --toml").done().out;

    assert!(next.contains("{ instrument = \"swemwbs\" }") && !next.contains("Nonsense"), "{next}");
    desk.writes("next.toml", next.replace("version = 1", "version = 2"));
    desk.types("survey compare mood@1 next.toml").done().says("They ask the same.");
}

#[test]
fn words_of_a_folder_are_enough_to_check_a_survey_and_not_to_publish_it() {
    let desk = desk("instrument-folder");

    let checked = desk.types("survey check mood.toml --packs packs");
    assert_eq!(checked.code, 0, "{checked:?}");
    assert_eq!(checked.out, "mood.toml: no faults, 1 page, 7 questions\n");
    assert!(checked.err.contains("publishing it needs a licence for SWEMWBS on record"));

    desk.types("migrate").done();
    desk.types("survey check mood.toml --packs packs")
        .refused_with("mood.toml: SWEMWBS may be asked only by licence, and none is on record; `throughline instrument load` records a licence");
}

#[test]
fn nobody_records_words_that_they_have_not_held_against_the_owners() {
    let desk = desk("instrument-unchecked");

    let unchecked = desk.types(LOAD);
    assert_eq!(unchecked.code, 2, "{unchecked:?}");
    assert!(unchecked.err.contains("--checked"));

    desk.writes("packs/swemwbs.toml", PACK.replace(", \"Nonsense 7\"", ""));
    desk.types(&format!("{LOAD} --checked"))
        .refused_with("SWEMWBS has 7 items, and the pack has 6");
    assert!(!desk.has("throughline-data"));
}

#[test]
fn all_that_is_wrong_with_words_and_licence_is_told_at_once_and_nothing_is_recorded() {
    let desk = desk("instrument-all-at-once");
    desk.writes("packs/swemwbs.toml", PACK.replace("version = \"invented-1\"", "version = \"\""));

    let load =
        LOAD.replace("--languages en-GB", "--languages Welsh --expires 2020-01-01 --checked");
    let refused = desk.types(&load);

    assert_eq!(refused.code, 1, "{refused:?}");
    for said in [
        "packs/swemwbs.toml:3:11: “version” has no words; write what the owner calls these words",
        "the licence ended on 2020-01-01",
        "“Welsh” is no language's tag; one is written like en-GB or cy",
    ] {
        assert!(refused.err.contains(said), "{said}: {refused:?}");
    }
    assert!(!desk.has("throughline-data"));
}

#[test]
fn an_index_needs_a_value_set_and_says_which_it_was() {
    let desk = Desk::empty("instrument-index");
    let answers = "score eq5d5l --answers 2,1,2,3,2,65 --json";
    let score: serde_json::Value =
        serde_json::from_str(&desk.types(answers).done().out).expect("JSON");
    assert_eq!(score["score"], serde_json::Value::Null);

    let pack = PACK.replace("swemwbs", "eq5d5l").replace(", \"Nonsense 6\", \"Nonsense 7\"", "");
    let levels = "[0, 0.1, 0.2, 0.3, 0.4]";
    desk.writes(
        "health.toml",
        format!(
            "{pack}visual_scale = {{ text = \"Nonsense\" }}\n[value_set]\nid = \"invented\"\nsource = \"nowhere\"\n\
             best = 1\nless = [{levels}, {levels}, {levels}, {levels}, {levels}]\n"
        ),
    );
    let json = desk.types(&format!("{answers} --pack health.toml")).done().out;
    let score: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(score["score"], 0.5);
    assert_eq!(score["subscales"]["value_set_id"], "invented");
    desk.types("score phq2 --answers 1,1 --pack health.toml")
        .refused_with("the pack is for eq5d5l");
}
