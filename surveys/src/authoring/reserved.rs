//! Names that no question, derived variable or check can have: they are something else already, in conditions, on a page,
//! in an export or in the programs that read one.

use crate::{codebook, programs};

/// Words of conditions.
const OF_CONDITIONS: [&str; 3] = ["and", "not", "or"];

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
    programs::is_a_word(name).then_some("a word of SPSS, Stata or R, which take no such variable")
}
