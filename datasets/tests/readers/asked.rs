//! How a reader is asked: a script in Python, or a program of its own, is given a file and prints what it reads.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

/// Keeps the file for readers. `name` is of one test only, since tests run at the same time.
pub fn kept(name: &str, bytes: &[u8]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, bytes).expect("a file");
    path
}

/// What a script beside this file prints about the file, as JSON.
///
/// # Panics
/// When there is no Python: what no other reader has read was not tried.
pub fn by_python(script: &str, file: &Path) -> Value {
    let python = env::var("THROUGHLINE_TEST_PYTHON");
    let python = python.expect("THROUGHLINE_TEST_PYTHON names a Python with the readers of files");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers").join(script);
    let printed = printed(Command::new(python).arg(script).arg(file));
    serde_json::from_slice(&printed).expect("JSON")
}

/// What a program prints before it ends well.
///
/// # Panics
/// When it cannot be started, or ends in another way.
pub fn printed(program: &mut Command) -> Vec<u8> {
    let name = program.get_program().display().to_string();
    let ended = program.output().unwrap_or_else(|error| panic!("{name} is not here: {error}"));
    let told = String::from_utf8_lossy(&ended.stderr);
    assert!(ended.status.success(), "{name} ended with {}: {told}", ended.status);
    ended.stdout
}
