//! Beside the page: for every question whether it is asked and why, what is worked out, and what would be followed up.

use std::collections::BTreeSet;

use leptos::prelude::*;
use surveys::{
    definition::Survey,
    explaining::{Step, in_words, value_in_words, walk as every_question},
    journey::{Journey, Place, as_left},
    safeguarding::raised,
};

use crate::{api::staff::walking::Walk, wording::staff as wording};

pub(super) fn beside(action: &str, walk: &Walk, journey: &Journey<'_>, own: &Survey) -> AnyView {
    let steps = every_question(own, &journey.sheet.answers, &walk.tried.facts);
    let open = not_left(&steps, walk);
    let sections = steps.chunk_by(|one, next| one.section == next.section);
    let sections = sections.map(|steps| section(steps, walk, journey, own)).collect_view();
    view! {
        <h2>"Why each question is asked, or is not"</h2>
        <form method="post" action=action.to_owned()>
            <input type="hidden" name="tried-out" value=walk.trial.written() />
            {sections}
        </form>
        {worked_out(walk, journey, own, &open)}
        {follow_up(journey, own)}
    }
    .into_any()
}

fn section(steps: &[Step<'_>], walk: &Walk, journey: &Journey<'_>, own: &Survey) -> AnyView {
    let here = |step: &Step<'_>| walk.tried.place == Place::Page(step.page.key.clone());
    let is_open = steps.iter().any(here);
    let title = steps.first().and_then(|step| own.sections.get(step.section));
    let title = title.map(|section| section.title.clone()).unwrap_or_default();
    let asked = steps.iter().filter(|step| step.asked).count();
    let all = wording::surveys::count(steps.len(), "question");
    let pages = steps.chunk_by(|one, next| one.page.key == next.page.key);
    let lines = pages.flat_map(|page| {
        page.iter().enumerate().map(|(place, step)| {
            let goes = place == 0 && journey.may_visit(&step.page.key) && !here(step);
            line(step, journey, own, (here(step), goes))
        })
    });
    view! {
        <details class="staff-more" open=is_open>
            <summary>
                <span><bdi>{title}</bdi>" "<span class="walk__count">{format!("{asked} of {all} asked")}</span></span>
            </summary>
            <ol class="walk__steps">{lines.collect_view()}</ol>
        </details>
    }
    .into_any()
}

fn line(
    step: &Step<'_>,
    journey: &Journey<'_>,
    own: &Survey,
    (here, goes): (bool, bool),
) -> AnyView {
    let class = if step.asked { "walk__step" } else { "walk__step walk__step--not" };
    let question = step.question;
    let given = question.variables().into_iter().filter(|_| step.asked).filter_map(|variable| {
        let value = journey.sheet.answers.get(&variable)?;
        Some(format!("{variable} = {}", value_in_words(&variable, value, own)))
    });
    let given = given.collect::<Vec<_>>().join("; ");
    let given =
        (!given.is_empty()).then(|| view! { <p class="walk__given" dir="auto">{given}</p> });
    let page = step.page.key.to_string();
    let button = goes.then(|| {
        view! {
            <button class="button button--quiet" name="tried-then" value=format!("go/{page}")>
                "Go to its page"<span class="hidden">": "{question.key.to_string()}</span>
            </button>
        }
    });
    view! {
        <li class=class id=format!("step-{}", question.key) aria-current=here.then_some("step")>
            <p><strong><bdi>{question.text.clone()}</bdi></strong>" "<code>{question.key.to_string()}</code></p>
            <p>{in_words(step, own)}</p>
            {given}
            {button}
        </li>
    }
    .into_any()
}

/// The variables of questions on pages that they come to and have not left yet.
fn not_left(steps: &[Step<'_>], walk: &Walk) -> BTreeSet<String> {
    let is_left = |step: &Step<'_>| walk.trial.left.iter().any(|left| left.page == step.page.key);
    let open = steps.iter().filter(|step| step.asked && !walk.sent && !is_left(step));
    open.flat_map(|step| step.question.variables()).collect()
}

/// Derived variables and scores, of which participants are never told. One that is missing while something that it is
/// worked out from is still to be asked is not known yet.
fn worked_out(
    walk: &Walk,
    journey: &Journey<'_>,
    own: &Survey,
    open: &BTreeSet<String>,
) -> Option<AnyView> {
    let mut waits = open.clone();
    let all = as_left(own, journey.sheet, &walk.tried.facts);
    let rows = own.derived.iter().map(|derived| {
        let (value, key) = (all.get(derived.key.as_str()), derived.key.to_string());
        let is_open = derived.names().into_iter().any(|name| waits.contains(name));
        if is_open {
            waits.insert(key.clone());
        }
        let is_missing = value.is_none_or(|value| value.missing().is_some());
        let value = value.map(|value| value_in_words(&key, value, own)).unwrap_or_default();
        let value = as_far_as_known(value, is_open, is_missing);
        view! {
            <tr>
                <th scope="row"><bdi>{derived.label.clone()}</bdi>" "<code>{derived.key.to_string()}</code></th>
                <td>{value}</td>
            </tr>
        }
    });
    let rows = rows.collect::<Vec<_>>();
    (!rows.is_empty()).then(|| {
        view! {
            <h2>"Worked out so far"</h2>
            <p>"For you only: a participant never sees these."</p>
            <table class="walk__sent">
                <caption class="hidden">"Derived variables and scores as they stand"</caption>
                <thead><tr><th scope="col">"Variable"</th><th scope="col">"Value"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    })
}

fn as_far_as_known(value: String, is_open: bool, is_missing: bool) -> String {
    match (is_open, is_missing) {
        (true, true) => "Not known yet".to_owned(),
        (true, false) => format!("{value}, so far"),
        (false, _) => value,
    }
}

/// Answers after which somebody of the team would have to act.
fn follow_up(journey: &Journey<'_>, own: &Survey) -> Option<AnyView> {
    let raised = raised(&own.alerts, &journey.sheet.answers);
    let lines = raised.into_iter().map(|(cause, level)| {
        view! { <li><code>{cause.to_owned()}</code>{format!(", level {}", u8::from(level))}</li> }
    });
    let lines = lines.collect::<Vec<_>>();
    (!lines.is_empty()).then(|| {
        view! {
            <h2>"Safeguarding"</h2>
            <p>"For you only. With these answers the team would be alerted of:"</p>
            <ul>{lines}</ul>
        }
        .into_any()
    })
}
