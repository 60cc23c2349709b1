//! Names that no question, derived variable or check can have: they are something else already, in conditions, on a page,
//! in an export or in the programs that read one.

use crate::codebook;

/// Words of conditions.
const OF_CONDITIONS: [&str; 3] = ["and", "not", "or"];

/// Words of SPSS, Stata or R that look like a key.
const OF_PROGRAMS: [&str; 27] = [
    "all", "break", "by", "byte", "double", "else", "eq", "float", "for", "function", "ge", "gt",
    "if", "in", "int", "le", "long", "lt", "ne", "next", "repeat", "skip", "strl", "to", "using",
    "while", "with",
];

/// Under which the buttons of a page say what is to be done.
const OF_BUTTONS: &str = "then";

/// What a name is already, if it is taken.
pub(crate) fn is_already(name: &str) -> Option<&'static str> {
    if codebook::BESIDE.contains(&name) {
        return Some("a column of its own in every export");
    }
    if OF_CONDITIONS.contains(&name) {
        return Some("a word of conditions");
    }
    if name == OF_BUTTONS {
        return Some("what the buttons of every page are called");
    }
    let is_taken = OF_PROGRAMS.contains(&name) || is_a_width(name);
    is_taken.then_some("a word of SPSS, Stata or R, which take no such variable")
}

/// Stata's types of words: str1 to str2045, and any other number behind it.
fn is_a_width(name: &str) -> bool {
    let number = name.strip_prefix("str");
    number.is_some_and(|number| {
        !number.is_empty() && number.chars().all(|digit| digit.is_ascii_digit())
    })
}
