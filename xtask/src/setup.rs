//! What has to be on the machine. Each part looks first, and does nothing where nothing is missing.

use crate::{
    command::{answer, on_path, run},
    debian, deny, node, postgres, python,
    step::step,
    wasm_target,
    workspace::Workspace,
};
use anyhow::{Context, Result};
use std::{path::PathBuf, process::Command};

pub fn all(here: &Workspace) -> Result<()> {
    step("wasm target", || wasm_target::ensure(here))?;
    for_tests(here)
}

/// What the tests need beyond the compiler.
pub fn for_tests(here: &Workspace) -> Result<()> {
    step("formatter and linter", components)?;
    step("cargo deny", || deny::ensure(here))?;
    for_database()?;
    step("PSPP and R", || debian::install(&missing_readers()))?;
    for_browser(here)
}

/// What a cluster of our own needs.
pub fn for_database() -> Result<()> {
    let missing = if postgres::binaries().is_none() { &["postgresql-15"][..] } else { &[] };
    step("PostgreSQL", || debian::install(missing))
}

/// Only what the tests in the browser need.
pub fn for_browser(here: &Workspace) -> Result<()> {
    step("Chromium and npm", || debian::install(&missing_for_browser()))?;
    step("Node", || node::ensure(here))?;
    step("npm packages", || node::install_packages(here, &here.end2end()))?;
    step("Prism", || node::install_packages(here, &here.end2end().join("prism")))?;
    step("scanner, mail server and readers of files", || python::ensure(here))
}

pub fn chromium() -> Result<PathBuf> {
    on_path(&["chromium", "chromium-browser", "google-chrome"]).context("there is no Chromium")
}

/// Programs that read files of ours, by their packages.
fn missing_readers() -> Vec<&'static str> {
    let readers = [("pspp", "pspp"), ("Rscript", "r-base-core")];
    readers
        .into_iter()
        .filter(|(of, _)| on_path(&[*of]).is_none())
        .map(|(_, package)| package)
        .collect()
}

fn missing_for_browser() -> Vec<&'static str> {
    let mut missing = Vec::new();
    if chromium().is_err() {
        missing.push("chromium");
    }
    if on_path(&["npm"]).is_none() {
        missing.push("npm");
    }
    if on_path(&["node"]).is_none() {
        missing.push("nodejs");
    }
    missing
}

/// rustup's smallest profile comes without them.
fn components() -> Result<()> {
    for (component, subcommand) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if answer(Command::new("cargo").args([subcommand, "--version"])).is_none() {
            run(Command::new("rustup").args(["component", "add", component]))?;
        }
    }
    Ok(())
}
