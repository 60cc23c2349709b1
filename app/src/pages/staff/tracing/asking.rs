//! The form for what was tried, and what came of it.

use leptos::prelude::*;
use records::tracing::Seen;
use surveys::tracing::Outcome;

use super::one::Form;
use crate::{
    components::staff::{
        field::{Asked, StaffField},
        radios::{Radio, StaffRadios},
        words::StaffWords,
    },
    wording::staff::tracing as wording,
};

const MADE_ON: Asked = Asked {
    name: "made_on",
    label: "On which day did you try?",
    kind: "text",
    autocomplete: "off",
    hint: Some("Like 2026-03-02"),
};

const FOUND: [Asked; 4] = Asked::how_reached([
    "Telephone number",
    "Email address",
    "Postal address, without the postcode",
    "Postcode",
]);

pub(super) fn attempt(here: &str, seen: &Seen, form: &Form<'_>) -> impl IntoView + use<> {
    let radios = Outcome::ALL.map(|one| {
        let radio = Radio::new(one.name(), wording::outcome(one));
        match wording::follows(one) {
            Some(words) => radio.with_hint(words),
            None => radio,
        }
    });
    let boxes = FOUND.map(|asked| {
        let (value, wrong) = (form.value(asked.name, ""), form.wrong(asked.name));
        view! { <StaffField asked value wrong /> }
    });
    view! {
        <h2 id="attempt">"You tried to find them"</h2>
        <form method="post" action=here.to_owned() novalidate>
            <StaffRadios
                name="outcome" legend="What came of it?" radios=radios.into()
                chosen=form.value("outcome", "") wrong=form.wrong("outcome")
            />
            <StaffField
                asked=MADE_ON value=form.value("made_on", seen.today.to_string())
                wrong=form.wrong("made_on")
            />
            <StaffWords
                name="note" label="Anything else (optional)"
                hint="Whom you asked, and where. Nothing about anybody's health. The participant may read it."
                value=form.value("note", "") wrong=form.wrong("note")
            />
            <fieldset>
                <legend>"What you found, if you found something new"</legend>
                {boxes.into_iter().collect_view()}
            </fieldset>
            <div class="actions">
                <button class="button" name="then" value="attempt">"Write down what you tried"</button>
            </div>
        </form>
    }
}
