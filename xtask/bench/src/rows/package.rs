//! What the islands weigh, with and without Binaryen's optimiser.

use crate::{
    options::Options,
    table::{Budget, Cell},
};
use anyhow::{Context, Result};
use serde_json::Value;
use std::{fs, path::Path};

const PACKAGE: &str = "participant";

pub fn measure(options: &Options) -> Result<Cell> {
    let (built, plain) = (size(&options.site)?, size(&options.plain_site)?);
    let mut cell = Cell::default();
    if built < plain {
        cell.show(format!("{built:.1} KB with `wasm-opt` (this is in the program)"));
        cell.judge("with `wasm-opt`", built, Budget::AtMost(150.0));
        cell.show(format!("{plain:.1} KB without"));
    } else {
        cell.show(format!("{plain:.1} KB without `wasm-opt`, which is not on this machine"));
    }
    cell.judge("without `wasm-opt`", plain, Budget::AtMost(180.0));
    Ok(cell)
}

/// Kilobytes of 1,024 bytes, script and wasm together, as the site's own list tells them.
fn size(site: &Path) -> Result<f64> {
    let list = fs::read(site.join("site.json")).context("the site is not built")?;
    let list: Value = serde_json::from_slice(&list)?;
    let name = list["packages"][PACKAGE]["output_name"].as_str().context("no such package")?;
    let ours = ["js", "wasm"].map(|extension| format!("pkg/{name}.{extension}"));
    let files = list["files"].as_array().context("the list has no files")?;
    let sizes = files
        .iter()
        .filter(|file| ours.iter().any(|path| file["path"] == path.as_str()))
        .filter_map(|file| file["brotli"].as_f64());
    Ok(sizes.sum::<f64>() / 1024.0)
}
