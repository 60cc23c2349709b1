//! A draft before it is thrown away, and those that were.

use leptos::prelude::*;
use records::drafts::Gone;
use surveys::fill::long_date;

use super::of_survey;
use crate::{
    api::staff::drafts::Throwing,
    components::staff::{frame::StaffFramed, said::Told, select::Wrong as Beside},
    pages::staff::{coming_in::framed, participants::back},
    wording::staff as wording,
};

pub(crate) fn throwing(throwing: Throwing) -> StaffFramed {
    let Throwing { draft, stands, languages, is_published, said } = throwing;
    let (wrong, key) = (said.wrong, draft.key.clone());
    let title = format!("Throw away the draft of {key}");
    let (on, by) = (long_date(draft.changed_at.date_naive()), draft.changed_by);
    let translations = (!languages.is_empty()).then(
        || view! { <p>{format!("Its translations go with it: {}.", languages.join(", "))}</p> },
    );
    let what_stays = match is_published {
        true => "What is published stays as it is.",
        false => "Nothing of this survey is published, so it leaves the list of surveys.",
    };
    let unsure = wording::at("sure", wrong);
    let described = unsure.is_some().then_some("sure-wrong");
    let middle = view! {
        {back(of_survey(&key, ""), "The survey")}
        <Told said />
        <h1>{title.clone()}</h1>
        <p>"It was last saved on "{on}" by "{by}". "{what_stays}</p>
        {translations}
        <p>"It is kept, and can be taken up again from the list of surveys."</p>
        <form method="post" action=of_survey(&key, "/draft/throwing-away") novalidate>
            <input type="hidden" name="stands" value=stands.to_string() />
            <Beside name="sure" wrong=unsure />
            <div class="choice">
                <input type="checkbox" id="sure" name="sure" value="yes" aria-describedby=described />
                <label for="sure">"I mean it: throw this draft away"</label>
            </div>
            <div class="actions"><button class="button">"Throw it away"</button></div>
        </form>
    };
    framed(&title, wrong, middle)
}

/// Below the list of surveys, folded away.
pub(super) fn thrown(gone: Vec<Gone>) -> Option<AnyView> {
    let each = gone.into_iter().map(|Gone { id, key, at, by }| {
        let on = long_date(at.date_naive());
        view! {
            <li>
                <code>{key.to_string()}</code>", on "{on}" by "{by}
                <form method="post" action="/staff/surveys">
                    <input type="hidden" name="key" value=key.to_string() />
                    <input type="hidden" name="gone" value=id.to_string() />
                    <button class="button button--quiet" name="then" value="take-up">
                        "Take it up again"<span class="hidden">": "{key.to_string()}</span>
                    </button>
                </form>
            </li>
        }
    });
    let each = each.collect::<Vec<_>>();
    (!each.is_empty()).then(|| {
        view! {
            <details class="staff-more">
                <summary>"Drafts that were thrown away"</summary>
                <ul>{each}</ul>
            </details>
        }
        .into_any()
    })
}
