//! What is not kept yet is sent when the page goes out of sight; a phone may never show it again.

use leptos::prelude::{document, window};
use wasm_bindgen::JsValue;

use super::{form::on, saving::Saving};

pub(super) fn watch(saving: &Saving) {
    let at_the_end = saving.clone();
    on(&window(), "pagehide", move |_| at_the_end.keep_at_the_last_moment());
    let out_of_sight = saving.clone();
    on(&document(), "visibilitychange", move |_| {
        if document().hidden() {
            out_of_sight.keep_at_the_last_moment();
        }
    });
    let in_a_hurry = saving.clone();
    if let Ok(Some(way_out)) = document().query_selector("a.leave") {
        on(&way_out, "click", move |event| {
            // Another tab or window leaves this page where it is.
            let held = |key: &str| js_sys::Reflect::get(&event, &key.into());
            let stays = ["ctrlKey", "metaKey", "shiftKey"]
                .into_iter()
                .any(|key| held(key).is_ok_and(|held| held == JsValue::TRUE));
            if !stays {
                in_a_hurry.leave_now();
            }
        });
    }
    // A page out of the browser's memory may be stale, or another person's by now.
    on(&window(), "pageshow", |event| {
        let persisted = js_sys::Reflect::get(&event, &"persisted".into());
        if persisted.is_ok_and(|persisted| persisted == JsValue::TRUE) {
            let _ = window().location().reload();
        }
    });
}
