//! The reserved codes, which stand for a reason why there is no answer. They are the same in every format.

pub use surveys::value::Missing;

/// The least and the greatest code. SPSS takes them as one range, so no number from −9 to −1 can be an answer where a
/// variable has missing codes, nor any number with a point between them.
pub const RANGE: std::ops::RangeInclusive<i32> = -9..=-1;

/// The letter of Stata's extended missing value: `'a'` for `.a`.
///
/// # Examples
/// ```
/// use datasets::missing::{Missing, stata_letter};
///
/// let letters: String = Missing::ALL.into_iter().map(stata_letter).collect();
/// assert_eq!(letters, "abchwfgdr");
/// ```
#[must_use]
pub const fn stata_letter(reason: Missing) -> char {
    match reason {
        Missing::NotApplicable => 'a',
        Missing::NotAsked => 'b',
        Missing::NotDue => 'c',
        Missing::WindowClosed => 'h',
        Missing::Withdrawn => 'w',
        Missing::Blank => 'f',
        Missing::NotReached => 'g',
        Missing::DontKnow => 'd',
        Missing::Refused => 'r',
    }
}

/// The reason that a letter of Stata stands for in our files. None for the letters that we do not write.
#[must_use]
pub fn of_stata_letter(letter: char) -> Option<Missing> {
    Missing::ALL.into_iter().find(|reason| stata_letter(*reason) == letter)
}
