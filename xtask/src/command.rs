//! Running other programs, and saying which one failed.

use anyhow::{Context, Result, ensure};
use std::{
    env,
    path::PathBuf,
    process::{Command, Stdio},
};

/// Runs it to its end; what it prints is shown as it comes.
pub fn run(command: &mut Command) -> Result<()> {
    let shown = shown(command);
    let status = command.status().with_context(|| format!("`{shown}` cannot be started"))?;
    ensure!(status.success(), "`{shown}` ended with {status}");
    Ok(())
}

/// What it printed, once it succeeded.
pub fn output(command: &mut Command) -> Result<String> {
    let shown = shown(command);
    let answer = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("`{shown}` cannot be started"))?;
    ensure!(answer.status.success(), "`{shown}` ended with {}", answer.status);
    Ok(String::from_utf8_lossy(&answer.stdout).trim().to_owned())
}

/// What it printed, if it could be started and succeeded; for asking whether something is there.
pub fn answer(command: &mut Command) -> Option<String> {
    let answer = command.stdin(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&answer.stdout).trim().to_owned();
    answer.status.success().then_some(text)
}

/// The first of these names that is a program on the path.
pub fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    let candidates =
        names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    candidates.into_iter().find(|program| program.is_file())
}

/// Whether we may do what only the machine's owner may.
pub fn are_root() -> bool {
    answer(Command::new("id").arg("-u")).is_some_and(|id| id == "0")
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
