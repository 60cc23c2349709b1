//! Characteristics: what has no other place in the file, for whoever asks with `char list` or `notes`.

use std::{
    borrow::Cow,
    io::{self, Seek, Write},
};

use super::{sections::Sections, texts};
use crate::{
    Dataset, Losses, Lost, Name, cut_at,
    dta::bounds::{LONGEST_NOTE, MOST_NOTES},
};

/// The most characters of what `label language` takes for a language.
const LONGEST_LANGUAGE: usize = 24;

/// How the dataset is called in place of a variable.
const DATASET: &str = "_dta";

/// Of the names of variables and characteristics, the same in 118 and 119.
const NAME: usize = 129;

pub(super) fn write<W: Write + Seek>(
    out: &mut Sections<W>,
    dataset: &Dataset,
    losses: &mut Losses,
) -> io::Result<()> {
    out.open("characteristics")?;
    let language = dataset.language().replace('-', "_");
    let language = cut_at(&language, LONGEST_LANGUAGE);
    one(out, DATASET, "_lang_c", language)?;
    one(out, DATASET, "_lang_list", language)?;
    notes(out, dataset.notes(), losses)?;
    for variable in dataset.variables() {
        let origin = &variable.origin;
        let whole = if texts::is_whole(&variable.label) { "" } else { &variable.label };
        for (name, text) in [
            ("label", whole),
            ("question", &origin.question),
            ("universe", &origin.universe),
            ("source", &origin.source),
            ("wave", &origin.wave),
        ] {
            if !text.is_empty() {
                let text = fitting(text, Some(&variable.name), losses);
                one(out, variable.name.as_str(), name, &text)?;
            }
        }
    }
    out.close("characteristics")
}

/// `note0` tells how many there are.
fn notes<W: Write + Seek>(
    out: &mut Sections<W>,
    notes: &[String],
    losses: &mut Losses,
) -> io::Result<()> {
    let count = notes.len().min(MOST_NOTES);
    for _ in notes.iter().skip(count) {
        losses.schema(None, Lost::NoteCut);
    }
    if count > 0 {
        one(out, DATASET, "note0", &count.to_string())?;
    }
    for (number, note) in (1..).zip(notes.iter().take(count)) {
        let note = fitting(note, None, losses);
        one(out, DATASET, &format!("note{number}"), &note)?;
    }
    Ok(())
}

fn fitting<'t>(text: &'t str, of: Option<&Name>, losses: &mut Losses) -> Cow<'t, str> {
    let cut = cut_at(text, LONGEST_NOTE);
    if cut.len() < text.len() {
        losses.schema(of, Lost::NoteCut);
    }
    let spaced = texts::without_zeros(cut);
    if matches!(spaced, Cow::Owned(_)) {
        losses.schema(of, Lost::CharacterReplaced);
    }
    spaced
}

fn one<W: Write + Seek>(out: &mut Sections<W>, of: &str, name: &str, text: &str) -> io::Result<()> {
    // At most 67,784 bytes and two names.
    let length = (2 * NAME + text.len() + 1) as u32;
    out.put(b"<ch>")?;
    out.put(&length.to_le_bytes())?;
    out.field(of, NAME)?;
    out.field(name, NAME)?;
    out.field(text, text.len() + 1)?;
    out.put(b"</ch>")
}
