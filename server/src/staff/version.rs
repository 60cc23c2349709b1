//! A published version as files to keep.

use app::api::staff::{Trouble, unavailable};
use axum::{Extension, extract::State, response::Response};
use records::versions;
use surveys::keys::SurveyKey;

use super::{
    downloading::download,
    gate::{Arrival, in_trouble},
};
use crate::{router::Http, zipped::zipped};

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
    let files = files.iter().map(|(name, text)| (name.as_str(), text.as_bytes()));
    match zipped(files) {
        Ok(bytes) => download(bytes, &format!("{key}-{version}.zip"), "application/zip"),
        Err(error) => in_trouble(&http, arrival, unavailable(&error)).await,
    }
}

fn named(names: &str) -> Option<(SurveyKey, u32)> {
    let (key, version) = names.split_once('/')?;
    Some((SurveyKey::new(key).ok()?, version.parse().ok()?))
}
