//! Where to get help now. It can be read with any link that leads to the study.

use leptos::prelude::*;

use super::of_study;
use crate::{
    api::Place,
    components::{frame::Framed, helplines::Helplines, team::TeamLines},
    paths,
};

pub(crate) fn help(place: Place) -> Framed {
    let (lines, team) = (place.study.helplines.clone(), place.study.team.clone());
    let back = paths::welcome(&place.token);
    let words = view! {
        <h1>"Get help now"</h1>
        <p class="lede">"If you or someone else is in danger, call 999."</p>
        <Helplines lines />
        <p>"Nobody who reads your answers can reach you straight away. The people above can."</p>
        <TeamLines team />
        <p><a href=back>"Back to the survey"</a></p>
    };
    Framed::new(of_study(&place, "Get help now"), Some(place), words)
}
