//! What has to be said with the ending of a call: a day, a time, two times, or a language.

use leptos::prelude::*;
use surveys::calls::{Needs, Outcome};

use super::ending::{asked, boxed};
use crate::{
    api::staff::calls::{FAR_DAY, OnCall, far_day},
    components::staff::field::Asked,
};

const DAY: Asked = asked("day", "On which day?", "date", "In their calendar");
const AWAY: Asked = asked(
    "day",
    "Until which day are they away?",
    "date",
    "The day from which on they may be rung",
);
const AT: Asked =
    asked("from", "At what time?", "time", "By their clock. They are rung at this time");
const FROM: Asked = asked("from", "From what time?", "time", "By their clock");
const UNTIL: Asked = asked("until", "Until what time?", "time", "By their clock");
const LANGUAGE: Asked =
    asked("language", "Which language do they speak?", "text", "As far as you know");

/// What has to be said with it: a day, a time, two times, or a language.
pub(super) fn needed(outcome: Outcome, call: &OnCall) -> Option<AnyView> {
    let boxes = |all: Vec<Asked>| {
        let all: Vec<_> = all.into_iter().map(|asked| boxed(asked, &call.said)).collect();
        Some(view! { {all} {asked_about(call)} }.into_any())
    };
    match outcome.needs() {
        Needs::Nothing => None,
        Needs::Moment => boxes(vec![DAY, AT]),
        Needs::Span => boxes(vec![DAY, FROM, UNTIL]),
        Needs::Date => boxes(vec![AWAY]),
        Needs::Language => boxes(vec![LANGUAGE]),
        Needs::MomentIfAgreed => Some(
            view! {
                <p>"If you agreed when to ring again, write when. Otherwise leave both empty."</p>
                {boxes(vec![DAY, AT])}
            }
            .into_any(),
        ),
    }
}

/// A day that is far away is asked about once: typed again it is meant, whatever else is still open.
fn asked_about(call: &OnCall) -> Option<impl IntoView + use<>> {
    let typed = &call.said.typed;
    let is_far = far_day(typed, &call.study.study().timezone, call.now).is_some();
    let day = typed.raw("day").to_owned();
    let is_asked = is_far && typed.one("then") == "record";
    is_asked.then(|| view! { <input type="hidden" name=FAR_DAY value=day /> })
}
