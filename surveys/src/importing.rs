//! Surveys that were made elsewhere, as definition files of ours. Each item is told: what became of it, and
//! what did not. Nothing is left out in silence.

mod refused;

mod encoding;

mod outcome;

mod draft;

mod naming;

mod plain;

mod links;

mod words;

mod published;

mod codes;

mod reasons;

mod identifying;

mod logic;

mod never;

mod sentence;

mod worked;

mod said;

mod form;

mod redcap;

mod xlsform;

mod fhir;

mod beside;

pub use outcome::{
    Difference, InLanguage, Item, LookAt, NotConverted, OtherCodes, Outcome, Place, Read, Recoded,
    Staying, Stays, Unwritable,
};
pub use refused::ImportError;

use crate::{
    authoring::{self, Fault, File},
    language::Language,
};
use draft::Draft;

/// What to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A data dictionary of REDCap, as CSV.
    Redcap,
    /// A workbook of XLSForm, as ODK and Kobo read it.
    Xlsform,
    /// A Questionnaire of FHIR R4, as JSON.
    Fhir,
}

/// What the file cannot say of itself, or is told otherwise.
#[derive(Clone, Debug)]
pub struct About {
    /// The key of the survey.
    pub key: String,
    /// What staff call it; unless told, what the file calls it, or its key.
    pub title: Option<String>,
    /// The language of its words, as a BCP 47 tag; unless told, what the file says, or British English.
    pub language: Option<String>,
}

/// A survey that was brought.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The definition file.
    pub text: String,
    /// What became of each item, in the order of the file.
    pub items: Vec<Item>,
    /// What `survey check` says of the definition file.
    pub faults: Vec<Fault>,
    /// The files of its translations, which lie beside it as `KEY.LANGUAGE.toml`. What was not translated there
    /// stands in them to be translated.
    pub translations: Vec<(Language, String)>,
}

/// What a file becomes.
struct Brought {
    draft: Draft,
    items: Vec<Item>,
    /// The same in its other languages.
    others: Vec<beside::Other>,
}

impl About {
    fn title(&self, of_the_file: Option<&str>) -> String {
        let title = self.title.as_deref().or(of_the_file).map(|title| plain::plain(title).0);
        title.filter(|title| !title.is_empty()).unwrap_or_else(|| self.key.clone())
    }
}

/// What a file is taken to be in that does not say.
const LANGUAGE: &str = "en-GB";

/// Converts a file.
///
/// # Errors
/// When it is none of the format, has nothing in it, or is larger than any instrument.
pub fn import(format: Format, bytes: &[u8], about: &About) -> Result<Imported, ImportError> {
    if bytes.len() > LARGEST {
        return Err(ImportError::TooLarge { most: LARGEST >> 20, of: "the file" });
    }
    if bytes.is_empty() {
        return Err(ImportError::Nothing);
    }
    let Brought { mut draft, mut items, others } = match format {
        Format::Redcap => redcap::convert(bytes, about)?,
        Format::Xlsform => xlsform::convert(bytes, about)?,
        Format::Fhir => fhir::convert(&encoding::json(bytes)?, about)?,
    };
    if draft.questions.is_empty() {
        return Err(ImportError::NoQuestion(items));
    }
    let mut file = written(&draft)?;
    let check = |file: &File| authoring::read(file, &|_| None).err().unwrap_or_default();
    let mut faults = check(&file);
    if !faults.is_empty() && published::adapt(&mut draft, &file, &mut items) {
        file = written(&draft)?;
        faults = check(&file);
    }
    let translations = beside::translations((&draft, &file), others, &mut items)?;
    faults.sort_by_key(|fault| (fault.line, fault.column));
    Ok(Imported { text: file.text, items, faults, translations })
}

/// The definition file of a draft.
fn written(draft: &Draft) -> Result<File, ImportError> {
    let text = toml::to_string(draft);
    let text = text.map_err(|problem| ImportError::Unwritten(problem.to_string()))?;
    Ok(File { name: format!("{}.toml", draft.key), text })
}

/// Bytes; no instrument has so many.
pub const LARGEST: usize = 32 << 20;

/// More than any instrument has: as many are brought within two seconds, of each format.
const MOST_ITEMS: usize = 10_000;

/// The text of a file, without its byte order mark.
fn text(bytes: &[u8]) -> Result<&str, ImportError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let good = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        let start = good.rfind('\n').map_or(0, |newline| newline + 1);
        ImportError::NotText {
            line: good.matches('\n').count() + 1,
            column: good[start..].chars().count() + 1,
        }
    })
}
