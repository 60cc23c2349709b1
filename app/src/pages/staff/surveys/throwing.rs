//! A draft before it is thrown away, and those that were.

use leptos::prelude::*;
use records::drafts::{DraftLine, Gone};
use surveys::fill::long_date;

use super::of_survey;
use crate::{
    api::staff::{drafts::Throwing, surveys::Clock},
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

/// Below the list of surveys, folded away. Two of one survey are told apart by their titles and times.
pub(super) fn thrown(gone: Vec<(Gone, Option<DraftLine>)>, clock: &Clock) -> Option<AnyView> {
    let each = gone.into_iter().map(|(gone, now_there)| one(gone, now_there, clock));
    let each = each.collect::<Vec<_>>();
    (!each.is_empty()).then(|| {
        view! {
            <details class="staff-more">
                <summary>"Drafts that were thrown away"</summary>
                <ul class="staff-list">{each}</ul>
            </details>
        }
        .into_any()
    })
}

/// Where there is another draft of the survey, the two change places: neither is lost.
fn one(gone: Gone, now_there: Option<DraftLine>, clock: &Clock) -> AnyView {
    let Gone { id, key, title, at, by } = gone;
    let (key, at) = (key.to_string(), clock.moment(at));
    let title = wording::surveys::short(&title.unwrap_or_else(|| key.clone()));
    let seen = now_there.as_ref().map(|draft| {
        view! { <input type="hidden" name="in-place-of" value=draft.stands.to_string() /> }
    });
    let words = if now_there.is_some() { "Put it in that one's place" } else { "Take it up again" };
    let instead = now_there.map(|draft| {
        let (saved, by) = (clock.moment(draft.changed_at), draft.changed_by);
        view! {
            <p>
                "There is another draft of this survey, last saved on "{saved}" by "{by}
                ". If this one is taken up, that one is thrown away in its place, and is kept here likewise."
            </p>
        }
    });
    let named = format!(": {title}, thrown away on {at}");
    view! {
        <li>
            <strong><bdi>{title}</bdi></strong>" ("<code>{key.clone()}</code>"), thrown away on "{at}" by "{by}
            {instead}
            <form method="post" action="/staff/surveys">
                <input type="hidden" name="key" value=key />
                <input type="hidden" name="gone" value=id.to_string() />
                {seen}
                <button class="button button--quiet" name="then" value="take-up">
                    {words}<span class="hidden">{named}</span>
                </button>
            </form>
        </li>
    }
    .into_any()
}
