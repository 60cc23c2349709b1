//! The compiler's target for browsers, from rustup or, where its downloads are refused, from Debian.

use crate::{
    command::{answer, on_path, run},
    debian::{self, as_root},
    workspace::Workspace,
};
use anyhow::{Context, Result, ensure};
use std::{fs, path::Path, process::Command};

pub const TARGET: &str = "wasm32-unknown-unknown";

/// A rustup name for the compiler in `/usr`.
const DEBIAN: &str = "debian";

/// Which toolchain can build for browsers.
#[derive(Clone, Copy)]
pub enum WasmToolchain {
    /// The one that builds everything else.
    Usual,
    /// Debian's compiler with a standard library that we compiled. That library carries no bitcode,
    /// so the package is linked without link-time optimisation.
    Debian,
}

impl WasmToolchain {
    pub fn set(self, cargo: &mut Command) {
        if let WasmToolchain::Debian = self {
            cargo.env("RUSTUP_TOOLCHAIN", DEBIAN);
            cargo.env("CARGO_PROFILE_WASM_RELEASE_LTO", "off");
        }
    }
}

pub fn ensure(here: &Workspace) -> Result<WasmToolchain> {
    if has_target(&mut Command::new("rustc")) {
        return Ok(WasmToolchain::Usual);
    }
    if has_target(Command::new("rustup").args(["run", DEBIAN, "rustc"])) {
        return Ok(WasmToolchain::Debian);
    }
    ensure!(
        on_path(&["rustup"]).is_some(),
        "rustup is missing; install it, or give your compiler the target {TARGET}"
    );
    let added = run(Command::new("rustup").args(["target", "add", TARGET]));
    // rustup goes by its own list, and calls a target whose files are gone up to date.
    if added.is_ok() && has_target(&mut Command::new("rustc")) {
        return Ok(WasmToolchain::Usual);
    }
    eprintln!("   rustup could not bring it; building it from Debian's sources instead");
    from_debian(here)
        .context("install it where the network allows: rustup target add wasm32-unknown-unknown")?;
    Ok(WasmToolchain::Debian)
}

fn has_target(rustc: &mut Command) -> bool {
    let folder = answer(rustc.args(["--print", "target-libdir", "--target", TARGET]));
    folder.is_some_and(|folder| Path::new(&folder).is_dir())
}

fn from_debian(here: &Workspace) -> Result<()> {
    let packages =
        ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "rust-web-clippy", "lld-22"];
    debian::install(&packages)?;
    let libraries = standard_library(here)?;
    let home = format!("/usr/lib/rustlib/{TARGET}/lib");
    run(as_root("install").args(["-d", &home]))?;
    run(as_root("cp").args(&libraries).arg(&home))?;
    run(Command::new("rustup").args(["toolchain", "link", DEBIAN, "/usr"]))
}

/// Compiles the standard library as the dependency of an empty crate, and returns its files.
///
/// Stable compilers refuse `build-std`; `RUSTC_BOOTSTRAP` lets this one pass.
fn standard_library(here: &Workspace) -> Result<Vec<String>> {
    let folder = here.cache.join("std-for-wasm");
    fs::create_dir_all(folder.join("src"))?;
    let manifest = "[package]\nname = \"empty\"\nedition = \"2024\"\n\n[workspace]\n";
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("src/lib.rs"), "")?;
    let build = [
        "build",
        "--release",
        "--target",
        TARGET,
        "-Z",
        "build-std=std,panic_abort,panic_unwind,proc_macro",
    ];
    let mut cargo = Command::new("/usr/bin/cargo");
    cargo.args(build).current_dir(&folder).env("RUSTC_BOOTSTRAP", "1");
    cargo.env("RUSTC", "/usr/bin/rustc").env("CARGO_TARGET_DIR", folder.join("target"));
    run(cargo.env_remove("RUSTUP_TOOLCHAIN"))?;

    let built = folder.join("target").join(TARGET).join("release/deps");
    let files = fs::read_dir(built)?.map(|entry| Ok(entry?.path().to_string_lossy().into_owned()));
    let files: Vec<String> = files.collect::<Result<_>>()?;
    let library = |file: &String| file.ends_with(".rlib") && !file.contains("/libempty-");
    Ok(files.into_iter().filter(library).collect())
}
