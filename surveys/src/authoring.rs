//! From the files that evaluators write to the survey that is asked.
//!
//! A survey file lists pages of question keys; the questions themselves may stand in it or in a bank
//! that several surveys share, so that a question cannot drift between waves.

mod fault;

mod source;

mod build;

mod instruments;

mod scores;

mod altered;

mod kinds;

mod conditions;

mod derivations;

mod alerts;

mod review;

mod across;

mod drift;

mod reach;

mod writing;

mod translations;

pub use across::across;
pub use drift::drift;
pub use fault::{Fault, File};
pub use translations::{Originals, Renewed, WORDS};
pub use writing::{begin, write};

use crate::{definition::Survey, scoring::Packs};

/// Reads a survey, and the bank it names.
///
/// `open` is given the bank's name as the survey file has it and returns the bank's text.
///
/// # Errors
/// Everything that is wrong, each with its place and how to put it right. What is no TOML at all is
/// one fault, since nothing after it can be trusted.
pub fn read(file: &File, open: &dyn Fn(&str) -> Option<File>) -> Result<Survey, Vec<Fault>> {
    read_with(file, Beside::default(), open)
}

/// What lies beside a survey's file.
#[derive(Clone, Copy, Debug, Default)]
pub struct Beside<'a> {
    /// The files of its translations.
    pub translations: &'a [File],
    /// The words of instruments that do not come with the program.
    pub packs: Option<&'a Packs>,
}

/// Reads a survey with what lies beside its file. `open` returns the bank's file of a language, too, and that of the
/// words around the questions.
///
/// # Errors
/// As [`read`]. Translations are looked at once the survey itself is in order.
pub fn read_with(
    file: &File,
    beside: Beside<'_>,
    open: &dyn Fn(&str) -> Option<File>,
) -> Result<Survey, Vec<Fault>> {
    let source: source::SurveySource = source::parse(file).map_err(|fault| vec![fault])?;
    let bank_file = match &source.bank {
        None => None,
        Some(name) => Some(open(name.get_ref()).ok_or_else(|| {
            let problem = format!("the bank “{}” cannot be opened", name.get_ref());
            vec![file.fault(name.span(), problem, "name a file that lies beside this one")]
        })?),
    };
    let bank = match &bank_file {
        None => source::BankSource::default(),
        Some(bank_file) => source::parse(bank_file).map_err(|fault| vec![fault])?,
    };
    let bank_file = bank_file.as_ref().unwrap_or(file);
    let none = Packs::default();
    let packs = beside.packs.unwrap_or(&none);
    let mut builder = build::Builder::new((file, &source), (bank_file, &bank), packs);
    let mut survey = builder.survey();
    let mut faults = builder.faults;
    let sound = faults.is_empty();
    faults.extend(review::review(&survey, &builder.places, sound));
    if faults.is_empty() {
        faults.extend(translations::translate(&mut survey, &source, beside.translations, open));
    }
    if faults.is_empty() { Ok(survey) } else { Err(faults) }
}

/// What can be made of a survey's file whatever is wrong with it, for whoever is still writing: a condition that cannot
/// be read never holds, and a question that cannot be is left out. None where its fields cannot be told.
#[must_use]
pub fn glimpse(
    file: &File,
    beside: Beside<'_>,
    open: &dyn Fn(&str) -> Option<File>,
) -> Option<Survey> {
    let source: source::SurveySource = source::parse(file).ok()?;
    let bank_file = source.bank.as_ref().and_then(|name| open(name.get_ref()));
    let bank = bank_file.as_ref().and_then(|bank_file| source::parse(bank_file).ok());
    let bank = bank.unwrap_or_default();
    let bank_file = bank_file.as_ref().unwrap_or(file);
    let none = Packs::default();
    let packs = beside.packs.unwrap_or(&none);
    Some(build::Builder::new((file, &source), (bank_file, &bank), packs).survey())
}
