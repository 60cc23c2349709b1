//! One of a few, chosen from a list that opens.

use leptos::prelude::*;

#[component]
pub(crate) fn StaffSelect(
    #[prop(into)] name: String,
    label: &'static str,
    none: &'static str,
    options: Vec<(String, String)>,
    chosen: String,
    wrong: Option<String>,
) -> impl IntoView {
    let class = if wrong.is_some() { "question question--problem" } else { "question" };
    let invalid = wrong.is_some().then_some("true");
    let options = options.into_iter().map(|(key, words)| {
        let is_chosen = key == chosen;
        view! { <option value=key selected=is_chosen>{words}</option> }
    });
    let options = options.collect::<Vec<_>>();
    let described = invalid.map(|_| format!("{name}-wrong"));
    view! {
        <div class=class>
            <label for=name.clone()><strong>{label}</strong></label>
            <Wrong name=name.clone() wrong />
            <select id=name.clone() name=name aria-invalid=invalid aria-describedby=described>
                <option value="">{none}</option>
                {options}
            </select>
        </div>
    }
}

/// What is wrong, beside its field.
#[component]
pub(crate) fn Wrong(#[prop(into)] name: String, wrong: Option<String>) -> impl IntoView {
    wrong.map(|words| {
        view! {
            <p class="problem" id=format!("{name}-wrong")>
                <span class="hidden">"Error: "</span>{words}
            </p>
        }
    })
}
