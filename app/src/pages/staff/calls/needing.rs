//! What has to be said with the ending of a call: a day, a time, two times, or a language.

use leptos::prelude::*;
use surveys::calls::{Needs, Outcome};

use super::ending::{asked, boxed};
use crate::{
    api::staff::{calls::FAR_DAY, door::Said},
    components::staff::field::Asked,
    wording::staff as common,
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
pub(super) fn needed(outcome: Outcome, said: &Said) -> Option<AnyView> {
    let boxes = |all: Vec<Asked>| {
        let all: Vec<_> = all.into_iter().map(|asked| boxed(asked, said)).collect();
        Some(view! { {all} {asked_about(said)} }.into_any())
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

/// A day that is far away is asked about once: typed again, it is meant.
fn asked_about(said: &Said) -> Option<impl IntoView + use<>> {
    common::amiss("day", said)?;
    let day = said.typed.raw("day").to_owned();
    Some(view! { <input type="hidden" name=FAR_DAY value=day /> })
}
