//! Files that keep their names because others ask for them by name: `favicon.svg`, `robots.txt`.

use crate::folder::{Folder, files_below};
use anyhow::{Context, Result};
use std::{fs, path::Path};

pub fn copy(public: &Path, folder: &mut Folder) -> Result<()> {
    if !public.is_dir() {
        return Ok(());
    }
    for path in files_below(public)? {
        let contents =
            fs::read(public.join(&path)).with_context(|| format!("{path} is unreadable"))?;
        folder.add(&path, &contents, false)?;
    }
    Ok(())
}
