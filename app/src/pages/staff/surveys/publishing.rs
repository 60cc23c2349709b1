//! Before a draft is published: what changes, for whom, and why.

use leptos::prelude::*;
use records::versions::Affected;

use super::{boxes::reasons, of_survey};
use crate::{
    api::staff::{Wrong, surveys::Publishing},
    components::{
        changes::changes,
        staff::{frame::StaffFramed, said::Told, words::StaffWords},
    },
    pages::staff::{coming_in::framed, participants::back},
    wording::staff as wording,
};

pub(crate) fn publishing(publishing: Publishing) -> StaffFramed {
    let Publishing { draft, read, between, affected, said } = publishing;
    let (wrong, typed) = (said.wrong, said.typed.clone());
    let key = draft.key.clone();
    let reasons = reasons(&said);
    let title = match &read {
        Ok(survey) => format!("Publish {} as version {}", survey.title, survey.version),
        Err(_) => format!("Publish {key}"),
    };
    let body = match read {
        Err(faults) => view! {
            <p>{format!("It has {} and cannot be published.", wording::surveys::count(faults.len(), "fault"))}</p>
            <p><a href=of_survey(&key, "/draft")>"Mend the draft"</a></p>
        }
        .into_any(),
        Ok(_) => {
            let since = between.map(|between| {
                view! {
                    <h2>{format!("Since version {}", between.old)}</h2>
                    {changes(&between.changes, &between.variables)}
                }
            });
            view! {
                {since}
                {whom(affected)}
                {form(of_survey(&key, "/publishing"), draft.revision, typed.raw("reason"), wrong)}
            }
            .into_any()
        }
    };
    let middle = view! {
        {back(of_survey(&key, "/draft"), "The draft")}
        <Told said />
        {reasons}
        <h1>{title.clone()}</h1>
        {body}
    };
    framed(&title, wrong, middle)
}

fn form(
    action: String,
    revision: u32,
    reason: &str,
    wrong: Option<Wrong>,
) -> impl IntoView + use<> {
    view! {
        <h2>"Publish it"</h2>
        <p>"What is published never changes, and is kept for ever. A mistake is mended by the next version."</p>
        <form method="post" action=action novalidate>
            <input type="hidden" name="revision" value=revision.to_string() />
            <StaffWords
                name="reason" label="Why" hint="Whoever looks at this version later reads it."
                value=reason.to_owned() wrong=wording::at("reason", wrong)
            />
            <div class="actions"><button class="button">"Publish"</button></div>
        </form>
    }
}

/// Whom a new version concerns.
fn whom(affected: Affected) -> Option<AnyView> {
    let Affected { versions, to_come } = affected;
    if versions.is_empty() && to_come.is_empty() {
        return None;
    }
    let begun = versions.into_iter().map(|(version, open, sent)| {
        let (open, sent) = (people(open), people(sent));
        view! { <li>{format!("Version {version}: {open} answering it, who finish on it; {sent} sent theirs")}</li> }
    });
    let to_come = to_come.into_iter().map(|(study, wave, number)| {
        view! { <li>{format!("{study}, {wave}: {} not begun", people(number))}</li> }
    });
    let view = view! {
        <h2>"Whom it concerns"</h2>
        <ul>{begun.collect_view()}{to_come.collect_view()}</ul>
    };
    Some(view.into_any())
}

fn people(number: u64) -> String {
    if number == 1 { "1 person".to_owned() } else { format!("{number} people") }
}
