//! The npm packages. They test the program and are no part of it.

use anyhow::{Context, Result};
use serde_json::{Value, json};

/// A component for each package that the lock file names.
pub fn components(lock: &str) -> Result<Vec<Value>> {
    let lock: Value = serde_json::from_str(lock)?;
    let packages = lock["packages"].as_object().context("the lock names no packages")?;
    let installed = packages.iter().filter(|(place, _)| !place.is_empty());
    installed.map(|(place, package)| component(place, package)).collect()
}

fn component(place: &str, package: &Value) -> Result<Value> {
    let name = place.rsplit_once("node_modules/").map_or(place, |(_, name)| name);
    let version = crate::text(package, "version")?;
    let mut component = json!({
        "type": "library", "bom-ref": format!("npm:{place}"), "name": name, "version": version,
        "scope": "excluded",
        "purl": format!("pkg:npm/{}@{version}", name.replace('@', "%40")),
    });
    if let Some(licence) = package["license"].as_str() {
        component["licenses"] = json!([{ "expression": licence }]);
    }
    Ok(component)
}
