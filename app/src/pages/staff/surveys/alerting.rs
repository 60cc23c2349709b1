//! After which answers to a question somebody of the team has to act.

use leptos::prelude::*;
use surveys::editing::{Choice, Own};

use super::{
    adding::short,
    boxes::{Boxes, seen},
};
use crate::components::staff::select::Wrong as Beside;

/// The levels, the most urgent first.
pub(super) const LEVELS: [(i64, &str); 3] =
    [(3, "Level 3, the most urgent"), (2, "Level 2"), (1, "Level 1")];

pub(super) fn alerting(own: &Own, boxes: &Boxes) -> AnyView {
    let none = own.alerts.as_ref().is_some_and(Vec::is_empty);
    let is_open = own.alerts.is_some() || boxes.filled().is_some();
    let levels = LEVELS.iter().filter(|_| own.may_alert());
    let levels = levels.map(|(level, words)| match own.options.is_empty() {
        true => from(own, (*level, *words), boxes),
        false => by_code(own, (*level, *words), boxes),
    });
    let only = (!own.may_alert()).then(|| {
        view! {
            <p class="hint">
                "Only an option or a number that somebody chooses raises one. Of options that are a list of the survey it \
                 is said in the text which do."
            </p>
        }
    });
    let harmless = "Nobody has to act on any answer, whatever the words speak of";
    view! {
        <details class="staff-more" open=is_open>
            <summary>"Alerts: after which answers somebody has to act"</summary>
            <p class="hint">
                "An alert is a task for the people on duty. How soon they act is said in the study's file."
            </p>
            {only}
            {levels.collect_view()}
            <div id="harmless">
                <Beside name="harmless" wrong=boxes.at("harmless") />
                {boxes.switch("harmless".to_owned(), none, harmless)}
            </div>
        </details>
    }
    .into_any()
}

fn by_code(own: &Own, (level, words): (i64, &'static str), boxes: &Boxes) -> AnyView {
    let (name, saved) = (format!("alert-{level}"), own.raising(level));
    let ticked = boxes.filled().map_or_else(|| saved.clone(), |filled| filled.ticks(&name, &saved));
    let shown = own.options.iter().map(|option| option.code);
    let shown = shown.filter(|code| saved.contains(code)).map(|code| code.to_string());
    let seen = seen(&name, &shown.collect::<Vec<_>>().join(", "));
    let options = own.options.iter().map(|option: &Choice| {
        let (code, value) = (option.code, option.code.to_string());
        let id = format!("{name}-{code}");
        let is = ticked.contains(&code);
        view! {
            <div class="choice">
                <input type="checkbox" id=id.clone() name=name.clone() value=value checked=is />
                <label for=id>{short(option.text())}</label>
            </div>
        }
    });
    view! {
        <fieldset class="question">
            <legend>{words}</legend>
            <div class="choices">{options.collect_view()}</div>
            {seen}
        </fieldset>
    }
    .into_any()
}

fn from(own: &Own, (level, words): (i64, &'static str), boxes: &Boxes) -> AnyView {
    let label = view! { <strong>{words}</strong>", from this number on (optional)" };
    boxes.named(format!("alert-{level}"), label.into_any(), &own.raising_from(level))
}
