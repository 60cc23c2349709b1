//! One browser package: the script that loads the wasm, and the wasm.

use crate::{
    folder::{Folder, hash},
    wasm_opt::WasmOpt,
};
use anyhow::{Result, ensure};
use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::Bindgen;

/// A fingerprint of what `make` would be given. The executable stands for the generator's version and
/// for this code.
pub fn made_from(compiled: &[u8], wasm_opt: Option<&WasmOpt>) -> String {
    let ourselves = std::env::current_exe().and_then(std::fs::read).unwrap_or_default();
    let optimiser = wasm_opt.map_or("none", |found| found.version.as_str());
    let mut fingerprint = Sha256::new();
    fingerprint.update(compiled);
    fingerprint.update(ourselves);
    fingerprint.update(optimiser);
    hex(&fingerprint.finalize())
}

/// Adds script and wasm to the folder, under one name, which is returned.
///
/// Script and wasm are of one build and refer to each other's functions by number: a new hash in
/// either has to rename both.
pub fn make(
    key: &str,
    compiled: &[u8],
    wasm_opt: Option<&WasmOpt>,
    folder: &mut Folder,
) -> Result<String> {
    let (script, wasm) = bindings(key, compiled)?;
    let wasm = wasm_opt.map_or(wasm.clone(), |found| found.shrink(wasm));
    let output_name = format!("throughline-{key}.{}", hash(&[script.as_bytes(), &wasm].concat()));
    folder.add(&format!("pkg/{output_name}.js"), script.as_bytes(), true)?;
    folder.add(&format!("pkg/{output_name}.wasm"), &wasm, true)?;
    Ok(output_name)
}

/// The script is told by the page where the wasm is, so it names no file itself.
fn bindings(key: &str, compiled: &[u8]) -> Result<(String, Vec<u8>)> {
    let mut output = Bindgen::new()
        .input_bytes(key, compiled.to_vec())
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()?;
    let scripts: Vec<_> = output.snippets().iter().filter(|(_, files)| !files.is_empty()).collect();
    ensure!(
        scripts.is_empty() && output.local_modules().is_empty(),
        "the package {key} brings script files of its own, each a further request on a phone: \
         {scripts:?} {:?}",
        output.local_modules().keys(),
    );
    Ok((output.js().to_owned(), output.wasm_mut().emit_wasm()))
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
