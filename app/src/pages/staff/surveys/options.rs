//! The options of a question, each with its code, its words, and what is rarely said of one.

use leptos::prelude::*;
use surveys::editing::{Choice, OptionField, Own, Shape, mark};

use super::boxes::{Boxes, seen};
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
    if !own.may_have_options() {
        return None;
    }
    let last = own.options.len().saturating_sub(1);
    let options = own.options.iter().enumerate();
    let options = options.map(|(place, choice)| option(choice, (place, last), boxes));
    let options = options.collect_view();
    Some(
        view! {
            <fieldset class="question">
                <legend>"Options, each with its code"</legend>
                <p class="hint">
                    "A code never changes what it means: add one rather than reword it into another. Moving an option \
                    changes the order in which people read it, and no code."
                </p>
                {options}
            </fieldset>
            {boxes.line("option", ("Another option (optional)", ""), "")}
        }
        .into_any(),
    )
}

fn option(choice: &Choice, (place, last): (usize, usize), boxes: &Boxes) -> AnyView {
    let code = choice.code;
    let name = format!("option-{code}-text");
    let value = boxes.value(&name, choice.text());
    let theirs = boxes.at_saved(&name, choice.text());
    let described = theirs.as_ref().map(|_| format!("{name}-wrong"));
    let theirs = theirs.map(|words| {
        view! {
            <p class="problem" id=format!("{name}-wrong")>
                <span class="hidden">"Error: "</span>{words}
            </p>
        }
    });
    let more = OptionField::ALL.iter().zip(&choice.fields).skip(1);
    let is_open = more.clone().any(|(field, said)| {
        let name = format!("option-{code}-{}", field.name());
        !said.is_empty() || boxes.at_saved(&name, said).is_some()
    });
    let more = more.map(|(field, said)| more_of(code, *field, said, boxes)).collect_view();
    view! {
        {theirs}
        <div class="coded">
            <label for=name.clone()><span class="hidden">"Option "</span>{code}</label>
            <input
                type="text" id=name.clone() name=name.clone() value=value dir="auto" autocomplete="off"
                aria-describedby=described
            />
            {acts(code, (place > 0, place < last))}
        </div>
        {boxes.seen(&name, choice.text())}
        {seen(&format!("option-{code}"), &mark(choice))}
        <details class="staff-more coded__more" open=is_open>
            <summary>"More of option "{code}</summary>
            {more}
        </details>
    }
    .into_any()
}

/// What can be done to an option; the first goes no further up, and the last no further down.
fn acts(code: i64, (up, down): (bool, bool)) -> AnyView {
    view! {
        <span class="coded__acts">
            {up.then(|| act("option-up", "Up", code))}
            {down.then(|| act("option-down", "Down", code))}
            {act("without", "Take out", code)}
        </span>
    }
    .into_any()
}

fn act(then: &str, words: &'static str, code: i64) -> AnyView {
    view! {
        <button class="button button--quiet" name="then" value=format!("{then}/{code}")>
            {words}<span class="hidden">": option "{code}</span>
        </button>
    }
    .into_any()
}

fn more_of(code: i64, field: OptionField, said: &str, boxes: &Boxes) -> AnyView {
    let name = format!("option-{code}-{}", field.name());
    let words = wording::questions::option(field);
    if field.shape() == Shape::Switch {
        return boxes.switch(name, !said.is_empty(), words);
    }
    boxes.named(name, view! { {words}" (optional)" }.into_any(), said)
}
