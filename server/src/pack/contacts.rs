//! When each survey is open, and on which days and in which ways people are contacted about it.

use surveys::protocol::{Plan, Protocol};

use super::document::Document;

pub fn contacts(document: &mut Document, protocol: &Protocol) {
    document.heading("When people are contacted");
    document.text(&format!(
        "As version {} of the protocol says. Nobody who has sent a survey is contacted about it, and nobody in a way that they \
         have not agreed to or have stopped. What is sent on one day is one contact; at least {} hours lie between two, and \
         a survey has at most {}.",
        protocol.version, protocol.hours_between, protocol.most_contacts
    ));
    let waves = protocol
        .waves
        .iter()
        .map(|plan| format!("{}: {}.", plan.wave.title, plan.wave.opens_in_words()));
    document.list(waves.collect());
    for plan in protocol.waves.iter().filter(|plan| !plan.steps.is_empty()) {
        let rows = plan.steps.iter().map(|step| {
            let sends = format!("“{}”: {}", step.key, step.sends_in_words());
            vec![step.day_in_words(), sends, step.to_in_words()]
        });
        let caption = format!("{}: contacts, in their order", plan.wave.title);
        document.table(&caption, vec!["Day", "What is sent", "To whom"], rows.collect());
    }
    let without: Vec<_> =
        protocol.waves.iter().filter(|plan| plan.steps.is_empty()).map(title).collect();
    if !without.is_empty() {
        document.text(&format!("Nothing is sent about: {}.", without.join(", ")));
    }
}

fn title(plan: &Plan) -> &str {
    &plan.wave.title
}
