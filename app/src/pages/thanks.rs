//! The end: thanks, and where to get help after questions that may have been hard.

use leptos::prelude::*;

use super::{of_study, reading};
use crate::{
    api::{Place, door::Request, welcome},
    components::{frame::Frame, helplines::Helplines, team::TeamLines},
};

#[component]
pub(crate) fn ThanksPage() -> impl IntoView {
    reading(welcome::thanks(Request::at_hand()), drawn)
}

fn drawn(place: Place) -> impl IntoView {
    let study = place.study.clone();
    view! {
        <Frame title=of_study(&place, "Thank you") place=Some(place)>
            <div class="panel">
                <h1>"Thank you"</h1>
                <p>"Your answers have been sent"</p>
            </div>
            <p>"There is nothing else you need to do now. You can close this page."</p>
            <h2>"If you would like to talk to someone"</h2>
            <p>
                "Some of the questions may have brought up difficult feelings. These people can \
                 help."
            </p>
            <Helplines lines=study.helplines.clone() />
            <TeamLines team=study.team.clone() />
        </Frame>
    }
}
