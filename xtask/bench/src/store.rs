//! A fresh place for data, and the program's commands on it.

use crate::options::Options;
use anyhow::{Context, Result, ensure};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    sync::atomic::{AtomicU32, Ordering},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// Settings of whoever runs the benchmark must not reach what is measured.
const SETTINGS: [&str; 8] = [
    "THROUGHLINE_CONFIG",
    "THROUGHLINE_DATABASE_URL",
    "THROUGHLINE_DATA_DIR",
    "THROUGHLINE_LISTEN",
    "THROUGHLINE_LOG",
    "THROUGHLINE_LOG_FORMAT",
    "THROUGHLINE_PUBLIC_URL",
    "THROUGHLINE_SMTP_URL",
];

static MADE: AtomicU32 = AtomicU32::new(0);

/// Goes when it is dropped; a database of the cluster goes with the cluster.
pub struct Store {
    pub folder: PathBuf,
    program: PathBuf,
    url: Option<String>,
    settings: Vec<(&'static str, String)>,
}

impl Store {
    /// None for PostgreSQL where there is no cluster. `database` is one of those that `cargo xtask
    /// bench` makes in it, and is used once.
    pub fn fresh(options: &Options, engine: Engine, database: &str) -> Result<Option<Store>> {
        let url = match (engine, &options.postgres) {
            (Engine::Sqlite, _) => None,
            (Engine::Postgres, None) => return Ok(None),
            (Engine::Postgres, Some(cluster)) => {
                let (start, _) = cluster.rsplit_once('/').context("the cluster's URL is none")?;
                Some(format!("{start}/{database}"))
            }
        };
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let name = format!("throughline-bench-{}-{number}", std::process::id());
        let folder = env::temp_dir().join(name);
        fs::create_dir_all(&folder).context("there is no room for temporary data")?;
        Ok(Some(Store { folder, program: options.program.clone(), url, settings: Vec::new() }))
    }

    pub fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// A setting of all commands that follow.
    pub fn sets(&mut self, name: &'static str, value: &str) {
        self.settings.push((name, value.to_owned()));
    }

    /// One of the program's commands, on these data.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        for name in SETTINGS {
            command.env_remove(name);
        }
        command.envs(self.settings.iter().map(|(name, value)| (name, value)));
        if let Some(url) = &self.url {
            command.env("THROUGHLINE_DATABASE_URL", url);
        }
        let (verb, rest) = arguments.split_at(verb_words(arguments));
        command.args(verb).arg("--data-dir").arg(self.data()).args(rest);
        command.current_dir(&self.folder);
        command
    }

    /// Runs a command to its end, and returns what it printed.
    pub fn run(&self, arguments: &[&str]) -> Result<String> {
        let told = arguments.join(" ");
        let done = self.command(arguments).output().context("the program cannot be started")?;
        let said = String::from_utf8_lossy(&done.stderr);
        ensure!(done.status.success(), "`throughline {told}` was refused: {said}");
        Ok(String::from_utf8_lossy(&done.stdout).trim().to_owned())
    }

    pub fn write(&self, name: &str, text: &str) -> Result<PathBuf> {
        let file = self.folder.join(name);
        fs::write(&file, text).with_context(|| format!("{} cannot be written", file.display()))?;
        Ok(file)
    }
}

/// `study load` and `staff invite` are commands of two words, and `calls rules set` is one of three.
fn verb_words(arguments: &[&str]) -> usize {
    match arguments {
        ["calls", "rules", ..] => 3,
        ["study" | "staff" | "survey" | "sends" | "calls", ..] => 2,
        _ => 1,
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        // What cannot be removed is left to the system, which empties this folder by itself.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The example study, as every clone has it.
pub fn example_study() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/study/study.toml"))
}
