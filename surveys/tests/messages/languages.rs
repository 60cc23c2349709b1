//! Messages in other languages. The Welsh was made up for these tests; nobody has read it over.

use surveys::{
    authoring::{File, Found, MessageFiles, Originals, Renewed},
    stopping::Way,
};

use super::{checked, key, language, sentences};

const ENGLISH: &str = r#"language = "en"
sender = "Bridgeway Study"
[[messages]]
key = "invitation-text"
sms = "{sender}: Hi {first_name}, your survey is ready. {link} Text STOP to opt out"
"#;

const WELSH: &str = r#"language = "cy"
of = "messages"
[[texts]]
at = "sender"
from = "Bridgeway Study"
to = "Astudiaeth Bridgeway"
[[texts]]
at = "invitation-text.sms"
from = "{sender}: Hi {first_name}, your survey is ready. {link} Text STOP to opt out"
to = "{sender}: Helo {first_name}, mae eich arolwg yn barod. {link} Tecstiwch STOP i beidio"
"#;

fn file(name: &str, text: String) -> File {
    File { name: name.to_owned(), text }
}

fn read(english: &str, welsh: &[&str]) -> MessageFiles {
    let welsh: Vec<_> =
        welsh.iter().map(|text| file("messages.cy.toml", (*text).to_owned())).collect();
    MessageFiles::read(&file("messages.en.toml", english.to_owned()), &welsh).expect("they read")
}

fn found(english: &str, welsh: &[&str], languages: &[&str]) -> Found {
    let languages: Vec<_> = languages.iter().map(|tag| language(tag)).collect();
    checked(&read(english, welsh), None, &languages)
}

fn errors(welsh: &str) -> Vec<String> {
    sentences(&found(ENGLISH, &[welsh], &["en", "cy"]).errors)
}

#[test]
fn a_language_with_all_of_them_is_in_order() {
    assert_eq!(found(ENGLISH, &[WELSH], &["en-GB", "cy"]), Found::default());
}

#[test]
fn a_language_in_which_surveys_are_asked_and_nobody_is_written_to_is_told() {
    assert_eq!(
        sentences(&found(ENGLISH, &[], &["en", "cy"]).errors),
        [
            "surveys are asked in Welsh, and nobody is written to in it; `throughline messages translate --language \
             cy` writes the file, and so does the page of the protocol's next version"
        ]
    );
}

#[test]
fn a_translation_that_is_stale_missing_or_has_lost_a_name_is_told_where_it_stands() {
    let from = "your survey is ready. {link} Text STOP to opt out\"\nto";
    let was = "survey is ready";
    assert!(WELSH.contains(from));
    let stale = found(ENGLISH, &[&WELSH.replacen(was, "survey is here", 1)], &[]);
    assert_eq!(
        stale.errors.iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "messages.cy.toml:8:6: “invitation-text.sms” has changed since it was translated: it was “{sender}: Hi \
             {first_name}, your survey is here. {link} Text STOP to opt out” and is “{sender}: Hi {first_name}, your \
             survey is ready. {link} Text STOP to opt out”; look at “to” again, then write the new text into “from”"
        ]
    );
    assert_eq!(
        errors(&WELSH.replace("{sender}: Helo {first_name},", "{sender}: Helo,")),
        [
            "the translation of “invitation-text.sms” has lost {first_name}; put it where it belongs in the sentence"
        ]
    );
    let (sender, _) = WELSH.split_once("[[texts]]\nat = \"inv").expect("two texts");
    assert_eq!(
        errors(sender)[0],
        "“invitation-text.sms” is not in this file; `throughline messages translate` adds what is missing"
    );
}

#[test]
fn a_translation_is_held_to_the_same_rules() {
    let told = found(ENGLISH, &[&WELSH.replace("Tecstiwch STOP i beidio", "Hwyl")], &[]);

    assert_eq!(
        told.errors.iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "messages.cy.toml:10:6: “invitation-text.sms” does not say how to be sent no more texts; end it with “Text \
             STOP to opt out”"
        ]
    );
}

#[test]
fn what_is_wrong_with_the_english_is_not_told_again_of_what_is_not_translated() {
    let english = ENGLISH.replace("Text STOP to opt out", "Bye");
    let welsh = WELSH.replace("Text STOP to opt out", "Bye");
    let (head, _) = welsh.split_once("to = \"{sender}: Helo").expect("a translation");

    let told = found(&english, &[&format!("{head}to = \"\"\n")], &[]);

    assert_eq!(
        told.errors.iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "messages.en.toml:5:7: “invitation-text.sms” does not say how to be sent no more texts; end it with “Text \
             STOP to opt out”",
            "messages.cy.toml:10:6: “invitation-text.sms” is not translated; write it into “to”",
        ]
    );
}

#[test]
fn a_language_that_needs_the_wide_alphabet_has_room_for_what_it_says() {
    let hats = WELSH.replace("Helo {first_name}, mae", "Helo {first_name}, dŵr a thŷ, mae");
    let long = hats.replace("dŵr a thŷ", &"dŵr a thŷ ".repeat(12));

    assert_eq!(errors(&hats), [""; 0]);
    assert_eq!(
        errors(&long),
        [
            "“invitation-text.sms” takes 241 places, in the wide alphabet, and goes in 4 parts, and may go in 3 \
             parts; shorten it, or write the parts that you pay for as parts"
        ]
    );
}

#[test]
fn ben_is_written_to_in_his_language_and_in_english_where_there_is_none() {
    let messages = read(ENGLISH, &[WELSH]).messages;
    let study = super::study();
    let facts = super::rendering::facts(&study);
    let text = |tag: &str| {
        let sent = messages.render(&key("invitation-text"), Way::Sms, &language(tag), &facts);
        sent.expect("it is rendered").text
    };

    assert_eq!(
        text("cy"),
        "Astudiaeth Bridgeway: Helo Aisha, mae eich arolwg yn barod. https://svy.example.org/r/K7QX-M2PD Tecstiwch STOP \
         i beidio"
    );
    assert_eq!(text("cy-GB"), text("cy"));
    assert_eq!(
        text("ur"),
        "Bridgeway Study: Hi Aisha, your survey is ready. https://svy.example.org/r/K7QX-M2PD Text STOP to opt out"
    );
}

#[test]
fn a_translator_gets_a_file_with_every_text() {
    let originals = Originals::of_messages(&file("messages.en.toml", ENGLISH.to_owned()));
    let originals = originals.expect("they read");

    let renewed = Renewed::of(&originals, &language("cy"), None).expect("it is written");
    assert_eq!((renewed.empty, renewed.translated), (2, 0));
    assert!(renewed.text.contains("at = \"invitation-text.sms\""), "{}", renewed.text);

    let before = file("messages.cy.toml", WELSH.to_owned());
    let renewed = Renewed::of(&originals, &language("cy"), Some(&before)).expect("it is written");
    assert_eq!((renewed.empty, renewed.translated, renewed.stale), (0, 2, 0));
}

#[test]
fn a_language_that_is_there_twice_is_told() {
    let twice = found(ENGLISH, &[WELSH, WELSH], &[]);

    assert_eq!(
        sentences(&twice.errors),
        ["the messages are in cy already; name the language of the translations"]
    );
}
