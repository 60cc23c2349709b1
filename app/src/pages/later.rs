//! Saved, to be finished another time.

use leptos::prelude::*;
use surveys::fill::long_date;

use super::{of_study, reading};
use crate::{
    api::{
        door::Request,
        welcome::{self, Welcome},
    },
    components::{frame::Frame, team::TeamLines},
    paths,
    wording::SAVED_AS_YOU_GO,
};

#[component]
pub(crate) fn LaterPage() -> impl IntoView {
    reading(welcome::later(Request::at_hand()), drawn)
}

fn drawn(welcome: Welcome) -> impl IntoView {
    let Welcome { place, overview, go_on } = welcome;
    let stop = paths::below(&place.token, "stop");
    let until = overview.open_until.map(|last| {
        view! { <p>"You can come back until the end of " {long_date(last)} "."</p> }
    });
    let team = place.study.team.clone();
    view! {
        <Frame title=of_study(&place, "Saved") place=Some(place)>
            <h1>"Your answers are saved"</h1>
            <p class="lede">"To come back, open the same link again. You can use any phone or computer."</p>
            {until}
            <p>"You will go on from where you stopped."</p>
            <div class="actions">
                <a class="button" href=go_on>"Go on now"</a>
            </div>
            <p>{SAVED_AS_YOU_GO} " " <a href=stop>"How to stop"</a></p>
            <TeamLines team />
        </Frame>
    }
}
