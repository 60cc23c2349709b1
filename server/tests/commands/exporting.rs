//! Exporting. What stands in the files is `records`' to test; here it is that they appear whole.

use crate::desk::Desk;

const EXPORT: &str = "export --study bridgeway --out out";

#[test]
fn the_files_appear_in_the_folder_and_are_the_same_when_nothing_changed() {
    let desk = Desk::with_people("export-same");
    let files = [
        "participants.csv",
        "wide.csv",
        "long.csv",
        "paradata.csv",
        "calls.csv",
        "messages.csv",
        "pages.csv",
        "codebook.csv",
        "manifest.json",
    ];

    desk.types(EXPORT).done().says_also("out/participants.csv\t5 rows\t");
    let first = files.map(|file| desk.reads(&format!("out/{file}")));
    desk.types(&format!("{EXPORT} --replace --format csv")).done();

    assert_eq!(first, files.map(|file| desk.reads(&format!("out/{file}"))));
    assert_eq!(first[0].lines().count(), 6, "a header and five people");
    assert!(!desk.has("out/text.csv"));
}

#[test]
fn a_folder_that_is_not_empty_is_left_as_it_is() {
    let desk = Desk::with_people("export-full");
    desk.writes("out/notes.txt", "mine");

    desk.types(EXPORT).refused_with("--replace");

    assert_eq!(desk.reads("out/notes.txt"), "mine");
    assert!(!desk.has("out/wide.csv"));
}

#[test]
fn words_are_written_only_when_asked_for_and_waves_only_those_named() {
    let desk = Desk::with_people("export-words");

    desk.types(&format!("{EXPORT} --include-text --waves baseline,exit")).done();

    assert!(desk.has("out/text.csv"));
    let header = desk.reads("out/wide.csv").lines().next().expect("a header").to_owned();
    assert!(
        header.contains("w0_") && header.contains("w2_") && !header.contains("w1_"),
        "{header}"
    );
    desk.types("export --study bridgeway --out other --waves midline").refused_with("midline");
    assert!(!desk.has("other"));
}
