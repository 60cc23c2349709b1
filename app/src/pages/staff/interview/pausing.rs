//! A pause: when somebody is upset, or cannot go on now. First how they want to go on, then who can help; and if somebody is in
//! danger, the people on duty are told at once.

use leptos::prelude::*;
use records::{interviews::Whose, studies::StudyHandle};
use surveys::interview::Saying;

use super::{ARRIVE, endangered::endangered, read_out};
use crate::{
    api::staff::interviews::{Pausing, below},
    components::{
        signposting::Signposting,
        staff::{frame::StaffFramed, said::Told},
    },
    pages::staff::coming_in::framed,
};

pub(crate) fn pausing(pausing: Pausing) -> StaffFramed {
    let Pausing { study, whose, told, go_on, duty, mut said } = pausing;
    let wrong = said.wrong;
    let (just_raised, danger) = endangered(&study, &whose, &duty, &mut said);
    let raised = told.concern.is_some();
    let heard = match duty.is_told {
        true => "What they said has told the people on duty.",
        false => "What they said raised an alert, and nobody is on duty in this study.",
    };
    let why = raised.then(|| {
        view! {
            <div class="notice">
                <p><strong>{heard}</strong>" Read this out, then ask how they \
                    want to go on."</p>
            </div>
        }
    });
    let middle = view! {
        <Told said />
        <h1>"A pause"</h1>
        {just_raised}
        {why}
        {read_out(view! { <p>{Saying::HowToGoOn.words()}</p> })}
        {ways(&study, &whose, go_on)}
        <h2>"Who can help"</h2>
        <p>{Saying::Upset.words()}</p>
        {read_out(view! { <Signposting study=study.study().clone() told /> })}
        {danger}
    };
    framed("A pause", wrong, middle).with_script(ARRIVE)
}

fn ways(study: &StudyHandle, whose: &Whose, go_on: String) -> impl IntoView + use<> {
    view! {
        <form method="post" action=below(study, whose, "/pause") novalidate>
            <div class="actions">
                <a class="button" href=go_on>"Go on"</a>
                <button class="button button--quiet" name="then" value="call-back">"Call another day"</button>
                <button class="button button--quiet" name="then" value="stop">"Stop here"</button>
            </div>
        </form>
    }
}
