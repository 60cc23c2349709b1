//! That nobody in these files exists: said in each of them, in the manifest, and beside them.

use std::{fs, path::Path, sync::Arc};

use datasets::Dataset;
use serde::Serialize;

use super::{DummyError, DummyRequest, Planted};
use crate::{
    cuts::{self, Beside, Cut},
    exports::{ExportError, FileEntry},
};

/// With this begins every row key, in its alphabet. A real one does in one of 10^12 cases.
pub(super) const ROW_KEYS_BEGIN: &str = "FAKEFAKE";

/// It lies beside the files, for those formats that cannot say it.
pub(super) const BESIDE: &str = "INVENTED-PEOPLE.txt";

const TITLES_BEGIN: &str = "INVENTED PEOPLE. ";

/// The key of somebody who does not exist: as long as a real one, and from the same letters.
pub(super) fn row_key(key: &str) -> String {
    let own = key.get(ROW_KEYS_BEGIN.len()..).unwrap_or_default();
    format!("{ROW_KEYS_BEGIN}{own}")
}

/// The files with titles and notes that say so.
pub(super) fn marked(
    files: &[Arc<Dataset>],
    seed: u64,
    effects: &[Planted],
) -> Result<Vec<Arc<Dataset>>, DummyError> {
    let notes = notes(seed, effects);
    let marked = files.iter().map(|file| {
        let mut outline = (**file).clone().into_outline();
        outline.title.insert_str(0, TITLES_BEGIN);
        outline.notes.splice(0..0, notes.clone());
        Dataset::new(outline).map(Arc::new).map_err(ExportError::Schema)
    });
    Ok(marked.collect::<Result<_, _>>()?)
}

fn notes(seed: u64, effects: &[Planted]) -> Vec<String> {
    let nobody = format!(
        "Nobody in this file exists. It was invented by `throughline release --dummy --seed {seed}`, so that programs can be \
         written before there are data, and says nothing of anybody in the study. Row keys begin with {ROW_KEYS_BEGIN}."
    );
    let planted = effects.iter().map(|planted| {
        let Planted { variable, size, first_arm, last_arm, .. } = planted;
        format!("Planted: {variable} in arm {last_arm} less arm {first_arm} is {size} more than it would be by chance.")
    });
    std::iter::once(nobody).chain(planted).collect()
}

#[derive(Serialize)]
struct Manifest<'m> {
    dummy: bool,
    seed: u64,
    participants_invented: u32,
    effects: &'m [Planted],
    #[serde(flatten)]
    of: Beside<'m>,
}

/// Writes the manifest, and the file that says it in words.
pub(super) fn write_beside(
    folder: &Path,
    request: &DummyRequest,
    (cut, effects, files): (&Cut, &[Planted], &[FileEntry]),
) -> Result<(), DummyError> {
    let of = Beside { cut: &cut.manifest, erased: &[], files };
    let (seed, participants_invented) = (request.seed, request.participants);
    let manifest = Manifest { dummy: true, seed, participants_invented, effects, of };
    cuts::write_manifest(&manifest, folder)?;
    let words = notes(seed, effects).join("\n");
    Ok(fs::write(folder.join(BESIDE), format!("INVENTED PEOPLE\n\n{words}\n"))?)
}
