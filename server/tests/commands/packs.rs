//! What an ethics committee is given.

use std::{fs::File, io::Read};

use zip::ZipArchive;

use crate::desk::Desk;

/// The text of a file in a ZIP file.
pub fn unzipped(desk: &Desk, zip: &str, name: &str) -> String {
    let zip = File::open(desk.folder().join(zip)).expect("the file is there");
    let mut zip = ZipArchive::new(zip).expect("it is a ZIP file");
    let mut text = String::new();
    zip.by_name(name).expect("it has that file").read_to_string(&mut text).expect("text");
    text
}

/// The words of a page between these, without its marks.
pub fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let (_, rest) = page.split_once(from).unwrap_or_else(|| panic!("{from} is missing"));
    rest.split_once(to).map_or(rest, |(part, _)| part)
}

/// The questionnaires of the exit survey, as they are read and as they are read out.
fn exit_questionnaires(page: &str) -> [&str; 2] {
    [
        (">Questionnaires</h2>", ">Questionnaires on"),
        (">Questionnaires on the telephone</h2>", "<h2"),
    ]
    .map(|(from, to)| between(between(page, from, to), "<h3>Exit", "<h3>"))
}

/// Whether these stand in the text, one behind the other.
pub fn follow(text: &str, parts: &[&str]) {
    let mut rest = text;
    for part in parts {
        rest = rest.split_once(part).unwrap_or_else(|| panic!("{part} is not next in {rest}")).1;
    }
}

/// A version of the exit survey after the first, as it is when these words were put for those.
pub fn writes_exit(desk: &Desk, version: &str, changes: &[(&str, &str)]) {
    let mut exit = desk.types("survey show exit@1 --toml").done().out;
    exit = exit.replace("version = 1", &format!("version = {version}"));
    for (from, to) in changes {
        assert!(exit.contains(from), "{from} is missing");
        exit = exit.replace(from, to);
    }
    desk.writes("exit.toml", exit);
    desk.types("survey publish exit.toml --reason Plainer").done();
}

/// Version 2 of the exit survey is in use, with other words at one question; version 1 was seen.
fn packed(test: &str) -> Desk {
    let desk = Desk::with_study(test);
    writes_exit(&desk, "2", &[("How is your health in general?", "How is your <b>health</b>?")]);
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

#[test]
fn a_committee_hears_what_stands_above_the_nine_questions_of_a_page_as_an_interviewer_says_it() {
    let desk = Desk::empty("pack-stem");
    desk.writes("check-in.toml", include_str!("../../../examples/safeguarding/check-in.toml"));
    desk.writes("study.toml", include_str!("../../../examples/safeguarding/study.toml"));
    desk.writes("protocol.toml", include_str!("../../../examples/safeguarding/protocol.toml"));
    assert_eq!(desk.types("study load study.toml").code, 0);

    desk.types("pack --study lantern --out pack").done();

    let html = desk.reads("pack/pack.html");
    let telephone = between(&html, ">Questionnaires on the telephone</h2>", "<h2");
    let stem = "Over the last 2 weeks, how often have you been bothered by any of the following";
    follow(telephone, &["stands under “What interviewers say”", stem, "[phq_1]", "[phq_9]"]);
    assert_eq!(telephone.matches(stem).count(), 1, "it is said once");
}

#[test]
fn a_committee_reads_what_a_check_says_to_anna_and_not_what_only_marks_the_export() {
    let html = packed("pack-checks").reads("pack/pack.html");

    for questionnaire in exit_questionnaires(&html) {
        let hours = between(questionnaire, "[hours]", "</pre>");
        assert!(
            hours.contains(
                "Says when hours is more than 60, and asks once: “You said that you work more than 60 hours a week. \
                 Is that right?”"
            ),
            "{hours}"
        );
        assert!(!questionnaire.contains("says nothing"));
    }
}

#[test]
fn what_was_taken_out_is_struck_through_where_it_stood_as_it_is_read_and_as_it_is_heard() {
    let desk = Desk::with_study("pack-gone");
    let exit = desk.types("survey show exit@1 --toml").done().out;
    let finman =
        format!("[[questions]]\nkey = \"finman\"{}", between(&exit, "key = \"finman\"", "[[q"));
    writes_exit(
        &desk,
        "2",
        &[
            (&finman, ""),
            ("  { questions = [\"finman\"] },\n", ""),
            ("Your money and home", "Your home"),
            ("title = \"Your employment specialist\", ", ""),
            ("title = \"You and other people\"", "title = \"You and your friends\""),
        ],
    );
    desk.types("survey use exit@2 --study bridgeway --wave exit").done();

    desk.types("pack --study bridgeway --since exit@1 --out pack").done();

    for questionnaire in exit_questionnaires(&desk.reads("pack/pack.html")) {
        let heading = "<strong>Your <del>money and </del>home</strong>";
        follow(
            questionnaire,
            &[heading, "[benefit]", "<del>How well are you managing", "</del>", "[arrears]"],
        );
        follow(
            questionnaire,
            &["You and <del>other people</del><ins>your friends</ins>", "[loncomp]"],
        );
        follow(questionnaire, &["[supuse]", "<del>Your employment specialist</del>", "[supfreq]"]);
    }
}

#[test]
fn a_committee_reads_the_next_version_before_anybody_is_asked_it() {
    let desk = Desk::with_study("pack-next");
    writes_exit(&desk, "2", &[("How is your health in general?", "How is your health?")]);

    desk.types("pack --study bridgeway --since exit@1 --out next").done();
    let next = desk.reads("next/pack.html");
    follow(
        &next,
        &[
            "exit, which begins with version 1 until this one is put to use",
            "Exit: version 2 since version 1",
            "<h3>Exit, version 2, not in use</h3>",
            "How is your <del>health in general?",
        ],
    );
    assert!(next.contains("baseline, which begins with it"));

    desk.types("pack --study bridgeway --with exit@1 --out now").done();
    let now = desk.reads("now/pack.html");
    assert!(now.contains("<h3>Exit, version 1</h3>") && !now.contains("Exit, version 2"));
    desk.types("pack --study bridgeway --with exit@1 --since exit@1 --out same").refused(
        "the pack has version 1 of “exit”, so that nothing has changed since; publish the next one first, or name an \
         earlier one behind --since",
    );
    desk.types("survey retire exit --version 2 --reason Mistaken").done();
    desk.types("pack --study bridgeway --out retired").done();
    assert!(desk.reads("retired/pack.html").contains("<h3>Exit, version 1</h3>"));
}

/// A survey of one question, which is asked in Urdu too.
const CHECK_IN: &str = r#"key = "check-in"
version = 1
title = "Check-in"
language = "en-GB"
minutes = 1

[[sections]]
title = "You"
pages = [{ key = "helpers", title = "Helpers", questions = ["who"] }]

[[questions]]
key = "who"
text = "Who helped?"
kind = "multiple"
optional = true
options = [{ code = 1, text = "Union" }, { code = 96, text = "Other" }]
"#;

/// Fills in every `to`: مدد before the words, which keeps the names in braces.
fn in_urdu(file: &str) -> String {
    let mut from = "";
    let lines = file.lines().map(|line| {
        if let Some(text) = line.strip_prefix("from = ") {
            from = &text[1..text.len() - 1];
        }
        if line == "to = \"\"" {
            format!("to = '''مدد {from}'''\n")
        } else {
            format!("{line}\n")
        }
    });
    lines.collect()
}

/// The pack of a study whose survey is asked in Urdu too.
fn packed_in_urdu(test: &str) -> Desk {
    let desk = Desk::empty(test);
    desk.writes("check-in.toml", CHECK_IN);
    desk.writes("study.toml", include_str!("../../../examples/safeguarding/study.toml"));
    desk.writes("protocol.toml", include_str!("../../../examples/safeguarding/protocol.toml"));
    desk.types("survey translate check-in.toml --language ur").done();
    for file in ["check-in.ur.toml", "words.ur.toml"] {
        desk.writes(file, in_urdu(&desk.reads(file)));
    }
    assert_eq!(desk.types("study load study.toml").code, 0);
    desk.types("pack --study lantern --out pack").done();
    desk
}

#[test]
fn a_committee_reads_and_hears_the_urdu_that_carys_does_written_from_the_right() {
    let html = packed_in_urdu("pack-urdu").reads("pack/pack.html");

    let others = between(&html, ">Questionnaires in other languages</h2>", "<h2");
    follow(
        others,
        &[
            "<h3 dir=\"auto\">Check-in, version 1, in Urdu (اردو): as it is read</h3>",
            "<p lang=\"ur\" dir=\"auto\"><strong>مدد You</strong></p>",
            "<div class=\"words\" lang=\"ur\"><span class=\"line\" dir=\"rtl\">مدد Helpers</span></div>",
            "<span class=\"line\" dir=\"rtl\">مدد Who helped?  [who]</span>",
            "<span class=\"line\" dir=\"ltr\">Any of:</span>",
            "<span class=\"line\" dir=\"rtl\">  1  مدد Union</span>",
            "<span class=\"line\" dir=\"ltr\">(may be passed by)</span>",
            "on the telephone</h3>",
            "<span class=\"line\" dir=\"ltr\">Do not read out:</span>",
            "<span class=\"line\" dir=\"rtl\">  \u{2066}-8\u{2069}  مدد Don&#39;t know</span>",
            "around the questions</h3>",
            "مدد Save and finish later",
        ],
    );
    assert!(!between(&html, ">Questionnaires</h2>", "<h2").contains("dir="), "English has none");
}

#[test]
fn a_word_processor_is_told_which_lines_and_words_of_the_urdu_are_written_from_the_right() {
    let desk = packed_in_urdu("pack-urdu-docx");

    let text = unzipped(&desk, "pack/pack.docx", "word/document.xml");

    let turned = "<w:r><w:rPr><w:rtl/><w:lang w:bidi=\"ur\"/></w:rPr><w:t xml:space=\"preserve\">";
    follow(
        &text,
        &[
            "<w:pPr><w:bidi/><w:spacing w:after=\"0\"/></w:pPr>",
            &format!("{turned}مدد "),
            "<w:r><w:t xml:space=\"preserve\">Who helped?",
            "<w:p><w:pPr><w:spacing w:after=\"0\"/></w:pPr><w:r><w:t xml:space=\"preserve\">Any of:</w:t>",
        ],
    );
}
