//! What answers to a survey are good for beside those of the other waves, variable by variable.

use leptos::prelude::*;
use surveys::language::isolated;

use crate::{api::staff::publishing::Wave, components::changes::judged};

/// A part for each survey of another wave. Where there is none, nothing is said.
pub(super) fn waves(waves: &[Wave]) -> Option<AnyView> {
    let each: Vec<_> = waves.iter().map(of_wave).collect();
    (!each.is_empty()).then(|| {
        let told = view! {
            <h2>"Answers beside those of the other waves"</h2>
            <p>
                "Each variable that this survey and another of the study both have. What “before” says of it is in the other \
                 survey; what “now” says, or is new or gone, is in this one."
            </p>
            {each}
        };
        told.into_any()
    })
}

fn of_wave(wave: &Wave) -> AnyView {
    let Wave { study, waves, title, variables } = wave;
    let heading = format!("{}: {waves}, {}", isolated(study), isolated(title));
    let table = match variables.is_empty() {
        true => view! { <p>"They have no variable in common."</p> }.into_any(),
        false => judged(&format!("Beside {waves}, what answers are good for"), variables),
    };
    view! { <h3>{heading}</h3> {table} }.into_any()
}
