//! Messages as evaluators write them, and as translators translate them: a file of the texts, and beside it one for each
//! other language, with every translation under the text that it translates.

mod source;

pub(super) mod places;

mod writing;

use std::{collections::BTreeMap, ops::Range};

pub(super) use self::source::Source;
use super::{
    Fault, File, Originals,
    translations::{MESSAGES, of_messages},
};
use crate::{
    definition::TextKey,
    language::Language,
    messages::{Around, Flaw, Messages, Weight},
};

/// The messages of a study as their files have them.
#[derive(Debug)]
pub struct MessageFiles {
    /// What was read.
    pub messages: Messages,
    files: Vec<File>,
    /// Where each text stands: in which file, and from where to where.
    places: BTreeMap<(Language, String), (usize, Range<usize>)>,
    /// What is wrong with the translations.
    faults: Vec<Fault>,
}

/// All that is wrong with the messages of a study, each file from top to bottom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Nothing is published before these are put right.
    pub errors: Vec<Fault>,
    /// These are worth a look.
    pub warnings: Vec<Fault>,
}

impl MessageFiles {
    /// Reads the file of the messages, and those of their translations.
    ///
    /// # Errors
    /// Everything that is wrong with how the first is written. What is wrong with the others is told by
    /// [`MessageFiles::check`], beside all else.
    pub fn read(file: &File, translations: &[File]) -> Result<Self, Vec<Fault>> {
        let (messages, places) = source::read(file)?;
        let own = messages.language.clone();
        let place = |(name, at): (String, Range<usize>)| ((own.clone(), name), (0, at));
        let mut files = Self {
            places: places.into_iter().map(place).collect(),
            messages,
            files: vec![file.clone()],
            faults: Vec::new(),
        };
        translations.iter().for_each(|file| files.translation(file));
        Ok(files)
    }

    fn translation(&mut self, file: &File) {
        let (translated, faults) = of_messages(&originals(&self.messages), file);
        self.faults.extend(faults);
        let Some(translated) = translated else { return };
        let language = translated.language;
        if self.messages.languages().any(|known| *known == language) {
            let problem = format!("the messages are in {language} already");
            let mend = "name the language of the translations";
            self.faults.push(file.fault(translated.language_at, problem, mend));
            return;
        }
        let place = self.files.len();
        self.files.push(file.clone());
        let places = translated.places.into_iter();
        self.places.extend(places.map(|(name, at)| ((language.clone(), name), (place, at))));
        self.messages.translations.insert(language, translated.texts);
    }

    /// Everything that is wrong with them beside the study and its protocol, each where it stands.
    #[must_use]
    pub fn check(&self, around: &Around<'_>) -> Found {
        self.check_with(around, &|_| None)
    }

    /// The same; `elsewhere` knows of some where they stand in another file.
    pub(super) fn check_with(
        &self,
        around: &Around<'_>,
        elsewhere: &dyn Fn(&Flaw) -> Option<Fault>,
    ) -> Found {
        let mut found = Found { errors: self.faults.clone(), warnings: Vec::new() };
        for flaw in self.messages.check(around) {
            let fault = elsewhere(&flaw).unwrap_or_else(|| self.fault(&flaw));
            match flaw.weight() {
                Weight::Error => found.errors.push(fault),
                Weight::Warning => found.warnings.push(fault),
            }
        }
        let order = |fault: &Fault| {
            let file = self.files.iter().position(|file| file.name == fault.file);
            (file.unwrap_or(self.files.len()), fault.line, fault.column)
        };
        found.errors.sort_by_key(order);
        found.warnings.sort_by_key(order);
        found
    }
}

/// The texts that are translated.
fn originals(messages: &Messages) -> Originals {
    let language = Some(messages.language.clone());
    Originals { of: MESSAGES.to_owned(), texts: messages.texts(), language }
}

impl Originals {
    /// The texts of messages.
    ///
    /// # Errors
    /// Everything that is wrong with how they are written.
    pub fn of_messages(file: &File) -> Result<Self, Vec<Fault>> {
        source::read(file).map(|(messages, _)| originals(&messages))
    }
}

/// A text's name, as a place.
fn named(text: &TextKey) -> String {
    text.0.clone()
}
