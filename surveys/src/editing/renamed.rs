//! What becomes of a survey's translations when a question gets another name: they are found by name, and what they fill
//! in has names too. A page and a section are called after the first question on them, so their headings get other
//! names when a question is moved.

use std::collections::BTreeMap;

use super::{Edit, EditError, edit, naming};
use crate::{
    authoring::{Fault, File, Originals, SideBySide},
    definition::TextKey,
};

/// A text after several changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edited {
    /// All of it.
    pub text: String,
    /// What got other names, one after the other.
    pub renamed: Vec<Renamed>,
}

/// A question that got another name, or headings that did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renamed {
    from: String,
    to: String,
    /// Its variables, by their names before.
    variables: BTreeMap<String, String>,
    /// Texts that are called otherwise because of it, by their names before: its page may be called after it.
    texts: BTreeMap<TextKey, TextKey>,
}

/// Makes changes in a survey's text one after the other, all or none.
///
/// # Errors
/// Where there is nothing like one of them to change.
pub fn edit_all(text: &str, edits: &[Edit]) -> Result<Edited, EditError> {
    let mut edited = Edited { text: text.to_owned(), renamed: Vec::new() };
    for change in edits {
        let after = edit(&edited.text, change)?;
        let texts = (edited.text.as_str(), after.as_str());
        edited.renamed.extend(match change {
            Edit::Rename { question, to } if question != to => {
                Some(Renamed::of(texts, (question, to))?)
            }
            change if moves(change) => Renamed::headings(texts),
            _ => None,
        });
        edited.text = after;
    }
    Ok(edited)
}

/// Whether another question may come first on a page or in a section by it.
const fn moves(change: &Edit) -> bool {
    matches!(
        change,
        Edit::Add { .. }
            | Edit::Remove { .. }
            | Edit::Move { .. }
            | Edit::Bring { .. }
            | Edit::MovePage { .. }
            | Edit::RemovePage { .. }
            | Edit::MoveSection { .. }
            | Edit::RemoveSection { .. }
            | Edit::AddInstrument { .. }
    )
}

impl Renamed {
    fn of((before, after): (&str, &str), (from, to): (&str, &str)) -> Result<Self, EditError> {
        let behind = naming::endings(&mut super::parse(after)?, to);
        let variables = behind.iter().map(|rest| (format!("{from}{rest}"), format!("{to}{rest}")));
        // Nothing but names has changed, so the texts are the same ones in the same order.
        let pairs = texts(before).into_iter().zip(texts(after));
        let texts = pairs.map(|((old, _), (new, _))| (old, new)).filter(|(old, new)| old != new);
        let (from, to) = (from.to_owned(), to.to_owned());
        Ok(Self { from, to, variables: variables.collect(), texts: texts.collect() })
    }

    /// Headings that are called otherwise, and say the same as before.
    fn headings((before, after): (&str, &str)) -> Option<Self> {
        let is_heading = |at: &TextKey| at.0.starts_with("page:") || at.0.starts_with("section:");
        let headings = |text: &str| {
            let all = texts(text).into_iter().filter(|(at, _)| is_heading(at));
            all.collect::<BTreeMap<_, _>>()
        };
        let (before, mut after) = (headings(before), headings(after));
        let kind = |at: &TextKey| {
            let name = at.0.split_once(':').unwrap_or_default();
            (name.0.to_owned(), name.1.rsplit_once('.').unwrap_or_default().1.to_owned())
        };
        let gone = before.iter().filter(|(at, _)| !after.contains_key(at));
        let gone: Vec<_> = gone.map(|(at, text)| (at.clone(), text.clone())).collect();
        after.retain(|at, _| !before.contains_key(at));
        let mut texts = BTreeMap::new();
        for (old, text) in gone {
            let found = after.iter().find(|(at, new)| **new == text && kind(at) == kind(&old));
            let found = found.map(|(at, _)| at.clone());
            if let Some(new) = found.filter(|new| after.remove(new).is_some()) {
                texts.insert(old, new);
            }
        }
        (!texts.is_empty()).then(|| Self { texts, ..Self::default() })
    }

    /// A file of the survey's translations, in which each text and each name to be filled in is called as it is now. What
    /// was put aside is renamed, too.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn in_file(&self, file: &File, of: &str) -> Result<String, Vec<Fault>> {
        let side = SideBySide::in_file(file, of)?;
        let names = |name: &str| self.variables.get(name).cloned();
        Ok(side.renamed(&|at| self.called(at), &|words| naming::filled(words, &names)).file())
    }

    fn called(&self, at: &TextKey) -> TextKey {
        let own = || {
            let rest = at.0.strip_prefix(&self.from).filter(|rest| rest.starts_with('.'));
            rest.map(|rest| TextKey(format!("{}{rest}", self.to)))
        };
        self.texts.get(at).cloned().or_else(own).unwrap_or_else(|| at.clone())
    }
}

fn texts(text: &str) -> Vec<(TextKey, String)> {
    let file = File { name: "survey.toml".to_owned(), text: text.to_owned() };
    Originals::whatever_is_wrong(&file).texts
}
