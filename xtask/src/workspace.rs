//! Where things are: the clone, and the cache beside all clones.

use anyhow::{Context, Result};
use std::{env, path::PathBuf, process::Command};

pub struct Workspace {
    pub root: PathBuf,
    /// Tools and the built site. Outside the clone, so that the next clone starts warm.
    pub cache: PathBuf,
    /// Cargo's output.
    pub target: PathBuf,
}

impl Workspace {
    pub fn find() -> Result<Workspace> {
        let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let package = package.context("start this as `cargo xtask …`, inside the clone")?;
        let root = package.parent().context("xtask has to stand in the workspace")?.to_owned();
        let caches = env::var_os("XDG_CACHE_HOME")
            .map(PathBuf::from)
            .or_else(|| env::home_dir().map(|home| home.join(".cache")));
        let cache = caches.context("neither HOME nor XDG_CACHE_HOME is set")?.join("throughline");
        let target = env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| cache.join("target"), |given| root.join(given));
        Ok(Workspace { root, cache, target })
    }

    pub fn site(&self) -> PathBuf {
        self.cache.join("site")
    }

    pub fn end2end(&self) -> PathBuf {
        self.root.join("end2end")
    }

    /// Cargo in this workspace, as if typed in a terminal.
    ///
    /// Cargo tells what it runs which package it belongs to. Some build scripts watch those variables, and
    /// would compile again whenever a build from the terminal takes turns with one from here.
    pub fn cargo(&self, arguments: &[&str]) -> Command {
        let mut cargo = Command::new("cargo");
        for (name, _) in env::vars_os() {
            let text = name.to_string_lossy();
            if ["CARGO_PKG_", "CARGO_MANIFEST_"].iter().any(|start| text.starts_with(start)) {
                cargo.env_remove(&name);
            }
        }
        cargo.args(arguments).current_dir(&self.root).env("CARGO_TARGET_DIR", &self.target);
        if self.site().join("site.json").is_file() {
            cargo.env("THROUGHLINE_SITE", self.site());
        }
        cargo
    }
}
