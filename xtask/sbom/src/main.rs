//! What the program is made of, for whoever has to know whether a fault in a library is theirs too:
//! a `CycloneDX` 1.5 document on standard output. In are the crates that the lock file names for the
//! binary and the browser package, and the npm packages of the end-to-end tests.

mod crates;

mod npm;

use std::{env, fs, io::Write, path::Path};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

fn main() -> Result<()> {
    let root = env::args().nth(1).context("say where the workspace is")?;
    let document = document(Path::new(&root))?;
    writeln!(std::io::stdout(), "{document:#}")?;
    Ok(())
}

fn document(root: &Path) -> Result<Value> {
    let lock = fs::read_to_string(root.join("Cargo.lock"))?;
    let packages = fs::read_to_string(root.join("end2end/package-lock.json"))?;
    let tree = crates::Tree::of(root, &lock)?;
    let mut components = tree.components();
    components.extend(npm::components(&packages)?);
    let program = json!({
        "type": "application", "bom-ref": tree.program, "name": "throughline",
        "version": env!("CARGO_PKG_VERSION"),
        "licenses": [{ "expression": env!("CARGO_PKG_LICENSE") }],
    });
    let document = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": program },
        "components": components,
        "dependencies": tree.dependencies(),
    });
    check(&document)?;
    Ok(document)
}

/// What the schema of `CycloneDX` 1.5 requires of the parts that are used here.
fn check(document: &Value) -> Result<()> {
    let components = document["components"].as_array().context("no components")?;
    let mut known: Vec<&str> = vec![text(&document["metadata"]["component"], "bom-ref")?];
    for component in components {
        for field in ["type", "name", "version", "bom-ref", "purl"] {
            ensure!(!text(component, field)?.is_empty(), "{component} has an empty {field}");
        }
        ensure!(["library", "application"].contains(&text(component, "type")?), "{component}");
        for hash in component["hashes"].as_array().into_iter().flatten() {
            let length = if text(hash, "alg")? == "SHA-256" { 64 } else { 128 };
            let content = text(hash, "content")?;
            let is_hex = content.bytes().all(|byte| byte.is_ascii_hexdigit());
            ensure!(content.len() == length && is_hex, "{component} has an odd hash");
        }
        known.push(text(component, "bom-ref")?);
    }
    let all = known.len();
    known.sort_unstable();
    known.dedup();
    ensure!(known.len() == all, "two components have one bom-ref");
    for one in document["dependencies"].as_array().context("no dependencies")? {
        let needs = one["dependsOn"].as_array().context("no dependsOn")?;
        let named = needs.iter().chain([&one["ref"]]).filter_map(Value::as_str);
        for name in named {
            ensure!(known.binary_search(&name).is_ok(), "{name} is needed and no component");
        }
    }
    Ok(())
}

fn text<'v>(value: &'v Value, field: &str) -> Result<&'v str> {
    value[field].as_str().with_context(|| format!("{value} has no {field}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_workspace_is_written_down_whole_and_the_same_each_time() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");

        let document = document(&root).expect("a document");

        let names: Vec<_> = document["components"].as_array().expect("components").iter().collect();
        let has = |name: &str| names.iter().any(|component| component["name"] == name);
        assert!(has("axum") && has("sea-orm") && has("@playwright/test"));
        assert!(names.len() > 300, "{}", names.len());
        assert_eq!(document.to_string(), super::document(&root).expect("again").to_string());
    }

    #[test]
    fn a_component_without_a_version_is_refused() {
        let mut document = json!({
            "metadata": { "component": { "bom-ref": "p" } },
            "components": [{ "type": "library", "name": "a", "bom-ref": "a", "purl": "pkg:cargo/a@1" }],
            "dependencies": [],
        });
        assert!(check(&document).is_err());
        document["components"][0]["version"] = json!("1");
        assert!(check(&document).is_ok());
        document["dependencies"] = json!([{ "ref": "a", "dependsOn": ["b"] }]);
        assert!(check(&document).is_err());
    }
}
