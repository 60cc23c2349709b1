//! How many characters are left, counted as the rules count them.

use std::{cell::Cell, rc::Rc, time::Duration};

use leptos::{
    leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle},
    prelude::document,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlTextAreaElement};

use super::form::Form;

/// Whoever listens is told when they stop writing, not at each letter.
const PAUSE: Duration = Duration::from_secs(1);

pub(super) fn watch(form: &Form) {
    let counts = form.all("[data-count]");
    if counts.is_empty() {
        return;
    }
    counts.iter().for_each(tell);
    let aloud = aloud(form);
    let waiting: Rc<Cell<Option<TimeoutHandle>>> = Rc::default();
    form.on("input", move |event| {
        counts.iter().for_each(tell);
        if let Some(waiting) = waiting.take() {
            waiting.clear();
        }
        let Some(written) = event.target().and_then(|field| field.dyn_into::<Element>().ok())
        else {
            return;
        };
        let of_box = |count: &&Element| count.get_attribute("data-count") == Some(written.id());
        if let Some((aloud, count)) = aloud.clone().zip(counts.iter().find(of_box).cloned()) {
            let say = move || aloud.set_text_content(count.text_content().as_deref());
            waiting.set(set_timeout_with_handle(say, PAUSE).ok());
        }
    });
}

/// A line that is heard and not seen.
fn aloud(form: &Form) -> Option<Element> {
    let line = document().create_element("p").ok()?;
    line.set_class_name("hidden");
    line.set_attribute("aria-live", "polite").ok()?;
    form.element().append_child(&line).ok()?;
    Some(line)
}

fn tell(count: &Element) {
    if let Some(words) = left(count) {
        count.set_text_content(Some(&words));
    }
}

fn left(count: &Element) -> Option<String> {
    let most: usize = count.get_attribute("data-most")?.parse().ok()?;
    let written = document().get_element_by_id(&count.get_attribute("data-count")?)?;
    let written = words(&written)?.trim().chars().count();
    let (one, many, number) = match most.checked_sub(written) {
        Some(left) => ("data-one-left", "data-left", left),
        None => ("data-one-over", "data-over", written - most),
    };
    let said = count.get_attribute(if number == 1 { one } else { many });
    Some(match said {
        Some(said) => said.replace("{count}", &number.to_string()),
        None if written <= most => format!("You have {} left", characters(number)),
        None => format!("You have {} too many", characters(number)),
    })
}

fn words(field: &Element) -> Option<String> {
    let several_lines = field.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value);
    several_lines.or_else(|| field.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::value))
}

fn characters(number: usize) -> String {
    if number == 1 { "1 character".to_owned() } else { format!("{number} characters") }
}
