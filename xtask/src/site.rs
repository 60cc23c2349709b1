//! What browsers load: each package compiled for wasm, then bundled by the package `site`.

use crate::{
    command::run,
    step::step,
    wasm_target::{self, TARGET},
    workspace::Workspace,
};
use anyhow::{Context, Result};
use std::{fs, path::Path};

/// Features of `app` that are browser packages, by who loads them.
const PACKAGES: [&str; 1] = ["participant"];

/// Makes the folder `out`, which the server's build embeds when `THROUGHLINE_SITE` names it.
pub fn build(here: &Workspace, out: &Path) -> Result<()> {
    let out = std::path::absolute(out)?;
    let toolchain = step("wasm target", || wasm_target::ensure(here))?;
    let compiled = here.target.join("packages");
    fs::create_dir_all(&compiled)?;

    for package in PACKAGES {
        step(&format!("browser package: {package}"), || {
            let arguments = ["build", "--package", "app", "--lib", "--profile", "wasm-release"];
            let mut cargo = here.cargo(&arguments);
            cargo.args(["--no-default-features", "--features", package, "--target", TARGET]);
            toolchain.set(&mut cargo);
            run(&mut cargo)?;
            let built = here.target.join(TARGET).join("wasm-release/app.wasm");
            let kept = compiled.join(format!("{package}.wasm"));
            // Every package is compiled to the same name, so each is put aside.
            fs::copy(built, kept).context("the compiled package cannot be copied")
        })?;
    }
    step("bundling tool", || run(&mut here.cargo(&["build", "--release", "--package", "site"])))?;
    step("bundle", || bundle(here, &compiled, &out))
}

fn bundle(here: &Workspace, compiled: &Path, out: &Path) -> Result<()> {
    let mut tool =
        crate::node::with_node(here, &here.target.join("release/site").to_string_lossy())?;
    tool.arg(&here.root).arg(out);
    for package in PACKAGES {
        let wasm = compiled.join(format!("{package}.wasm"));
        tool.arg(format!("{package}={}", wasm.display()));
    }
    run(&mut tool)
}
