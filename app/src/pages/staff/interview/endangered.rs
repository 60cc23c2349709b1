//! Somebody is in danger: who is told, by when somebody acts, and whom to ring where nobody is. What was raised stays before whoever
//! raised it.

use leptos::prelude::*;
use records::{interviews::Whose, safeguarding::Followed, studies::StudyHandle};
use surveys::{
    calendar, fill::long_moment, interview::Saying, safeguarding::Expected, study::Study,
};

use crate::{
    api::staff::{
        care::CareDone,
        door::{Done, Said},
        interviews::{OnDuty, below},
    },
    components::staff::{person::to_dial, words::StaffWords},
    pages::staff::care::lead,
    wording::staff::{self as common, care as wording},
};

/// What was raised, for the top of the page, and the form below. That it was raised is told here, in the words that are true of this
/// study, and not by what the other page says of it.
pub(super) fn endangered(
    study: &StudyHandle,
    whose: &Whose,
    duty: &OnDuty,
    said: &mut Said,
) -> (Option<AnyView>, AnyView) {
    let amiss = common::at("words", said.wrong);
    let words = said.typed.raw("words").to_owned();
    let is_raised = said.done == Some(Done::Care(CareDone::Raised));
    if is_raised {
        said.done = None;
    }
    let (on_record, words) =
        if is_raised { (words, String::new()) } else { (String::new(), words) };
    let raised = duty.raised.as_ref().map(|own| raised(study, (duty, own), on_record));
    (raised, form(study, whose, duty, (words, amiss)))
}

/// By when somebody acts, and who; or that nobody does, and whom to ring.
fn raised(study: &StudyHandle, (duty, own): (&OnDuty, &Followed), words: String) -> AnyView {
    let words = (!words.is_empty()).then(|| {
        view! { <p>"You wrote:"</p><p class="staff-words" dir="auto">{words}</p> }
    });
    let by_when = (duty.is_told && duty.expected.is_some()).then(|| {
        let due = long_moment(own.due);
        view! { <p>"Somebody has to act by "<strong>{due}</strong>"."</p> }
    });
    view! {
        <div class="notice" role="status">
            <p><strong>{format!("It is on record as task {}. ", own.id)}{wording::followed(&own.standing)}"."</strong></p>
            {words}
            {by_when}
            {who(study, duty)}
        </div>
    }
    .into_any()
}

fn form(
    study: &StudyHandle,
    whose: &Whose,
    duty: &OnDuty,
    (words, wrong): (String, Option<String>),
) -> AnyView {
    let tells = if duty.is_told { "Tell the people on duty now" } else { "Put it on record" };
    view! {
        <h2>"Somebody is in danger"</h2>
        <div class="notice">
            <p><strong>{Saying::Danger.words()}</strong></p>
            {who(study, duty)}
        </div>
        <form method="post" action=below(study, whose, "/pause") novalidate>
            <StaffWords
                name="words" label="What was said?"
                hint="In their own words where you can. Say where they are, if you know."
                value=words wrong
            />
            <div class="actions">
                <button class="button" name="then" value="concern">{tells}</button>
            </div>
        </form>
    }
    .into_any()
}

/// Who acts, and when; where nobody is there, whom to ring.
fn who(study: &StudyHandle, duty: &OnDuty) -> AnyView {
    let words = match duty.expected {
        _ if !duty.is_told => {
            "Nobody is on duty in this study: what you write is on record, and nobody is told."
                .to_owned()
        }
        None => {
            "The people on duty are told. The study does not say when anybody is there.".to_owned()
        }
        Some(Expected { next: Some(next), .. }) => {
            let next = long_moment(calendar::moment_in(&study.study().timezone, next));
            format!("Nobody is on duty now. Somebody is there again on {next}.")
        }
        Some(Expected { next: None, immediate, .. }) => {
            let by = long_moment(calendar::moment_in(&study.study().timezone, immediate));
            return view! { <p>"The people on duty are told at once, and somebody acts by "{by}"."</p> }
                .into_any();
        }
    };
    view! { <p><strong>{words}</strong>" Ring: "{whom(study.study())}"."</p> }.into_any()
}

/// The safeguarding lead, or else the study's team.
fn whom(study: &Study) -> AnyView {
    lead(study).map_or_else(
        || {
            let phone = study.team.phone.clone();
            let dials = to_dial(&phone);
            view! { "the study’s team, "<a href=dials>{phone}</a> }.into_any()
        },
        |lead| view! { "the safeguarding lead, "{lead} }.into_any(),
    )
}
