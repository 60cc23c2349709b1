//! Who can help now, said to someone whose answer raised an alert.

use std::sync::Arc;

use leptos::prelude::*;
use records::responses::Told;
use surveys::{
    safeguarding::{Help, Level, Safeguarding},
    study::Study,
};

use super::helplines::Helplines;

/// Said where it is not known who reads it: nothing of what was answered.
const FOR_ANYBODY: &str = "We do not check answers straight away. If you need help now, please use \
                           one of these.";

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
        None => FOR_ANYBODY.to_owned(),
    };
    let urgent = told.concern.is_none_or(|concern| concern.level == Level::Three);
    let emergency =
        urgent.then(|| view! { <p class="notice"><strong>{help.emergency}</strong></p> });
    let promise = told.concern.and(own.calls_within_working_days).map(|days| {
        let days =
            if days == 1 { "1 working day".to_owned() } else { format!("{days} working days") };
        view! { <p>"A member of the study team will try to call you within " {days} "."</p> }
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
