//! Under which licences others let us use their work. Each crate has to offer one that asks for no more
//! than ours do.

use crate::{command::output, workspace::Workspace};
use anyhow::{Result, ensure};
use std::collections::BTreeSet;

/// Names as SPDX writes them.
const TAKEN: [&str; 13] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Looks through every crate of the whole tree, those of the tests too.
pub fn check(here: &Workspace) -> Result<()> {
    let all = ["tree", "--quiet", "--workspace", "--edges", "all", "--target", "all"];
    let told = output(here.cargo(&all).args(["--prefix", "none", "--format", "{p}\t{l}\t"]))?;
    let crates: BTreeSet<(&str, &str)> = told.lines().filter_map(crate_with_licence).collect();
    ensure!(crates.len() > 300, "cargo named {} crates, which cannot be all", crates.len());
    let refused: Vec<_> = crates.iter().filter(|(_, licence)| !may_be_used(licence)).collect();
    ensure!(refused.is_empty(), "no licence that we take: {refused:?}");
    Ok(())
}

fn crate_with_licence(line: &str) -> Option<(&str, &str)> {
    let mut parts = line.split('\t');
    Some((parts.next()?, parts.next()?.trim()))
}

/// Whether what the words ask for can be met. `AND` binds closer than `OR`; some write a stroke for
/// `OR`.
fn may_be_used(licence: &str) -> bool {
    let words = licence.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = words.split_whitespace().collect();
    let mut rest = words.as_slice();
    any_of(&mut rest) && rest.is_empty()
}

fn any_of(rest: &mut &[&str]) -> bool {
    let mut may = all_of(rest);
    while let ["OR", after @ ..] = *rest {
        *rest = after;
        may |= all_of(rest);
    }
    may
}

fn all_of(rest: &mut &[&str]) -> bool {
    let mut may = one(rest);
    while let ["AND", after @ ..] = *rest {
        *rest = after;
        may &= one(rest);
    }
    may
}

fn one(rest: &mut &[&str]) -> bool {
    match *rest {
        ["(", after @ ..] => {
            *rest = after;
            let may = any_of(rest);
            let closed = rest.first() == Some(&")");
            *rest = rest.get(1..).unwrap_or_default();
            may && closed
        }
        [name, "WITH", exception, after @ ..] => {
            *rest = after;
            TAKEN.contains(&format!("{name} WITH {exception}").as_str())
        }
        [name, after @ ..] => {
            *rest = after;
            TAKEN.contains(name)
        }
        [] => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_licence_of_several_is_enough_and_all_of_those_that_go_together() {
        for taken in [
            "MIT",
            "MIT OR GPL-3.0-only",
            "GPL-3.0-only/MIT",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception OR GPL-2.0-only",
            "MIT AND ISC OR AGPL-3.0-only",
        ] {
            assert!(may_be_used(taken), "{taken}");
        }
    }

    #[test]
    fn what_asks_for_more_or_says_nothing_is_refused() {
        for refused in [
            "",
            "AGPL-3.0-only",
            "MIT AND GPL-3.0-only",
            "(MIT OR Apache-2.0) AND GPL-2.0-only",
            "Apache-2.0 WITH Other-exception",
            "(MIT",
            "MIT MIT",
        ] {
            assert!(!may_be_used(refused), "{refused}");
        }
    }
}
