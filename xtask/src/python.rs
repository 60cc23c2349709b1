//! Python, for what only tests use: the scanner of the HTTP interface, a mail server, and readers of labelled files.

use crate::{
    command::{answer, on_path, run},
    debian,
    workspace::Workspace,
};
use anyhow::{Context, Result};
use std::{fs, path::PathBuf, process::Command};

/// Where the scanner is, once [`ensure`] has run.
pub fn scanner(here: &Workspace) -> PathBuf {
    folder(here).join("bin/schemathesis")
}

/// The Python that has the mail server and the readers of files, once [`ensure`] has run.
pub fn interpreter(here: &Workspace) -> PathBuf {
    folder(here).join("bin/python")
}

/// Installs the packages of `end2end/requirements.txt` into a folder of their own, unless that was done
/// for this very file.
pub fn ensure(here: &Workspace) -> Result<()> {
    let wanted = here.end2end().join("requirements.txt");
    let list = fs::read(&wanted)?;
    let installed = folder(here).join("installed.txt");
    if fs::read(&installed).is_ok_and(|done| done == list) {
        return Ok(());
    }
    if !can_make_folders() {
        debian::install(&["python3", "python3-venv"])?;
    }
    let python = on_path(&["python3"]).context("there is no python3")?;
    run(Command::new(python).args(["-m", "venv", "--clear"]).arg(folder(here)))?;
    let mut pip = Command::new(folder(here).join("bin/pip"));
    pip.args(["install", "--quiet", "--disable-pip-version-check", "--requirement"]);
    run(pip.arg(&wanted))?;
    fs::write(installed, list).context("the folder of Python packages cannot be written")
}

/// Debian's `python3` alone cannot: it leaves out `ensurepip`.
fn can_make_folders() -> bool {
    on_path(&["python3"]).is_some_and(|python| {
        answer(Command::new(python).args(["-c", "import ensurepip"])).is_some()
    })
}

fn folder(here: &Workspace) -> PathBuf {
    here.cache.join("tools/python")
}
