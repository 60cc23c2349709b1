//! A published version as files to keep.

use std::io::{Cursor, Write};

use app::api::staff::{Trouble, unavailable};
use axum::{Extension, extract::State, response::Response};
use records::versions;
use surveys::keys::SurveyKey;
use zip::{CompressionMethod, DateTime, ZipWriter, result::ZipError, write::SimpleFileOptions};

use super::{
    downloading::download,
    gate::{Arrival, in_trouble},
};
use crate::router::Http;

/// All of its files in one. The same version always has the same bytes.
pub async fn files(State(http): State<Http>, Extension(arrival): Extension<Arrival>) -> Response {
    let Some((key, version)) = named(&arrival.request.names) else {
        return in_trouble(&http, arrival, Trouble::NotFound).await;
    };
    let stored = match versions::find(&http.db, &key, Some(version)).await {
        Ok(Some(stored)) => stored,
        Ok(None) => return in_trouble(&http, arrival, Trouble::NotFound).await,
        Err(error) => return in_trouble(&http, arrival, unavailable(&error)).await,
    };
    let files = match versions::files(&http.db, &stored).await {
        Ok(files) => files,
        Err(error) => return in_trouble(&http, arrival, unavailable(&error)).await,
    };
    match packed(&files) {
        Ok(bytes) => download(bytes, &format!("{key}-{version}.zip"), "application/zip"),
        Err(error) => in_trouble(&http, arrival, unavailable(&error)).await,
    }
}

fn named(names: &str) -> Option<(SurveyKey, u32)> {
    let (key, version) = names.split_once('/')?;
    Some((SurveyKey::new(key).ok()?, version.parse().ok()?))
}

fn packed(files: &[(String, String)]) -> Result<Vec<u8>, ZipError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, text) in files {
        zip.start_file(name, options)?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}
