//! What publishing would do: to how many people, and to which sends. Nobody is named.

use leptos::prelude::*;
use records::schedule::{Changes, Effect};
use surveys::protocol::Protocol;

use crate::components::staff::table::{Look, StaffTable, cell};

pub(super) fn would_do(effect: &Effect, protocol: &Protocol) -> AnyView {
    let Effect { people, affected, sends } = effect;
    if *affected == 0 {
        let words = format!(
            "For nobody of {people} would anything that is due or to come be other than it is."
        );
        return view! { <h3>"What it would do"</h3> <p>{words}</p> }.into_any();
    }
    let sum = in_words(effect.sum());
    let of = if *people == 1 { "1 person".to_owned() } else { format!("{people} people") };
    let title = |key| protocol.waves.iter().find(|plan| plan.key() == key);
    let rows = sends.iter().map(|((wave, step, way), own)| {
        let wave = title(wave).map_or(wave.as_str(), |plan| plan.wave.title.as_str());
        vec![cell(format!("{wave}, “{step}”")), cell(way.noun()), cell(in_words(*own))]
    });
    let heads = vec!["Contact", "Sent as", "In how many cases"];
    view! {
        <h3>"What it would do"</h3>
        <p>{format!("It changes something for {affected} of {of}: {sum}. What was handed over already stays.")}</p>
        <StaffTable
            caption="What becomes of what is due or to come".to_owned() look=Look::Wide heads
            rows=rows.collect()
        />
    }
    .into_any()
}

/// `31 move, 2 are dropped`
fn in_words(changes: Changes) -> String {
    let Changes { moved, dropped, added, other_message } = changes;
    let are = |number: usize| if number == 1 { "is" } else { "are" };
    let told = [
        (moved, if moved == 1 { "moves" } else { "move" }.to_owned()),
        (dropped, format!("{} dropped", are(dropped))),
        (added, format!("{} added", are(added))),
        (
            other_message,
            if other_message == 1 { "says" } else { "say" }.to_owned() + " something else",
        ),
    ];
    let told = told.into_iter().filter(|(number, _)| *number > 0);
    told.map(|(number, words)| format!("{number} {words}")).collect::<Vec<_>>().join(", ")
}
