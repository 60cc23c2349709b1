//! When each survey is open, and on which days and in which ways people are contacted about it.

use chrono::NaiveDate;
use surveys::{
    fill::long_date,
    manners::{Holidays, Region},
    protocol::{Plan, Protocol},
    stopping::Way,
};

use super::document::Document;

pub fn contacts(document: &mut Document, protocol: &Protocol) {
    document.heading("When people are contacted");
    document.text(&format!(
        "As version {} of the protocol says. Nobody who has sent a survey is contacted about it, and nobody in a way that they \
         have not agreed to or have stopped. What is sent on one day is one contact; at least {} hours lie between two, and \
         a survey has at most {}.",
        protocol.version, protocol.hours_between, protocol.most_contacts
    ));
    hours(document, protocol);
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

/// When each way is open.
fn hours(document: &mut Document, protocol: &Protocol) {
    let timed = protocol.hours.iter().filter(|(way, _)| **way != Way::Post);
    let each = timed.map(|(way, hours)| {
        let noun = way.noun();
        format!("{}{}s: {}.", noun[..1].to_uppercase(), &noun[1..], hours.in_words())
    });
    document.text(
        "Calls, texts and emails are made in these hours only, by the clock where the person lives. Receipts of what somebody did and \
         answers to what they wrote go at once.",
    );
    document.list(each.collect());
    document.text(
        "Letters keep no hours: they are printed by the team at whatever hour, up to two weeks after their day, and come with \
         the post.",
    );
    document.text(match protocol.holidays.region {
        Region::EnglandAndWales => "Bank holidays are those of England and Wales.",
        Region::None => "There are no bank holidays but those that the protocol names.",
    });
    let days =
        |days: &[NaiveDate]| days.iter().copied().map(long_date).collect::<Vec<_>>().join(", ");
    let Holidays { also, except, .. } = &protocol.holidays;
    if !also.is_empty() {
        document.text(&format!("Days that count as bank holidays, too: {}.", days(also)));
    }
    if !except.is_empty() {
        document.text(&format!("Days that do not count as bank holidays: {}.", days(except)));
    }
}

fn title(plan: &Plan) -> &str {
    &plan.wave.title
}
