//! The study's longer texts: information sheet, privacy, accessibility, how to stop.

use leptos::prelude::*;
use surveys::study::Block;

use super::of_study;
use crate::{
    api::Place,
    components::{blocks::Blocks, frame::Framed, team::TeamLines},
    paths,
};

pub(crate) fn information(place: Place) -> Framed {
    let blocks = place.study.information.clone();
    text("Information sheet", blocks, place)
}

pub(crate) fn privacy(place: Place) -> Framed {
    let blocks = place.study.privacy.clone();
    text("Your privacy", blocks, place)
}

pub(crate) fn accessibility(place: Place) -> Framed {
    let blocks = place.study.accessibility.clone();
    text("Accessibility", blocks, place)
}

pub(crate) fn stop(place: Place) -> Framed {
    let blocks = place.study.stopping.clone();
    let choices = paths::choices(&place.token);
    let see = view! { <p><a class="button" href=choices>"See or change your choices"</a></p> };
    drawn("How to stop", blocks, place, see)
}

fn text(heading: &'static str, blocks: Vec<Block>, place: Place) -> Framed {
    drawn(heading, blocks, place, ())
}

fn drawn(
    heading: &'static str,
    blocks: Vec<Block>,
    place: Place,
    then: impl IntoView + 'static,
) -> Framed {
    let team = place.study.team.clone();
    let back = paths::welcome(&place.token);
    let words = view! {
        <h1>{heading}</h1>
        <Blocks blocks />
        {then}
        <TeamLines team />
        <p><a href=back>"Back to the survey"</a></p>
    };
    Framed::new(of_study(&place, heading), Some(place), words)
}
