//! The page's form, as the rules read it. A field inside something disabled does not count, as it is
//! not sent either.

use chrono::NaiveDate;
use leptos::prelude::document;
use surveys::value::{Missing, Value};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, Event, EventTarget, FormData, HtmlFormElement};

use super::live_page::Sort;

#[derive(Clone)]
pub(super) struct Form(HtmlFormElement);

impl Form {
    pub fn of_page() -> Option<Self> {
        let form = document().query_selector("form.page").ok()??;
        form.dyn_into().ok().map(Self)
    }

    pub fn element(&self) -> &HtmlFormElement {
        &self.0
    }

    pub fn fields(&self) -> Option<FormData> {
        FormData::new_with_form(&self.0).ok()
    }

    /// Every element inside that a selector names.
    pub fn all(&self, selector: &str) -> Vec<Element> {
        let Ok(found) = self.0.query_selector_all(selector) else { return Vec::new() };
        (0..found.length()).filter_map(|place| found.get(place)?.dyn_into().ok()).collect()
    }

    /// Does something at each event of a kind.
    pub fn on(&self, kind: &str, act: impl FnMut(Event) + 'static) {
        on(&self.0, kind, act);
    }

    /// What stands in a variable's fields, if it is something that a condition could look at.
    pub fn value(&self, name: &str, sort: Sort) -> Option<Value> {
        let fields = self.fields()?;
        let one = |name: &str| fields.get(name).as_string().unwrap_or_default().trim().to_owned();
        let part = |part: &str| one(&format!("{name}_{part}")).parse::<u32>().ok();
        let year = || one(&format!("{name}_year")).parse::<i32>().ok();
        match sort {
            Sort::Code => one(name).parse().ok().map(coded),
            Sort::Codes => {
                let sent = fields.get_all(name);
                let sent = sent.iter().filter_map(|code| code.as_string());
                let codes: Vec<i32> = sent.filter_map(|code| code.parse().ok()).collect();
                match codes.as_slice() {
                    [] => None,
                    [code, ..] if *code < 0 => Some(coded(*code)),
                    _ => Some(Value::Codes(codes)),
                }
            }
            Sort::Number => {
                let plain = one(name).replace([',', ' ', '£'], "");
                let number =
                    js_sys::Number::from(wasm_bindgen::JsValue::from_str(&plain)).value_of();
                (!plain.is_empty() && number.is_finite()).then_some(Value::Number(number))
            }
            Sort::Date => {
                NaiveDate::from_ymd_opt(year()?, part("month")?, part("day")?).map(Value::Date)
            }
            Sort::Month => NaiveDate::from_ymd_opt(year()?, part("month")?, 1).map(Value::Month),
            Sort::Text => Some(one(name)).filter(|words| !words.is_empty()).map(Value::Text),
        }
    }
}

fn coded(code: i32) -> Value {
    Missing::try_from(code).map_or(Value::Code(code), Value::Missing)
}

/// Does something at each event of a kind, for as long as the page is there.
pub(super) fn on(target: &EventTarget, kind: &str, act: impl FnMut(Event) + 'static) {
    let act = Closure::<dyn FnMut(Event)>::new(act);
    // A browser that cannot listen leaves the page as it is without scripts.
    let _ = target.add_event_listener_with_callback(kind, act.as_ref().unchecked_ref());
    act.forget();
}
