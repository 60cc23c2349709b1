//! The form on its way to the server, while the person stays on the page.

use std::time::Duration;

use leptos::{leptos_dom::helpers::set_timeout_with_handle, prelude::window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, RequestInit, RequestRedirect, Response, UrlSearchParams};

use super::super::form::Form;

/// A line that says nothing for so long is taken as broken.
const PATIENCE: Duration = Duration::from_secs(20);

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// On the server's disk.
    Kept,
    /// The server answered otherwise.
    Refused,
    /// No answer.
    Unreached,
}

/// Keeps the form, until `impatient` breaks it off.
pub(super) async fn keep(form: &Form, impatient: Option<AbortController>) -> Outcome {
    let Ok(request) = request(form) else { return Outcome::Unreached };
    let waiting = impatient.and_then(|impatient| {
        request.set_signal(Some(&impatient.signal()));
        set_timeout_with_handle(move || impatient.abort(), PATIENCE).ok()
    });
    let answer = JsFuture::from(window().fetch_with_str_and_init(&address(), &request)).await;
    if let Some(waiting) = waiting {
        waiting.clear();
    }
    let answer = answer.and_then(JsValue::dyn_into::<Response>);
    match answer.map(|answer| answer.status()) {
        Ok(204) => Outcome::Kept,
        Ok(_) => Outcome::Refused,
        Err(_) => Outcome::Unreached,
    }
}

pub(super) fn and_forget(form: &Form) {
    if let Ok(request) = request(form) {
        let _ = js_sys::Reflect::set(&request, &"keepalive".into(), &JsValue::TRUE);
        drop(window().fetch_with_str_and_init(&address(), &request));
    }
}

fn address() -> String {
    window().location().pathname().unwrap_or_default()
}

fn request(form: &Form) -> Result<RequestInit, JsValue> {
    let fields = form.fields().ok_or(JsValue::NULL)?;
    let body = UrlSearchParams::new_with_str_sequence_sequence(&fields)?;
    let headers = Headers::new()?;
    headers.set("x-throughline", "keep")?;
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_headers(&headers);
    request.set_body(&body);
    request.set_redirect(RequestRedirect::Manual);
    Ok(request)
}
