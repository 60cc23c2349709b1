//! Raising a concern about a participant, and what became of it.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use records::{
    safeguarding::{Followed, Standing},
    studies::StudyHandle,
};
use surveys::{
    calendar, fill::long_moment, interview::Saying, safeguarding::Expected, study::Study,
};

use super::{
    below,
    lead::{CannotWait, lead},
};
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
    let Concerning { study, expected, followed, sees_tasks, said } = concerning;
    let wrong = said.wrong;
    let form = form(&study, expected, &said);
    let all = sees_tasks.then(|| view! { <p><a href=below(&study, "tasks")>"All tasks"</a></p> });
    let middle = view! {
        {all}
        <Told said />
        <h1>"Raise a concern"</h1>
        <p>{study.study().title.clone()}</p>
        {watch(&study, expected)}
        <p>"Say here what makes you think that a participant, or somebody near them, may come to \
            harm. The people on duty are told that there is a task, and read what you write."</p>
        {others(study.study())}
        {form}
        {became(followed)}
    };
    framed("Raise a concern", wrong, middle)
}

/// What is to be known before anything is written: that nobody may be there to read it.
fn watch(study: &StudyHandle, expected: Option<Expected>) -> impl IntoView + use<> {
    let off = match expected {
        None => Some("This study does not say when anybody is on duty.".to_owned()),
        Some(Expected { next: None, .. }) => None,
        Some(Expected { next: Some(next), .. }) => {
            let next = moment(study, next);
            Some(format!("Nobody is on duty now. Somebody is there again on {next}."))
        }
    };
    let Some(off) = off else {
        return view! {
            <div class="notice">
                <p><strong>{Saying::Danger.words()}</strong></p>
            </div>
        }
        .into_any();
    };
    view! {
        <div class="notice">
            <p><strong>{off}</strong></p>
            <CannotWait study=study.study().clone() />
            <p>"Raise it here all the same, so that it is on record and has a time by which \
                somebody acts."</p>
        </div>
    }
    .into_any()
}

/// By the study's clock.
fn moment(study: &StudyHandle, at: DateTime<Utc>) -> String {
    long_moment(calendar::moment_in(&study.study().timezone, at))
}

/// Whom to tell about somebody who is not theirs.
fn others(study: &Study) -> impl IntoView + use<> {
    lead(study).map(|lead| {
        view! {
            <p>"About somebody who is not one of your participants, tell the safeguarding lead: "
                {lead}</p>
        }
    })
}

fn form(study: &StudyHandle, expected: Option<Expected>, said: &Said) -> impl IntoView + use<> {
    let (typed, wrong) = (&said.typed, said.wrong);
    let number = Asked {
        name: "number",
        label: "Study number",
        kind: "text",
        autocomplete: "off",
        hint: Some("Of the participant it is about. Spaces and dashes do not matter"),
    };
    let [yes, no] = match expected {
        Some(Expected { immediate, other, .. }) => [
            format!("Yes. Somebody acts by {}", moment(study, immediate)),
            format!("No. Somebody looks at it by {}", moment(study, other)),
        ],
        None => ["Yes".to_owned(), "No".to_owned()],
    };
    let radios = vec![Radio::new("yes", yes), Radio::new("no", no)];
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

/// By when somebody acts, while nobody has it.
fn by(own: &Followed) -> Option<String> {
    let waits = matches!(own.standing, Standing::Waits | Standing::HandedTo(_));
    waits.then(|| format!(". Somebody has to act by {}", long_moment(own.due)))
}

/// Only whether somebody has it: what it is, is for the people on duty.
fn became(followed: Vec<Followed>) -> Option<impl IntoView> {
    if followed.is_empty() {
        return None;
    }
    let lines = followed.into_iter().map(|own| {
        let why = if own.is_own { "You raised it" } else { "About a participant given to you" };
        let by = by(&own);
        view! {
            <li>
                "Task "{own.id}", study number "{own.number}": "
                <strong>{care::followed(&own.standing)}</strong>{by}<br />
                <span class="task__since">{why}", "{long_moment(own.raised)}</span>
            </li>
        }
    });
    Some(view! {
        <h2>"What became of it"</h2>
        <ul class="staff-list">{lines.collect_view()}</ul>
    })
}
