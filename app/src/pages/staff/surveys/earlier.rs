//! Texts of a draft that were saved over, and one of them beside what is saved now.

use leptos::prelude::*;

use super::{apart::compared, of_survey};
use crate::{
    api::staff::drafts::{EarlierText, Earliers},
    components::staff::{
        frame::StaffFramed,
        said::Told,
        table::{Look, StaffTable, cell},
    },
    pages::{staff::coming_in::framed, staff::participants::back},
};

pub(crate) fn earlier(earliers: Earliers) -> StaffFramed {
    let Earliers { key, all, clock, said } = earliers;
    let title = format!("Earlier texts of {key}");
    let rows: Vec<_> = all
        .into_iter()
        .map(|one| {
            let to = of_survey(&key, &format!("/draft/earlier/{}", one.revision));
            vec![view! { <a href=to>{clock.moment(one.at)}</a> }.into_any(), cell(one.by)]
        })
        .collect();
    let list = match rows.is_empty() {
        true => view! { <p>"Nothing of this draft was saved over yet."</p> }.into_any(),
        false => {
            let (caption, heads) = ("Earlier texts".to_owned(), vec!["As it was saved on", "By"]);
            view! { <StaffTable caption look=Look::BelowHeading heads rows /> }.into_any()
        }
    };
    let middle = view! {
        {back(of_survey(&key, "/draft"), "The draft")}
        <Told said />
        <h1>{title.clone()}</h1>
        <p>
            "The text is kept as it was whenever somebody saves over what a colleague saved, presses Save, or goes on \
             after an hour. Of each survey the last hundred are kept."
        </p>
        {list}
    };
    framed(&title, None, middle)
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
