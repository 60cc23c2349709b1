//! The crates, as cargo resolves them.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    process::Command,
};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

/// What is compiled into the binary, and what each of it needs.
pub struct Tree {
    /// The reference of the program itself.
    pub program: String,
    packages: BTreeMap<String, Package>,
    needs: BTreeMap<String, BTreeSet<String>>,
}

struct Package {
    name: String,
    version: String,
    licence: Option<String>,
    sha256: Option<String>,
}

impl Tree {
    /// Asks cargo, and the lock file for the hashes.
    pub fn of(root: &Path, lock: &str) -> Result<Self> {
        let mut cargo = Command::new("cargo");
        cargo.args(["metadata", "--format-version", "1", "--locked"]).current_dir(root);
        let told = cargo.output().context("cargo cannot be started")?;
        ensure!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
        let told: Value = serde_json::from_slice(&told.stdout)?;
        let hashes = hashes(lock)?;
        let packages = list(&told["packages"]).map(|package| Package::of(package, &hashes));
        let packages: BTreeMap<_, _> = packages.collect::<Result<_>>()?;
        let mut needs = BTreeMap::new();
        for node in list(&told["resolve"]["nodes"]) {
            needs.insert(text(node, "id")?, used(node)?);
        }
        let program = packages.iter().find(|(_, package)| package.name == "server");
        let program = program.context("there is no server")?.0.clone();
        let reached = reached(&program, &needs);
        let within = |id: &String| reached.contains(id);
        Ok(Self {
            packages: packages.into_iter().filter(|(id, _)| within(id)).collect(),
            needs: needs.into_iter().filter(|(id, _)| within(id)).collect(),
            program,
        })
    }

    /// A component for each, the program itself aside.
    pub fn components(&self) -> Vec<Value> {
        let others = self.packages.iter().filter(|(id, _)| **id != self.program);
        others.map(|(id, package)| package.component(id)).collect()
    }

    /// What needs what.
    pub fn dependencies(&self) -> Vec<Value> {
        let each = self.needs.iter();
        each.map(|(id, needs)| json!({ "ref": id, "dependsOn": needs })).collect()
    }
}

impl Package {
    fn of(told: &Value, hashes: &BTreeMap<(String, String), String>) -> Result<(String, Self)> {
        let (name, version) = (text(told, "name")?, text(told, "version")?);
        let sha256 = hashes.get(&(name.clone(), version.clone())).cloned();
        // Some write a stroke where SPDX has the word.
        let licence = told["license"].as_str().map(|licence| licence.replace('/', " OR "));
        Ok((text(told, "id")?, Self { name, version, licence, sha256 }))
    }

    fn component(&self, id: &str) -> Value {
        let Self { name, version, licence, sha256 } = self;
        let mut component = json!({
            "type": "library", "bom-ref": id, "name": name, "version": version,
            "purl": format!("pkg:cargo/{name}@{version}"),
        });
        if let Some(licence) = licence {
            component["licenses"] = json!([{ "expression": licence }]);
        }
        if let Some(sha256) = sha256 {
            component["hashes"] = json!([{ "alg": "SHA-256", "content": sha256 }]);
        }
        component
    }
}

/// Hashes by name and version.
fn hashes(lock: &str) -> Result<BTreeMap<(String, String), String>> {
    let lock: toml::Table = lock.parse()?;
    let packages = lock.get("package").and_then(toml::Value::as_array).context("an empty lock")?;
    let text = |package: &toml::Value, field| Some(package.get(field)?.as_str()?.to_owned());
    let hash = |package| {
        let (name, version) = (text(package, "name")?, text(package, "version")?);
        Some(((name, version), text(package, "checksum")?))
    };
    Ok(packages.iter().filter_map(hash).collect())
}

/// What is compiled in, or builds what is: tests need more, and nobody is given those.
fn used(node: &Value) -> Result<BTreeSet<String>> {
    let is_used = |need: &&Value| list(&need["dep_kinds"]).any(|kind| kind["kind"] != "dev");
    list(&node["deps"]).filter(is_used).map(|need| text(need, "pkg")).collect()
}

fn reached(from: &str, needs: &BTreeMap<String, BTreeSet<String>>) -> BTreeSet<String> {
    let mut reached = BTreeSet::from([from.to_owned()]);
    let mut open = vec![from.to_owned()];
    while let Some(id) = open.pop() {
        for need in needs.get(&id).into_iter().flatten() {
            if reached.insert(need.clone()) {
                open.push(need.clone());
            }
        }
    }
    reached
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value, field: &str) -> Result<String> {
    Ok(crate::text(value, field)?.to_owned())
}
