//! One of a few, with what is wrong when none was chosen.

use leptos::prelude::*;

#[component]
pub(crate) fn Pick(
    name: &'static str,
    legend: &'static str,
    /// Value and words of each.
    options: Vec<(&'static str, &'static str)>,
    chosen: String,
    #[prop(default = None)] wrong: Option<String>,
) -> impl IntoView {
    let class = if wrong.is_some() { "question question--problem" } else { "question" };
    let described = wrong.is_some().then(|| format!("{name}-wrong"));
    let wrong = wrong.map(|words| {
        view! {
            <p class="problem" id=format!("{name}-wrong")>
                <span class="hidden">"Error: "</span>{words}
            </p>
        }
    });
    let options = options.into_iter().enumerate().map(|(place, (value, words))| {
        // The summary of what is wrong leads to the first.
        let id = if place == 0 { name.to_owned() } else { format!("{name}-{value}") };
        let checked = value == chosen;
        view! {
            <div class="choice">
                <input type="radio" id=id.clone() name=name value=value checked=checked />
                <label for=id>{words}</label>
            </div>
        }
    });
    view! {
        <fieldset class=class aria-describedby=described>
            <legend><strong>{legend}</strong></legend>
            {wrong}
            <div class="choices">{options.collect_view()}</div>
        </fieldset>
    }
}
