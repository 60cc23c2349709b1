//! Puts the site's files into the binary: the folder that `THROUGHLINE_SITE` names, or none.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-env-changed=THROUGHLINE_SITE");
    println!("cargo::rerun-if-changed=build.rs");
    let mut files = Vec::new();
    if let Some(site) = env::var_os("THROUGHLINE_SITE").filter(|site| !site.is_empty()) {
        let site = PathBuf::from(site);
        // Written only when something changed, so one look at it is enough.
        println!("cargo::rerun-if-changed={}", site.join("site.json").display());
        gather(&site, &site, &mut files)?;
    }
    files.sort();
    let listed =
        files.iter().map(|(name, path)| format!("    ({name:?}, include_bytes!({path:?})),\n"));
    let listed: String = listed.collect();
    let code = format!("static EMBEDDED: &[(&str, &[u8])] = &[\n{listed}];\n");
    let out = env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default();
    fs::write(out.join("site_files.rs"), code)
}

fn gather(site: &Path, folder: &Path, files: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(()) };
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            gather(site, &path, files)?;
        } else if let Ok(name) = path.strip_prefix(site) {
            files.push((name.to_string_lossy().replace('\\', "/"), path.clone()));
        }
    }
    Ok(())
}
