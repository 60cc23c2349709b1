//! Cuts of the invented trial. What stands in them is `records`' to test; here it is what is told of them.

use crate::desk::Desk;

/// Twenty invented people.
fn demonstration(test: &str) -> Desk {
    let desk = Desk::empty(test);
    desk.command("demo --participants 20 --no-serve").output().expect("the program");
    desk
}

const MAKE: &str = "cut make --data-dir throughline-demo --study bridgeway --recipient Example --purpose evaluation";

/// What follows a command about the cuts of the invented trial.
const OF: &str = "--data-dir throughline-demo --study bridgeway";

#[test]
fn a_cut_is_made_and_told_and_its_files_are_the_same_twice() {
    let desk = demonstration("cut-same");
    let names = ["participants.csv", "wide.csv", "long.csv", "codebook.csv", "manifest.json"];

    let made = desk.types(MAKE).done();
    assert!(made.out.starts_with("Cut 1 of bridgeway, made "), "{made:?}");
    assert!(
        made.out.contains("Purpose: evaluation, The evaluation of Bridgeway Support (terms 1)")
    );
    let hint = "Write its files with: throughline cut files 1 --study bridgeway --out DIR";
    assert_eq!(made.out.trim_end().lines().last(), Some(hint));
    desk.types(&format!("cut files 1 {OF} --out out")).done().says_also("out/wide.csv\t");
    let first = names.map(|name| desk.reads(&format!("out/{name}")));
    desk.types(&format!("cut files 1 {OF} --out out")).refused_with("--replace");
    desk.types(&format!("cut files 1 {OF} --out out --replace --format csv")).done();

    assert_eq!(first, names.map(|name| desk.reads(&format!("out/{name}"))));
    let shown = desk.types(&format!("cut show 1 {OF}")).done().out;
    assert!(made.out.starts_with(&shown), "the same is told of it again: {shown}");
}

#[test]
fn cuts_are_listed_compared_and_nobody_has_to_be_taken_out_of_them() {
    let desk = demonstration("cut-list");
    desk.types(&format!("cut list {OF}")).done().says("No cut was made yet.");

    desk.types(MAKE).done();
    desk.types(&format!("{MAKE} --masked")).done().says_also("Masked: nothing in it tells the arm");

    let listed = desk.types(&format!("cut list {OF}")).done().out;
    let lines: Vec<_> = listed.lines().collect();
    assert_eq!(lines.len(), 2, "{listed}");
    assert!(lines[0].starts_with("1\t") && lines[0].ends_with(" people\t-\t0 erased"), "{listed}");
    assert!(lines[1].starts_with("2\t") && lines[1].contains("\tmasked\t"), "{listed}");
    let same = "cut 2 against cut 1: +0 responses, 0 changed answers, 0 erasures\n";
    desk.types(&format!("cut diff 1 2 {OF}")).done().says_also(same);
    let nobody = "Nobody has to be taken out of cut 1 of bridgeway.";
    desk.types(&format!("cut notice 1 {OF}")).done().says(nobody);
    let notice = desk.types(&format!("cut notice 1 {OF} --json")).done().out;
    let notice: serde_json::Value = serde_json::from_str(&notice).expect("JSON");
    assert_eq!((&notice["cut"], &notice["remove"]), (&1.into(), &serde_json::json!([])));
}

#[test]
fn whoever_has_answers_deleted_is_in_the_notice_the_comparison_and_in_no_file() {
    let desk = demonstration("cut-erased");
    desk.types(MAKE).done();
    desk.types(MAKE).done();
    let erase = format!("erase {OF} --participant DEMO-00007 --what answers");
    assert_eq!(desk.types(&erase).code, 0);

    let notice = desk.types(&format!("cut notice 1 {OF}")).done().out;
    let lines: Vec<_> = notice.lines().collect();
    assert!(lines[0].starts_with("To Example: please delete every row"), "{notice}");
    assert!(lines[1].contains("\ttheir answers were deleted\tsince "), "{notice}");
    assert_eq!(lines.len(), 2, "{notice}");
    let key = lines[1].split('\t').next().expect("a row key");
    let written = desk.types(&format!("cut files 1 {OF} --out out"));
    assert_eq!(written.code, 0, "{written:?}");
    let told = "1 person erased from cut 1 since: in none of these files";
    assert!(written.err.contains(told), "{written:?}");
    let hint = "tell them with: throughline cut notice 1 --study bridgeway";
    assert!(written.err.contains(hint), "{written:?}");
    assert!(!desk.reads("out/wide.csv").contains(key));
    desk.types(&format!("cut diff 1 2 {OF}"))
        .done()
        .says_also("cut 2 against cut 1: +0 responses, 0 changed answers, 1 erasure\n");
}

#[test]
fn what_cannot_be_is_refused_with_what_to_do() {
    let desk = demonstration("cut-refused");
    let make = format!("cut make {OF} --recipient Example");

    desk.types(&make)
        .refused_with("say with --purpose what the data are for; the terms name evaluation (");
    desk.types(&format!("{make} --purpose sale")).refused_with("the terms name no purpose “sale”");
    let horses = "no file has “horses”, which is to stay";
    desk.types(&format!("{MAKE} --variables horses")).refused_with(horses);
    desk.types(&format!("{MAKE} --masked --include-text"))
        .refused_with("people's own words can tell the arm, so a masked cut cannot have them");
    let missing = "the study has no cut 7; `throughline cut list` tells those there are";
    desk.types(&format!("cut show 7 {OF}")).refused_with(missing);
    desk.types(&format!("cut list {OF}")).done().says("No cut was made yet.");
    assert!(!desk.has("out"));
}
