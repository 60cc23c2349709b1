//! `throughline survey translate`

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::Args;
use surveys::{
    authoring::{File, Originals, Renewed, WORDS},
    language::Language,
};

use super::{
    Refused, count,
    reading::{beside, in_order},
    say,
};
use crate::{
    commands::{instrument, settings},
    files,
    settings::Place,
};

/// Write the file of a translation, or bring it up to date
///
/// It has every text of the survey with its translation, in the order of the survey. What was translated stays; what
/// has changed since is marked; what is gone is put aside. The words around the questions, such as “Continue”, are in
/// a file of their own beside it, which all surveys share. A survey that is not in English needs that file in its own
/// language, too: naming that language writes it alone.
#[derive(Args, Debug)]
pub struct Translate {
    /// The survey's file, or that of a bank
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The language's tag, such as cy for Welsh
    #[arg(long, value_name = "TAG", value_parser = Language::new)]
    language: Language,
    /// Where it is written; beside the survey unless told
    #[arg(long, value_name = "FILE.toml")]
    out: Option<PathBuf>,
    #[command(flatten)]
    place: Place,
}

impl Translate {
    pub async fn run(self) -> Result<(), Refused> {
        let Self { file: path, language, out, place } = self;
        let file = files::read(&path)?;
        // A translator's file can be written while the database cannot be opened.
        let packs = instrument::words_for_a_check(&settings(&place, None)?, None).await?;
        let originals = Originals::of(&file, &packs, &beside(&path));
        let originals = originals.map_err(|faults| Refused::listing(in_order(faults, &file)))?;
        let (is_own, is_english) =
            (originals.language.as_ref() == Some(&language), language.first_part() == "en");
        if is_own && is_english {
            return Err(Refused::because(format!(
                "{} is written in {language}: name the language that it is to be translated into",
                path.display()
            )));
        }
        let words = path.with_file_name(format!("{WORDS}.{language}.toml"));
        if is_own {
            let out = out.as_deref().unwrap_or(&words);
            return renew(&Originals::words(), &language, &words, out);
        }
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let own = path.with_file_name(format!("{stem}.{language}.toml"));
        renew(&originals, &language, &own, out.as_deref().unwrap_or(&own))?;
        if is_english {
            return Ok(());
        }
        renew(&Originals::words(), &language, &words, &words)
    }
}

/// Writes the file beside, so that what was there is there until the new one is whole.
pub fn renew(
    originals: &Originals,
    language: &Language,
    before: &Path,
    out: &Path,
) -> Result<(), Refused> {
    let known: Option<File> = if before.is_file() { Some(files::read(before)?) } else { None };
    let renewed = Renewed::of(originals, language, known.as_ref()).map_err(Refused::listing)?;
    let cannot = |cause| Refused::because(format!("{} cannot be written: {cause}", out.display()));
    let unfinished = out.with_extension("toml.new");
    fs::write(&unfinished, &renewed.text).map_err(cannot)?;
    fs::rename(&unfinished, out).map_err(cannot)?;
    let Renewed { translated, stale, empty, gone, .. } = renewed;
    say(format!(
        "{}: {translated} of {} translated, {stale} changed since, {empty} to translate, {gone} put aside",
        out.display(),
        count(originals.texts.len(), "text"),
    ))
}
