//! From the files that evaluators write to the survey that is asked.
//!
//! A survey file lists pages of question keys; the questions themselves may stand in it or in a bank
//! that several surveys share, so that a question cannot drift between waves.

mod fault;

mod reading;

pub(crate) mod reserved;

mod near;

mod source;

mod place;

mod build;

mod forgotten;

mod instruments;

mod scores;

pub(crate) mod altered;

mod worded;

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

mod packs;

#[cfg(feature = "calendar")]
mod protocols;

#[cfg(feature = "calendar")]
mod messages;

#[cfg(feature = "linking")]
mod terms;

pub use across::{across, between};
pub use drift::{Drifted, drift};
pub use fault::{Elsewhere, Fault, File};
#[cfg(feature = "calendar")]
pub use messages::{Found, MessageFiles};
pub use near::near;
pub use packs::{blank_pack, read_pack, write_pack};
#[cfg(feature = "calendar")]
pub use protocols::ProtocolFiles;
pub use review::LONGEST_TITLE;
pub use translations::{
    Amiss, InDoubt, Originals, Pair, Renewed, Returned, SideBySide, Taken, TranslationFiles, Typed,
    WORDS, write_translation,
};
pub use writing::{Unwritten, begin, titled, write};

use std::{collections::BTreeMap, ops::Range};

use self::reading::Parsed;
use crate::{definition::Survey, keys::SurveyKey, scoring::Packs};

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
    /// The survey that it has to be, where that is known.
    pub key: Option<&'a SurveyKey>,
}

/// Reads a survey with what lies beside its file. `open` returns the bank's file of a language, too, and that of the
/// words around the questions.
///
/// # Errors
/// As [`read`], and what is wrong with its translations where that does not only follow from the rest.
pub fn read_with(
    file: &File,
    beside: Beside<'_>,
    open: &dyn Fn(&str) -> Option<File>,
) -> Result<Survey, Vec<Fault>> {
    let mut alone = read_alone(file, beside, open)?;
    let (survey, faults) = match alone.in_languages(file, beside.translations, open) {
        Ok(survey) => (Some(survey), Vec::new()),
        Err(faults) => (None, faults),
    };
    alone.faults.extend(faults);
    survey.filter(|_| alone.faults.is_empty()).ok_or(alone.faults)
}

/// A survey in the language of its file, and what is wrong with that. Whoever is still writing it wants to know more
/// than whether it is in order, and reading it is what takes time.
#[derive(Debug)]
pub struct Alone {
    source: source::SurveySource,
    /// What can be made of it, whatever is wrong with it.
    pub survey: Survey,
    /// All that is wrong with the file and its bank.
    pub faults: Vec<Fault>,
    bank: Option<File>,
    /// Where each part stands, and whether that is in the bank.
    places: BTreeMap<String, (bool, Range<usize>)>,
    /// Texts that may be others once the faults are mended.
    unsure: translations::Unsure,
}

/// Reads a survey's file and the bank that it names; translations are left aside.
///
/// # Errors
/// Where not even its fields can be told: all that is wrong with them.
pub fn read_alone(
    file: &File,
    beside: Beside<'_>,
    open: &dyn Fn(&str) -> Option<File>,
) -> Result<Alone, Vec<Fault>> {
    let none = Packs::default();
    let mut alone = put_together(file, beside.packs.unwrap_or(&none), open)?;
    alone.faults.extend(other_key(file, &alone.source, beside.key));
    Ok(alone)
}

impl Alone {
    /// The same with its translations, and with the words around its questions where it is not in English. The file is
    /// the one that it was read from.
    ///
    /// # Errors
    /// What is wrong with them. What is wrong with the survey itself is not said again, nor what only follows from it.
    pub fn in_languages(
        &self,
        file: &File,
        translations: &[File],
        open: &dyn Fn(&str) -> Option<File>,
    ) -> Result<Survey, Vec<Fault>> {
        let mut survey = self.survey.clone();
        let own = (file, &self.source, &self.unsure);
        let faults = translations::translate(&mut survey, own, translations, open);
        if faults.is_empty() { Ok(survey) } else { Err(faults) }
    }

    /// What is wrong with a part only beside other surveys, where the part stands: in the file, or in the bank that that
    /// names. None where it stands in neither.
    #[must_use]
    pub fn drifted(&self, file: &File, drifted: &Drifted) -> Option<Fault> {
        let Drifted { at, problem, mend, .. } = drifted;
        let (is_in_bank, at) = self.places.get(at)?.clone();
        let stands_in = if is_in_bank { self.bank.as_ref()? } else { file };
        Some(stands_in.fault(at, problem.as_str(), *mend))
    }
}

/// A text that names another survey than the one that it has to be.
fn other_key(file: &File, source: &source::SurveySource, key: Option<&SurveyKey>) -> Option<Fault> {
    let key = key.filter(|key| key.as_str() != source.key.get_ref())?;
    let problem = format!("the key is “{}”, and this is “{key}”", source.key.get_ref());
    let mend = format!("write key = \"{key}\"; another survey has a draft of its own");
    Some(file.fault(source.key.span(), problem, mend))
}

fn put_together(
    file: &File,
    packs: &Packs,
    open: &dyn Fn(&str) -> Option<File>,
) -> Result<Alone, Vec<Fault>> {
    let Parsed { source, mut faults, slipped, mut spoiled, spans, .. } =
        reading::parse::<source::SurveySource>(file)?;
    let bank_file = source.bank.as_ref().and_then(|name| open(name.get_ref()));
    if let Some(name) = source.bank.as_ref().filter(|_| bank_file.is_none()) {
        let problem = format!("the bank “{}” cannot be opened", name.get_ref());
        faults.push(file.fault(name.span(), problem, "name a file that lies beside this one"));
        // Whatever the survey asks might be there.
        return Err(faults);
    }
    let mut of_bank = reading::Spans::default();
    let bank = match bank_file.as_ref().map(reading::parse::<source::BankSource>) {
        None => source::BankSource::default(),
        Some(Ok(Parsed { source, faults: more, spoiled: there, spans, .. })) => {
            faults.extend(more);
            of_bank = spans;
            spoiled.extend(there);
            source
        }
        Some(Err(more)) => return Err(faults.into_iter().chain(more).collect()),
    };
    let beside = bank_file.as_ref().unwrap_or(file);
    let mut builder = build::Builder::new((file, &source), (beside, &bank), packs);
    builder.spoiled.clone_from(&spoiled);
    builder.spans = [spans, of_bank];
    let survey = builder.survey();
    builder.is_lost |= !slipped.is_empty();
    let mut later = std::mem::take(&mut builder.faults);
    later.extend(of_what_is_written(review::review(&survey, &builder), [file, beside]));
    let later = without_what_follows(later, &faults, (file, &slipped));
    faults.extend(later);
    let unsure = translations::Unsure::of(&survey, &builder, spoiled);
    let places = std::mem::take(&mut builder.places).into_iter();
    let places = places.map(|(part, (of, at))| (part, (!std::ptr::eq(of, file), at))).collect();
    Ok(Alone { source, survey, faults, bank: bank_file, places, unsure })
}

/// Without those that name what stands in for a key that is none, where nobody wrote that.
fn of_what_is_written(mut faults: Vec<Fault>, files: [&File; 2]) -> Vec<Fault> {
    if !files.iter().any(|file| file.text.contains(build::NAMELESS)) {
        let nameless = format!("“{}”", build::NAMELESS);
        faults.retain(|fault| !fault.problem.contains(&nameless));
    }
    faults
}

/// What stands in for something that was told says nothing of itself.
fn without_what_follows(
    mut later: Vec<Fault>,
    faults: &[Fault],
    (file, slipped): (&File, &[usize]),
) -> Vec<Fault> {
    let told: Vec<_> = faults.iter().map(Fault::place).collect();
    later.retain(|fault| {
        let has_slipped = fault.file == file.name && slipped.contains(&fault.line);
        !has_slipped && !told.contains(&fault.place())
    });
    later
}
