//! A file of translations brought up to date. Nothing that was translated is lost: what has changed is marked with
//! both texts, and what is gone is put aside.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{
    Originals, SideBySide,
    source::{Entry, TranslationFile, Written},
};
use crate::{
    authoring::{Fault, File},
    language::Language,
};

/// The file as it is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renewed {
    /// All of it.
    pub text: String,
    /// Texts that are translated and have not changed since.
    pub translated: usize,
    /// Texts that have changed since they were translated.
    pub stale: usize,
    /// Texts without a translation.
    pub empty: usize,
    /// Translations of what the survey no longer has.
    pub gone: usize,
}

#[derive(Serialize)]
struct Whole<'a> {
    language: &'a str,
    of: &'a str,
    texts: &'a [Written],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    gone: &'a [Written],
}

impl Renewed {
    /// The file for these texts in a language, from what it was before, if it was.
    ///
    /// # Errors
    /// When the file as it was cannot be read, or is of another language.
    pub fn of(
        originals: &Originals,
        language: &Language,
        before: Option<&File>,
    ) -> Result<Self, Vec<Fault>> {
        let side = SideBySide::of(originals, language, before)?;
        let (texts, gone) = (&side.pairs, side.gone.len());
        let counted = |is: &dyn Fn(&Written) -> bool| texts.iter().filter(|one| is(one)).count();
        Ok(Self {
            translated: counted(&|one| one.was.is_none() && !one.to.is_empty()),
            stale: counted(&|one| one.was.is_some()),
            empty: counted(&|one| one.to.is_empty()),
            gone,
            text: side.file(),
        })
    }
}

/// A translation, and a note for whoever goes on with it.
#[cfg(feature = "importing")]
type Begun = (String, Option<String>);

impl Originals {
    /// A new file for these texts in a language, each with its translation, where there is one, and with a note for
    /// the translator.
    #[cfg(feature = "importing")]
    pub(crate) fn beside(
        &self,
        language: &Language,
        translated: &mut dyn FnMut(&crate::definition::TextKey) -> Option<Begun>,
    ) -> String {
        let texts = self.texts.iter().map(|(key, text)| {
            let (to, note) = translated(key).unwrap_or_default();
            Written { note, to, ..renew(&key.0, text, None) }
        });
        written(&self.of, language, &texts.collect::<Vec<_>>(), &[])
    }
}

/// The entry of one text.
pub(super) fn renew(key: &str, text: &str, found: Option<&Entry>) -> Written {
    let Some(found) = found else {
        let (at, from, to) = (key.to_owned(), text.to_owned(), String::new());
        return Written { at, note: None, was: None, from, to, source: None, given: None };
    };
    let is_stale = translated(found) != text && is_said(found);
    let was = is_stale.then(|| translated(found).to_owned());
    Written { at: key.to_owned(), was, from: text.to_owned(), ..as_it_was(found) }
}

impl Originals {
    /// What a file has of one of these texts. A heading is called by its first page or question: where those were moved it
    /// is known by what it says.
    pub(super) fn entry<'f>(
        &self,
        key: &str,
        text: &str,
        file: &'f TranslationFile,
    ) -> Option<&'f Entry> {
        let own = file.texts.get(key);
        let said = own.filter(|entry| is_said(entry)).or_else(|| file.gone.get(key));
        said.or_else(|| self.moved(key, text, file)).or(own)
    }

    fn moved<'f>(&self, key: &str, text: &str, file: &'f TranslationFile) -> Option<&'f Entry> {
        let kind = heading(key)?;
        let is_known = |other: &str| self.texts.iter().any(|(known, _)| known.0 == other);
        let all = file.texts.iter().chain(&file.gone).find(|(other, entry)| {
            let is_same = heading(other) == Some(kind) && translated(entry) == text;
            is_same && is_said(entry) && !is_known(other)
        });
        all.map(|(_, entry)| entry)
    }
}

/// What a heading is over, and which of its texts it is: the title of a section, or the title or the words of a page.
fn heading(key: &str) -> Option<(&str, &str)> {
    let (over, which) = key.split_once(':')?;
    let text = which.rsplit_once('.').map_or("", |(_, text)| text);
    ["section", "page"].contains(&over).then_some((over, text))
}

/// The text that an entry translates.
fn translated(entry: &Entry) -> &str {
    entry.was.as_deref().unwrap_or(&entry.from)
}

fn is_said(entry: &Entry) -> bool {
    !entry.to.get_ref().trim().is_empty()
}

/// Translations of what is no longer there.
pub(super) fn left_over(originals: &Originals, before: &TranslationFile) -> Vec<Written> {
    let known: BTreeSet<_> = originals.texts.iter().map(|(key, _)| key.0.as_str()).collect();
    let all = before.texts.iter().chain(&before.gone);
    // A heading that is called otherwise now has its translation there.
    let is_moved = |entry: &Entry| {
        let mut texts = originals.texts.iter();
        texts.any(|(key, text)| {
            let found = originals.entry(&key.0, text, before);
            found.is_some_and(|found| std::ptr::eq(found, entry))
        })
    };
    let is_kept = |(key, entry): &(&String, &Entry)| {
        let is_heading = heading(key).is_some();
        !known.contains(key.as_str()) && is_said(entry) && !(is_heading && is_moved(entry))
    };
    all.filter(is_kept).map(|(_, entry)| as_it_was(entry)).collect()
}

fn as_it_was(entry: &Entry) -> Written {
    let Entry { at, from, was, to, note, source, given } = entry.clone();
    let (at, to) = (at.into_inner(), to.into_inner());
    Written { at, note, was, from, to, source, given }
}

pub(super) fn written(
    of: &str,
    language: &Language,
    texts: &[Written],
    gone: &[Written],
) -> String {
    let whole = Whole { language: language.as_str(), of, texts, gone };
    let body = toml::to_string(&whole).expect("words and lists of words can be written as TOML");
    let name = language.english_name();
    let given = match texts.iter().chain(gone).any(|one| one.given.is_some()) {
        true => "# Leave the lines with “given” as they are: they tell what you have changed.\n",
        false => "",
    };
    format!(
        "# “{of}” in {name}. Write each translation into its “to”, and leave names in {{braces}} as they are.\n\
         # Where there is a “was”, the text has changed: look at “to” again, then take out the line with “was”.\n\
         # What stands under [[gone]] is no longer asked; it is kept in case it comes back.\n{given}\n{body}"
    )
}
