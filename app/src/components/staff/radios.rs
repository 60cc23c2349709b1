//! One of a few, all in sight.

use leptos::prelude::*;

use super::select::Wrong;

/// One that can be chosen: its value, its words, and what they mean.
pub(crate) struct Radio {
    pub value: String,
    pub words: String,
    pub hint: Option<String>,
}

impl Radio {
    pub fn new(value: impl Into<String>, words: impl Into<String>) -> Self {
        Self { value: value.into(), words: words.into(), hint: None }
    }

    pub fn with_hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

/// The first has the name as its id: the summary of what is wrong leads there.
#[component]
pub(crate) fn StaffRadios(
    name: &'static str,
    legend: &'static str,
    #[prop(default = None)] hint: Option<&'static str>,
    radios: Vec<Radio>,
    chosen: String,
    wrong: Option<String>,
) -> impl IntoView {
    let class = if wrong.is_some() { "question question--problem" } else { "question" };
    let described = wrong.is_some().then(|| format!("{name}-wrong"));
    let radios = radios.into_iter().enumerate().map(|(place, radio)| {
        let Radio { value, words, hint } = radio;
        let id = if place == 0 { name.to_owned() } else { format!("{name}-{}", place + 1) };
        let is_chosen = value == chosen;
        view! {
            <div class="choice">
                <input type="radio" id=id.clone() name=name value=value checked=is_chosen />
                <label for=id>
                    {words} {hint.map(|hint| view! { <span class="hint">{hint}</span> })}
                </label>
            </div>
        }
    });
    let radios = radios.collect_view();
    view! {
        <div class=class>
            <fieldset aria-describedby=described>
                <legend>{legend}</legend>
                {hint.map(|words| view! { <p class="hint">{words}</p> })}
                <Wrong name wrong />
                <div class="choices">{radios}</div>
            </fieldset>
        </div>
    }
}
