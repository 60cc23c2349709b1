//! When each survey is open, and on which days and in which ways people are contacted about it.

use surveys::{
    protocol::{Plan, Protocol, Send, Step, To},
    stopping::Way,
    waves::{Anchor, Wave},
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
    let waves =
        protocol.waves.iter().map(|plan| format!("{}: {}.", plan.wave.title, when(&plan.wave)));
    document.list(waves.collect());
    for plan in protocol.waves.iter().filter(|plan| !plan.steps.is_empty()) {
        let rows = plan.steps.iter().map(|step| vec![day(step), messages(step), to_whom(step)]);
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

/// When a wave can be answered.
fn when(wave: &Wave) -> String {
    let from = match wave.anchor {
        Anchor::Consent => "consent".to_owned(),
        Anchor::Randomisation => "randomisation".to_owned(),
        Anchor::Event(event) => format!("the first {}", event.name().replace('_', " ")),
    };
    let opens = match wave.opens_after {
        0 => format!("opens on the day of {from}"),
        days => format!("opens {days} days after {from}"),
    };
    let others = wave.cohorts.iter().filter(|own| own.opens_after != wave.opens_after);
    let cohorts = others.map(|own| {
        let who = if own.cohort == 1 { "who were out of work" } else { "who were in work" };
        format!("; for people {who}, {} days after it", own.opens_after)
    });
    let lasts = wave.open_for.map(|days| format!("; open for {days} days"));
    let grace = wave.grace.map(|days| {
        format!("; late answers are taken up to {days} days after the opening, and marked")
    });
    let closes = wave.until_randomised.then_some("; closed by randomisation");
    format!(
        "{opens}{}{}{}{}",
        cohorts.collect::<String>(),
        lasts.unwrap_or_default(),
        grace.unwrap_or_default(),
        closes.unwrap_or_default()
    )
}

/// `3 days after “invitation”, on Tue, Wed or Thu`
fn day(step: &Step) -> String {
    let from =
        step.after.as_ref().map_or_else(|| "the opening".to_owned(), |key| format!("“{key}”"));
    let days = |days: i16| if days == 1 { "1 day".to_owned() } else { format!("{days} days") };
    let own = match step.day {
        0 => format!("The day of {from}"),
        before if before < 0 => format!("{} before {from}", days(-before)),
        after => format!("{} after {from}", days(after)),
    };
    let on: Vec<_> = step.on.iter().map(ToString::to_string).collect();
    if on.is_empty() { own } else { format!("{own}, or the next {} after it", on.join(", ")) }
}

fn messages(step: &Step) -> String {
    let all = |sends: &[Send]| sends.iter().map(message).collect::<Vec<_>>().join("; ");
    let sends = all(&step.sends);
    let first = format!("“{}”: {sends}", step.key);
    if step.otherwise.is_empty() {
        return first;
    }
    format!("{first}; where none of it can be sent: {}", all(&step.otherwise))
}

/// `email at 10:00, invitation`
fn message(send: &Send) -> String {
    let begun =
        send.to_begun.as_ref().map(|key| format!(" ({key} to who has begun)")).unwrap_or_default();
    format!("{} at {}, {}{begun}", way(send.way), send.at.format("%H:%M"), send.message)
}

fn way(way: Way) -> &'static str {
    match way {
        Way::Sms => "text",
        Way::Email => "email",
        Way::Phone => "call",
        Way::Post => "letter",
    }
}

fn to_whom(step: &Step) -> String {
    let who = match step.to {
        To::Anybody => "who has not sent it",
        To::NotBegun => "who has not begun it",
        To::Begun => "who has begun it and not sent it",
    };
    let unless: Vec<_> = step.unless.iter().map(|one| way(*one)).collect();
    if unless.is_empty() {
        return who.to_owned();
    }
    format!("{who}, and cannot be reached by {}", unless.join(" or "))
}
