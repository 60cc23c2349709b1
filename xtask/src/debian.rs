//! Packages of the distribution, for what cargo and npm cannot bring.

use crate::command::{are_root, on_path, run};
use anyhow::{Result, ensure};
use std::process::Command;

/// Installs these packages; no package, no question asked.
pub fn install(packages: &[&str]) -> Result<()> {
    if packages.is_empty() {
        return Ok(());
    }
    let names = packages.join(" ");
    ensure!(
        on_path(&["apt-get"]).is_some(),
        "this machine has no apt-get; install what Debian calls {names}, then start again"
    );
    ensure!(
        are_root() || on_path(&["sudo"]).is_some(),
        "there is neither root nor sudo here; have {names} installed, then start again"
    );
    run(as_root("apt-get").args(["update", "-qq"]))?;
    let install = ["install", "-y", "-qq", "--no-install-recommends"];
    run(as_root("apt-get").args(install).args(packages))
}

/// A command with the rights to change the machine.
pub fn as_root(program: &str) -> Command {
    let mut command = Command::new(if are_root() { "env" } else { "sudo" });
    command.args(["DEBIAN_FRONTEND=noninteractive", program]);
    command
}
