//! What the pages have around their forms on which the next version is changed by choosing, and in the place of them.

use leptos::prelude::*;
use surveys::{
    authoring::Fault,
    language::isolated,
    protocol::{Amiss, Plan, Protocol},
};

use super::{
    held::{Shown, wave},
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
    wording::staff as wording,
};

/// So many faults are told outright.
const OUTRIGHT: usize = 10;

/// A page about a wave, with what was said and what is wrong, and the picture beside it.
pub(super) fn around(
    planning: &Planning,
    title: String,
    (to, words): (&str, &'static str),
    below: AnyView,
) -> StaffFramed {
    let Planning { study, saved_by, said, .. } = planning;
    let key = &study.study().key;
    let meanwhile = Wrong::Survey(SurveyWrong::Question(QuestionWrong::ChangedMeanwhile));
    let by = saved_by.clone().filter(|_| said.wrong == Some(meanwhile));
    let by = by.map(|by| view! { <p>{format!("Last saved by {by}.")}</p> });
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

fn told(planning: &Planning) -> Option<AnyView> {
    let (key, faults) = (&planning.study.study().key, &planning.faults);
    let amiss = planning.drawn.as_ref().map(Protocol::check).unwrap_or_default();
    let each = faults.iter().take(OUTRIGHT).map(|fault| one(planning, &amiss, fault));
    let each: Vec<_> = each.collect();
    let more = faults.len().checked_sub(OUTRIGHT).filter(|more| *more > 0);
    let more = more.map(|more| view! { <p>{format!("And {more} more.")}</p> });
    (!faults.is_empty()).then(|| {
        view! {
            <div class="summary-box" role="status">
                <h2>{wording::surveys::faults(faults.len())}</h2>
                <ul>{each}</ul>
                {more}
                <p><a href=of_protocol(key, "/next")>"See them in the text"</a></p>
            </div>
        }
        .into_any()
    })
}

/// A fault of a contact leads to its form, with the title of its wave; any other has its place in the text.
fn one(planning: &Planning, amiss: &[Amiss], fault: &Fault) -> AnyView {
    let Fault { file, line, problem, mend, .. } = fault;
    let Some(Amiss::At(wave, step, _)) = amiss.iter().find(|one| one.problem() == *problem) else {
        return view! { <li>{format!("{file}, line {line}: {problem}; {mend}")}</li> }.into_any();
    };
    let mut waves = planning.drawn.iter().flat_map(|drawn| &drawn.waves);
    let title = waves.find(|plan| plan.key() == wave).map(|plan| isolated(&plan.wave.title));
    let title = title.unwrap_or_default();
    let words = problem.replacen(&format!("“{wave}”"), &title, 1);
    let key = &planning.study.study().key;
    let to = of_protocol(key, &format!("/next/waves/{wave}/{step}"));
    view! { <li><a href=to>{words}</a>{format!("; {mend}")}</li> }.into_any()
}

/// The waves, and the contacts of the one that the page is about. No link leads to others: what is typed beside it would be
/// lost.
fn picture(planning: &Planning) -> AnyView {
    let Some(drawn) = &planning.drawn else {
        return view! { <p>"There is no picture while the text cannot be read."</p> }.into_any();
    };
    let of_wave = match &planning.found {
        Found::Wave(own) | Found::Contact(own, _) => Some(&own.key),
        Found::Gone | Found::Unreadable(_) => None,
    };
    let is = |plan: &&Plan| Some(plan.key().as_str()) == of_wave.map(String::as_str);
    let plan = drawn.waves.iter().find(is).filter(|plan| !plan.steps.is_empty());
    let whole = matches!(planning.found, Found::Wave(_));
    view! {
        <div class="workbench__picture">
            {whole.then(|| view! { <Timeline protocol=drawn.clone() /> })}
            {plan.map(|plan| wave(plan, Shown::Other))}
        </div>
    }
    .into_any()
}
