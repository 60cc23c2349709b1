//! What is known of the invented person before they answer. Only what the survey looks at can be chosen.

use leptos::prelude::*;
use surveys::{language::Language, trying::Known, typed::Typed};

use crate::api::staff::walking::Walk;

pub(super) fn beforehand(action: &str, walk: &Walk) -> AnyView {
    let known = &walk.trial.known;
    let own = Language::new(&walk.survey.language).ok();
    let language = (walk.languages.len() > 1).then(|| {
        let chosen = own.as_ref().map(ToString::to_string).unwrap_or_default();
        let options = walk.languages.iter();
        let options = options.map(|one| (one.to_string(), one.english_name().to_owned())).collect();
        select("language", "Language", options, &chosen)
    });
    let mode = [("web", "On the web"), ("telephone", "By telephone")];
    let fields = walk.known.iter().map(|one| field(one, known)).collect_view();
    let is_open = walk.trial.left.is_empty();
    view! {
        <details class="staff-more" open=is_open>
            <summary>"What is known of them beforehand"</summary>
            <form method="post" action=action.to_owned() novalidate autocomplete="off">
                <input type="hidden" name="tried-out" value=walk.trial.written() />
                <div class="staff-more__fields">
                    {language}
                    {select("mode", "How they answer", owned(&mode), known.one("mode"))}
                    {fields}
                </div>
                <div class="actions">
                    <button class="button button--quiet" name="tried-then" value="known">
                        "Set, and go through again"
                    </button>
                </div>
            </form>
        </details>
    }
    .into_any()
}

fn owned(options: &[(&str, &str)]) -> Vec<(String, String)> {
    options.iter().map(|(value, words)| ((*value).to_owned(), (*words).to_owned())).collect()
}

fn field(known: &Known, typed: &Typed) -> AnyView {
    let one = |name: &str| typed.one(name).to_owned();
    match known {
        Known::Allocation => {
            let cohorts = [("", "Not randomised"), ("1", "1, out of work"), ("2", "2, in work")];
            view! {
                {select("cohort", "Cohort", owned(&cohorts), &one("cohort"))}
                {written("arm", "Arm", "As the study names it. It counts once a cohort is chosen", &one("arm"))}
                {written("days", "Days since they were randomised", "28 if you leave it blank", &one("days"))}
            }
            .into_any()
        }
        Known::InWorkBefore => {
            let before = [("", "They answered none"), ("in", "In work"), ("out", "Out of work")];
            select("before", "Their latest survey before", owned(&before), &one("before"))
        }
        Known::Born => written("born", "Date of birth", "Such as 1990-05-27", &one("born")),
        Known::Proxy => {
            let proxy = [("", "They answer themselves"), ("yes", "Somebody answers for them")];
            select("proxy", "Who answers", owned(&proxy), &one("proxy"))
        }
        Known::Earlier(name) => {
            let label = format!("Earlier answer: {name}");
            let hint = "Its code; several with commas between them";
            written(name, &label, hint, &one(name))
        }
    }
}

fn select(name: &str, label: &str, options: Vec<(String, String)>, chosen: &str) -> AnyView {
    let name = format!("known-{name}");
    let options = options.into_iter().map(|(value, words)| {
        let is_chosen = value == chosen;
        view! { <option value=value selected=is_chosen>{words}</option> }
    });
    view! {
        <div class="question">
            <label for=name.clone()><strong>{label.to_owned()}</strong></label>
            <select id=name.clone() name=name>{options.collect_view()}</select>
        </div>
    }
    .into_any()
}

fn written(name: &str, label: &str, hint: &str, value: &str) -> AnyView {
    let name = format!("known-{name}");
    let hinted = format!("{name}-hint");
    view! {
        <div class="question">
            <label for=name.clone()><strong>{label.to_owned()}</strong></label>
            <p class="hint" id=hinted.clone()>{hint.to_owned()}</p>
            <input
                type="text" id=name.clone() name=name value=value.to_owned() autocapitalize="none"
                spellcheck="false" aria-describedby=hinted
            />
        </div>
    }
    .into_any()
}
