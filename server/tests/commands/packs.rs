//! What an ethics committee is given.

use std::{fs::File, io::Read};

use zip::ZipArchive;

use crate::desk::Desk;

/// The text of a file in a ZIP file.
fn unzipped(desk: &Desk, zip: &str, name: &str) -> String {
    let zip = File::open(desk.folder().join(zip)).expect("the file is there");
    let mut zip = ZipArchive::new(zip).expect("it is a ZIP file");
    let mut text = String::new();
    zip.by_name(name).expect("it has that file").read_to_string(&mut text).expect("text");
    text
}

/// Version 2 of the exit survey is in use, with other words at one question; version 1 was seen.
fn packed(test: &str) -> Desk {
    let desk = Desk::with_study(test);
    let exit = desk.types("survey show exit@1 --toml").done().out;
    let next = exit.replace("version = 1", "version = 2");
    let next = next.replace("How is your health in general?", "How is your <b>health</b>?");
    desk.writes("exit.toml", next);
    desk.types("survey publish exit.toml --reason Plainer").done();
    desk.types("survey use exit@2 --study bridgeway --wave exit").done();
    desk.types("pack --study bridgeway --since exit@1 --out pack").done();
    desk
}

#[test]
fn a_committee_reads_consent_questionnaires_messages_and_what_changed() {
    let html = packed("pack-page").reads("pack/pack.html");

    for part in [
        "The consent form",
        "What changed",
        "Exit: version 2 since version 1",
        "Questionnaires",
        "Asked when empact is 6 (None of these apply).",
        "your survey is ready",
        "Safeguarding",
        "Where data go",
        "<del>health in general?",
        "<ins>&lt;b&gt;health&lt;/b&gt;?",
    ] {
        assert!(html.contains(part), "{part} is missing");
    }
    assert!(!html.contains("<script") && !html.contains("<b>health"));
}

#[test]
fn a_word_processor_shows_what_changed_as_tracked_changes() {
    let desk = packed("pack-tracked");

    let text = unzipped(&desk, "pack/pack.docx", "word/document.xml");

    assert!(text.contains("<w:delText xml:space=\"preserve\">health in general?"));
    assert!(text.contains("&lt;b&gt;health&lt;/b&gt;? </w:t></w:r></w:ins>"));
}

#[test]
fn a_version_of_a_survey_that_the_study_does_not_ask_is_refused() {
    let desk = Desk::with_study("pack-other");

    desk.types("pack --study bridgeway --since other@1 --out pack")
        .refused("the study does not ask the survey “other”");
}
