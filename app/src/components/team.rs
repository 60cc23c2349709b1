//! How to reach the people who run the study.

use leptos::prelude::*;
use surveys::study::Team;

#[component]
pub(crate) fn TeamLines(team: Team) -> impl IntoView {
    let Team { phone, email, hours } = team;
    let dialled: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    view! {
        <h2>"If you have a question"</h2>
        <p>
            "Call us on " <a href=format!("tel:{dialled}")>{phone}</a> " (" {hours}
            ") or write to " <a href=format!("mailto:{email}")>{email.clone()}</a> "."
        </p>
    }
}
