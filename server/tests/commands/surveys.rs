//! Checking, publishing and showing surveys.

use crate::desk::Desk;

const SHORT: &str = r#"key = "short"
version = 1
title = "A short one"
language = "en-GB"
minutes = 1

[[sections]]
title = "You"
pages = [{ questions = ["well"] }, { questions = ["why"] }]

[[questions]]
key = "well"
text = "Are you well today?"
label = "Well today"
kind = "single"
options = [{ code = 1, text = "Yes" }, { code = 2, text = "No" }]

[[questions]]
key = "why"
text = "What is wrong?"
label = "What is wrong"
kind = "text"
most = 200
asked_if = "well = 2"
"#;

#[test]
fn a_survey_without_faults_is_said_to_have_none() {
    let desk = Desk::empty("survey-check");
    desk.writes("short.toml", SHORT);

    desk.types("survey check short.toml")
        .done()
        .says("short.toml: no faults, 2 pages, 2 questions");
}

#[test]
fn every_fault_of_a_survey_is_told_with_its_place_and_its_mend() {
    let desk = Desk::empty("survey-faults");
    let faulty = SHORT.replace("well = 2", "wel = 2").replace("\"why\"]", "\"why\", \"wy\"]");
    desk.writes("faulty.toml", faulty);
    desk.writes("short.toml", SHORT);

    let checked = desk.types("survey check faulty.toml short.toml");

    assert_eq!(checked.code, 1);
    let lines: Vec<_> = checked.err.lines().collect();
    assert!(lines.iter().all(|line| line.contains("; ")), "{checked:?}");
    assert!(lines[0].starts_with("faulty.toml:9:58: "), "{checked:?}");
    assert!(lines[1].starts_with("faulty.toml:24:12: "), "{checked:?}");
    assert_eq!(checked.out, "short.toml: no faults, 2 pages, 2 questions\n");
}

#[test]
fn surveys_that_are_checked_together_are_told_where_one_name_means_two_things() {
    let desk = Desk::empty("survey-drift");
    let later = SHORT.replace("key = \"short\"", "key = \"later\"").replace("Yes", "Never");
    desk.writes("short.toml", SHORT);
    desk.writes("later.toml", later);

    let checked = desk.types("survey check short.toml later.toml");

    assert_eq!(checked.code, 1, "{checked:?}");
    let told = "later.toml:12:7: “well” means “Yes” by 1 in “short”, and means “Never” by 1 in “later”; \
                give it the same answers, or another key\n";
    assert_eq!(checked.err, told);
}

const DICTIONARY: &str = r#""Variable / Field Name","Form Name","Section Header","Field Type","Field Label","Choices, Calculations, OR Slider Labels","Branching Logic (Show field only if...)"
work,about_you,,radio,"Do you <b>work</b>?","1, Yes | 2, No",
why,about_you,,notes,"Why not?",,"[work] = '2'"
photo,about_you,,file,"A photo",,
"#;

#[test]
fn a_data_dictionary_of_redcap_becomes_a_survey_file_and_each_item_is_told() {
    let desk = Desk::empty("survey-import");
    desk.writes("redcap.csv", DICTIONARY);

    let imported = desk.types("survey import --from redcap redcap.csv --out garden.toml").done();

    let lines: Vec<_> = imported.out.lines().collect();
    assert_eq!(
        lines,
        [
            "line 2: work: with a difference: is written without markup",
            "line 3: why: with a difference: takes 5000 characters at most",
            "line 4: photo: not converted: nobody can send a file, a picture, a recording or a signature",
            "the survey: with a difference: is taken to be in en-GB; write another “language” where that is wrong",
            "garden.toml: 0 exactly, 3 with a difference, 1 not converted",
        ]
    );
    desk.types("survey check garden.toml")
        .done()
        .says("garden.toml: no faults, 2 pages, 2 questions");
    let again = desk.types("survey import --from redcap redcap.csv --out garden.toml");
    assert_eq!((again.code, &*again.out), (1, ""), "{again:?}");
    let named = desk.types("survey import --from redcap redcap.csv --out Garden.toml");
    assert!(
        named.err.contains("the survey gets its key from the name of the new file"),
        "{named:?}"
    );
}

#[test]
fn what_is_no_text_is_refused_with_the_place_of_the_first_byte() {
    let desk = Desk::empty("survey-latin1");
    desk.writes("latin.toml", b"key = \"short\"\ntitle = \"Caf\xe9\"\n");

    let told = desk
        .types("survey check latin.toml")
        .refused_with("latin.toml:2:13: this is not UTF-8 text; save it as UTF-8");
    assert!(!told.err.contains("spreadsheet"), "{told:?}");
    desk.types("survey check nothing.toml").refused_with("nothing.toml: the file cannot be read");
}

#[test]
fn a_published_version_never_changes() {
    let desk = Desk::empty("survey-publish");
    desk.writes("short.toml", SHORT);
    desk.types("survey publish short.toml").refused_with("say why after --reason");
    let published = desk.types("survey publish short.toml --reason First").done().out;
    assert!(published.starts_with("short@1 published, SHA-256 "), "{published}");

    let again = desk.types("survey publish short.toml --reason First").done().out;
    assert!(again.starts_with("short@1 was published already, just like this"), "{again}");

    desk.writes("short.toml", SHORT.replace("well today", "well"));
    desk.types("survey publish short.toml --reason First").refused(
        "short version 1 is published and never changes; give the file a new version number",
    );
    desk.types("survey list").done().says_also("short@1\tA short one\tpublished ");
}

#[test]
fn a_survey_is_shown_with_its_routing_in_words() {
    let desk = Desk::empty("survey-show");
    desk.writes("short.toml", SHORT);
    desk.types("survey publish short.toml --reason First").done();

    desk.types("survey show short")
        .done()
        .says_also("A short one (short@1, en-GB)\n2 pages, 2 questions, about 1 minute\n")
        .says_also("why  What is wrong?\n    Asked when well is 2 (No)\n    Words, at most 200 characters\n");
    let json = desk.types("survey show short@1 --json").done().out;
    let shown: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(shown["key"], "short");
    assert_eq!(shown["version"], 1);
    desk.types("survey show short@2")
        .refused("there is no survey “short@2”; `throughline survey list` names those there are");
}

#[test]
fn publishing_the_next_version_tells_what_changes_and_whether_answers_stay_comparable() {
    let desk = Desk::empty("survey-next");
    desk.writes("short.toml", SHORT);
    desk.types("survey publish short.toml --reason First").done();
    let next =
        SHORT.replace("version = 1", "version = 2").replace("What is wrong?", "What ails you?");
    desk.writes("next.toml", next);
    let told = "Since short@1:\n\
                why: wording: “What is wrong?” before, “What ails you?” now\n\n\
                why\twith care\twording: “What is wrong?” before, “What ails you?” now\n\
                All other variables are the same: 1 of 2.\n";

    let looked = desk.types("survey publish next.toml --dry-run").done().out;
    assert_eq!(looked, format!("{told}short@2 was not published.\n"));
    let published = desk.types("survey publish next.toml --reason Plainer").done().out;
    assert!(published.starts_with(&format!("{told}short@2 published, SHA-256 ")), "{published}");

    let compared = desk.types("survey compare short@1 next.toml").done().out;
    assert!(told.ends_with(&compared), "{compared}");
    let json = desk.types("survey compare short@1 short@2 --json").done().out;
    let compared: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(compared["changes"][0]["about"]["question"], "why");
    assert_eq!(compared["variables"][1]["is"], "with_care");
    desk.types("survey compare short@1 short@1").done().says("They ask the same.");
}

#[test]
fn a_reason_that_is_empty_is_none() {
    let desk = Desk::empty("survey-no-reason");
    let file = desk.types("survey show four-month --toml").done().out;
    desk.writes("four-month.toml", file);

    for reason in ["", "  "] {
        let typed = desk.command("survey publish four-month.toml --reason").arg(reason).output();
        let typed = typed.expect("the program");
        assert!(!typed.status.success() && typed.stdout.is_empty(), "{typed:?}");
        let told = String::from_utf8_lossy(&typed.stderr);
        assert_eq!(
            told.trim_end(),
            "say why after --reason: it stays with the version, for whoever reads the list later"
        );
    }

    desk.types("survey list").done().says_also("four-month@1\tFour months\tcomes with the program");
}

#[test]
fn a_version_is_written_as_a_file_from_which_the_next_one_begins() {
    let desk = Desk::empty("survey-toml");
    let file = desk.types("survey show four-month --toml").done().out;
    desk.writes("four-month.toml", file);

    desk.types("survey check four-month.toml").done();
    desk.types("survey compare four-month@1 four-month.toml").done().says("They ask the same.");
}

#[test]
fn a_version_is_retired_when_no_wave_begins_with_it() {
    let desk = Desk::with_study("survey-retire");
    let next = desk.types("survey show exit@1 --toml").done().out;
    let next = next.replace("version = 1", "version = 2");
    desk.writes("exit.toml", &next);
    desk.types("survey publish exit.toml").refused_with("say why after --reason");
    desk.types("survey publish exit.toml --reason Another")
        .refused_with("exit@1 says the same: there is nothing to publish");
    let (before, after) = ("How is your health in general?", "How is your health these days?");
    assert!(next.contains(before));
    desk.writes("exit.toml", next.replace(before, after));
    desk.types("survey publish exit.toml --reason Another").done();
    desk.types("survey retire exit --version 1 --reason Old").refused(
        "people still begin on this version: the wave “exit” of the study “bridgeway”. Put another version to \
         use there first",
    );

    desk.types("survey use exit@2 --study bridgeway --wave exit")
        .done()
        .says("New responses of the wave exit begin on exit@2 from now on.");
    desk.types("survey retire exit --version 1 --reason Old")
        .done()
        .says("exit@1 is retired. Whoever has begun it finishes it.");

    let listed = desk.types("survey list").done().out;
    let line = |of: &str| listed.lines().find(|line| line.starts_with(of)).unwrap_or_default();
    assert!(line("exit@1").ends_with(": Old"), "{listed}");
    assert!(line("exit@2").ends_with(", bridgeway begins exit with it"), "{listed}");
    desk.types("survey show exit@1").done().says_also("exit@1");
}

#[test]
fn whoever_publishes_what_no_wave_could_begin_with_is_told_before() {
    let desk = Desk::with_study("survey-unfit");
    let next = desk.types("survey show exit@1 --toml").done().out;
    let other = next.replace("version = 1", "version = 2").replace("Very good", "Splendid");
    assert!(other.contains("Splendid"));
    desk.writes("exit.toml", other);

    let told = desk.types("survey publish exit.toml --dry-run").done().out;

    assert!(
        told.contains("No wave can begin with it before this is mended:\n  “genhlth” means"),
        "{told}"
    );
}

#[test]
fn the_surveys_that_come_with_the_program_need_no_database() {
    let desk = Desk::empty("survey-library");

    let listed = desk.types("survey list").done().out;
    for survey in ["baseline@1", "four-month@1", "exit@1"] {
        assert!(listed.lines().any(|line| line.starts_with(survey)), "{listed}");
        desk.types(&format!("survey show {survey}")).done();
    }
    assert!(!desk.has("throughline-data"));
}
