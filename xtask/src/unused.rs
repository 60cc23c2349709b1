//! Dependencies that a manifest names and no source file does: each is compiled for nothing.

use anyhow::{Context, Result, ensure};
use std::{fs, path::Path};

/// Looks through every member of the workspace.
///
/// A dependency that works without being named says why in a comment on its line in the manifest.
pub fn check(root: &Path) -> Result<()> {
    let mut unused = Vec::new();
    for member in members(root)? {
        let folder = root.join(&member);
        let manifest = fs::read_to_string(folder.join("Cargo.toml"))?;
        let sources = sources(&folder)?;
        let names = dependencies(&manifest).into_iter().filter(|name| !is_named(name, &sources));
        unused.extend(names.map(|name| format!("{member}: {name}")));
    }
    ensure!(unused.is_empty(), "named in a manifest and nowhere else: {}", unused.join(", "));
    Ok(())
}

fn members(root: &Path) -> Result<Vec<String>> {
    let manifest = fs::read_to_string(root.join("Cargo.toml"))?;
    let list = manifest
        .split_once("\nmembers = [")
        .and_then(|(_, rest)| rest.split_once(']'))
        .context("Cargo.toml lists no members")?;
    let names = list.0.split(',').map(|name| name.trim().trim_matches('"').to_owned());
    Ok(names.filter(|name| !name.is_empty()).collect())
}

/// The names in all tables of dependencies, comments on the line aside.
fn dependencies(manifest: &str) -> Vec<&str> {
    let mut within = false;
    let mut found = Vec::new();
    for line in manifest.lines() {
        if let Some(table) = line.strip_prefix('[') {
            within = table.trim_end_matches(']').ends_with("dependencies");
        } else if within && !line.contains('#') {
            let name = line.split(['.', '=', ' ']).next().unwrap_or_default();
            let starts_entry = name.starts_with(|letter: char| letter.is_ascii_alphabetic());
            found.extend(starts_entry.then_some(name));
        }
    }
    found
}

/// All Rust source below the folder, without comments, and without packages that lie inside it.
fn sources(folder: &Path) -> Result<String> {
    let mut text = String::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() && !path.join("Cargo.toml").exists() {
            text += &sources(&path)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = fs::read_to_string(&path)?;
            let code = source.lines().filter(|line| !line.trim_start().starts_with("//"));
            text.extend(code.flat_map(|line| [line, "\n"]));
        }
    }
    Ok(text)
}

fn is_named(dependency: &str, sources: &str) -> bool {
    let identifier = dependency.replace('-', "_");
    let of_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    sources.match_indices(&identifier).any(|(at, found)| {
        !sources[..at].ends_with(of_word) && !sources[at + found.len()..].starts_with(of_word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: &str = "[package]\nname = \"app\"\n\n[features]\nssr = [\"dep:tokio\"]\n\n\
        [dependencies]\nsea-orm.workspace = true\nserde = \"1\"\nlinked = \"1\" # it only links\n\n\
        [dev-dependencies]\ninsta = { version = \"1\" }\n\n[lints]\nworkspace = true\n";

    #[test]
    fn every_table_of_dependencies_is_read_and_explained_ones_are_excused() {
        assert_eq!(dependencies(MANIFEST), ["sea-orm", "serde", "insta"]);
    }

    #[test]
    fn a_dependency_is_used_where_its_whole_name_stands_in_code() {
        assert!(is_named("sea-orm", "use sea_orm::DbErr;"));
        assert!(is_named("serde", "#[derive(serde::Serialize)]"));
        assert!(!is_named("serde", "use serde_json::Value;"));
    }
}
