//! A date in three parts, because people remember dates as numbers.

use leptos::prelude::*;
use surveys::{definition::Kind, phrases::Phrase, shown::ShownQuestion};

use super::{
    places::invalid,
    reasons::ReasonsBeside,
    words::{Group, described_by},
};

#[component]
pub(super) fn DateField(shown: ShownQuestion, heading: bool) -> impl IntoView {
    // A date with limits of age is the person's birthday, which their device may know.
    let birthday = matches!(shown.question.kind, Kind::Date { age: Some(_) });
    let day = part(&shown, "day", Phrase::DayPart, "input--2", birthday);
    let month = part(&shown, "month", Phrase::MonthPart, "input--2", birthday);
    let year = part(&shown, "year", Phrase::YearPart, "input--4", birthday);
    view! {
        <Group shown=shown.clone() heading>
            <div class="date">{day} {month} {year}</div>
            <ReasonsBeside shown=shown.clone() />
        </Group>
    }
}

pub(super) fn part(
    shown: &ShownQuestion,
    part: &'static str,
    label: Phrase,
    class: &'static str,
    birthday: bool,
) -> impl IntoView + use<> {
    let name = format!("{}_{part}", shown.question.key);
    let value = shown.typed.raw(&name).to_owned();
    let invalid = invalid(shown, &name);
    let label = shown.words.say(label).to_owned();
    let autocomplete = if birthday { format!("bday-{part}") } else { "off".to_owned() };
    view! {
        <div class="date__part">
            <label for=name.clone()>{label}</label>
            <input
                class=class type="text" inputmode="numeric" id=name.clone() name=name value=value
                autocomplete=autocomplete aria-describedby=described_by(shown)
                aria-invalid=invalid
            />
        </div>
    }
}
