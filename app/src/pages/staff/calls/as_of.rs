//! About which survey something is to be worked out, and as it was by the end of which day.

use chrono::NaiveDate;
use leptos::prelude::*;
use records::studies::StudyHandle;

use crate::{
    api::staff::door::Said,
    components::staff::{
        field::{Asked, StaffField},
        select::StaffSelect,
    },
    pages::staff::participants::of_study,
    wording::staff as common,
};

const DAY: Asked = Asked {
    name: "day",
    label: "By the end of which day?",
    kind: "date",
    autocomplete: "off",
    hint: Some("What came after it changes nothing"),
};

/// What is worked out.
pub(super) struct AsOf {
    /// The last part of the page's address.
    pub page: &'static str,
    /// What is said in place of a survey.
    pub none: &'static str,
    /// What the button says is to be done.
    pub then: &'static str,
    /// The words on the button.
    pub button: &'static str,
}

/// The form, with what was typed; the day is today, unless they said another.
pub(super) fn form(
    study: &StudyHandle,
    asked: AsOf,
    today: NaiveDate,
    said: &Said,
) -> impl IntoView + use<> {
    let AsOf { page, none, then, button } = asked;
    let waves = study.study().waves.iter();
    let options = waves.map(|wave| (wave.key.to_string(), wave.title.clone()));
    let options: Vec<_> = options.collect();
    let day = match said.typed.is_sent("day") {
        true => said.typed.raw("day").to_owned(),
        false => today.to_string(),
    };
    let chosen = said.typed.one("wave").to_owned();
    let (no_wave, no_day) = (common::amiss("wave", said), common::amiss("day", said));
    view! {
        <form method="post" action=of_study(study, page) novalidate>
            <StaffSelect name="wave" label="Survey" none options chosen wrong=no_wave />
            <StaffField asked=DAY value=day wrong=no_day />
            <div class="actions"><button class="button" name="then" value=then>{button}</button></div>
        </form>
    }
}
