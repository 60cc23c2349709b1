//! "None of these" unticks the others, and they it; writing unticks "Don't know", and chooses the option
//! whose words it is. What someone wrote is never taken away.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use super::form::Form;

pub(super) fn watch(form: &Form) {
    let again = form.clone();
    form.on("input", move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(target) = target {
            match target.dyn_ref::<HtmlInputElement>() {
                Some(input) if input.type_() == "checkbox" => ticked(&again, input),
                Some(input) if input.type_() == "radio" => {}
                _ => written(&again, &target),
            }
        }
    });
}

/// The option whose words are written here, once there are any.
fn option_of(target: &Element) -> Option<HtmlInputElement> {
    let words = target.dyn_ref::<HtmlInputElement>()?.value();
    let row = target.closest(".choice__more").ok()??.previous_element_sibling()?;
    let option = row.query_selector("input").ok()??.dyn_into::<HtmlInputElement>().ok()?;
    (!words.trim().is_empty()).then_some(option)
}

fn ticked(form: &Form, input: &HtmlInputElement) {
    if !input.checked() {
        return;
    }
    let alone = input.has_attribute("data-alone");
    for other in form.all(&format!("input[name=\"{}\"]", input.name())) {
        let Ok(other) = other.dyn_into::<HtmlInputElement>() else { continue };
        if other != *input && (alone || other.has_attribute("data-alone")) {
            other.set_checked(false);
        }
    }
}

fn written(form: &Form, target: &Element) {
    if let Some(option) = option_of(target) {
        option.set_checked(true);
        ticked(form, &option);
    }
    let Ok(Some(question)) = target.closest("[data-question]") else { return };
    let Ok(beside) = question.query_selector_all("[data-beside] input") else { return };
    for place in 0..beside.length() {
        let input = beside.get(place).and_then(|node| node.dyn_into::<HtmlInputElement>().ok());
        if let Some(input) = input {
            input.set_checked(false);
        }
    }
}
