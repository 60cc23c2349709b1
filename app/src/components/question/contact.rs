//! How to reach the person. Each part may be left empty.

use leptos::prelude::*;
use surveys::{answer::Problem, shown::ShownQuestion};

use super::{
    reasons::ReasonsBeside,
    words::{Group, described_by, in_box},
};

struct Part {
    name: &'static str,
    label: &'static str,
    kind: &'static str,
    autocomplete: &'static str,
    wrong: Option<Problem>,
}

#[component]
pub(super) fn ContactField(shown: ShownQuestion, heading: bool) -> impl IntoView {
    let parts = [
        Part {
            name: "mobile",
            label: "Mobile phone number",
            kind: "tel",
            autocomplete: "tel",
            wrong: Some(Problem::NotAPhone),
        },
        Part {
            name: "email",
            label: "Email address",
            kind: "email",
            autocomplete: "email",
            wrong: Some(Problem::NotAnEmail),
        },
        Part {
            name: "address",
            label: "Home address",
            kind: "textarea",
            autocomplete: "street-address",
            wrong: None,
        },
        Part {
            name: "postcode",
            label: "Postcode",
            kind: "text",
            autocomplete: "postal-code",
            wrong: Some(Problem::NotAPostcode),
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
    let Part { name, label, kind, autocomplete, wrong } = part;
    let name = format!("{}_{name}", shown.question.key);
    let value = shown.typed.raw(&name).to_owned();
    let invalid = wrong.is_some_and(|wrong| shown.problems.contains(&wrong)).then_some("true");
    let described = described_by(shown);
    let control = if kind == "textarea" {
        view! {
            <textarea
                id=name.clone() name=name.clone() rows="3" autocomplete=autocomplete
                aria-describedby=described
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
