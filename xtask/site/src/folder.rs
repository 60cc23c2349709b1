//! The folder that the server embeds: files, each beside its two compressed forms.

use crate::{
    manifest::{File, MANIFEST, Manifest},
    package::hex,
};
use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    fs,
    io::Write,
    path::{Path, PathBuf},
};

pub struct Folder {
    out: PathBuf,
    files: BTreeMap<String, File>,
}

impl Folder {
    pub fn open(out: &Path) -> Result<Folder> {
        fs::create_dir_all(out).with_context(|| format!("{} cannot be made", out.display()))?;
        Ok(Folder { out: out.to_owned(), files: BTreeMap::new() })
    }

    pub fn holds(&self, path: &str) -> bool {
        ["", ".br", ".gz"].iter().all(|form| self.form(path, form).is_file())
    }

    /// Keeps script and wasm of an earlier run, and gives their name back.
    pub fn keep_package(&mut self, output_name: &str, before: &Manifest) -> String {
        let ours = ["js", "wasm"].map(|extension| format!("pkg/{output_name}.{extension}"));
        let kept = before.files.iter().filter(|file| ours.contains(&file.path));
        self.files.extend(kept.map(|file| (file.path.clone(), file.clone())));
        output_name.to_owned()
    }

    /// Adds a file whose name carries the hash of its contents, and returns its path.
    pub fn add_hashed(&mut self, stem: &str, extension: &str, contents: &[u8]) -> Result<String> {
        let path = format!("pkg/{stem}.{}.{extension}", hash(contents));
        self.add(&path, contents, true)?;
        Ok(path)
    }

    pub fn add(&mut self, path: &str, contents: &[u8], immutable: bool) -> Result<()> {
        let forms = [contents.to_vec(), brotli(contents)?, gzip(contents)?];
        for (form, bytes) in ["", ".br", ".gz"].iter().zip(&forms) {
            let target = self.form(path, form);
            fs::create_dir_all(target.parent().unwrap_or(&self.out))?;
            fs::write(&target, bytes)
                .with_context(|| format!("{} cannot be written", target.display()))?;
        }
        let [bytes, brotli, gzip] = forms.map(|form| form.len() as u64);
        let (mime, hash) = (mime(path).to_owned(), hash(contents));
        let file = File { path: path.to_owned(), mime, immutable, hash, bytes, gzip, brotli };
        self.files.insert(path.to_owned(), file);
        Ok(())
    }

    /// Takes away what earlier runs left behind, and lists what is here.
    pub fn close(self) -> Result<Vec<File>> {
        for path in files_below(&self.out)? {
            let form = path.trim_end_matches(".br").trim_end_matches(".gz");
            if form != MANIFEST && !self.files.contains_key(form) {
                fs::remove_file(self.out.join(&path))?;
            }
        }
        Ok(self.files.into_values().collect())
    }

    fn form(&self, path: &str, form: &str) -> PathBuf {
        self.out.join(format!("{path}{form}"))
    }
}

/// Sixteen digits: short in an address, and two files of ours never meet on them.
pub fn hash(contents: &[u8]) -> String {
    hex(&Sha256::digest(contents))[..16].to_owned()
}

/// Paths of all files in a folder and its folders, relative to it, with `/`, in order.
pub fn files_below(folder: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_dir() {
            let below = files_below(&entry.path())?;
            found.extend(below.into_iter().map(|path| format!("{name}/{path}")));
        } else {
            found.push(name);
        }
    }
    found.sort();
    Ok(found)
}

fn brotli(contents: &[u8]) -> Result<Vec<u8>> {
    let best = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &contents[..], &mut compressed, &best)?;
    Ok(compressed)
}

fn gzip(contents: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(contents)?;
    Ok(encoder.finish()?)
}

fn mime(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        "json" | "webmanifest" => "application/json",
        _ => "application/octet-stream",
    }
}
