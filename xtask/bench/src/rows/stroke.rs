//! How long somebody who writes a survey waits in a real browser, from the stroke of a key until what they wrote stands beside it.

use crate::{
    long,
    process::Serving,
    store::Store,
    table::{Budget, Cell},
};
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::{fs, path::Path, process::Command};

pub fn measure(store: &Store, serving: &Serving, quick: bool) -> Result<Cell> {
    let words =
        ["staff", "invite", "liv@example.org", "--role", "evaluator", "--study", "bridgeway"];
    let said = store.run(&words)?;
    let (_, link) = said.rsplit_once("/staff/").with_context(|| format!("no link: {said}"))?;
    let text = store.folder.join("stroke.toml");
    fs::write(&text, long::survey("stroke", long::QUESTIONS))?;

    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../end2end"));
    let times = if quick { "11" } else { "41" };
    let mut node = Command::new("node");
    node.arg("bench/stroke.mjs").arg(format!("http://{}", serving.address));
    node.arg(format!("/staff/{}", link.trim())).arg("stroke").arg(&text).arg(times);
    let done = node.current_dir(folder).output().context("Node cannot be started")?;
    ensure!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let told: Value = serde_json::from_slice(&done.stdout).context("stroke.mjs told nothing")?;

    let took = |what: &str| told[what].as_f64().with_context(|| format!("{what} was not told"));
    let (middle, slowest) = (took("middle_ms")?, took("slowest_ms")?);
    let mut cell = Cell::default();
    cell.show(format!("{middle:.0} ms, slowest of {times} {slowest:.0} ms"));
    cell.judge("time", middle, Budget::AtMost(100.0));
    Ok(cell)
}
