//! `cargo deny`: banned crates, licences and sources, as `deny.toml` has them.

use crate::{
    command::{answer, run},
    workspace::Workspace,
};
use anyhow::Result;
use std::{path::PathBuf, process::Command};

/// The version that is installed where there is another or none.
const VERSION: &str = "0.20.2";

/// Compiles the tool into the cache, unless that was done. Not optimised: it runs for seconds.
pub fn ensure(here: &Workspace) -> Result<()> {
    let found = answer(Command::new(program(here)).arg("--version"));
    if found.is_some_and(|told| told.ends_with(VERSION)) {
        return Ok(());
    }
    let install = ["install", "cargo-deny", "--locked", "--debug", "--force", "--version", VERSION];
    // Without a target folder of ours, what only this build needs is gone after it.
    run(here.cargo(&install).arg("--root").arg(folder(here)).env_remove("CARGO_TARGET_DIR"))
}

/// Advisories are left out: their database has to be fetched. Licences are read from the crates of every platform,
/// also those that no build here has needed, so all are fetched first.
pub fn check(here: &Workspace) -> Result<()> {
    run(&mut here.cargo(&["fetch", "--locked"]))?;
    let check = ["--offline", "check", "bans", "licenses", "sources"];
    run(Command::new(program(here)).args(check).current_dir(&here.root))
}

fn program(here: &Workspace) -> PathBuf {
    folder(here).join("bin/cargo-deny")
}

fn folder(here: &Workspace) -> PathBuf {
    here.cache.join("tools/deny")
}
