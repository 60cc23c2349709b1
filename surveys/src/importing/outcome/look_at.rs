//! What is asked as it was there, and is to be looked at all the same.

use super::Told;

/// What somebody should look at.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LookAt {
    /// It is likely to name somebody.
    #[error(
        "may ask who somebody is: names, contact details and numbers are enrolled, or asked with “kind = \"contact\"”, \
         and never stand among the answers; take it out if it does"
    )]
    MayName,
    /// A date that says when somebody was born.
    #[error(
        "asks when somebody was born: call it “dob” and write “vault = true”, so that it is kept with names and never \
         stands among the answers"
    )]
    DayOfBirth,
    /// It stands where a project has the number of its records, and reads like a question.
    #[error(
        "is the first field, which in the dictionary of a whole project is the number of the record: take it out if it \
         is that, since people have a number of their own here"
    )]
    FirstField,
    /// A part of a condition that nobody can fulfil.
    #[error(
        "has a condition that looks for “{}”, which “{key}” has not: as there, that part never holds; mend the code, or \
         take it out", Told(.code)
    )]
    NoSuchCode {
        /// The question here.
        key: String,
        /// The code there.
        code: String,
    },
}
