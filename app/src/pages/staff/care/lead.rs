//! Who is called when something cannot wait for whoever is on duty next.

use std::sync::Arc;

use leptos::prelude::*;
use surveys::study::Study;

/// How the safeguarding lead is reached; nothing where the study names none.
pub(in crate::pages::staff) fn lead(study: &Study) -> Option<AnyView> {
    let roster = study.safeguarding.as_ref()?;
    let email = roster.lead.clone()?;
    let phone = roster.lead_phone.clone().map(|phone| {
        let dialled: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        view! { <a href=format!("tel:{dialled}")>{phone}</a>", " }
    });
    let write = view! { <a href=format!("mailto:{email}")>{email.clone()}</a> };
    Some(view! { {phone}{write} }.into_any())
}

/// What to do about what cannot wait.
#[component]
pub(super) fn CannotWait(study: Arc<Study>) -> impl IntoView {
    let lead = lead(&study)
        .map(|lead| view! { " If it cannot wait, call the safeguarding lead: "{lead}"." });
    view! { <p>"If a life is at risk, call 999."{lead}</p> }
}
