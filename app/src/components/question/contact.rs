//! How to reach the person. Each part may be left empty.

use leptos::prelude::*;
use surveys::{phrases::Phrase, shown::ShownQuestion};

use super::{
    places::invalid,
    reasons::ReasonsBeside,
    words::{Group, described_by, in_box},
};

struct Part {
    name: &'static str,
    label: Phrase,
    kind: &'static str,
    autocomplete: &'static str,
}

#[component]
pub(super) fn ContactField(shown: ShownQuestion, heading: bool) -> impl IntoView {
    let parts = [
        Part { name: "mobile", label: Phrase::Mobile, kind: "tel", autocomplete: "tel" },
        Part { name: "email", label: Phrase::Email, kind: "email", autocomplete: "email" },
        Part {
            name: "address",
            label: Phrase::Address,
            kind: "textarea",
            autocomplete: "street-address",
        },
        Part {
            name: "postcode",
            label: Phrase::Postcode,
            kind: "text",
            autocomplete: "postal-code",
        },
    ];
    let parts = parts.map(|part| drawn(&shown, part)).collect_view();
    view! {
        <Group shown=shown.clone() heading>
            {parts}
            <ReasonsBeside shown=shown.clone() />
        </Group>
    }
}

fn drawn(shown: &ShownQuestion, part: Part) -> impl IntoView + use<> {
    let Part { name, label, kind, autocomplete } = part;
    let label = shown.words.say(label).to_owned();
    let name = format!("{}_{name}", shown.question.key);
    let value = shown.typed.raw(&name).to_owned();
    let invalid = invalid(shown, &name);
    let described = described_by(shown);
    let control = if kind == "textarea" {
        view! {
            <textarea
                id=name.clone() name=name.clone() rows="3" autocomplete=autocomplete
                aria-describedby=described aria-invalid=invalid
            >
                {in_box(&value)}
            </textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                type=kind id=name.clone() name=name.clone() value=value
                autocomplete=autocomplete aria-describedby=described aria-invalid=invalid
            />
        }
        .into_any()
    };
    view! { <p><label for=name>{label}</label> {control}</p> }
}
