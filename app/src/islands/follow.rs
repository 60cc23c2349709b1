//! Follow-up questions come and go as the answers before them are given, by the server's own rules.

use surveys::{condition::Look, value::Value};

use super::{
    form::Form,
    live_page::{Live, Sort},
};

struct OnPage<'a> {
    form: &'a Form,
    fields: &'a [(String, Sort)],
}

impl Look for OnPage<'_> {
    fn look(&self, name: &str) -> Option<Value> {
        let (name, sort) = self.fields.iter().find(|(field, _)| field == name)?;
        self.form.value(name, *sort)
    }
}

pub(super) fn watch(form: &Form, live: &Live) {
    if live.follows.is_empty() {
        return;
    }
    show(form, live);
    let (again, live) = (form.clone(), live.clone());
    form.on("input", move |_| show(&again, &live));
}

/// In the page's order, because one that goes takes with it those that depend on it.
fn show(form: &Form, live: &Live) {
    for follow in &live.follows {
        let on_page = OnPage { form, fields: &live.fields };
        let asked = follow.asked_if.holds(&on_page);
        for question in form.all(&format!("[data-follows=\"{}\"]", follow.question)) {
            for attribute in ["hidden", "disabled"] {
                let _ = question.toggle_attribute_with_force(attribute, !asked);
            }
        }
    }
}
