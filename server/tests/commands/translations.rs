//! Translating a survey, and showing it as somebody reads it or reads it out.

use crate::desk::Desk;

const SHORT: &str = r#"key = "short"
version = 1
title = "A short one"
language = "en-GB"
minutes = 1

[[sections]]
title = "You"
pages = [{ questions = ["who"] }]

[[questions]]
key = "who"
text = "Who helped you?"
spoken = "Who helped you? I will read out some people."
hint = "Tick all that apply."
probes = ["Anything else?"]
define = "A union is a trade union."
kind = "multiple"
options = [{ code = 1, text = "Union" }, { code = 96, text = "Other", not_read_out = true }]
"#;

/// Fills in every `to` that is empty.
fn translated(file: &str) -> String {
    let mut from = String::new();
    let lines = file.lines().map(|line| {
        if let Some(text) = line.strip_prefix("from = ") {
            text[1..text.len() - 1].clone_into(&mut from);
        }
        if line == "to = \"\"" { format!("to = '''{from} (cy)'''\n") } else { format!("{line}\n") }
    });
    lines.collect()
}

#[test]
fn a_survey_is_translated_checked_published_and_shown_in_welsh() {
    let desk = Desk::empty("translate");
    desk.writes("short.toml", SHORT);

    let made = desk.types("survey translate short.toml --language cy").done().out;
    let lines: Vec<_> = made.lines().collect();
    assert_eq!(
        lines[0],
        "short.cy.toml: 0 of 8 texts translated, 0 changed since, 8 to translate, 0 put aside"
    );
    assert!(lines[1].starts_with("words.cy.toml: 0 of "), "{made}");
    let unfinished = desk.types("survey check short.toml");
    assert!(unfinished.err.contains("“who.text” is not translated"), "{unfinished:?}");
    assert!(unfinished.err.contains("words.cy.toml:"), "{unfinished:?}");

    for file in ["short.cy.toml", "words.cy.toml"] {
        desk.writes(file, translated(&desk.reads(file)));
    }
    desk.types("survey check short.toml")
        .done()
        .says("short.toml: no faults, 1 page, 1 question, also in Welsh");
    desk.types("survey publish short.toml --reason First").done();
    let shown = desk.types("survey show short --language Welsh").done().out;
    assert!(shown.contains("who  Who helped you? (cy)"), "{shown}");
    assert!(desk.types("survey show short").done().out.contains("who  Who helped you?\n"));
    desk.types("survey show short --language pl")
        .refused("“short” is not offered in “pl”; its languages: en-GB, cy");
}

#[test]
fn a_published_translation_is_written_as_the_files_it_came_from() {
    let desk = Desk::empty("translate-back");
    desk.writes("short.toml", SHORT);
    desk.types("survey translate short.toml --language cy").done();
    for file in ["short.cy.toml", "words.cy.toml"] {
        desk.writes(file, translated(&desk.reads(file)));
    }
    desk.types("survey publish short.toml --reason First").done();

    let texts = desk.types("survey show short --toml --language cy").done().out;
    let words = desk.types("survey show short@1 --toml --language Welsh --words").done().out;

    let of = |name: &str| desk.reads(name).parse::<toml::Table>().expect("TOML");
    assert_eq!(texts.parse::<toml::Table>().expect("TOML"), of("short.cy.toml"));
    assert_eq!(words.parse::<toml::Table>().expect("TOML"), of("words.cy.toml"));
    desk.types("survey show short --toml --language en-GB")
        .refused("“short” has no translation in “en-GB”");
}

#[test]
fn what_was_translated_is_kept_and_what_has_changed_is_marked() {
    let desk = Desk::empty("translate-again");
    desk.writes("short.toml", SHORT);
    desk.types("survey translate short.toml --language cy").done();
    for file in ["short.cy.toml", "words.cy.toml"] {
        desk.writes(file, translated(&desk.reads(file)));
    }
    desk.writes("short.toml", SHORT.replace("\"Union\"", "\"Trade union\""));

    let stale = desk.types("survey check short.toml");
    let again = desk.types("survey translate short.toml --language cy").done().out;

    let told =
        "“who.option.1” has changed since it was translated: it was “Union” and is “Trade union”";
    assert!(stale.err.contains(told), "{stale:?}");
    let counted =
        "short.cy.toml: 7 of 8 texts translated, 1 changed since, 0 to translate, 0 put aside";
    assert!(again.starts_with(counted), "{again}");
    let file = desk.reads("short.cy.toml");
    assert!(
        file.contains("was = \"Union\"\nfrom = \"Trade union\"\nto = \"Union (cy)\""),
        "{file}"
    );
}

#[test]
fn ben_is_shown_what_he_reads_out_and_what_he_does_not() {
    let desk = Desk::empty("telephone");
    desk.writes("short.toml", SHORT);
    desk.types("survey publish short.toml --reason First").done();

    let told = desk.types("survey show short --mode telephone").done().out;

    let who = told.split("== You ==\n\n").nth(1).expect("a section");
    let who = who.split("\n\nWorth").next().expect("a question");
    assert_eq!(
        who,
        "who  Who helped you? I will read out some people.\n    \
             Read out:\n        1  Union\n    \
             Do not read out:\n       96  Other\n       -8  Don't know\n       -9  Prefer not to say\n    \
             Ask again: “Anything else?”\n    \
             When somebody asks what it means: A union is a trade union."
    );
}

#[test]
fn nobody_translates_a_survey_into_its_own_language() {
    let desk = Desk::empty("translate-own");
    let file = desk.types("survey show four-month --toml").done().out;
    desk.writes("four-month.toml", file);

    desk.types("survey translate four-month.toml --language en-gb").refused(
        "four-month.toml is written in en-GB: name the language that it is to be translated into",
    );

    assert!(!desk.has("four-month.en-GB.toml"));
}

#[test]
fn a_survey_that_is_written_in_welsh_gets_the_words_around_its_questions_and_no_translation() {
    let desk = Desk::empty("translate-own-words");
    desk.writes("short.toml", SHORT.replace("en-GB", "cy"));
    desk.types("survey check short.toml").refused(
        "short.toml:4:12: the survey is in Welsh, and there is no words.cy.toml with the words around its questions; \
         `throughline survey translate short.toml --language cy` writes it",
    );

    let made = desk.types("survey translate short.toml --language cy").done().out;
    assert!(made.starts_with("words.cy.toml: 0 of "), "{made}");
    assert_eq!(made.lines().count(), 1);
    assert!(!desk.has("short.cy.toml"));
    desk.writes("words.cy.toml", translated(&desk.reads("words.cy.toml")));

    desk.types("survey check short.toml").done().says("short.toml: no faults, 1 page, 1 question");
    desk.types("survey publish short.toml --reason First").done();
    let shown = desk.types("survey show short").done().out;
    assert!(shown.contains("Who helped you?"), "{shown}");
    let words = desk.types("survey show short --toml --language cy --words").done().out;
    let of = |text: &str| text.parse::<toml::Table>().expect("TOML");
    assert_eq!(of(&words), of(&desk.reads("words.cy.toml")));
}
