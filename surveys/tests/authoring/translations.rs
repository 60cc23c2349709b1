//! What a translator is told about their file, and what a survey is in another language. The Welsh was made up for
//! these tests; nobody has read it over.

use surveys::{
    authoring::{self, Beside, File, Originals},
    definition::{Survey, TextKey},
    language::Language,
};

pub const SURVEY: &str = r#"key = "check-in"
version = 1
title = "Check-in"
language = "en-GB"
minutes = 3
bank = "bank.toml"
check = ["odd"]
sections = [{ title = "You", pages = [{ questions = ["mood"] }, { questions = ["work"] }] }]
[[questions]]
key = "work"
text = "Since {begun_on}, have you worked?"
kind = "single"
options = [{ code = 1, text = "Yes" }, { code = 2, text = "No" }]
[[checks]]
key = "odd"
level = "soft"
at = "work"
when = "work = 1 and mood < 2"
say = "Is that right?"
"#;

pub const BANK: &str = r#"[[questions]]
key = "mood"
text = "How is your mood?"
label = "Mood"
kind = "scale"
low = "Bad"
high = "Good"
[[questions]]
key = "sleep"
text = "How did you sleep?"
kind = "scale"
low = "Badly"
high = "Well"
"#;

pub const WELSH: &str = r#"language = "cy"
of = "check-in"
[[texts]]
at = "section:mood"
from = "You"
to = "Chi"
[[texts]]
at = "work.text"
from = "Since {begun_on}, have you worked?"
to = "Ers {begun_on}, ydych chi wedi gweithio?"
[[texts]]
at = "work.option.1"
from = "Yes"
to = "Ydw"
[[texts]]
at = "work.option.2"
from = "No"
to = "Nac ydw"
[[texts]]
at = "check:odd.work"
from = "Is that right?"
to = "Ydy hynny'n iawn?"
"#;

pub const BANK_WELSH: &str = r#"language = "cy"
of = "bank"
[[texts]]
at = "mood.text"
from = "How is your mood?"
to = "Sut mae eich hwyliau?"
[[texts]]
at = "mood.low"
from = "Bad"
to = "Gwael"
[[texts]]
at = "mood.high"
from = "Good"
to = "Da"
[[texts]]
at = "sleep.text"
from = "How did you sleep?"
to = ""
"#;

pub fn named(name: &str, text: &str) -> File {
    File { name: name.into(), text: text.into() }
}

/// Every phrase with " (cy)" behind it, except a month.
pub fn words() -> String {
    let entry = |(key, from): &(TextKey, String)| {
        let to = if from == "May" { "Mai".to_owned() } else { format!("{from} (cy)") };
        format!("[[texts]]\nat = \"{key}\"\nfrom = {from:?}\nto = {to:?}\n")
    };
    let entries: String = Originals::words().texts.iter().map(entry).collect();
    format!("language = \"cy\"\nof = \"words\"\n{entries}")
}

pub fn welsh() -> Language {
    Language::new("cy").expect("a language")
}

pub fn read(survey: &str, own: &str, bank: &str) -> Result<Survey, Vec<String>> {
    let others =
        [named("bank.toml", BANK), named("bank.cy.toml", bank), named("words.cy.toml", &words())];
    let open = |name: &str| others.iter().find(|file| file.name == name).cloned();
    let files = [named("check-in.cy.toml", own)];
    let read = authoring::read_with(
        &named("check-in.toml", survey),
        Beside { translations: &files, ..Beside::default() },
        &open,
    );
    read.map_err(|faults| faults.iter().map(ToString::to_string).collect())
}

/// Replaces something in the translator's file and compares every fault.
fn check(from: &str, to: &str, faults: &[&str]) {
    assert!(WELSH.contains(from), "{from} is not in the file");
    let told = read(SURVEY, &WELSH.replacen(from, to, 1), BANK_WELSH).err().unwrap_or_default();
    assert_eq!(told, faults);
}

/// Replaces something in the survey and compares every fault.
fn check_survey(from: &str, to: &str, faults: &[&str]) {
    assert!(SURVEY.contains(from), "{from} is not in the survey");
    let told = read(&SURVEY.replacen(from, to, 1), WELSH, BANK_WELSH).err().unwrap_or_default();
    assert_eq!(told, faults);
}

#[test]
fn a_translation_without_a_fault_is_read() {
    check("Chi", "Chi", &[]);
}

#[test]
fn what_is_not_translated_yet_is_named_where_it_is_missing() {
    check(
        "to = \"Ydw\"",
        "to = \"\"",
        &["check-in.cy.toml:14:6: “work.option.1” is not translated; write it into “to”"],
    );
    check(
        "[[texts]]\nat = \"work.option.2\"\nfrom = \"No\"\nto = \"Nac ydw\"\n",
        "",
        &[
            "check-in.cy.toml:1:12: “work.option.2” is not in this file; `throughline survey translate` adds what is missing",
        ],
    );
}

#[test]
fn a_translation_of_words_that_have_changed_since_is_stale() {
    check_survey(
        "Is that right?",
        "Is that so?",
        &[
            "check-in.cy.toml:20:6: “check:odd.work” has changed since it was translated: it was “Is that right?” and is “Is that so?”; look at “to” again, then write the new text into “from”",
        ],
    );
    check(
        "from = \"Yes\"",
        "was = \"Aye\"\nfrom = \"Yes\"",
        &[
            "check-in.cy.toml:12:6: “work.option.1” has changed since it was translated: it was “Aye” and is “Yes”; look at “to” again, then take out the line with “was”",
        ],
    );
}

#[test]
fn a_translation_of_what_is_no_longer_asked_is_named() {
    check(
        "at = \"work.option.2\"",
        "at = \"work.option.3\"",
        &[
            "check-in.cy.toml:1:12: “work.option.2” is not in this file; `throughline survey translate` adds what is missing",
            "check-in.cy.toml:16:6: there is no text “work.option.3”; take it out, or let `throughline survey translate` put it aside",
        ],
    );
}

#[test]
fn a_name_in_braces_that_was_lost_or_made_up_is_named() {
    check(
        "Ers {begun_on}",
        "Ers {dechrau}",
        &[
            "check-in.cy.toml:10:6: the translation of “work.text” has lost {begun_on}; put it where it belongs in the sentence",
            "check-in.cy.toml:10:6: the translation of “work.text” has {dechrau}, which the text has not; leave names in braces as they are",
        ],
    );
}

#[test]
fn a_file_in_no_language_or_of_another_survey_is_refused() {
    check(
        "language = \"cy\"",
        "language = \"welsh\"",
        &[
            "check-in.cy.toml:1:12: “welsh” is no language's tag; write a BCP 47 tag, such as cy for Welsh, pl for Polish, ur for Urdu",
        ],
    );
    check(
        "language = \"cy\"",
        "language = \"en-GB\"",
        &[
            "check-in.cy.toml:1:12: the survey has en-GB already; name the language of the translations",
        ],
    );
    check(
        "of = \"check-in\"",
        "of = \"exit\"",
        &[
            "check-in.cy.toml:2:6: this translates “exit” and lies beside “check-in”; name both alike",
        ],
    );
    check(
        "at = \"work.option.2\"",
        "at = \"work.option.1\"",
        &[
            "check-in.cy.toml:1:12: “work.option.2” is not in this file; `throughline survey translate` adds what is missing",
            "check-in.cy.toml:16:6: “work.option.1” stands in this file twice; keep one of them",
        ],
    );
}

#[test]
fn the_words_around_the_questions_are_asked_for_too() {
    check(
        "language = \"cy\"",
        "language = \"pl\"",
        &[
            "check-in.cy.toml:1:12: “mood.text”, “mood.low”, “mood.high” are not in this file; `throughline survey translate` adds what is missing",
            "check-in.cy.toml:1:12: there is no words.pl.toml with the words around the questions; `throughline survey translate` writes it",
        ],
    );
}

#[test]
fn a_bank_is_translated_once_and_a_question_of_the_same_name_is_not_taken_for_it() {
    let stale = BANK_WELSH.replacen("from = \"Bad\"", "from = \"Awful\"", 1);
    let own = "[[questions]]\nkey = \"mood\"\ntext = \"Your mood?\"\nkind = \"scale\"\nlow = \"Bad\"\nhigh = \"Good\"\n\
               [[questions]]\nkey = \"work\"";
    let overriding = SURVEY.replacen("[[questions]]\nkey = \"work\"", own, 1);

    assert_eq!(
        read(SURVEY, WELSH, &stale).unwrap_err(),
        [
            "bank.cy.toml:8:6: “mood.low” has changed since it was translated: it was “Awful” and is “Bad”; look at “to” again, then write the new text into “from”"
        ]
    );
    assert_eq!(
        read(&overriding, WELSH, BANK_WELSH).unwrap_err(),
        [
            "check-in.cy.toml:1:12: “mood.text” is not in this file; `throughline survey translate` adds what is missing"
        ]
    );
}

#[test]
fn an_item_of_an_instrument_is_asked_only_in_its_owners_words() {
    let item = "[[questions]]\nkey = \"phq_1\"\ntext = \"Little interest or pleasure in doing things\"\nkind = \"single\"\n\
                options = [{ code = 1, text = \"Yes\" }]\nalerts = []\n[[questions]]\nkey = \"work\"";
    let survey = SURVEY.replacen("[[questions]]\nkey = \"work\"", item, 1);
    let survey = survey.replacen("version = ", "adapted = [\"phq9\"]\nversion = ", 1);
    let survey =
        survey.replacen("{ questions = [\"work\"] }", "{ questions = [\"work\", \"phq_1\"] }", 1);
    let own = format!(
        "{WELSH}[[texts]]\nat = \"phq_1.text\"\nfrom = \"Little interest or pleasure in doing things\"\nto = \"Dim diddordeb\"\n\
         [[texts]]\nat = \"phq_1.option.1\"\nfrom = \"Yes\"\nto = \"Oes\"\n"
    );
    let credited = own.replacen(
        "\"Dim diddordeb\"",
        "\"Dim diddordeb\"\nsource = \"PHQ Screeners, Welsh\"",
        1,
    );

    let told = read(&survey, &own, BANK_WELSH).unwrap_err();
    let asked = read(&survey, &credited, BANK_WELSH).unwrap().in_language(&welsh());

    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("“phq_1.text” is an item of "), "{told:?}");
    let item = asked.questions().find(|question| question.key.as_str() == "phq_1").unwrap();
    assert_eq!(item.source.as_deref(), Some("PHQ Screeners, Welsh"));
}
