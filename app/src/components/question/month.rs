//! A month of a year.

use leptos::prelude::*;
use surveys::{phrases::Phrase, shown::ShownQuestion};

use super::{date::part, reasons::ReasonsBeside, words::Group};

#[component]
pub(super) fn MonthField(shown: ShownQuestion, heading: bool) -> impl IntoView {
    let month = part(&shown, "month", Phrase::MonthPart, "input--2", false);
    let year = part(&shown, "year", Phrase::YearPart, "input--4", false);
    view! {
        <Group shown=shown.clone() heading>
            <div class="date">{month} {year}</div>
            <ReasonsBeside shown=shown.clone() />
        </Group>
    }
}
