//! A box for what somebody on the staff writes.

use leptos::prelude::*;

use crate::components::question::words::in_box;

/// What is asked for. The id of the box is its name.
pub(crate) struct Writing {
    pub name: &'static str,
    pub label: &'static str,
    pub hint: &'static str,
    pub typed: String,
    pub wrong: Option<String>,
}

#[component]
pub(crate) fn StaffWords(writing: Writing) -> impl IntoView {
    let Writing { name, label, hint, typed, wrong } = writing;
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
            <Mistake name wrong />
            <textarea
                id=name name=name rows="4" autocomplete="off" aria-describedby=described
                aria-invalid=invalid
            >
                {in_box(&typed)}
            </textarea>
        </div>
    }
}

/// What is wrong with what stands in a field.
#[component]
pub(crate) fn Mistake(name: &'static str, wrong: Option<String>) -> impl IntoView {
    wrong.map(|words| {
        view! {
            <p class="problem" id=format!("{name}-wrong")>
                <span class="hidden">"Error: "</span>{words}
            </p>
        }
    })
}

/// One of several to choose.
#[component]
pub(crate) fn Choose(
    name: &'static str,
    label: &'static str,
    options: Vec<(&'static str, &'static str)>,
    chosen: String,
    wrong: Option<String>,
) -> impl IntoView {
    let class = if wrong.is_some() { "question question--problem" } else { "question" };
    let described = wrong.is_some().then(|| format!("{name}-wrong"));
    let options = options.into_iter().enumerate().map(|(place, (value, words))| {
        // The summary at the top of the page leads to the first.
        let id = if place == 0 { name.to_owned() } else { format!("{name}-{value}") };
        let is_chosen = chosen == value;
        view! {
            <div class="choice">
                <input type="radio" id=id.clone() name=name value=value checked=is_chosen />
                <label for=id>{words}</label>
            </div>
        }
    });
    view! {
        <div class=class>
            <fieldset aria-describedby=described>
                <legend>{label}</legend>
                <Mistake name wrong />
                <div class="choices">{options.collect_view()}</div>
            </fieldset>
        </div>
    }
}
