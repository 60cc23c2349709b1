//! Instruments in surveys: named on a page, written out, altered, and in words that a study brings itself.
//!
//! No words of an instrument that may not be passed on stand here. Where a test needs some, they are invented and say so.

#![cfg(feature = "authoring")]

mod bundled;

mod by_reference;

mod altered;

mod scores;

mod steps;

mod packs;

mod rights;

mod written;

use surveys::{
    authoring::{self, Beside, File, read_pack},
    definition::Survey,
    scoring::Packs,
};

/// Reads a survey with these pages and whatever else follows, or returns what is said about it.
pub fn read(pages: &str, rest: &str, packs: &Packs) -> Result<Survey, Vec<String>> {
    let text = format!(
        "key = \"mood\"\nversion = 1\ntitle = \"Mood\"\nlanguage = \"en-GB\"\nminutes = 4\n{rest}\n\
         [[sections]]\ntitle = \"You\"\npages = [\n{pages}\n]\n"
    );
    let file = File { name: "mood.toml".to_owned(), text };
    authoring::read_with(&file, Beside { packs: Some(packs), ..Beside::default() }, &|_| None)
        .map_err(|faults| faults.iter().map(ToString::to_string).collect())
}

/// A survey that is in order.
pub fn sound(pages: &str, rest: &str, packs: &Packs) -> Survey {
    read(pages, rest, packs).unwrap_or_else(|faults| panic!("{}", faults.join("\n")))
}

/// Invented words for the short wellbeing scale, which may not be passed on: nobody was ever asked these.
pub fn invented() -> String {
    let items = (1..=7).map(|item| format!("\"Invented sentence {item}, of no scale\""));
    let options =
        (1..=5).map(|value| format!("{{ value = {value}, label = \"Invented {value}\" }}"));
    format!(
        "instrument = \"swemwbs\"\nlanguage = \"en-GB\"\nversion = \"invented-1\"\n\
         stem = \"Invented beginning\"\noptions = [{}]\nitems = [{}]\n",
        options.collect::<Vec<_>>().join(", "),
        items.collect::<Vec<_>>().join(", "),
    )
}

/// That pack at hand.
pub fn with_invented() -> Packs {
    Packs::new(vec![read_pack("pack.toml", &invented()).expect("the invented pack is in order")])
}
