//! Texts of a draft that were saved over, by who saved them and when, and one of them beside what is saved now.

use leptos::prelude::*;
use records::drafts::Earlier;
use surveys::{fill::long_date, keys::SurveyKey};

use super::{apart::compared, of_survey};
use crate::{
    api::staff::{
        drafts::{EarlierText, Earliers, Stretch},
        surveys::Clock,
    },
    components::staff::{frame::StaffFramed, said::Told},
    pages::{staff::coming_in::framed, staff::participants::back},
};

pub(crate) fn earlier(earliers: Earliers) -> StaffFramed {
    let Earliers { key, stretches, clock, said } = earliers;
    let title = format!("Earlier texts of {key}");
    let each = stretches.iter().map(|stretch| worked(&key, stretch, &clock));
    let list = match stretches.is_empty() {
        true => view! { <p>"Nothing of this draft was saved over yet."</p> }.into_any(),
        false => view! {
            <ul class="staff-links" aria-label="Earlier texts">{each.collect_view()}</ul>
        }
        .into_any(),
    };
    let middle = view! {
        {back(of_survey(&key, "/draft"), "The draft")}
        <Told said />
        <h1>{title.clone()}</h1>
        <p>
            "The text is kept as it was whenever somebody saves over what a colleague saved, presses Save, or goes on \
             after an hour. Of each survey the last hundred are kept, the latest first."
        </p>
        {list}
    };
    framed(&title, None, middle)
}

/// What one person saved on one day: one text by itself, and several folded away.
fn worked(key: &SurveyKey, Stretch { by, texts }: &Stretch, clock: &Clock) -> AnyView {
    let to = |one: &Earlier| of_survey(key, &format!("/draft/earlier/{}", one.revision));
    let (Some(last), Some(first)) = (texts.first(), texts.last()) else { return ().into_any() };
    let day = long_date(clock.day(last.at));
    if texts.len() == 1 {
        let by = by.clone();
        return view! { <li><a href=to(last)>{clock.moment(last.at)}</a>", by "{by}</li> }
            .into_any();
    }
    let each = texts.iter().map(|one| {
        let hidden = view! { <span class="hidden">{format!(", on {day}")}</span> };
        view! { <li><a href=to(one)>{clock.second(one.at)}{hidden}</a></li> }
    });
    let (from, until) = (clock.moment(first.at), clock.time(last.at));
    let when = if clock.time(first.at) == until { from } else { format!("{from} to {until}") };
    let summary = format!("{when}, by {by}: {} texts", texts.len());
    view! {
        <li>
            <details class="staff-more">
                <summary>{summary}</summary>
                <ul class="staff-links">{each.collect_view()}</ul>
            </details>
        </li>
    }
    .into_any()
}

pub(crate) fn earlier_text(text: EarlierText) -> StaffFramed {
    let EarlierText { then, now, clock, said } = text;
    let (wrong, at) = (said.wrong, clock.moment(then.changed_at));
    let title = format!("{} as it was on {at}", now.key);
    let to = of_survey(&now.key, &format!("/draft/earlier/{}", then.revision));
    let differs = (then.text != now.text).then(|| {
        view! {
            <p>"Struck through is what the draft has lost since; underlined is what has come to it."</p>
            {compared(&then.text, &now.text)}
            <form method="post" action=to novalidate>
                <input type="hidden" name="revision" value=now.revision.to_string() />
                <div class="actions"><button class="button">"Put this text back"</button></div>
            </form>
            <p class="hint">"What stands in the draft now can then be fetched from here likewise."</p>
        }
    });
    let same = differs.is_none().then(|| view! { <p>"The draft says just this now."</p> });
    let middle = view! {
        {back(of_survey(&now.key, "/draft/earlier"), "Earlier texts")}
        <Told said />
        <h1>{title.clone()}</h1>
        <p>"As "{then.changed_by}" left it."</p>
        {differs}
        {same}
        <details class="staff-more">
            <summary>"All of this text"</summary>
            <pre class="source source--compared" tabindex="0">{then.text}</pre>
        </details>
    };
    framed(&title, wrong, middle)
}
