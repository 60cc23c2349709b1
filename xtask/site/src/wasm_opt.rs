//! Binaryen's optimiser, when the machine has it: a seventh off the wasm, less of it once compressed.

use anyhow::{Context, Result, ensure};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Everything that the compiler's wasm uses has to be allowed, or the optimiser refuses to read it.
const FLAGS: [&str; 7] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-multivalue",
    "--enable-reference-types",
];

pub struct WasmOpt {
    program: PathBuf,
    pub version: String,
}

impl WasmOpt {
    /// The one that `end2end` pins comes first: a distribution's is often too old for our compiler.
    pub fn find(root: &Path) -> Option<WasmOpt> {
        let pinned = root.join("end2end/node_modules/.bin/wasm-opt");
        [pinned, PathBuf::from("wasm-opt")].into_iter().find_map(|program| {
            let answer = Command::new(&program).arg("--version").output().ok()?;
            let version = String::from_utf8_lossy(&answer.stdout).trim().to_owned();
            answer.status.success().then_some(WasmOpt { program, version })
        })
    }

    /// What was given, smaller; or as it was, with a word, where the optimiser cannot read it.
    pub fn shrink(&self, wasm: Vec<u8>) -> Vec<u8> {
        self.optimised(&wasm).unwrap_or_else(|why| {
            eprintln!("{} leaves the package as it is: {why:#}", self.version);
            wasm
        })
    }

    fn optimised(&self, wasm: &[u8]) -> Result<Vec<u8>> {
        let folder = env::temp_dir().join(format!("throughline-wasm-opt-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let (from, to) = (folder.join("from.wasm"), folder.join("to.wasm"));
        fs::write(&from, wasm)?;
        let run = Command::new(&self.program).args(FLAGS).arg(&from).arg("-o").arg(&to).status();
        let made = fs::read(&to);
        fs::remove_dir_all(&folder)?;
        ensure!(run?.success(), "it stopped with an error");
        made.context("it wrote nothing")
    }
}
