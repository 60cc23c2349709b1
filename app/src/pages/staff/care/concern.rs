//! Raising a concern about a participant, and what became of it.

use leptos::prelude::*;
use records::{safeguarding::Followed, studies::StudyHandle};
use surveys::{fill::long_moment, study::Study};

use super::below;
use crate::{
    api::staff::{care::Concerning, door::Said},
    components::staff::{
        field::{Asked, StaffField},
        frame::StaffFramed,
        radios::{Radio, StaffRadios},
        said::Told,
        words::StaffWords,
    },
    pages::staff::coming_in::framed,
    wording::staff::{self as wording, care},
};

pub(crate) fn concern(concerning: Concerning) -> StaffFramed {
    let Concerning { study, followed, sees_tasks, said } = concerning;
    let wrong = said.wrong;
    let form = form(&study, &said);
    let all = sees_tasks.then(|| view! { <p><a href=below(&study, "tasks")>"All tasks"</a></p> });
    let middle = view! {
        {all}
        <Told said />
        <h1>"Raise a concern"</h1>
        <p>{study.study().title.clone()}</p>
        <div class="notice">
            <p><strong>"If a life is at risk now, call 999 first."</strong></p>
        </div>
        <p>"Say here what makes you think that a participant, or somebody near them, may come to \
            harm. The people on duty are told that there is a task, and read what you write."</p>
        {lead(study.study())}
        {form}
        {became(followed)}
    };
    framed("Raise a concern", wrong, middle)
}

/// Whom to tell about somebody who is not theirs.
fn lead(study: &Study) -> impl IntoView + use<> {
    let lead = study.safeguarding.as_ref().and_then(|own| own.lead.clone());
    lead.map(|email| {
        view! {
            <p>"About somebody who is not one of your participants, tell the safeguarding lead: "
                <a href=format!("mailto:{email}")>{email.clone()}</a></p>
        }
    })
}

fn form(study: &StudyHandle, said: &Said) -> impl IntoView + use<> {
    let (typed, wrong) = (&said.typed, said.wrong);
    let number = Asked {
        name: "number",
        label: "Study number",
        kind: "text",
        autocomplete: "off",
        hint: Some("Of the participant it is about"),
    };
    let radios = vec![
        Radio::new("yes", "Yes. Somebody has to act today"),
        Radio::new("no", "No. Somebody should look at it within a few days"),
    ];
    view! {
        <form method="post" action=below(study, "concern") novalidate>
            <StaffField
                asked=number value=typed.raw("number") wrong=wording::at("number", wrong)
            />
            <StaffWords
                name="words" label="What was said, or what did you see?"
                hint="In their own words where you can. Say where they are, if you know."
                value=typed.raw("words").to_owned() wrong=wording::at("words", wrong)
            />
            <StaffRadios
                name="immediate" legend="Is somebody in danger now?" radios
                chosen=typed.one("immediate").to_owned() wrong=wording::at("immediate", wrong)
            />
            <div class="actions"><button class="button">"Raise this concern"</button></div>
        </form>
    }
}

/// Only whether somebody has it: what it is, is for the people on duty.
fn became(followed: Vec<Followed>) -> Option<impl IntoView> {
    if followed.is_empty() {
        return None;
    }
    let lines = followed.into_iter().map(|own| {
        let why = if own.is_own { "You raised it" } else { "About a participant given to you" };
        view! {
            <li>
                "Task "{own.id}", study number "{own.number}": "
                <strong>{care::followed(&own.standing)}</strong><br />
                <span class="task__since">{why}", "{long_moment(own.raised)}</span>
            </li>
        }
    });
    Some(view! {
        <h2>"What became of it"</h2>
        <ul class="staff-list">{lines.collect_view()}</ul>
    })
}
