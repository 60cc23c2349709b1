//! A published version becomes a file again, from which the next one is written.

use std::{fs, path::Path};

use surveys::{
    authoring::{self, File, Unwritten},
    catalogue,
    definition::{Alerts, Survey, Trigger, When},
    keys::SurveyKey,
    safeguarding::Level,
    scoring::Packs,
};

fn read(text: &str) -> Survey {
    let file = File { name: "written.toml".to_owned(), text: text.to_owned() };
    authoring::read(&file, &|_| None).expect("what was written is in order")
}

fn examples() -> Vec<Survey> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let files =
        fs::read_dir(folder).expect("the examples").map(|file| file.expect("a file").path());
    files.map(|file| read(&fs::read_to_string(file).expect("an example"))).collect()
}

#[test]
fn every_survey_that_comes_with_the_program_asks_the_same_when_it_is_written_and_read_again() {
    for survey in examples().iter().chain(catalogue::surveys()) {
        let written = authoring::write(survey, &Packs::default());
        let written = written.unwrap_or_else(|why| panic!("{}: {why}", survey.key));
        assert_eq!(read(&written), *survey);
    }
}

#[test]
fn a_survey_that_is_begun_from_nothing_has_no_faults() {
    let key = SurveyKey::new("sleep-diary").expect("a key");

    let begun = read(&authoring::begin(&key, "Dev's \"sleep\" diary"));

    assert_eq!((begun.key, begun.version), (key, 1));
    assert_eq!(begun.title, "Dev's \"sleep\" diary");
}

#[test]
fn words_with_quotes_lines_and_script_are_written_as_they_are() {
    let mut survey = read(include_str!("../../examples/single-choice.toml"));
    survey.title = "“A” \"b\" \\ <script>alert(1)</script>\nand ''' \"\"\" more\t".to_owned();

    let written = authoring::write(&survey, &Packs::default()).expect("it can be written");

    assert_eq!(read(&written).title, survey.title);
}

#[test]
fn what_has_no_place_in_a_file_is_not_left_out_in_silence() {
    let mut survey = read(include_str!("../../examples/single-choice.toml"));
    let key = survey.questions().next().expect("a question").key.to_string();
    let trigger = Trigger {
        cause: "another-instrument".to_owned(),
        level: Level::Two,
        of: vec![key],
        when: When::From(3),
        of_harm: false,
    };
    survey.alerts = Alerts { triggers: vec![trigger], harmless: Vec::new() };

    assert_eq!(authoring::write(&survey, &Packs::default()), Err(Unwritten::WithoutPlace));
}
