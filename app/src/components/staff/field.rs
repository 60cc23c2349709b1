//! A box with its label, its hint, and what is wrong with what was typed into it.

use leptos::prelude::*;

/// What is asked for, and how a browser and a password manager know it.
pub(crate) struct Asked {
    pub name: &'static str,
    pub label: &'static str,
    pub kind: &'static str,
    pub autocomplete: &'static str,
    pub hint: Option<&'static str>,
}

impl Asked {
    /// Something about somebody else than whoever types it: no browser fills it in.
    pub const fn of_another(name: &'static str, label: &'static str, kind: &'static str) -> Self {
        Self { name, label, kind, autocomplete: "off", hint: None }
    }

    /// How a participant is reached, with the labels of a number, an email, an address and a postcode, in this order.
    pub const fn how_reached([number, email, address, postcode]: [&'static str; 4]) -> [Self; 4] {
        let number = Self::of_another("contact_mobile", number, "tel");
        [
            Self { hint: Some("A landline is rung, and no text goes to it"), ..number },
            Self::of_another("contact_email", email, "email"),
            Self::of_another("contact_address", address, "text"),
            Self::of_another("contact_postcode", postcode, "text"),
        ]
    }
}

#[component]
pub(crate) fn StaffField(
    asked: Asked,
    #[prop(optional, into)] value: String,
    #[prop(default = None)] wrong: Option<String>,
) -> impl IntoView {
    let Asked { name, label, kind, autocomplete, hint } = asked;
    let class = if wrong.is_some() { "question question--problem" } else { "question" };
    let hinted = hint.map(|words| {
        view! { <p class="hint" id=format!("{name}-hint")>{words}</p> }
    });
    let invalid = wrong.is_some().then_some("true");
    let described =
        [hint.map(|_| format!("{name}-hint")), invalid.map(|_| format!("{name}-wrong"))];
    let described: Vec<_> = described.into_iter().flatten().collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    let wrong = wrong.map(|words| {
        view! {
            <p class="problem" id=format!("{name}-wrong")>
                <span class="hidden">"Error: "</span>{words}
            </p>
        }
    });
    // A code is typed on a telephone's keys.
    let keys = (autocomplete == "one-time-code").then_some("numeric");
    // Words may be in any language; addresses and numbers are not turned.
    let dir = (kind == "text").then_some("auto");
    view! {
        <div class=class>
            <label for=name><strong>{label}</strong></label>
            {hinted}
            {wrong}
            <input
                type=kind id=name name=name value=value dir=dir autocomplete=autocomplete inputmode=keys
                autocapitalize="none" spellcheck="false" aria-describedby=described
                aria-invalid=invalid
            />
        </div>
    }
}
