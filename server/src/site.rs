//! The site's files, carried in the binary in three forms each: as they are, brotli, gzip.

use std::{collections::BTreeMap, sync::LazyLock};

use app::site::{Package, SiteFiles};
use axum::{
    body::Body,
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY},
    },
    response::Response,
};
use serde::Deserialize;

use crate::packing::accepts;

include!(concat!(env!("OUT_DIR"), "/site_files.rs"));

static MANIFEST: LazyLock<Manifest> = LazyLock::new(|| {
    let text = bytes("site.json").unwrap_or(b"{}");
    serde_json::from_slice(text).unwrap_or_default()
});

/// What the build of the site says of its files.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Manifest {
    packages: BTreeMap<String, Named>,
    files: Vec<File>,
}

#[derive(Debug, Deserialize)]
struct Named {
    output_name: String,
    style: String,
}

#[derive(Debug, Deserialize)]
struct File {
    path: String,
    mime: String,
    immutable: bool,
    hash: String,
}

/// Whether this binary was built without the site's files.
pub fn is_empty() -> bool {
    MANIFEST.packages.is_empty()
}

/// The addresses of what a participant's page loads.
pub fn for_participants() -> SiteFiles {
    let package = MANIFEST.packages.get("participant");
    let named = |path: &str| MANIFEST.files.iter().any(|file| file.path == path);
    let icon = named("favicon.svg").then(|| "/favicon.svg".to_owned());
    SiteFiles {
        style: package.map(|package| format!("/{}", package.style)),
        package: package.map(|package| Package {
            script: format!("/pkg/{}.js", package.output_name),
            wasm: format!("/pkg/{}.wasm", package.output_name),
        }),
        icon,
    }
}

/// The file at an address, in the smallest form that the browser reads; none when there is no such
/// file.
pub fn file(path: &str, asked: &HeaderMap) -> Option<Response> {
    let path = path.strip_prefix('/')?;
    let file = MANIFEST.files.iter().find(|file| file.path == path)?;
    let (form, contents) = smallest(&file.path, asked)?;
    let tag = format!("\"{}{}\"", file.hash, form.unwrap_or_default());
    let kept = if file.immutable { "public, max-age=31536000, immutable" } else { "no-cache" };
    let known = asked.get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let (status, body) = if known {
        (StatusCode::NOT_MODIFIED, Body::empty())
    } else {
        (StatusCode::OK, Body::from(contents))
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    let mut put = |name, value: &str| HeaderValue::from_str(value).map(|v| headers.insert(name, v));
    put(CONTENT_TYPE, &file.mime).ok()?;
    put(CACHE_CONTROL, kept).ok()?;
    put(ETAG, &tag).ok()?;
    put(VARY, "accept-encoding").ok()?;
    if let Some(form) = form {
        put(CONTENT_ENCODING, form).ok()?;
    }
    Some(response)
}

fn smallest(path: &str, asked: &HeaderMap) -> Option<(Option<&'static str>, &'static [u8])> {
    for (form, ending) in [("br", "br"), ("gzip", "gz")] {
        if accepts(asked, form)
            && let Some(contents) = bytes(&format!("{path}.{ending}"))
        {
            return Some((Some(form), contents));
        }
    }
    bytes(path).map(|contents| (None, contents))
}

fn bytes(path: &str) -> Option<&'static [u8]> {
    let place = EMBEDDED.binary_search_by_key(&path, |(name, _)| name).ok()?;
    Some(EMBEDDED[place].1)
}
