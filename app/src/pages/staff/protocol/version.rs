//! One version of a protocol, for ever as it was published, with what changed since the one before.

use leptos::prelude::*;
use records::protocols::Stored;
use surveys::{fill::long_date, language::isolated, protocol::Difference};

use super::{
    held::{Shown, sections},
    of_protocol,
};
use crate::{
    api::staff::protocol::Version,
    components::{
        changes::passage,
        staff::{
            frame::StaffFramed,
            said::Told,
            table::{Look, StaffTable, cell},
        },
    },
    pages::staff::{coming_in::framed, participants::back},
};

pub(crate) fn version(version: Version) -> StaffFramed {
    let Version { study, stored, since, holds, said } = version;
    let study = study.study();
    let (key, number) = (study.key.clone(), stored.protocol.version);
    let title = format!("Protocol of {}, version {number}", isolated(&study.title));
    let files = of_protocol(&key, &format!("/versions/{number}/files"));
    let changes = since.map(|(before, changes)| {
        view! { <h2>{format!("Since version {before}")}</h2> {differences(&changes)} }
    });
    let wrong = said.wrong;
    let middle = view! {
        {back(of_protocol(&key, ""), "The protocol that holds")}
        <Told said />
        <h1>{title.clone()}</h1>
        {facts(&stored, holds)}
        <ul class="staff-links">
            <li><a href=files download>"Its files: the protocol, its messages, and the JSON that was published"</a></li>
        </ul>
        {changes}
        {sections(&key, &stored.protocol, Shown::Other)}
    };
    framed(&title, wrong, middle)
}

fn facts(stored: &Stored, holds: bool) -> impl IntoView + use<> {
    let on = long_date(stored.published_at.date_naive());
    let published = format!("{on}, by {}", stored.published_by);
    let why = stored.reason.clone().unwrap_or_else(|| "Not said".to_owned());
    let words = match &stored.protocol.messages {
        None => "None: it was published without".to_owned(),
        Some(messages) => {
            let languages: Vec<_> = messages.languages().map(|one| one.english_name()).collect();
            format!("{}, in {}", messages.messages.len(), languages.join(", "))
        }
    };
    let holds = if holds { "Yes" } else { "No, a later one does" };
    view! {
        <dl class="task-facts">
            <div><dt>"Published"</dt><dd>{published}</dd></div>
            <div><dt>"Why"</dt><dd>{why}</dd></div>
            <div><dt>"Holds"</dt><dd>{holds}</dd></div>
            <div><dt>"Messages"</dt><dd>{words}</dd></div>
            <div><dt>"SHA-256"</dt><dd><code class="fingerprint">{stored.sha256.clone()}</code></dd></div>
        </dl>
    }
}

/// Each difference, words as they were changed.
pub(super) fn differences(changes: &[Difference]) -> AnyView {
    if changes.is_empty() {
        return view! { <p>"Both say the same."</p> }.into_any();
    }
    let rows = changes.iter().map(|one| {
        let what = if one.words.is_empty() {
            cell(one.what.clone())
        } else {
            let words = one.words.iter().cloned().map(passage).collect_view();
            view! { <span class="edited" dir="auto">{words}</span> }.into_any()
        };
        vec![cell(one.about.clone()), cell(one.manner.to_string()), what]
    });
    view! {
        <StaffTable
            caption="What changed".to_owned() look=Look::Wide heads=vec!["Where", "How", "What is so now"]
            rows=rows.collect()
        />
    }
    .into_any()
}
