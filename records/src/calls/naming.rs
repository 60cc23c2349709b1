//! How the audit names a case, and what it tells of one. Some of it is read back from there.

use std::fmt::Display;

use crate::entity::call_case;

/// The case, such as `case 12, baseline`.
pub(super) fn named(row: &call_case::Model) -> String {
    format!("case {}, {}", row.id, row.wave_key)
}

/// The case, and something of it, such as `case 12, baseline: well`. With nothing it is how all begin that tell something of this case.
pub(super) fn with(row: &call_case::Model, told: impl Display) -> String {
    format!("{}: {told}", named(row))
}

/// The number of the case, and what was told of it. None of what names a case alone, or none.
pub(super) fn read(object: &str) -> Option<(i32, &str)> {
    let (case, rest) = object.strip_prefix("case ")?.split_once(", ")?;
    Some((case.parse().ok()?, rest.rsplit_once(": ")?.1))
}
