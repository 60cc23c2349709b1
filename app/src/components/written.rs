//! A box for words, and a few options to choose one from: each with its label, its hint, and what is wrong
//! with what was written or chosen.

use leptos::prelude::*;

use super::question::words::in_box;

/// What is asked for.
#[derive(Clone, Copy)]
pub(crate) struct Ask {
    pub name: &'static str,
    pub label: &'static str,
    pub hint: &'static str,
}

/// One option: its value, its words, and what else there is to know of it.
pub(crate) type Offered = (String, String, &'static str);

#[component]
pub(crate) fn WordsBox(
    ask: Ask,
    rows: &'static str,
    value: String,
    #[prop(default = None)] wrong: Option<String>,
) -> impl IntoView {
    let Ask { name, label, .. } = ask;
    let (class, described, invalid) = marked(ask, wrong.as_deref());
    view! {
        <div class=class>
            <label for=name>{label}</label>
            {notes(ask, wrong)}
            <textarea
                id=name name=name rows=rows autocomplete="off" aria-describedby=described
                aria-invalid=invalid
            >
                {in_box(&value)}
            </textarea>
        </div>
    }
}

/// The first has the id of the field, so that what is wrong leads to it.
#[component]
pub(crate) fn OneOf(
    ask: Ask,
    offered: Vec<Offered>,
    chosen: String,
    #[prop(default = None)] wrong: Option<String>,
) -> impl IntoView {
    let Ask { name, label, .. } = ask;
    let (class, described, _) = marked(ask, wrong.as_deref());
    let options = offered.into_iter().enumerate().map(|(nth, (value, words, about))| {
        let id = if nth == 0 { name.to_owned() } else { format!("{name}-{nth}") };
        let is_chosen = value == chosen;
        let about = (!about.is_empty()).then(|| view! { " " <span class="hint">{about}</span> });
        view! {
            <div class="choice">
                <input type="radio" id=id.clone() name=name value=value checked=is_chosen />
                <label for=id>{words}{about}</label>
            </div>
        }
    });
    let options = options.collect_view();
    view! {
        <div class=class>
            <fieldset aria-describedby=described>
                <legend>{label}</legend>
                {notes(ask, wrong)}
                <div class="choices">{options}</div>
            </fieldset>
        </div>
    }
}

type Marked = (&'static str, Option<String>, Option<&'static str>);

/// The class of the question, what describes its control, and whether that is marked as wrong.
fn marked(ask: Ask, wrong: Option<&str>) -> Marked {
    let class = if wrong.is_some() { "question question--problem" } else { "question" };
    let hint = (!ask.hint.is_empty()).then(|| format!("{}-hint", ask.name));
    let problem = wrong.map(|_| format!("{}-wrong", ask.name));
    let described: Vec<_> = hint.into_iter().chain(problem).collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    (class, described, wrong.map(|_| "true"))
}

fn notes(ask: Ask, wrong: Option<String>) -> impl IntoView {
    let Ask { name, hint, .. } = ask;
    let hint =
        (!hint.is_empty()).then(|| view! { <p class="hint" id=format!("{name}-hint")>{hint}</p> });
    let wrong = wrong.map(|words| {
        view! {
            <p class="problem" id=format!("{name}-wrong")>
                <span class="hidden">"Error: "</span>{words}
            </p>
        }
    });
    view! { {hint} {wrong} }
}
