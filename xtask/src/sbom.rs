//! What the program is made of. The work is done by a package of its own, so that this one stays light.

use crate::{command::output, workspace::Workspace};
use anyhow::Result;

/// The document, a line at its end.
pub fn document(here: &Workspace) -> Result<String> {
    let root = here.root.display().to_string();
    let mut made = here.cargo(&["run", "--quiet", "--release", "--package", "sbom", "--"]);
    Ok(output(made.arg(root))? + "\n")
}
