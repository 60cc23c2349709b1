//! What the pages have around their forms on which the next version is changed by choosing, and in the place of them.

use leptos::prelude::*;
use surveys::protocol::Plan;

use super::{
    drafted,
    faults::told,
    held::{Shown, rules, wave},
    of_protocol,
};
use crate::{
    api::staff::{
        Wrong,
        arranging::QuestionWrong,
        protocol::{Found, Planning},
        surveys::SurveyWrong,
    },
    components::staff::{frame::StaffFramed, kept::kept, said::Told, timeline::Timeline},
    pages::staff::{coming_in::framed, participants::back, surveys::reasons},
};

/// A page on which something is changed, with what was said and what is wrong, and the picture beside it.
pub(super) fn around(
    planning: &Planning,
    title: String,
    (to, words): (&str, &'static str),
    below: AnyView,
) -> StaffFramed {
    let Planning { study, saved_by, said, .. } = planning;
    let key = &study.study().key;
    let meanwhile = Wrong::Survey(SurveyWrong::Question(QuestionWrong::ChangedMeanwhile));
    let by = (said.wrong == Some(meanwhile)).then(|| view! { <p>{drafted::last(saved_by)}</p> });
    let middle = view! {
        <div class="workbench workbench--timeline">
            <div class="workbench__text">
                {back(of_protocol(key, to), words)}
                <Told said=said.clone() />
                {reasons(said)}
                <h1>{title.clone()}</h1>
                {by}
                <p class="workbench__down"><a href="#beside">"See how it looks, below"</a></p>
                {told(planning)}
                {below}
            </div>
            <section class="workbench__beside" id="beside" tabindex="0" aria-labelledby="beside-heading">
                <h2 id="beside-heading">"How it looks, as saved"</h2>
                {picture(planning)}
            </section>
        </div>
    };
    framed(&title, said.wrong, middle)
}

/// In the place of a form, where there is nothing to change.
pub(super) fn instead(planning: &Planning, title: String) -> StaffFramed {
    let words = match &planning.found {
        Found::Unreadable(_) => {
            "Nothing can be chosen at the moment: somewhere in the text of this draft a sign is missing or too many, such as \
             a quotation mark or a bracket, so it cannot be taken apart. Perhaps somebody is writing in it just now. \
             Nothing is lost."
        }
        _ => "Look for it in the next version, where it may stand under another name.",
    };
    let why = match &planning.found {
        Found::Unreadable(error) => Some(view! { <p>{error.to_string()}"."</p> }),
        _ => None,
    };
    let to = of_protocol(&planning.study.study().key, "/next");
    let below = view! {
        <p>{words}</p>
        {why}
        <p><a href=to>"The text of the next version"</a></p>
        {kept(&planning.said)}
    };
    around(planning, title, ("/next", "The next version"), below.into_any())
}

/// The waves, and the contacts of the one that the page is about; or when people may be contacted. No link leads to others: what is typed beside it would be
/// lost.
fn picture(planning: &Planning) -> AnyView {
    let Some(drawn) = &planning.drawn else {
        return view! { <p>"There is no picture while the text cannot be read."</p> }.into_any();
    };
    let of_wave = match &planning.found {
        Found::Wave(own) | Found::Contact(own, _) => Some(&own.key),
        Found::Another(_) | Found::Manners(_) | Found::Gone | Found::Unreadable(_) => None,
    };
    let is = |plan: &&Plan| Some(plan.key().as_str()) == of_wave.map(String::as_str);
    let plan = drawn.waves.iter().find(is).filter(|plan| !plan.steps.is_empty());
    let whole = matches!(planning.found, Found::Wave(_) | Found::Another(_));
    let rules = matches!(planning.found, Found::Manners(_)).then(|| rules(drawn, Shown::Other));
    view! {
        <div class="workbench__picture">
            {whole.then(|| view! { <Timeline protocol=drawn.clone() /> })}
            {plan.map(|plan| wave(plan, Shown::Other))}
            {rules}
        </div>
    }
    .into_any()
}
