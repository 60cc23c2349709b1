//! The options of a question, each with its code, its words, and what is rarely said of one.

use leptos::prelude::*;
use surveys::editing::{Choice, OptionField, Own, Shape};

use super::boxes::{Boxes, tick};
use crate::wording::staff as wording;

/// The options that are its own, or where they stand.
pub(super) fn options(own: &Own, boxes: &Boxes) -> Option<AnyView> {
    if let Some(list) = own.list.clone() {
        return Some(
            view! {
                <p>
                    "Its options are the list "<code>{list}</code>", which other questions may use too. It is \
                     changed in the text."
                </p>
            }
            .into_any(),
        );
    }
    if !["single", "multiple", "amount"].contains(&own.kind.as_str()) {
        return None;
    }
    let options = own.options.iter().map(|choice| option(choice, boxes)).collect_view();
    Some(
        view! {
            <fieldset class="question">
                <legend>"Options, each with its code"</legend>
                <p class="hint">
                    "A code never changes what it means: add one rather than reword it into another."
                </p>
                {options}
            </fieldset>
            {boxes.line("option", ("Another option (optional)", ""), "")}
        }
        .into_any(),
    )
}

fn option(choice: &Choice, boxes: &Boxes) -> AnyView {
    let code = choice.code;
    let name = format!("option-{code}-text");
    let value = boxes.value(&name, choice.text());
    let more = OptionField::ALL.iter().zip(&choice.fields).skip(1);
    let is_open = more.clone().any(|(_, said)| !said.is_empty());
    let more = more.map(|(field, said)| more_of(code, *field, said, boxes)).collect_view();
    view! {
        <div class="coded">
            <label for=name.clone()><span class="hidden">"Option "</span>{code}</label>
            <input type="text" id=name.clone() name=name value=value autocomplete="off" />
            <button class="button button--quiet" name="then" value=format!("without/{code}")>
                "Take out"<span class="hidden">" option "{code}</span>
            </button>
        </div>
        <details class="staff-more coded__more" open=is_open>
            <summary>"More of option "{code}</summary>
            {more}
        </details>
    }
    .into_any()
}

fn more_of(code: i64, field: OptionField, said: &str, boxes: &Boxes) -> AnyView {
    let name = format!("option-{code}-{}", field.name());
    let words = wording::questions::option(field);
    if field.shape() == Shape::Switch {
        return tick(name.clone(), boxes.ticked(&name, "yes", !said.is_empty()), words.to_owned());
    }
    let value = boxes.value(&name, said);
    view! {
        <div class="question">
            <label for=name.clone()>{words}" (optional)"</label>
            <input type="text" id=name.clone() name=name value=value autocomplete="off" />
        </div>
    }
    .into_any()
}
