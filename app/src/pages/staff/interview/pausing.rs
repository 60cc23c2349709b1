//! A pause: when somebody is upset, or cannot go on now. First how they want to go on, then who can help; and if somebody is in
//! danger, the people on duty are told at once.

use leptos::prelude::*;
use records::{interviews::Whose, studies::StudyHandle};
use surveys::interview::Saying;

use super::{ARRIVE, read_out};
use crate::{
    api::staff::interviews::{Pausing, below},
    components::{
        signposting::Signposting,
        staff::{frame::StaffFramed, said::Told, words::StaffWords},
    },
    pages::staff::coming_in::framed,
    wording::staff as common,
};

pub(crate) fn pausing(pausing: Pausing) -> StaffFramed {
    let Pausing { study, whose, told, go_on, said } = pausing;
    let (wrong, words) = (said.wrong, said.typed.raw("words").to_owned());
    let amiss = common::at("words", wrong);
    let raised = told.concern.is_some();
    let why = raised.then(|| {
        view! {
            <div class="notice">
                <p><strong>"What they said has told the people on duty."</strong>" Read this out, then ask how they \
                    want to go on."</p>
            </div>
        }
    });
    let middle = view! {
        <Told said />
        <h1>"A pause"</h1>
        {why}
        {read_out(view! { <p>{Saying::HowToGoOn.words()}</p> })}
        {ways(&study, &whose, go_on)}
        <h2>"Who can help"</h2>
        <p>{Saying::Upset.words()}</p>
        {read_out(view! { <Signposting study=study.study().clone() told /> })}
        {concern(&study, &whose, words, amiss)}
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

fn concern(
    study: &StudyHandle,
    whose: &Whose,
    words: String,
    wrong: Option<String>,
) -> impl IntoView + use<> {
    view! {
        <h2>"Somebody is in danger"</h2>
        <div class="notice"><p><strong>{Saying::Danger.words()}</strong></p></div>
        <form method="post" action=below(study, whose, "/pause") novalidate>
            <StaffWords
                name="words" label="What was said?"
                hint="In their own words where you can. Say where they are, if you know."
                value=words wrong
            />
            <div class="actions">
                <button class="button" name="then" value="concern">"Tell the people on duty now"</button>
            </div>
        </form>
    }
}
