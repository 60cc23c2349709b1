//! The example study in one command: build the one binary with its site inside, then become it.

use crate::{command::run, site, step::step, workspace::Workspace};
use anyhow::{Result, bail};
use std::{os::unix::process::CommandExt, path::PathBuf, process::Command};

pub fn release(here: &Workspace, arguments: &[String]) -> Result<()> {
    site::build(here, &here.site())?;
    step("server", || run(&mut here.cargo(&["build", "--release", "--package", "server"])))?;
    show(here.target.join("release/throughline"), arguments)
}

pub fn quick(here: &Workspace, arguments: &[String]) -> Result<()> {
    site::build(here, &here.site())?;
    let binary = server(here)?;
    show(binary, arguments)
}

/// The server as tests use it, not optimised.
pub fn server(here: &Workspace) -> Result<PathBuf> {
    step("server", || run(&mut here.cargo(&["build", "--package", "server"])))?;
    Ok(here.target.join("debug/throughline"))
}

/// Does not return on success: Ctrl-C and the exit code are the server's own.
fn show(binary: PathBuf, arguments: &[String]) -> Result<()> {
    let refused = Command::new(&binary).arg("demo").args(arguments).exec();
    bail!("{} cannot be started: {refused}", binary.display())
}
