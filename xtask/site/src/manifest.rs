//! What the folder holds, for the server that embeds it: `site.json`.

use crate::folder::Folder;
use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fs, path::Path};

pub const MANIFEST: &str = "site.json";

#[derive(Default, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// By who loads it: `participant`.
    pub packages: BTreeMap<String, Package>,
    /// Sorted by path.
    pub files: Vec<File>,
}

#[derive(PartialEq, Serialize, Deserialize)]
pub struct Package {
    /// The name that script and wasm share, without folder or extension: leptos asks for
    /// `pkg/{output_name}.js` and `pkg/{output_name}.wasm`.
    pub output_name: String,
    /// Path of the style sheet inside the folder.
    pub style: String,
    /// Fingerprint of everything that script and wasm depend on; the same one needs no work.
    pub made_from: String,
}

/// One file to serve. Beside each stand `{path}.br` and `{path}.gz`.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct File {
    /// Inside the folder, and in the address: `pkg/throughline-participant.….js`.
    pub path: String,
    pub mime: String,
    /// The name changes with the contents, so that a browser may keep it for ever.
    pub immutable: bool,
    /// Of the contents: the first 16 hexadecimal digits of SHA-256.
    pub hash: String,
    pub bytes: u64,
    pub gzip: u64,
    pub brotli: u64,
}

impl Manifest {
    /// What was made last time; an unreadable manifest only means that all is made again.
    pub fn read(out: &Path) -> Manifest {
        fs::read_to_string(out.join(MANIFEST))
            .ok()
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default()
    }

    /// The name that a package had, if it was made from the same and its files are all there.
    pub fn still_good(&self, key: &str, made_from: &str, folder: &Folder) -> Option<String> {
        let package = self.packages.get(key)?;
        let whole = ["js", "wasm"].iter().all(|extension| {
            let path = format!("pkg/{}.{extension}", package.output_name);
            self.files.iter().any(|file| file.path == path) && folder.holds(&path)
        });
        (package.made_from == made_from && whole).then(|| package.output_name.clone())
    }

    /// Left alone when it says the same already: its age tells the server's build to start again.
    pub fn write(&self, out: &Path) -> Result<()> {
        if *self == Manifest::read(out) {
            return Ok(());
        }
        let text = serde_json::to_string_pretty(self)? + "\n";
        fs::write(out.join(MANIFEST), text).context("site.json cannot be written")
    }

    pub fn print(&self, out: &Path) {
        println!("{:>10} {:>10} {:>10}  {}", "bytes", "gzip", "brotli", out.display());
        for File { path, bytes, gzip, brotli, .. } in &self.files {
            println!("{bytes:>10} {gzip:>10} {brotli:>10}  {path}");
        }
    }
}
