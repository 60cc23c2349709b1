//! A box for more than a line.

use leptos::prelude::*;

use super::select::Wrong;
use crate::components::question::words::in_box;

#[component]
pub(crate) fn StaffWords(
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    value: String,
    wrong: Option<String>,
) -> impl IntoView {
    let class = if wrong.is_some() { "question question--problem" } else { "question" };
    let invalid = wrong.is_some().then_some("true");
    let described = match invalid {
        Some(_) => format!("{name}-hint {name}-wrong"),
        None => format!("{name}-hint"),
    };
    view! {
        <div class=class>
            <label for=name><strong>{label}</strong></label>
            <p class="hint" id=format!("{name}-hint")>{hint}</p>
            <Wrong name wrong />
            <textarea id=name name=name rows="4" dir="auto" aria-describedby=described aria-invalid=invalid>
                {in_box(&value)}
            </textarea>
        </div>
    }
}
