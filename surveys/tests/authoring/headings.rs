//! Headings in other languages, which are called by what stands first below them.

use surveys::{
    authoring::{Amiss, Originals, SideBySide},
    definition::TextKey,
};

use super::translations::{WELSH, named, welsh};

#[test]
fn a_heading_whose_first_page_was_moved_keeps_its_translation_as_long_as_it_says_the_same() {
    let beside = |heading: &str| {
        let texts = [("section:work", heading), ("work.option.1", "Yes")];
        let texts = texts.map(|(at, text)| (TextKey(at.to_owned()), text.to_owned()));
        let (of, language) = ("check-in".to_owned(), None);
        let originals = Originals { of, texts: texts.to_vec(), language };
        let file = named("check-in.cy.toml", WELSH);
        SideBySide::of(&originals, &welsh(), Some(&file)).expect("it is read")
    };

    let moved = beside("You");
    let heading = &moved.pairs()[0];
    assert_eq!((heading.to.as_str(), heading.amiss.as_slice()), ("Chi", [].as_slice()));
    assert!(!moved.file().contains("section:mood"), "{}", moved.file());
    let reworded = beside("About you");
    assert_eq!(reworded.pairs()[0].amiss, [Amiss::Missing]);
    assert!(reworded.gone().iter().any(|gone| gone.at.0 == "section:mood" && gone.to == "Chi"));
}
