//! What people write into the forms of the registers, not yet believed.

use super::{Assessment, Fact, Outcome, Register, Report, Risk, Said, Way};
use crate::typed::Typed;

/// The most characters of what happened, of a wish or a note.
pub const MOST_WORDS: usize = 10_000;
/// The most characters of who somebody is and how they are reached.
pub const MOST_CONTACT: usize = 500;

/// What is wrong in a form, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field.
    pub field: &'static str,
    /// What is wrong with it.
    pub mistake: Mistake,
}

/// What can be wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// It has to be filled in.
    Blank,
    /// So many characters are too many.
    TooLong(usize),
    /// It has characters that did not reach us.
    Unreadable,
    /// There is no such day or time.
    NoSuchDay,
    /// It is still to come.
    InFuture,
    /// It is longer ago than anything that is entered now.
    LongAgo,
    /// Nothing was chosen.
    NotChosen,
    /// Nobody in the study has this number.
    Nobody,
}

impl Mistake {
    /// The same, with its place.
    #[must_use]
    pub const fn at(self, field: &'static str) -> Problem {
        Problem { field, mistake: self }
    }
}

/// A complaint as somebody makes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// Their words.
    pub said: Said,
    /// Whoever opened a link says that the team may know whose it is.
    pub may_know: bool,
}

impl Complaint {
    /// Reads the form.
    ///
    /// # Errors
    /// With everything that is wrong.
    pub fn read(typed: &Typed) -> Result<Self, Vec<Problem>> {
        let what = words(typed, "what", MOST_WORDS).and_then(not_blank("what"));
        let wish = words(typed, "wish", MOST_WORDS);
        let contact = words(typed, "contact", MOST_CONTACT);
        let may_know = typed.has("may_know", "yes");
        match (what, wish, contact) {
            (Ok(what), Ok(wish), Ok(contact)) => {
                Ok(Self { said: Said { what, wish, contact }, may_know })
            }
            (what, wish, contact) => {
                Err([what.err(), wish.err(), contact.err()].into_iter().flatten().collect())
            }
        }
    }
}

/// Something that somebody who keeps the register does to an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// What.
    pub fact: Fact,
    /// What they write of it.
    pub words: String,
}

impl Act {
    /// Reads the form whose button says `then`. None when there is no such button.
    ///
    /// # Errors
    /// With the first thing that is wrong.
    pub fn read(register: Register, typed: &Typed) -> Result<Option<Self>, Problem> {
        let then = typed.one("then");
        let fact = match then {
            "acknowledge" => Fact::Acknowledged(chosen(typed, "way", Way::named)?),
            "assess" => Fact::Assessed(assessment(register, typed)?),
            "report" => Fact::Reported(Report::Made),
            "no-report" => Fact::Reported(Report::NotMade),
            "note" => Fact::Noted,
            "close" => Fact::Closed(chosen(typed, "outcome", Outcome::named)?),
            "reopen" => Fact::Reopened,
            _ => return Ok(None),
        };
        let field = Self::words_of(then);
        let words = words(typed, field, MOST_WORDS)?;
        let needs_words = matches!(
            fact,
            Fact::Assessed(_) | Fact::Reported(Report::NotMade) | Fact::Noted | Fact::Reopened
        );
        let words = if needs_words { not_blank(field)(words)? } else { words };
        Ok(Some(Self { fact, words }))
    }

    /// The name of the box for words in the form of this button: each has its own on the page.
    #[must_use]
    pub fn words_of(then: &str) -> &'static str {
        match then {
            "acknowledge" => "acknowledge_words",
            "assess" => "assess_words",
            "report" => "report_words",
            "no-report" => "no_report_words",
            "close" => "close_words",
            "reopen" => "reopen_words",
            _ => "note_words",
        }
    }
}

fn assessment(register: Register, typed: &Typed) -> Result<Assessment, Problem> {
    if register == Register::Breach {
        return Ok(Assessment::Breach(chosen(typed, "risk", Risk::named)?));
    }
    let yes = |field| {
        chosen(typed, field, |said| match said {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        })
    };
    let (serious, related) = (yes("serious")?, yes("related")?);
    Ok(Assessment::Harm { serious, related, unexpected: yes("unexpected")? })
}

pub(super) fn chosen<T>(
    typed: &Typed,
    field: &'static str,
    named: impl Fn(&str) -> Option<T>,
) -> Result<T, Problem> {
    named(typed.one(field)).ok_or(Mistake::NotChosen.at(field))
}

/// A line break counts once, however the browser sends it. U+0000 cannot be kept, and U+FFFD stands for
/// bytes that were no text.
pub(super) fn words(typed: &Typed, field: &'static str, most: usize) -> Result<String, Problem> {
    let words = typed.one(field).replace("\r\n", "\n");
    if words.contains(['\0', '\u{fffd}']) {
        return Err(Mistake::Unreadable.at(field));
    }
    match words.chars().count().checked_sub(most) {
        None | Some(0) => Ok(words),
        Some(over) => Err(Mistake::TooLong(over).at(field)),
    }
}

pub(super) fn not_blank(field: &'static str) -> impl Fn(String) -> Result<String, Problem> {
    move |words| if words.is_empty() { Err(Mistake::Blank.at(field)) } else { Ok(words) }
}
