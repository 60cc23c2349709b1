//! The wait on an old phone, in a real browser that is slowed down.

use crate::{
    process::Serving,
    table::{Budget, Cell},
    visit::Person,
};
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::{path::Path, process::Command};

pub fn measure(serving: &Serving, person: &Person, quick: bool) -> Result<Cell> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../end2end"));
    let address = format!("http://{}{}", serving.address, person.at);
    let visits = if quick { "3" } else { "7" };
    let mut node = Command::new("node");
    node.arg("bench/old-phone.mjs").arg(address).arg(visits).current_dir(folder);
    let done = node.output().context("Node cannot be started")?;
    ensure!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let told: Value = serde_json::from_slice(&done.stdout).context("old-phone.mjs told nothing")?;

    let mut cell = Cell::default();
    for (scripts, key) in [("scripts on", "on"), ("scripts off", "off")] {
        let seconds = |what: &str| told[key][what].as_f64().map(|ms| ms / 1e3);
        let usable = seconds("usable_ms").with_context(|| format!("{scripts}: never usable"))?;
        let painted = seconds("painted_ms").unwrap_or(usable);
        let worst = seconds("slowest_ms").unwrap_or(usable);
        cell.show(format!(
            "{scripts} {usable:.2} s (painted {painted:.2}, slowest of {visits} {worst:.2})"
        ));
        cell.judge(scripts, usable, Budget::AtMost(1.5));
    }
    if let Some(from) = told["on"]["script_from_ms"].as_f64() {
        cell.show(format!("script and wasm are asked for from {:.2} s on", from / 1e3));
    }
    Ok(cell)
}
