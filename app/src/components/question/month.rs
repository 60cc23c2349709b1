//! A month of a year.

use leptos::prelude::*;
use surveys::shown::ShownQuestion;

use super::{date::part, reasons::ReasonsBeside, words::Group};

#[component]
pub(super) fn MonthField(shown: ShownQuestion, heading: bool) -> impl IntoView {
    let month = part(&shown, "month", "Month", "input--2", false);
    let year = part(&shown, "year", "Year", "input--4", false);
    view! {
        <Group shown=shown.clone() heading>
            <div class="date">{month} {year}</div>
            <ReasonsBeside shown=shown.clone() />
        </Group>
    }
}
