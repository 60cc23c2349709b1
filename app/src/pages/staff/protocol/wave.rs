//! One wave of the next version, to be changed by choosing: from what its days are counted, its days, the survey that it asks,
//! and its contacts.

use leptos::prelude::*;
use surveys::{
    editing::{PlannedContact, PlannedWave, adds_contact},
    language::isolated,
    protocol::cohort_in_words,
    stopping::Way,
};

use super::{
    anchored::{anchors, compared, offered},
    around::{around, instead},
    faults::at_boxes,
    of_protocol,
};
use crate::{
    api::staff::protocol::{Found, Planning},
    components::{changes::capital, staff::frame::StaffFramed},
    pages::staff::surveys::{boxes::Boxes, of_survey},
};

pub(crate) fn wave(planning: Planning) -> StaffFramed {
    let Found::Wave(wave) = &planning.found else {
        return instead(&planning, "A wave of the next version".to_owned());
    };
    let title = format!("{} in the next version", isolated(&wave.title));
    // One form: whichever button is pressed, nothing that was typed is lost.
    let below = view! {
        <form method="post" action=of_wave(&planning, wave) novalidate>
            {days(&planning, wave)}
            <div class="actions"><button class="button" name="then" value="save">"Save in the draft"</button></div>
            {contacts(&planning, wave)}
            {another(&planning, wave)}
        </form>
    };
    around(&planning, title, ("/next", "The next version"), below.into_any())
}

/// The address of a wave's form.
pub(super) fn of_wave(planning: &Planning, wave: &PlannedWave) -> String {
    of_protocol(&planning.study.study().key, &format!("/next/waves/{}", wave.key))
}

fn days(planning: &Planning, wave: &PlannedWave) -> AnyView {
    let faults = at_boxes(planning, &format!("waves/{}", wave.key));
    let boxes = Boxes::with_seen(&planning.said).with_faults(faults);
    let line = |name: &str, words: String, saved: &str| {
        boxes.named(name.to_owned(), view! { <strong>{words}</strong> }.into_any(), saved)
    };
    let cohorts = wave.cohorts.iter().map(|(cohort, days)| {
        let who = cohort.parse().map_or("of another cohort", cohort_in_words);
        let words = format!("Opens for people {who}, in days after that");
        line(&format!("cohort-{cohort}"), words, days)
    });
    let cohorts = cohorts.collect_view();
    let survey = ("The survey that it asks", "Choose a survey");
    view! {
        {anchors(&boxes, &wave.anchor)}
        {line("opens_after", "Opens, in days after that".to_owned(), &wave.opens_after)}
        {cohorts}
        {line("open_for", format!("Stays open, in days from its opening (empty: {})", end(planning, wave)), &wave.open_for)}
        {line("grace", "Takes late answers, in days from its opening (empty: none)".to_owned(), &wave.grace)}
        {boxes.select("survey", survey, offered(planning), &wave.survey)}
        {asks(planning, wave)}
        {compared(&boxes, wave.is_compared)}
    }
    .into_any()
}

/// What ends it that has no last day.
fn end(planning: &Planning, wave: &PlannedWave) -> &'static str {
    let mut plans = planning.drawn.iter().flat_map(|drawn| &drawn.waves);
    let own = plans.find(|plan| plan.key().as_str() == wave.key);
    match own.is_some_and(|plan| plan.wave.until_randomised) {
        true => "until randomisation, which closes it in any case",
        false => "without an end",
    }
}

/// Which version of it is asked.
fn asks(planning: &Planning, wave: &PlannedWave) -> AnyView {
    let words = match planning.asks {
        Some(version) => format!(
            "It asks version {version} of this survey. Which version is decided on the page of the survey, version by version."
        ),
        None => "It begins with the latest version of the survey that is chosen.".to_owned(),
    };
    let is_one = planning.surveys.iter().find(|(key, _)| key.as_str() == wave.survey);
    let to = is_one.map(|(key, _)| {
        view! { " "<a href=of_survey(key, "")>"The versions of this survey"</a>"." }
    });
    view! { <p>{words}{to}</p> }.into_any()
}

fn contacts(planning: &Planning, wave: &PlannedWave) -> AnyView {
    let each = wave.contacts.iter().map(|contact| {
        let to = format!("{}/{}", of_wave(planning, wave), contact.key);
        let day = format!(": {}", day(contact));
        view! { <li><a href=to>{contact.key.clone()}</a>{day}</li> }
    });
    let each: Vec<_> = each.collect();
    let none = each.is_empty().then(|| view! { <p>"Nothing is sent about it yet."</p> });
    view! {
        <h2>"Its contacts"</h2>
        {none}
        <ul class="staff-links">{each}</ul>
    }
    .into_any()
}

fn day(contact: &PlannedContact) -> String {
    let PlannedContact { day, after, .. } = contact;
    let from = if after.is_empty() { "the opening".to_owned() } else { format!("“{after}”") };
    match day.parse::<i64>() {
        Ok(0) => format!("the day of {from}"),
        Ok(1) => format!("1 day after {from}"),
        Ok(-1) => format!("1 day before {from}"),
        Ok(days) if days < 0 => format!("{} days before {from}", -days),
        _ => format!("{day} days after {from}"),
    }
}

fn another(planning: &Planning, wave: &PlannedWave) -> AnyView {
    let boxes = Boxes::with_seen(&planning.said);
    let is_open = adds_contact(&planning.said.typed) && planning.said.wrong.is_some();
    let earlier = wave.contacts.iter().map(|one| (one.key.clone(), format!("“{}”", one.key)));
    let ways =
        Way::ALL.into_iter().map(|way| (way.as_str().to_owned(), capital(way.noun().to_owned())));
    let mut messages: Vec<_> = planning.messages.values().flatten().cloned().collect();
    messages.sort();
    messages.dedup();
    let messages = messages.into_iter().map(|key| (key.clone(), key)).collect();
    let key = (
        "Short name",
        "Small letters, digits and hyphens, such as second-reminder. It stays when the rest changes.",
    );
    view! {
        <details class="staff-more" open=is_open>
            <summary>"Add a contact"</summary>
            {boxes.line("key", key, "")}
            {boxes.select("after", ("Its day is counted from", "The opening of the wave"), earlier.collect(), "")}
            {boxes.line("day", ("Days after that", "Below zero for days before, such as -7."), "")}
            {boxes.select("way", ("Sent as", "Choose a way"), ways.collect(), "")}
            {boxes.line("at", ("Time", "By the clock where the person lives, such as 10:00."), "")}
            {boxes.select("message", ("What is said", "Choose a message"), messages, "")}
            <p>"What you changed above is saved with it."</p>
            <div class="actions"><button class="button" name="then" value="add">"Add it to the draft"</button></div>
        </details>
    }
    .into_any()
}
