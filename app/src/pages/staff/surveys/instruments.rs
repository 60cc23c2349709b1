//! The library, to add an instrument from.

use leptos::prelude::*;
use surveys::scoring;

use super::{
    around::{page_beside, unreadable},
    as_saved::Looks,
    boxes::{Boxes, places, seen_sections},
    of_survey,
};
use crate::{
    api::staff::arranging::Arranging,
    components::staff::{
        frame::StaffFramed,
        radios::{Radio, StaffRadios},
        select::StaffSelect,
    },
};

pub(crate) fn instruments(arranging: Arranging) -> StaffFramed {
    let (draft, boxes) = (&arranging.draft, Boxes::of(&arranging));
    let below = match &arranging.outline {
        Err(error) => unreadable(&arranging, error),
        Ok(outline) => {
            let radios = scoring::instruments().iter().map(|instrument| {
                let needs = if instrument.needs_licence() {
                    "Needs a licence on record, and your text pack. "
                } else {
                    "Its words come with the program. "
                };
                let hint = format!("{needs}{}: {}.", instrument.owner, instrument.licence);
                let words = format!("{}: {}", instrument.name, instrument.title);
                Radio::new(instrument.id.clone(), words).with_hint(hint)
            });
            view! {
                <p>
                    "All of its items are asked in the words and the order in which they were published, and \
                     its scores are worked out. What is on record stands under "
                    <a href="/staff/instruments">"Instruments"</a>"."
                </p>
                <form method="post" action=of_survey(&draft.key, "/instruments") novalidate>
                    {seen_sections(&outline.sections)}
                    <StaffSelect
                        name="after" label="Where" none="At the end"
                        options=places(&outline.sections, false) chosen=boxes.value("after", "") wrong=None
                    />
                    <StaffRadios
                        name="instrument" legend="Which one?" radios=radios.collect()
                        chosen=boxes.value("instrument", "") wrong=boxes.at("instrument")
                    />
                    <div class="actions"><button class="button" name="then" value="add">"Add it"</button></div>
                </form>
            }
            .into_any()
        }
    };
    let title = ("Add an instrument", Looks::Nowhere);
    page_beside(&arranging, title, ("/arranging", "All questions"), below)
}
