//! Bringing a file of translations up to date loses nothing that somebody translated.

use surveys::{
    authoring::{File, Originals, Renewed},
    definition::TextKey,
    language::Language,
};

fn originals(texts: &[(&str, &str)]) -> Originals {
    let texts = texts.iter().map(|(key, text)| (TextKey((*key).to_owned()), (*text).to_owned()));
    Originals { of: "check-in".to_owned(), texts: texts.collect(), language: None }
}

fn renewed(texts: &[(&str, &str)], before: Option<&str>) -> Renewed {
    let before = before.map(|text| File { name: "check-in.cy.toml".into(), text: text.to_owned() });
    let language = Language::new("cy").expect("a language");
    Renewed::of(&originals(texts), &language, before.as_ref()).expect("a file in order")
}

/// Below the head, with what is counted.
fn check(texts: &[(&str, &str)], before: &str, counts: [usize; 4], entries: &str) {
    let before = format!("language = \"cy\"\nof = \"check-in\"\n{before}");
    let Renewed { text, translated, stale, empty, gone } = renewed(texts, Some(&before));
    assert_eq!([translated, stale, empty, gone], counts, "{text}");
    assert_eq!(text.split_once("of = \"check-in\"\n\n").expect("a head").1, entries);
    // Doing it again changes nothing.
    assert_eq!(renewed(texts, Some(&text)).text, text);
}

#[test]
fn a_new_file_lists_every_text_in_the_order_of_the_survey() {
    let new = renewed(&[("b.text", "Say \"b\""), ("a.text", "A?")], None);

    assert_eq!(
        new.text,
        "# “check-in” in Welsh. Write each translation into its “to”, and leave names in {braces} as they are.\n\
         # Where there is a “was”, the text has changed: look at “to” again, then take out the line with “was”.\n\
         # What stands under [[gone]] is no longer asked; it is kept in case it comes back.\n\n\
         language = \"cy\"\nof = \"check-in\"\n\n\
         [[texts]]\nat = \"b.text\"\nfrom = 'Say \"b\"'\nto = \"\"\n\n\
         [[texts]]\nat = \"a.text\"\nfrom = \"A?\"\nto = \"\"\n"
    );
    assert_eq!((new.translated, new.stale, new.empty, new.gone), (0, 0, 2, 0));
}

#[test]
fn what_is_translated_stays_with_its_note_and_its_source() {
    let entry = "[[texts]]\nat = \"a.text\"\nnote = \"Informal\"\nfrom = \"A?\"\nto = \"Â?\"\nsource = \"Ours\"\n";

    check(&[("a.text", "A?")], entry, [1, 0, 0, 0], entry);
}

#[test]
fn what_has_changed_is_marked_with_what_it_was_until_somebody_has_looked() {
    check(
        &[("a.text", "A now?")],
        "[[texts]]\nat = \"a.text\"\nfrom = \"A?\"\nto = \"Â?\"\n",
        [0, 1, 0, 0],
        "[[texts]]\nat = \"a.text\"\nwas = \"A?\"\nfrom = \"A now?\"\nto = \"Â?\"\n",
    );
    check(
        &[("a.text", "A later?")],
        "[[texts]]\nat = \"a.text\"\nwas = \"A?\"\nfrom = \"A now?\"\nto = \"Â?\"\n",
        [0, 1, 0, 0],
        "[[texts]]\nat = \"a.text\"\nwas = \"A?\"\nfrom = \"A later?\"\nto = \"Â?\"\n",
    );
}

#[test]
fn what_has_changed_and_changed_back_is_translated() {
    check(
        &[("a.text", "A?")],
        "[[texts]]\nat = \"a.text\"\nwas = \"A?\"\nfrom = \"A now?\"\nto = \"Â?\"\n",
        [1, 0, 0, 0],
        "[[texts]]\nat = \"a.text\"\nfrom = \"A?\"\nto = \"Â?\"\n",
    );
}

#[test]
fn what_is_gone_is_put_aside_and_comes_back() {
    let gone = "[[texts]]\nat = \"b.text\"\nfrom = \"B?\"\nto = \"\"\n\n\
                [[gone]]\nat = \"a.text\"\nfrom = \"A?\"\nto = \"Â?\"\n";
    check(
        &[("b.text", "B?")],
        "[[texts]]\nat = \"a.text\"\nfrom = \"A?\"\nto = \"Â?\"\n",
        [0, 0, 1, 1],
        gone,
    );
    check(
        &[("a.text", "A?")],
        gone,
        [1, 0, 0, 0],
        "[[texts]]\nat = \"a.text\"\nfrom = \"A?\"\nto = \"Â?\"\n",
    );
}

#[test]
fn a_file_that_cannot_be_read_or_is_in_another_language_is_not_written_over() {
    let refused = |text: &str| {
        let before = File { name: "check-in.cy.toml".into(), text: text.to_owned() };
        let language = Language::new("cy").expect("a language");
        let told = Renewed::of(&originals(&[("a.text", "A?")]), &language, Some(&before));
        told.unwrap_err().iter().map(ToString::to_string).collect::<Vec<_>>()
    };

    assert_eq!(
        refused("language = \"pl\"\nof = \"check-in\"\n"),
        ["check-in.cy.toml:1:12: this file is in pl, not in cy; name another file"]
    );
    assert!(refused("language = ")[0].starts_with("check-in.cy.toml:1:12: "));
}
