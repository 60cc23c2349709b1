//! The study's longer texts: information sheet, privacy, accessibility, how to stop.

use leptos::prelude::*;
use surveys::study::{Block, Study};

use super::{of_study, reading};
use crate::{
    api::{door::Request, welcome},
    components::{blocks::Blocks, frame::Frame, team::TeamLines},
};

#[component]
pub(crate) fn InformationPage() -> impl IntoView {
    text("Information sheet", |study| study.information.clone())
}

#[component]
pub(crate) fn PrivacyPage() -> impl IntoView {
    text("Your privacy", |study| study.privacy.clone())
}

#[component]
pub(crate) fn AccessibilityPage() -> impl IntoView {
    text("Accessibility", |study| study.accessibility.clone())
}

#[component]
pub(crate) fn StopPage() -> impl IntoView {
    text("How to stop", |study| study.stopping.clone())
}

fn text(heading: &'static str, part: fn(&Study) -> Vec<Block>) -> impl IntoView {
    reading(welcome::study(Request::at_hand(), part), move |(place, blocks)| {
        let team = place.study.team.clone();
        let back = crate::paths::welcome(&place.token);
        view! {
            <Frame title=of_study(&place, heading) place=Some(place)>
                <h1>{heading}</h1>
                <Blocks blocks />
                <TeamLines team />
                <p><a href=back>"Back to the survey"</a></p>
            </Frame>
        }
    })
}
