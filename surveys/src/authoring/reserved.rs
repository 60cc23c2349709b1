//! Names that no question, derived variable or check can have: they are something else already, in conditions, in an
//! export or in the programs that read one.

use crate::codebook;

/// Words of conditions.
const OF_CONDITIONS: [&str; 3] = ["and", "not", "or"];

/// Words of SPSS, Stata or R that look like a key.
const OF_PROGRAMS: [&str; 27] = [
    "all", "break", "by", "byte", "double", "else", "eq", "float", "for", "function", "ge", "gt",
    "if", "in", "int", "le", "long", "lt", "ne", "next", "repeat", "skip", "strl", "to", "using",
    "while", "with",
];

/// What a name is already, if it is taken.
pub(crate) fn is_already(name: &str) -> Option<&'static str> {
    if codebook::BESIDE.contains(&name) {
        return Some("a column of its own in every export");
    }
    if OF_CONDITIONS.contains(&name) {
        return Some("a word of conditions");
    }
    OF_PROGRAMS.contains(&name).then_some("a word of SPSS, Stata or R, which take no such variable")
}
