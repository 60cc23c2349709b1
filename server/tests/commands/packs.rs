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

#[test]
fn a_committee_reads_consent_questionnaires_messages_and_what_changed() {
    let desk = Desk::with_study("pack");
    let exit = desk.types("survey show exit@1 --toml").done().out;
    let next = exit
        .replace("version = 1", "version = 2")
        .replace("How is your health in general?", "How is your <b>health</b>?");
    assert_ne!(next, exit.replace("version = 1", "version = 2"));
    desk.writes("exit.toml", next);
    desk.types("survey publish exit.toml --reason Plainer").done();
    desk.types("survey use exit@2 --study bridgeway --wave exit").done();

    desk.types("pack --study bridgeway --since exit@1 --out pack").done();

    let html = desk.reads("pack/pack.html");
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
    let document = unzipped(&desk, "pack/pack.docx", "word/document.xml");
    assert!(
        document.contains("<w:delText xml:space=\"preserve\">health in general?"),
        "what went is tracked"
    );
    assert!(
        document.contains("&lt;b&gt;health&lt;/b&gt;? </w:t></w:r></w:ins>"),
        "what came is tracked"
    );
    assert_eq!(document.matches("<w:p>").count(), document.matches("</w:p>").count());
    desk.types("pack --study bridgeway --since other@1 --out pack")
        .refused("the study does not ask the survey “other”");
}
