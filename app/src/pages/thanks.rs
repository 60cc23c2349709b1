//! The end: thanks, and where to get help after questions that may have been hard.

use leptos::prelude::*;

use super::of_study;
use crate::{
    api::Place,
    components::{frame::Framed, helplines::Helplines, team::TeamLines},
};

pub(crate) fn thanks(place: Place) -> Framed {
    let study = place.study.clone();
    let words = view! {
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
    };
    Framed::new(of_study(&place, "Thank you"), Some(place), words)
}
