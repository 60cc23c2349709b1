//! A survey's texts in other languages. Each language is a file of its own beside the survey, in which every
//! translation stands under the text that it translates: what is stale is seen by comparing, not by dates.

mod source;

mod unsure;

mod compare;

mod in_one;

mod renewed;

mod writing;

mod side_by_side;

mod returned;

#[cfg(feature = "calendar")]
pub(super) mod of_messages;

#[cfg(feature = "calendar")]
pub(super) use of_messages::{MESSAGES, of_messages};
pub use renewed::Renewed;
pub use returned::{InDoubt, Returned};
pub use side_by_side::{Amiss, Pair, SideBySide, Taken, Typed};
pub(super) use source::Source;
pub(super) use unsure::Unsure;
pub use writing::{TranslationFiles, write_translation};

use std::collections::BTreeMap;

use self::{
    in_one::{in_one, own_words},
    source::{Names, TranslationFile},
};
use super::{
    Alone, Beside, Fault, File,
    build::Builder,
    reading::{Parsed, parse, parse_whole},
    source::{BankSource, PageSource, SectionSource, SurveySource},
};
use crate::{
    definition::{Survey, TextKey},
    language::Language,
    phrases::Phrase,
    scoring::Packs,
};

/// What the words around the questions are called in files.
pub const WORDS: &str = "words";

/// Texts that are translated in one file, in the order in which they are met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Originals {
    /// Whose they are: a survey's key, `bank`, or `words`.
    pub of: String,
    /// Each by its name.
    pub texts: Vec<(TextKey, String)>,
    /// The language that they are in, where it is said.
    pub language: Option<Language>,
}

impl Originals {
    /// Those of a survey that its bank does not have; or of a bank, when the file is one. The packs have the words of
    /// instruments that do not come with the program.
    ///
    /// # Errors
    /// Everything that is wrong with the survey or the bank.
    pub fn of(
        file: &File,
        packs: &Packs,
        open: &dyn Fn(&str) -> Option<File>,
    ) -> Result<Self, Vec<Fault>> {
        if is_bank(file) {
            let bank: BankSource = parse_whole(file)?;
            let (own, faults) = of_bank(file, bank);
            return if faults.is_empty() { Ok(own) } else { Err(faults) };
        }
        let beside = Beside { packs: Some(packs), ..Beside::default() };
        // Whoever has its words translated has not got all of them yet.
        let Alone { survey, source, faults, .. } = super::read_alone(file, beside, open)?;
        if !faults.is_empty() {
            return Err(faults);
        }
        let shared = bank_of(&source, open)?.map(|(_, shared)| shared).unwrap_or_default();
        let is_own = |(key, text): &(TextKey, String)| shared.get(key) != Some(text);
        let texts = survey.texts().into_iter().filter(is_own).collect();
        let language = Language::new(&survey.language).ok();
        Ok(Self { of: survey.key.to_string(), texts, language })
    }

    /// Those of a survey that may have faults, as long as it can be read as a file.
    pub(crate) fn whatever_is_wrong(file: &File) -> Self {
        let Ok(source) = parse_whole::<SurveySource>(file) else {
            return Self { of: String::new(), texts: Vec::new(), language: None };
        };
        let (bank, packs) = (BankSource::default(), Packs::default());
        let survey = Builder::new((file, &source), (file, &bank), &packs).put_together();
        let language = Language::new(&survey.language).ok();
        Self { of: source.key.get_ref().clone(), texts: survey.texts(), language }
    }

    /// The words around the questions.
    #[must_use]
    pub fn words() -> Self {
        let texts = Phrase::ALL.iter();
        let texts = texts.map(|one| (TextKey(one.key().to_owned()), one.english().to_owned()));
        Self { of: WORDS.to_owned(), texts: texts.collect(), language: Language::new("en").ok() }
    }
}

/// A bank has no key, and every survey has one.
fn is_bank(file: &File) -> bool {
    file.text.parse::<toml::Table>().is_ok_and(|table| !table.contains_key("key"))
}

/// The texts of a bank, of its questions and its checks, with what is wrong with them. Whom they are asked, what is
/// made of the answers, and whether an instrument is altered are for the surveys that ask them to say.
fn of_bank(file: &File, mut bank: BankSource) -> (Originals, Vec<Fault>) {
    for question in &mut bank.questions {
        question.asked_if = None;
        question.options.iter_mut().flatten().for_each(|option| option.offered_if = None);
    }
    let source = asking_all(&bank);
    let packs = Packs::default();
    let mut builder = Builder::new((file, &source), (file, &bank), &packs);
    let survey = builder.put_together();
    let texts = survey.texts().into_iter().filter(|(key, _)| !key.0.starts_with("section:"));
    (Originals { of: "bank".to_owned(), texts: texts.collect(), language: None }, builder.faults)
}

/// A survey that asks all of a bank.
fn asking_all(bank: &BankSource) -> SurveySource {
    let names = |keys: Vec<&toml::Spanned<String>>| keys.into_iter().cloned().collect::<Vec<_>>();
    let questions = names(bank.questions.iter().map(|question| &question.key).collect());
    let page = PageSource {
        key: None,
        title: None,
        intro: None,
        questions: Some(toml::Spanned::new(0..0, questions)),
        instrument: None,
        asked_if: None,
        sensitive: false,
        unscored: None,
    };
    let mut check = names(bank.checks.iter().map(|check| &check.key).collect());
    check.sort_by(|one, other| one.get_ref().cmp(other.get_ref()));
    check.dedup_by(|one, other| one.get_ref() == other.get_ref());
    let text = "key = 'bank'\nversion = 1\ntitle = ''\nlanguage = 'en'\nminutes = 1\nsections = []";
    let all = File { name: "bank".to_owned(), text: text.to_owned() };
    let source: SurveySource = parse_whole(&all).expect("a survey without a section can be read");
    SurveySource {
        sections: vec![SectionSource {
            title: toml::Spanned::new(0..0, String::new()),
            pages: vec![page],
        }],
        check,
        ..source
    }
}

type Shared = (String, BTreeMap<TextKey, String>);

/// The name of a survey's bank, without its ending, and the bank's texts.
fn bank_of(
    source: &SurveySource,
    open: &dyn Fn(&str) -> Option<File>,
) -> Result<Option<Shared>, Vec<Fault>> {
    let Some(file) = source.bank.as_ref().and_then(|name| open(name.get_ref())) else {
        return Ok(None);
    };
    // What is wrong with its fields was told already.
    let Parsed { source: bank, .. } = parse(&file)?;
    // What is wrong with the questions that the survey asks was told already, and others are not its concern.
    let (own, _) = of_bank(&file, bank);
    let texts = own.texts.into_iter().collect();
    let name = file.name.rsplit(['/', '\\']).next().unwrap_or_default();
    Ok(Some((name.trim_end_matches(".toml").to_owned(), texts)))
}

/// Reads the files of translations into the survey.
pub(super) fn translate(
    survey: &mut Survey,
    (file, source, unsure): (&File, &SurveySource, &Unsure),
    files: &[File],
    open: &dyn Fn(&str) -> Option<File>,
) -> Vec<Fault> {
    let shared = if files.is_empty() { Ok(None) } else { bank_of(source, open) };
    let shared = match shared {
        Ok(shared) => shared,
        Err(faults) => return faults,
    };
    let mut faults = Vec::new();
    for file in files {
        match TranslationFile::read_on(file, survey.key.as_str()) {
            Err(found) => faults.extend(found),
            Ok((own, mut found)) => {
                found.extend(in_one(survey, (&own, unsure), shared.as_ref(), open));
                // From top to bottom, and then what stands in files beside it.
                found.sort_by_key(|fault| match fault.file == file.name {
                    true => (0, fault.line, fault.column),
                    false => (1, 0, 0),
                });
                faults.extend(found);
            }
        }
    }
    faults.extend(own_words(survey, (file, source), open));
    faults
}

/// Names in braces, sorted, so that two texts can be compared.
fn names(text: &str) -> Names {
    let mut names: Names = crate::fill::names(text).map(str::to_owned).collect();
    names.sort_unstable();
    names.dedup();
    names
}
