//! What is known of the invented person before they answer. Only what the survey looks at can be chosen.

use leptos::prelude::*;
use surveys::{
    language::Language,
    trying::{Beforehand, Known, RANDOMISED_BEFORE_DAYS},
    typed::Typed,
};

use crate::{api::staff::walking::Walk, components::summary::ToPutRight};

/// What was typed and cannot be read, each with what comes of it.
pub(super) fn unread(walk: &Walk) -> Vec<ToPutRight> {
    let known = &walk.trial.known;
    let names = Beforehand::unread(known).into_iter().filter(|name| match *name {
        "days" => walk.known.contains(&Known::Allocation),
        _ => walk.known.contains(&Known::Born),
    });
    let each = names.map(|name| {
        let typed = known.one(name);
        let words = match name {
            "days" => format!(
                "“{typed}” is no number of days, such as 126. {RANDOMISED_BEFORE_DAYS} is used until you put it right"
            ),
            _ => format!(
                "“{typed}” is no date, such as 1990-05-27. Nobody knows when they were born until you put it right"
            ),
        };
        ToPutRight { at: format!("known-{name}"), words }
    });
    let unspoken = Beforehand::unspoken(known, &walk.survey).into_iter().map(|(name, words)| {
        let typed = known.one(&name).to_owned();
        let words = match name.as_str() {
            "arm" => format!(
                "The survey looks at no arm “{typed}”, only at {}. Check how the study names it",
                words.join(", ")
            ),
            _ => format!(
                "“{typed}” is no code, such as 1. No condition holds of it until you put it right"
            ),
        };
        ToPutRight { at: format!("known-{name}"), words }
    });
    each.chain(unspoken).collect()
}

pub(super) fn beforehand(action: &str, walk: &Walk) -> AnyView {
    let known = &walk.trial.known;
    let own = Language::new(&walk.survey.language).ok();
    let language = (walk.languages.len() > 1).then(|| {
        let chosen = own.as_ref().map(ToString::to_string).unwrap_or_default();
        let options = walk.languages.iter();
        let options =
            options.map(|one| (one.to_string(), one.called_among(&walk.languages))).collect();
        select("language", "Language", options, &chosen)
    });
    let mode = [("web", "On the web"), ("telephone", "By telephone")];
    let unread = unread(walk);
    let fields = walk.known.iter().map(|one| field(one, known, &unread)).collect_view();
    let is_open = walk.trial.left.is_empty() || !unread.is_empty();
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

fn field(known: &Known, typed: &Typed, unread: &[ToPutRight]) -> AnyView {
    let one = |name: &str| typed.one(name).to_owned();
    let wrong = |name: &str| {
        let wrong = unread.iter().find(|wrong| wrong.at.strip_prefix("known-") == Some(name));
        wrong.map(|wrong| wrong.words.clone())
    };
    match known {
        Known::Allocation => {
            let cohorts = [("", "Not randomised"), ("1", "1, out of work"), ("2", "2, in work")];
            let arm = "As the study names it. It counts once a cohort is chosen";
            let days = format!("{RANDOMISED_BEFORE_DAYS} if you leave it blank");
            view! {
                {select("cohort", "Cohort", owned(&cohorts), &one("cohort"))}
                {written("arm", ("Arm", arm), &one("arm"), wrong("arm"))}
                {written("days", ("Days since they were randomised", &days), &one("days"), wrong("days"))}
            }
            .into_any()
        }
        Known::InWorkBefore => {
            let before = [("", "They answered none"), ("in", "In work"), ("out", "Out of work")];
            select("before", "Their latest survey before", owned(&before), &one("before"))
        }
        Known::Born => {
            let words = ("Date of birth", "Such as 1990-05-27");
            written("born", words, &one("born"), wrong("born"))
        }
        Known::Proxy => {
            let proxy = [("", "They answer themselves"), ("yes", "Somebody answers for them")];
            select("proxy", "Who answers", owned(&proxy), &one("proxy"))
        }
        Known::Earlier(name) => {
            let label = format!("Earlier answer: {name}");
            let hint = "Its code; several with commas between them";
            written(name, (&label, hint), &one(name), wrong(name))
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

fn written(name: &str, (label, hint): (&str, &str), value: &str, wrong: Option<String>) -> AnyView {
    let name = format!("known-{name}");
    let (hinted, told) = (format!("{name}-hint"), format!("{name}-wrong"));
    let class = if wrong.is_some() { "question question--problem" } else { "question" };
    let invalid = wrong.is_some().then_some("true");
    let described = if wrong.is_some() { format!("{hinted} {told}") } else { hinted.clone() };
    let wrong = wrong.map(|words| {
        view! { <p class="problem" id=told><span class="hidden">"Error: "</span>{words}</p> }
    });
    view! {
        <div class=class>
            <label for=name.clone()><strong>{label.to_owned()}</strong></label>
            <p class="hint" id=hinted>{hint.to_owned()}</p>
            {wrong}
            <input
                type="text" id=name.clone() name=name value=value.to_owned() autocapitalize="none"
                spellcheck="false" aria-describedby=described
                aria-invalid=invalid
            />
        </div>
    }
    .into_any()
}
