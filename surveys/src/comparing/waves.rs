//! Whether answers to the surveys of two waves can be put side by side, for each variable that both have.

use super::{Comparability, Variable, compare, variables};
use crate::definition::Survey;

/// The variables that both surveys have, in the order of the second, each judged as between two versions: in what is told of
/// why, the first survey is what was before.
#[must_use]
pub fn shared(first: &Survey, second: &Survey) -> Vec<Variable> {
    let mut shared = variables(first, second, &compare(first, second));
    shared.retain(|one| !matches!(one.is, Comparability::New | Comparability::Gone));
    shared
}
