//! What the program answers over HTTP, as an OpenAPI 3.1 document. It is made from the lists that the
//! router is made from, so neither has an address that the other has not.

use app::{For, Page};
use serde_json::{Map, Value, json};

use crate::{router, staff};

/// Something that is answered, and to whom.
struct Answered {
    method: &'static str,
    address: &'static str,
    tag: &'static str,
    /// What it may be answered with besides what everything may.
    statuses: &'static [u16],
    says: Says,
}

/// What an answer has besides its status.
#[derive(Clone, Copy)]
enum Says {
    /// A page.
    Page,
    /// A line of plain text.
    Line,
    /// Nothing that anybody reads.
    Nothing,
}

/// A page that is read: it may be another's, another day's, or nobody's.
const READ: &[u16] = &[200, 303, 403, 404, 410, 422];
/// A form that is posted: it leads on, or comes back with what to put right.
const POSTED: &[u16] = &[200, 204, 303, 400, 403, 404, 409, 410, 413, 422];

/// What a program elsewhere tells: it is believed, or not.
const HOOKED: &[u16] = &[204, 400, 403, 404, 413];

/// The document.
pub fn document() -> Value {
    let mut paths = Map::new();
    for answered in everything() {
        let operations = paths.entry(answered.address).or_insert_with(|| json!({}));
        operations[answered.method] = operation(&answered);
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Throughline",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Pages that are read, and plain forms that are posted to them. A form's fields \
                are those of the page: what else is sent is left aside, and what cannot be read is shown \
                again with what to put right. Changes are made by POST alone.",
        },
        "paths": paths,
    })
}

/// What answers with a file to keep, and of what kind it is.
const FILES: [(&str, &str, &str); 11] = [
    ("post", "/staff/{study}/pack", staff::DOCX),
    ("post", "/staff/{study}/requests/copy", "application/zip"),
    ("get", "/staff/surveys/{survey}/draft/translations/{language}/texts-file", "application/toml"),
    ("get", "/staff/surveys/{survey}/draft/translations/{language}/words-file", "application/toml"),
    ("get", "/staff/surveys/{survey}/{version}/files", "application/zip"),
    ("get", "/staff/{study}/protocol/versions/{version}/files", "application/zip"),
    ("post", "/staff/{study}/vouchers", "application/zip"),
    ("post", "/staff/{study}/vouchers/letters", "text/csv"),
    ("post", "/staff/{study}/vouchers/letters", "text/html"),
    ("post", "/staff/{study}/letters", "text/csv"),
    ("post", "/staff/{study}/letters", "text/html"),
];

fn everything() -> Vec<Answered> {
    let page = |method, address, tag, statuses| Answered {
        method,
        address,
        tag,
        statuses,
        says: Says::Page,
    };
    let mut all = Vec::new();
    for (address, _) in Page::ADDRESSES {
        all.push(page("get", address, "participants", READ));
    }
    for (address, _) in router::posts().into_iter().chain(router::from_anywhere()) {
        all.push(page("post", address, "participants", POSTED));
    }
    for (address, _) in router::hooked() {
        let (tag, statuses) = ("Twilio", HOOKED);
        all.push(Answered { method: "post", address, tag, statuses, says: Says::Nothing });
    }
    for (address, _) in router::ways_out() {
        all.push(page("get", address, "participants", &[303]));
    }
    for route in staff::reads() {
        all.push(page("get", route.address, tag(route.is_for), READ));
    }
    for route in staff::posts() {
        all.push(page("post", route.address, tag(route.is_for), POSTED));
    }
    for (address, _) in router::looks() {
        let (tag, statuses) = ("those who run the service", &[200][..]);
        all.push(Answered { method: "get", address, tag, statuses, says: Says::Line });
    }
    all
}

fn tag(is_for: For) -> &'static str {
    match is_for {
        For::Anybody => "staff, before they come in",
        For::AtTheDoor => "staff, after their password",
        For::Staff | For::Whoever(_) => "staff",
    }
}

fn operation(answered: &Answered) -> Value {
    let mut responses = Map::new();
    // Anything may be asked too often, or at a moment when the database is away.
    for status in answered.statuses.iter().chain(&[429, 503]) {
        responses.insert(status.to_string(), response(*status, answered.says));
    }
    let mut operation = json!({
        "tags": [answered.tag],
        "parameters": parameters(answered.address),
        "responses": responses,
    });
    for (method, address, mime) in FILES {
        if answered.address == address && answered.method == method {
            let file = json!({ "schema": { "type": "string", "format": "binary" } });
            operation["responses"]["200"]["content"][mime] = file;
        }
    }
    if answered.method == "post" {
        operation["requestBody"] = json!({
            "description": "A form of at most 64 KB; of 2 MB, where a survey is written; as multipart/form-data, where \
                a file is chosen.",
            "content": { "application/x-www-form-urlencoded": { "schema": form() } },
        });
    }
    operation
}

/// Fields may have any name, and come more than once.
fn form() -> Value {
    let words = json!({ "type": "string" });
    json!({
        "type": "object",
        "additionalProperties": { "anyOf": [words, { "type": "array", "items": words }] },
    })
}

fn response(status: u16, says: Says) -> Value {
    let description = meaning(status);
    let mime = match says {
        Says::Page => "text/html",
        Says::Line => "text/plain",
        Says::Nothing => return json!({ "description": description }),
    };
    if matches!(status, 204 | 303 | 400 | 409) {
        return json!({ "description": description });
    }
    json!({ "description": description, "content": { mime: { "schema": { "type": "string" } } } })
}

fn meaning(status: u16) -> &'static str {
    match status {
        200 => "It is shown.",
        204 => "What was typed on the way is kept.",
        303 => "Go on there.",
        400 => "The line broke before the form was whole.",
        403 => "Not from another site, not for this person, or not yet.",
        404 => "There is no such page, link, person or study.",
        409 => "It cannot be kept on the way, or somebody else was first; send the whole form.",
        410 => "It was here, and has ended.",
        413 => "More than a form can hold.",
        422 => "Shown again, with what to put right.",
        429 => "Too often. Wait a little.",
        _ => "Our fault. Try again.",
    }
}

fn parameters(address: &str) -> Vec<Value> {
    let names = address.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let described = names.map(|name| {
        let (pattern, description) = described(name);
        let mut schema = json!({ "type": "string", "minLength": 1 });
        if let Some(pattern) = pattern {
            schema["pattern"] = pattern.into();
        }
        json!({
            "name": name,
            "in": "path",
            "required": true,
            "description": description,
            "schema": schema,
        })
    });
    described.collect()
}

fn described(name: &str) -> (Option<&'static str>, &'static str) {
    match name {
        "token" => (Some("^[0-9A-HJKMNP-TV-Z]{26}$"), "A secret of 130 bits, from a link."),
        "code" => (Some("^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$"), "A short code."),
        "page" => (Some("^[a-z][a-z0-9-]{0,19}$"), "The key of a page of questions."),
        "study" => (Some("^[a-z][a-z0-9-]{0,19}$"), "The key of a study."),
        "survey" => (Some("^[a-z][a-z0-9-]{0,31}$"), "The key of a survey."),
        "version" | "earlier" => (Some("^[1-9][0-9]{0,8}$"), "The number of a survey's version."),
        "id" | "entry" => (Some("^[1-9][0-9]{0,8}$"), "A number that staff know."),
        "name" => (Some("^[0-9]{8,19}-[0-9a-f]{10}$"), "What a message is called."),
        "register" => (Some("^(complaint|breach|harm)$"), "A register."),
        _ => (None, "A part of the address."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_that_is_answered_is_in_the_document_with_its_method() {
        let document = document();

        let is_told = |method: &str, address: &str| document["paths"][address][method].is_object();
        assert!(Page::ADDRESSES.iter().all(|(address, _)| is_told("get", address)));
        assert!(router::posts().iter().all(|(address, _)| is_told("post", address)));
        assert!(router::from_anywhere().iter().all(|(address, _)| is_told("post", address)));
        assert!(router::hooked().iter().all(|(address, _)| is_told("post", address)));
        assert!(staff::reads().iter().all(|route| is_told("get", route.address)));
        assert!(staff::posts().iter().all(|route| is_told("post", route.address)));
        assert!(is_told("get", "/livez") && is_told("get", "/readyz"));
    }

    #[test]
    fn every_file_to_keep_is_in_the_document_where_it_is_answered() {
        let document = document();

        for (method, address, mime) in FILES {
            let kinds = &document["paths"][address][method]["responses"]["200"]["content"];
            assert!(kinds[mime].is_object(), "{method} {address}");
        }
    }

    #[test]
    fn every_name_in_an_address_is_described() {
        let document = document();

        for (address, operations) in document["paths"].as_object().expect("paths") {
            let names = address.matches('{').count();
            for operation in operations.as_object().expect("operations").values() {
                let told = operation["parameters"].as_array().expect("parameters");
                assert_eq!(told.len(), names, "{address}");
            }
        }
    }
}
