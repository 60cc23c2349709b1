//! A point from 0 to 10: buttons, with what both ends mean always in view.

use leptos::prelude::*;
use surveys::{definition::Kind, shown::ShownQuestion, typed::Typed};

use super::{choice, reasons::Reasons, words::Group};

#[component]
pub(super) fn ScaleField(shown: ShownQuestion, heading: bool) -> impl IntoView {
    let key = shown.question.key.to_string();
    let points = match &shown.question.kind {
        Kind::Scale { low, high } => Some(points(&shown.typed, &key, low, high)),
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
pub(super) fn points(typed: &Typed, name: &str, low: &str, high: &str) -> impl IntoView + use<> {
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
                <span class="scale__low">{format!("0 means {}", decapitalised(low))}</span>
                <span class="scale__high">{format!("10 means {}", decapitalised(high))}</span>
            </div>
            <div class="scale__points">{points.collect_view()}</div>
        </div>
    }
}

/// "Not at all" reads on after "0 means"; "I" and initials stay as they are.
fn decapitalised(words: &str) -> String {
    let mut letters = words.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            let rest = &words[first.len_utf8()..];
            format!("{}{rest}", first.to_lowercase())
        }
        _ => words.to_owned(),
    }
}
