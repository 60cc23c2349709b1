//! A file that a translator sends back, days after they were sent it. Others have gone on translating meanwhile: so each
//! entry carries a mark of what it was when it was sent, and only what the translator changed is taken.

use sha2::{Digest, Sha256};

use super::{SideBySide, renewed::written, source::Written};
use crate::definition::TextKey;

/// What came of taking in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Returned {
    /// How many translations were taken.
    pub taken: usize,
    /// How many are of texts that are no longer asked. They are kept in case those come back.
    pub put_aside: usize,
    /// Of how many it says nothing new. What it leaves empty is not counted.
    pub unchanged: usize,
    /// Those that somebody has written here meanwhile, too. What is here stays.
    pub in_doubt: Vec<InDoubt>,
}

/// A text of which the file says one thing, and somebody here another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InDoubt {
    /// The text's name.
    pub at: TextKey,
    /// The text that the file's translation translates.
    pub from: String,
    /// What it is here.
    pub here: String,
    /// What it is in the file.
    pub there: String,
    /// Whose translation the file's is, where it says so.
    pub source: Option<String>,
}

/// What becomes of an entry of the file.
enum Fate {
    Unchanged,
    Taken(Written),
    InDoubt,
}

impl SideBySide {
    /// The file for a translator. Each translation that is there already is marked with what it is now, so that it can be
    /// told later what they changed.
    #[must_use]
    pub fn file_to_send(&self) -> String {
        let marked = |one: &Written| {
            let mark = (!is_empty(one)).then(|| mark(one));
            Written { given: mark, ..one.clone() }
        };
        let each = |all: &[Written]| all.iter().map(marked).collect::<Vec<_>>();
        written(&self.of, &self.language, &each(&self.pairs), &each(&self.gone))
    }

    /// Takes what a translator changed in a file of the same texts. What they left empty stays. What somebody wrote here
    /// meanwhile stays too, and is handed back where the file says something else. A file without marks may be of any
    /// age: it fills what is empty, and all else that differs is in doubt.
    pub fn take_file(&mut self, file: &Self) -> Returned {
        let mut returned = Returned::default();
        for new in file.pairs.iter().chain(&file.gone).filter(|new| !is_empty(new)) {
            if let Some(own) = self.pairs.iter_mut().find(|own| own.at == new.at) {
                returned.taken += usize::from(returned.lay_over(own, new));
            } else if let Some(own) = self.gone.iter_mut().find(|own| own.at == new.at) {
                returned.put_aside += usize::from(returned.lay_over(own, new));
            } else {
                returned.put_aside += 1;
                self.gone.push(Written { given: None, ..new.clone() });
            }
        }
        returned
    }
}

impl Returned {
    /// Whether it is taken.
    fn lay_over(&mut self, own: &mut Written, new: &Written) -> bool {
        let fate = fate(own, new);
        let is_taken = matches!(fate, Fate::Taken(_));
        match fate {
            Fate::Unchanged => self.unchanged += 1,
            Fate::Taken(taken) => *own = taken,
            Fate::InDoubt => self.in_doubt.push(InDoubt {
                at: TextKey(new.at.clone()),
                from: translated(new).to_owned(),
                here: own.to.clone(),
                there: new.to.clone(),
                source: new.source.clone(),
            }),
        }
        // Notes are written in files only.
        own.note = new.note.clone().or(own.note.take());
        is_taken
    }
}

fn fate(own: &Written, new: &Written) -> Fate {
    let (ours, theirs) = (mark(own), mark(new));
    let is_given = |mark: &String| new.given.as_ref() == Some(mark);
    if ours == theirs || is_given(&theirs) {
        return Fate::Unchanged;
    }
    if is_empty(own) || is_given(&ours) {
        return Fate::Taken(Written { given: None, ..new.clone() });
    }
    if own.to != new.to {
        return Fate::InDoubt;
    }
    // Both say the same. What one of them has found right, or said whose it is, holds.
    let was = own.was.clone().filter(|_| new.was.is_some());
    let source = own.source.clone().or_else(|| new.source.clone());
    let both = Written { was, source, ..own.clone() };
    if both == *own { Fate::Unchanged } else { Fate::Taken(both) }
}

/// What a translation is: its words, what they translate, and whose they are. Half of a hash is enough to see a change,
/// and short enough to be passed over.
fn mark(one: &Written) -> String {
    let source = one.source.as_deref().unwrap_or_default();
    let all = [one.to.as_str(), translated(one), source].join("\0");
    let hash = Sha256::digest(all.as_bytes());
    hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn translated(one: &Written) -> &str {
    one.was.as_deref().unwrap_or(&one.from)
}

fn is_empty(one: &Written) -> bool {
    one.to.trim().is_empty()
}
