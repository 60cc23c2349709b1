//! Turns what the compiler made into the folder that the server carries inside it.
//!
//! `site ROOT OUT participant=app.wasm …`. A package of its own because the bindings generator takes
//! minutes to compile, and `xtask` is to start at once.

mod manifest;

mod package;

mod wasm_opt;

mod style;

mod public;

mod folder;

use anyhow::{Context, Result, bail};
use folder::Folder;
use manifest::{Manifest, Package};
use std::{env, fs, path::Path, process::ExitCode};
use wasm_opt::WasmOpt;

fn main() -> ExitCode {
    match run(&env::args().skip(1).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<()> {
    let [root, out, packages @ ..] = arguments else {
        bail!("usage: site ROOT OUT KEY=FILE.wasm …");
    };
    bundle(Path::new(root), Path::new(out), packages)
}

fn bundle(root: &Path, out: &Path, packages: &[String]) -> Result<()> {
    let before = Manifest::read(out);
    let mut folder = Folder::open(out)?;
    let mut now = Manifest::default();
    let wasm_opt = WasmOpt::find(root);
    let style = style::bundle(&root.join("style/main.css"))?;

    for argument in packages {
        let (key, wasm) =
            argument.split_once('=').with_context(|| format!("{argument} is not KEY=FILE.wasm"))?;
        let compiled = fs::read(wasm).with_context(|| format!("{wasm} cannot be read"))?;
        let made_from = package::made_from(&compiled, wasm_opt.as_ref());
        let output_name = match before.still_good(key, &made_from, &folder) {
            Some(name) => folder.keep_package(&name, &before),
            None => package::make(key, &compiled, wasm_opt.as_ref(), &mut folder)?,
        };
        let style = folder.add_hashed(&format!("throughline-{key}"), "css", style.as_bytes())?;
        let package = Package { output_name, style, made_from };
        now.packages.insert(key.to_owned(), package);
    }
    public::copy(&root.join("style/public"), &mut folder)?;
    now.files = folder.close()?;
    now.write(out)?;
    now.print(out);
    Ok(())
}
