//! A number in a box, with its unit after it in words.

use leptos::prelude::*;
use surveys::{definition::Kind, shown::ShownQuestion};

use super::{
    places::invalid,
    reasons::ReasonsBeside,
    words::{Labelled, described_by},
};

#[component]
pub(super) fn NumberField(shown: ShownQuestion, heading: bool) -> impl IntoView {
    let key = shown.question.key.to_string();
    let (mode, class, unit) = match &shown.question.kind {
        Kind::Number { most, places, unit, .. } => {
            (if *places == 0 { "numeric" } else { "decimal" }, width(*most, *places), unit.clone())
        }
        _ => ("numeric", "input--10", None),
    };
    let unit_id = unit.as_ref().map(|_| format!("{key}-unit"));
    let described = described_by(&shown).into_iter().chain(unit_id.clone());
    let described = described.collect::<Vec<_>>().join(" ");
    let described = (!described.is_empty()).then_some(described);
    let value = shown.typed.raw(&key).to_owned();
    let invalid = invalid(&shown, &key);
    view! {
        <Labelled shown=shown.clone() heading id=key.clone()>
            <input
                class=class type="text" inputmode=mode id=key.clone() name=key value=value
                autocomplete="off" aria-describedby=described aria-invalid=invalid
            />
            {unit.map(|unit| view! { <span class="unit" id=unit_id>{unit}</span> })}
        </Labelled>
        <ReasonsBeside shown />
    }
}

/// A hint about the answer, never a limit.
fn width(most: f64, places: u8) -> &'static str {
    match (most, places) {
        (most, 0) if most < 100.0 => "input--2",
        (most, 0) if most < 10_000.0 => "input--4",
        (most, _) if most < 100.0 => "input--5",
        _ => "input--10",
    }
}
