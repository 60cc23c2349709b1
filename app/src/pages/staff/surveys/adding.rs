//! A question that is to be added to a draft.

use leptos::prelude::*;
use records::drafts::Draft;
use surveys::{definition::KindName, editing::Section};

use super::{
    boxes::{places, seen_sections},
    of_survey,
};
use crate::{
    api::staff::door::Said,
    components::staff::{
        field::{Asked as Field, StaffField},
        radios::{Radio, StaffRadios},
        select::StaffSelect,
        words::StaffWords,
    },
    wording::staff as wording,
};

const KEY: Field = Field {
    name: "key",
    label: "Short name",
    kind: "text",
    autocomplete: "off",
    hint: Some("It names the column in the dataset: lower-case letters, digits and _, at most 20."),
};
const LEAST: Field = Field {
    name: "least",
    label: "Smallest number",
    kind: "text",
    autocomplete: "off",
    hint: None,
};
const MOST: Field = Field { name: "most", label: "Largest number or amount", ..LEAST };
const LOW: Field = Field { name: "low", label: "What 0 means", ..LEAST };
const HIGH: Field = Field { name: "high", label: "What 10 means", ..LEAST };

/// What else is written of a question of a kind.
const fn also(kind: KindName) -> &'static str {
    match kind {
        KindName::Single | KindName::Multiple => "Write the options below",
        KindName::Number => "A whole one. Write the smallest and the largest below",
        KindName::Scale => "Write what both ends mean below",
        KindName::Grid => "From 0 to 10. Write the lines and what both ends mean below",
        KindName::Amount => {
            "In pounds. Write the periods as options, and the largest amount, below"
        }
        KindName::Contact => {
            "Kept with the names, never with the answers, and always called contact"
        }
        _ => "",
    }
}

pub(super) fn adding(draft: &Draft, sections: &[Section], said: &Said) -> AnyView {
    let told = |name: &str| told(said, name);
    let questions = places(sections, true);
    let (after, _) = told("after");
    let (text, no_text) = told("text");
    let (key, no_key) = told("key");
    let details = details(said);
    view! {
        <h2>"Add a question"</h2>
        <form method="post" action=of_survey(&draft.key, "/arranging") novalidate>
            {seen_sections(sections)}
            <StaffSelect
                name="after" label="Where" none="At the end, on a page of its own" options=questions chosen=after
                wrong=None
            />
            <StaffWords
                name="text" label="What is asked" hint="In the words that people read." value=text
                wrong=no_text
            />
            <StaffField asked=KEY value=key wrong=no_key />
            {details}
            <div class="actions"><button class="button" name="then" value="add">"Add it"</button></div>
        </form>
    }
    .into_any()
}

/// What was typed into a box, and what is wrong with that.
fn told(said: &Said, name: &str) -> (String, Option<String>) {
    (said.typed.raw(name).to_owned(), wording::among(name, said))
}

/// How it is answered, and what each way needs.
fn details(said: &Said) -> AnyView {
    let told = |name: &str| told(said, name);
    let kinds = KindName::ALL.map(|kind| {
        let radio = Radio::new(kind.name(), kind.in_words());
        match also(kind) {
            "" => radio,
            hint => radio.with_hint(hint),
        }
    });
    let (kind, no_kind) = told("kind");
    let (options, no_options) = told("options");
    let (rows, no_rows) = told("rows");
    let fields = [LEAST, MOST, LOW, HIGH].map(|field| {
        let (value, wrong) = told(field.name);
        view! { <StaffField asked=field value wrong /> }
    });
    view! {
        <StaffRadios
            name="kind" legend="How is it answered?" radios=kinds.into() chosen=kind wrong=no_kind
        />
        <StaffWords
            name="options" label="Options" hint="One a line, in the order in which they are read."
            value=options wrong=no_options
        />
        <StaffWords
            name="rows" label="Lines"
            hint="One a line. Put a short name and a colon before it, such as sleep: My sleep, or let it be numbered."
            value=rows wrong=no_rows
        />
        {fields.into_iter().collect_view()}
    }
    .into_any()
}

/// The beginning of a long text.
pub(super) fn short(text: &str) -> String {
    const ENOUGH: usize = 60;
    match text.char_indices().nth(ENOUGH) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
