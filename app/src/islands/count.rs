//! How many characters are left, counted as the rules count them.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlTextAreaElement};

use super::form::Form;

pub(super) fn watch(form: &Form) {
    let counts = form.all("[data-count]");
    if counts.is_empty() {
        return;
    }
    counts.iter().for_each(tell);
    form.on("input", move |_| counts.iter().for_each(tell));
}

fn tell(count: &Element) {
    if let Some(words) = left(count) {
        count.set_text_content(Some(&words));
    }
}

fn left(count: &Element) -> Option<String> {
    let most: usize = count.get_attribute("data-most")?.parse().ok()?;
    let text = document().get_element_by_id(&count.get_attribute("data-count")?)?;
    let written = text.dyn_into::<HtmlTextAreaElement>().ok()?.value().trim().chars().count();
    Some(match most.checked_sub(written) {
        Some(left) => format!("You have {} left", characters(left)),
        None => format!("You have {} too many", characters(written - most)),
    })
}

fn characters(number: usize) -> String {
    if number == 1 { "1 character".to_owned() } else { format!("{number} characters") }
}
