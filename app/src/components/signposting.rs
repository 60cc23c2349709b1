//! Who can help now, said to someone whose answer raised an alert.

use std::sync::Arc;

use leptos::prelude::*;
use records::responses::Told;
use surveys::{
    interview::Saying,
    safeguarding::{Help, Level, Safeguarding},
    study::Study,
};

use super::helplines::Helplines;

/// The words of the study, without their heading; without any, its help lines.
#[component]
pub(crate) fn Signposting(study: Arc<Study>, told: Told) -> impl IntoView {
    let own = study.safeguarding.as_ref().and_then(|own| Some((own, own.help.clone()?)));
    match own {
        Some((own, help)) => words(own, help, told).into_any(),
        None => view! { <Helplines lines=study.helplines.clone() /> }.into_any(),
    }
}

fn words(own: &Safeguarding, help: Help, told: Told) -> impl IntoView + use<> {
    let said = match told.concern {
        Some(concern) if concern.of_harm => help.after_harm,
        Some(_) => help.after_other,
        // It is not known who reads it: nothing of what was answered.
        None => Saying::ForAnybody.words().to_owned(),
    };
    let urgent = told.concern.is_none_or(|concern| concern.level == Level::Three);
    let emergency =
        urgent.then(|| view! { <p class="notice"><strong>{help.emergency}</strong></p> });
    let promise = told.concern.and_then(|_| own.promised()).map(|days| {
        let promise = Saying::Promise.said(&[("days", days.as_str())]);
        view! { <p>{promise}</p> }
    });
    view! {
        {emergency}
        <p>{said}</p>
        <Helplines lines=help.lines />
        {promise}
        <OutOfHours own=own.clone() is_staffed=told.is_staffed />
    }
}

/// Said while nobody of the team is there.
#[component]
pub(crate) fn OutOfHours(own: Safeguarding, is_staffed: bool) -> impl IntoView {
    own.out_of_hours.filter(|_| !is_staffed).map(|words| view! { <p>{words}</p> })
}
