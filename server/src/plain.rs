//! Pages that need neither the database nor a study: what is said when a request goes no further.

use axum::{
    http::{HeaderValue, StatusCode, header::CONTENT_SECURITY_POLICY},
    response::{Html, IntoResponse, Response},
};

use crate::{headers, site};

/// A page with one heading. The words are ours alone: nothing that was sent stands in them.
pub fn page(status: StatusCode, heading: &'static str, words: &'static str) -> Response {
    let style = site::for_participants().style;
    let style = style.map(|style| format!("<link rel=\"stylesheet\" href=\"{style}\">"));
    let style = style.unwrap_or_default();
    let page = format!(
        "<!DOCTYPE html><html lang=\"en-GB\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"robots\" content=\"noindex\">{style}<title>{heading}</title></head>\
         <body><main class=\"main\" id=\"main\"><h1>{heading}</h1><p>{words}</p>\
         <p>If you are in danger, call 999. To talk to someone, call Samaritans on 116 123.</p>\
         </main><footer class=\"foot\"><ul><li><a href=\"/complaint\">Make a complaint</a></li></ul>\
         </footer></body></html>"
    );
    let mut response = (status, Html(page)).into_response();
    if let Ok(policy) = HeaderValue::from_str(&headers::policy(None)) {
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}
