//! Releases of people who do not exist.

mod schema;

mod planted;

mod refused;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use records::{
    Db,
    cuts::CutRequest,
    dummy::{self, DummyError, DummyRequest, Effect, Written},
    studies::StudyHandle,
};

use crate::{
    databases::{Folder, in_folder},
    study::noon,
};

/// Files by name.
type Bytes = BTreeMap<String, Vec<u8>>;

fn asked(participants: u32, effects: &[&str]) -> DummyRequest {
    let effect = |text: &&str| text.parse::<Effect>().expect("an effect");
    DummyRequest {
        participants,
        seed: 1,
        effects: effects.iter().map(effect).collect(),
        of: CutRequest::default(),
        out: std::path::PathBuf::new(),
        formats: Vec::new(),
    }
}

/// Writes a release into a folder of its own: what it was, and its files.
async fn release(
    db: &Db,
    study: &StudyHandle,
    request: &DummyRequest,
    now: DateTime<Utc>,
) -> Result<(Written, Bytes), DummyError> {
    let [place, aside] = [Folder::new(), Folder::new()];
    let request = DummyRequest { out: place.0.join("out"), ..request.clone() };
    let empty = in_folder(&aside).await;
    let by = ("Carys", now);
    let written = dummy::release((db, study), empty, &request, &|_, _| {}, by).await?;
    let mut bytes = Bytes::new();
    for entry in std::fs::read_dir(&request.out)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        bytes.insert(name, std::fs::read(entry.path())?);
    }
    Ok((written, bytes))
}

async fn released(db: &Db, study: &StudyHandle, request: &DummyRequest) -> (Written, Bytes) {
    release(db, study, request, noon()).await.expect("it is written")
}

/// The rows of a file, each by the names of its columns.
fn rows(files: &Bytes, name: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(files[name].as_slice());
    let names = reader.headers().expect("names").clone();
    let row = |row: csv::StringRecord| {
        let cells = names.iter().zip(row.iter());
        cells.map(|(name, cell)| (name.to_owned(), cell.to_owned())).collect()
    };
    reader.records().map(|record| row(record.expect("a row"))).collect()
}
