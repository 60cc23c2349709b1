//! Texts beside their translations: what a translator writes is taken, and nothing of it is lost.

use surveys::{
    authoring::{
        Amiss, Beside, File, Originals, SideBySide, Taken, Typed, read_with, write,
        write_translation,
    },
    definition::{Survey, TextKey, Translations},
    keys::SurveyKey,
    scoring::Packs,
};

use super::translations::{BANK_WELSH, SURVEY, WELSH, named, read, welsh};

fn originals(text: &str) -> Originals {
    let texts = vec![(TextKey("a.text".to_owned()), text.to_owned())];
    Originals { of: "check-in".to_owned(), texts, language: None }
}

fn beside(text: &str, entry: &str) -> SideBySide {
    let file = named("check-in.cy.toml", &format!("language = \"cy\"\nof = \"check-in\"\n{entry}"));
    SideBySide::of(&originals(text), &welsh(), Some(&file)).expect("a file in order")
}

fn typed(from: &str, seen: &str, to: &str) -> Typed {
    let [from, seen, to] = [from, seen, to].map(str::to_owned);
    Typed { at: TextKey("a.text".to_owned()), from, seen, to, source: None, is_right: false }
}

const ENTRY: &str =
    "[[texts]]\nat = \"a.text\"\nfrom = \"Since {begun_on}?\"\nto = \"Ers {begun_on}?\"\n";

/// What is amiss after something was taken, and what became of it.
fn check(text: &str, typed: &Typed, taken: &Taken, to: &str, amiss: &[Amiss]) {
    let mut side = beside(text, ENTRY);
    assert_eq!(side.take(typed), *taken);
    let pair = side.pairs().remove(0);
    assert_eq!((pair.to.as_str(), pair.amiss.as_slice()), (to, amiss));
}

#[test]
fn what_carys_writes_is_taken_unless_somebody_wrote_something_else_meanwhile() {
    let now = "Since {begun_on}?";
    let old = "Ers {begun_on}?";
    check(now, &typed(now, old, "O {begun_on}?"), &Taken::Changed, "O {begun_on}?", &[]);
    check(now, &typed(now, old, old), &Taken::Unchanged, old, &[]);
    check(now, &typed(now, "", old), &Taken::Unchanged, old, &[]);
    check(now, &typed(now, "", "O?"), &Taken::Overtaken(old.to_owned()), old, &[]);
}

#[test]
fn a_name_that_was_lost_or_made_up_is_told_beside_it() {
    let now = "Since {begun_on}?";
    let amiss = [Amiss::Lost("begun_on".to_owned()), Amiss::MadeUp("dyddiad".to_owned())];
    check(
        now,
        &typed(now, "Ers {begun_on}?", "O {dyddiad}"),
        &Taken::Changed,
        "O {dyddiad}",
        &amiss,
    );
    check(now, &typed(now, "Ers {begun_on}?", ""), &Taken::Changed, "", &[Amiss::Missing]);
}

#[test]
fn a_translation_of_words_that_changed_while_it_was_written_is_kept_and_marked() {
    let (old, now) = ("Since {begun_on}?", "From {begun_on} on?");
    let stale = [Amiss::Stale(old.to_owned())];
    check(
        now,
        &typed(old, "Ers {begun_on}?", "O {begun_on}?"),
        &Taken::Changed,
        "O {begun_on}?",
        &stale,
    );
    let right = Typed { is_right: true, ..typed(now, "Ers {begun_on}?", "Ers {begun_on}?") };
    check(now, &right, &Taken::Changed, "Ers {begun_on}?", &[]);
}

#[test]
fn what_is_written_of_a_text_that_is_gone_is_put_aside_and_comes_back_with_it() {
    let mut side = beside("Since {begun_on}?", "");
    let gone = Typed { at: TextKey("b.text".to_owned()), ..typed("B?", "", "B!") };

    assert_eq!(side.take(&gone), Taken::Changed);

    let file = File { name: "check-in.cy.toml".to_owned(), text: side.file() };
    let texts = vec![(TextKey("b.text".to_owned()), "B?".to_owned())];
    let back = Originals { of: "check-in".to_owned(), texts, language: None };
    let side = SideBySide::of(&back, &welsh(), Some(&file)).expect("a file in order");
    assert_eq!(side.pairs()[0].to, "B!");
}

#[test]
fn the_files_of_a_published_translation_give_the_same_translation_again() {
    let survey = read(SURVEY, WELSH, BANK_WELSH).expect("no faults");
    let files = write_translation(&survey, &welsh()).expect("it is in Welsh");
    let alone = Survey { translations: Translations::new(), ..survey.clone() };
    let text = write(&alone, &Packs::default()).expect("it can be written");

    let words = files.words.expect("it is not English");
    let open = |name: &str| (name == "words.cy.toml").then(|| named(name, &words));
    let translations = [named("check-in.cy.toml", &files.texts.expect("another language"))];
    let beside = Beside { translations: &translations, ..Beside::default() };
    let again = read_with(&named("check-in.toml", &text), beside, &open).expect("no faults");

    assert_eq!(again, survey);
}

#[test]
fn a_text_that_names_another_survey_is_told_where_it_does() {
    let key = SurveyKey::new("sleep").expect("a key");
    let beside = Beside { key: Some(&key), ..Beside::default() };
    let survey = read(SURVEY, WELSH, BANK_WELSH).expect("no faults");
    let text = write(&survey, &Packs::default());

    let faults = read_with(&named("sleep.toml", &text.expect("a file")), beside, &|_| None);

    let faults: Vec<_> = faults.expect_err("another key").iter().map(ToString::to_string).collect();
    assert_eq!(
        faults,
        [
            "sleep.toml:1:7: the key is “check-in”, and this is “sleep”; write key = \"sleep\"; another survey has a draft \
          of its own"
        ]
    );
}
