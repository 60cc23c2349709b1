//! Which crates none of ours may know, and which of ours may not know each other. What may come in at all
//! stands in `deny.toml`.

use crate::{command::output, workspace::Workspace};
use anyhow::{Result, ensure};

struct Rule {
    /// What `cargo tree` is asked about.
    tree: &'static [&'static str],
    never: &'static [&'static str],
    why: &'static str,
}

const RULES: [Rule; 6] = [
    Rule {
        tree: &["--package", "surveys", "--edges", "normal"],
        never: &[
            "tokio",
            "sea-orm",
            "sqlx",
            "leptos",
            "axum",
            "records",
            "app",
            "migrations",
            "server",
        ],
        why: "rules know neither database nor site",
    },
    Rule {
        tree: &["--package", "datasets", "--edges", "normal"],
        never: &[
            "tokio",
            "sea-orm",
            "sqlx",
            "leptos",
            "axum",
            "records",
            "app",
            "migrations",
            "server",
            "jiff",
        ],
        why: "a file is written without a database, a site or local time",
    },
    Rule {
        tree: &["--package", "migrations", "--edges", "normal,build,dev"],
        never: &["surveys", "records", "app", "server"],
        why: "history must not change when code does",
    },
    Rule {
        tree: &["--package", "records", "--edges", "normal"],
        never: &["leptos", "axum", "app", "server", "migrations"],
        why: "the database code knows no HTTP",
    },
    Rule {
        tree: &["--package", "app", "--features", "ssr", "--edges", "normal", "--depth", "1"],
        never: &["sea-orm", "sqlx", "migrations"],
        why: "pages ask `records`, never the database",
    },
    Rule {
        tree: &[
            "--package",
            "app",
            "--no-default-features",
            "--features",
            "participant",
            "--target",
            crate::wasm_target::TARGET,
            "--edges",
            "normal",
        ],
        never: &["records", "tokio", "sqlx", "sea-orm", "jiff", "validator"],
        why: "a phone does not load it",
    },
];

pub fn check(here: &Workspace) -> Result<()> {
    for Rule { tree, never, why } in &RULES {
        let format = ["tree", "--quiet", "--prefix", "none", "--format", "{p}"];
        let listed = output(here.cargo(&format).args(*tree))?;
        let names: Vec<&str> = listed.lines().filter_map(|line| line.split(' ').next()).collect();
        let found: Vec<_> = never.iter().filter(|name| names.contains(name)).collect();
        ensure!(found.is_empty(), "{found:?} in `cargo tree {}`: {why}", tree.join(" "));
    }
    Ok(())
}
