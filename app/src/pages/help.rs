//! Where to get help now. It can be read with any link that leads to the study.

use leptos::prelude::*;

use super::{of_study, reading};
use crate::{
    api::{door::Request, welcome},
    components::{frame::Frame, helplines::Helplines, team::TeamLines},
};

#[component]
pub(crate) fn HelpPage() -> impl IntoView {
    let lines = welcome::study(Request::at_hand(), |study| study.helplines.clone());
    reading(lines, |(place, lines)| {
        let team = place.study.team.clone();
        let back = crate::paths::welcome(&place.token);
        view! {
            <Frame title=of_study(&place, "Get help now") place=Some(place)>
                <h1>"Get help now"</h1>
                <p class="lede">"If you or someone else is in danger, call 999."</p>
                <Helplines lines />
                <p>"Nobody who reads your answers can reach you straight away. The people above can."</p>
                <TeamLines team />
                <p><a href=back>"Back to the survey"</a></p>
            </Frame>
        }
    })
}
