//! Saved, to be finished another time.

use leptos::prelude::*;
use surveys::fill::long_date;

use super::of_study;
use crate::{
    api::{support::Later, welcome::Welcome},
    components::{frame::Framed, signposting::Signposting, team::TeamLines},
    paths,
    wording::SAVED_AS_YOU_GO,
};

pub(crate) fn later(read: Later) -> Framed {
    let Later { welcome: Welcome { place, overview, go_on }, told } = read;
    let stop = paths::below(&place.token, "stop");
    let until = overview.open_until.map(|last| {
        view! { <p>"You can come back until the end of " {long_date(last)} "."</p> }
    });
    let team = place.study.team.clone();
    let study = place.study.clone();
    let help = told.concern.map(|_| {
        view! { <h2>"If you need help now"</h2> <Signposting study told /> }
    });
    let words = view! {
        <h1>"Your answers are saved"</h1>
        <p class="lede">"To come back, open the same link again. You can use any phone or computer."</p>
        {until}
        <p>"You will go on from where you stopped."</p>
        {help}
        <div class="actions">
            <a class="button" href=go_on>"Go on now"</a>
        </div>
        <p>{SAVED_AS_YOU_GO} " " <a href=stop>"How to stop"</a></p>
        <TeamLines team />
    };
    Framed::new(of_study(&place, "Saved"), Some(place), words)
}
