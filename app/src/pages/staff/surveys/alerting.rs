//! After which answers to a question somebody of the team has to act.

use leptos::prelude::*;
use surveys::editing::{Answers, Choice, Own};

use super::{
    adding::short,
    boxes::{Boxes, tick},
};

/// The levels, the most urgent first.
pub(super) const LEVELS: [(i64, &str); 3] =
    [(3, "Level 3, the most urgent"), (2, "Level 2"), (1, "Level 1")];

pub(super) fn alerting(own: &Own, boxes: &Boxes) -> Option<AnyView> {
    let chosen = !own.options.is_empty();
    if !chosen && !["number", "scale"].contains(&own.kind.as_str()) {
        return None;
    }
    let none = own.alerts.as_ref().is_some_and(Vec::is_empty);
    let is_open = own.alerts.is_some();
    let levels = LEVELS.map(|(level, words)| {
        let raised = raised(own, level);
        if chosen {
            by_code(own, (level, words), &raised, boxes)
        } else {
            from(own, (level, words), boxes)
        }
    });
    Some(
        view! {
            <details class="staff-more" open=is_open>
                <summary>"Alerts: after which answers somebody has to act"</summary>
                <p class="hint">
                    "An alert is a task for the people on duty. How soon they act is said in the study's file."
                </p>
                <input type="hidden" name="alerts" value="told" />
                {levels.into_iter().collect_view()}
                {tick(
                    "harmless".to_owned(),
                    boxes.ticked("harmless", "yes", none),
                    "Nobody has to act on any answer, whatever the words speak of".to_owned(),
                )}
            </details>
        }
        .into_any(),
    )
}

/// The codes that raise a level.
fn raised(own: &Own, level: i64) -> Vec<i64> {
    let of_level = own.alerts.iter().flatten().filter(|alert| alert.level == level);
    let codes = own.options.iter().map(|option| option.code);
    let mut all = Vec::new();
    for alert in of_level {
        match &alert.answers {
            Answers::Codes(codes) => all.extend(codes),
            Answers::From(from) => all.extend(codes.clone().filter(|code| code >= from)),
        }
    }
    all
}

fn by_code(
    own: &Own,
    (level, words): (i64, &'static str),
    raised: &[i64],
    boxes: &Boxes,
) -> AnyView {
    let name = format!("alert-{level}");
    let options = own.options.iter().map(|option: &Choice| {
        let (code, value) = (option.code, option.code.to_string());
        let id = format!("{name}-{code}");
        let is = boxes.ticked(&name, &value, raised.contains(&code));
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
        </fieldset>
    }
    .into_any()
}

fn from(own: &Own, (level, words): (i64, &'static str), boxes: &Boxes) -> AnyView {
    let of_level = own.alerts.iter().flatten().find(|alert| alert.level == level);
    let saved = match of_level.map(|alert| &alert.answers) {
        Some(Answers::From(from)) => from.to_string(),
        _ => String::new(),
    };
    let name = format!("alert-{level}");
    let value = boxes.value(&name, &saved);
    view! {
        <div class="question">
            <label for=name.clone()><strong>{words}</strong>", from this number on (optional)"</label>
            <input type="text" id=name.clone() name=name value=value autocomplete="off" />
        </div>
    }
    .into_any()
}
