//! A point from 0 to 10: buttons, with what both ends mean always in view.

use leptos::prelude::*;
use surveys::{
    definition::Kind,
    fill::reading_on,
    phrases::{Phrase, Words},
    shown::ShownQuestion,
    typed::Typed,
};

use super::{choice, reasons::Reasons, words::Group};

#[component]
pub(super) fn ScaleField(shown: ShownQuestion, heading: bool) -> impl IntoView {
    let key = shown.question.key.to_string();
    let points = match &shown.question.kind {
        Kind::Scale { low, high } => Some(points(&shown, &key, low, high)),
        _ => None,
    };
    view! {
        <Group shown=shown.clone() heading>
            {points}
            <Reasons shown name=key kind="radio" />
        </Group>
    }
}

/// The eleven buttons of one scale.
pub(super) fn points(
    shown: &ShownQuestion,
    name: &str,
    low: &str,
    high: &str,
) -> impl IntoView + use<> {
    let (typed, words): (&Typed, &Words) = (&shown.typed, &shown.words);
    let [low, high] = [low, high].map(|end| reading_on(end, words));
    let low = words.fill(Phrase::Low, &[("low", &low)]);
    let high = words.fill(Phrase::High, &[("high", &high)]);
    let points = (0..=10).map(|point| {
        let value = point.to_string();
        let id = choice::id(name, &value);
        let checked = typed.has(name, &value);
        let name = name.to_owned();
        view! {
            <div class="scale__point">
                <input type="radio" id=id.clone() name=name value=value.clone() checked=checked />
                <label for=id>{value}</label>
            </div>
        }
    });
    view! {
        <div class="scale">
            <div class="scale__ends">
                <span class="scale__low">{low}</span>
                <span class="scale__high">{high}</span>
            </div>
            <div class="scale__points">{points.collect_view()}</div>
        </div>
    }
}
